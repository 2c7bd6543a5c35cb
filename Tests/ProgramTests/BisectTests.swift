import Foundation
import Testing

@testable import paydesk

/// `paydesk replay --bisect`: a conversation is no longer as it was, and what of the corpus is to
/// blame is named.
@Suite struct BisectTests {
    /// The corpus of the project with things planted in it, its model trained once.
    private static let corpus = Result { try Planted() }

    /// A line, a rule and a reply that change answers, among others that change none.
    private struct Planted: Sendable {
        let folder: Folder
        var intents: String { folder.path("Intents") }

        init() throws {
            folder = try Folder()
            try FileManager.default.copyItem(
                atPath: Paydesk.root.appendingPathComponent("Intents").path,
                toPath: folder.path("Intents"))
            try change("query_due_date.yml", "    - 还款日\n", "    - 还款日\n    - 苹果树上有几只鸟\n")
            try change(
                "query_outstanding.yml", "\nkeywords:\n", "\nkeywords:\n- all: [zebra, stripes]\n")
            try change("desk.yml", "What can I do for you?", "How can I help?")
            let decoys = (1...40).map { "    - 鱼缸里的第\($0)条鱼\n" }.joined()
            try change("out_of_scope.yml", "    - 付款为什么不扣花呗\n", decoys)
        }

        private func change(_ file: String, _ from: String, _ to: String) throws {
            let path = intents + "/" + file
            let text = try String(contentsOfFile: path, encoding: .utf8)
            let range = try #require(text.range(of: from), "\(file) has no \(from)")
            try text.replacingCharacters(in: range, with: to).write(
                toFile: path, atomically: true, encoding: .utf8)
        }

        /// Records lines of a customer with the older corpus.
        func record(_ lines: [String], as name: String) throws -> String {
            let path = folder.path(name)
            let text = "@ now 2026-03-02T10:00+08:00\n@ customer li-na level 1\n"
            try (text + lines.map { "> \($0)\n" }.joined(separator: "\n")).write(
                toFile: path, atomically: true, encoding: .utf8)
            let run = try Paydesk.run(["replay", "--accept", "--all", path])
            #expect(run.status == 0, "\(run.stderr)")
            return path
        }
    }

    private static var older: String { Paydesk.root.appendingPathComponent("Intents").path }

    private func bisect(_ path: String, _ more: [String] = []) throws -> Program.Outcome {
        let planted = try Self.corpus.get()
        return try Paydesk.run(
            ["replay", path, "--intents", planted.intents, "--bisect", Self.older] + more)
    }

    @Test func namesTheLineTheRuleAndTheReply() throws {
        let planted = try Self.corpus.get()
        let path = try planted.record(
            ["苹果树上有几只鸟", "a zebra with stripes"], as: "all.transcript")
        let run = try bisect(path)
        #expect(run.status == 1)
        let causes = run.lines.filter { $0.hasPrefix("  because of ") }
        #expect(causes.count == 3, "\(run.stdout)\(run.stderr)")
        #expect(causes.contains { $0.contains("query_outstanding.yml:") && $0.hasSuffix(" rule") })
        #expect(causes.contains { $0.contains("desk.yml:") && $0.contains(" reply utter_") })
        #expect(
            causes.contains {
                $0.contains("query_due_date.yml:") && $0.hasSuffix(" line “苹果树上有几只鸟”")
            })
        #expect(run.stdout.contains("    + query_due_date\n"))
        #expect(run.stderr.contains("differences between the corpora: "))
        // Of the kinds that were asked for, and for a script.
        let json = try bisect(path, ["--only", "understanding", "--json"])
        let object = try #require(
            JSONSerialization.jsonObject(with: Data(json.stdout.utf8)) as? [String: Any])
        let cause = try #require(object["cause"] as? [String: Any])
        let found = try #require(cause["differences"] as? [[String: Any]])
        #expect(cause["kind"] as? String == "corpus")
        #expect(Set(found.compactMap { $0["kind"] as? String }) == ["line", "rule"])
    }

    /// The corpus is not to blame where the older one answers the same: it was recorded otherwise.
    @Test func elseItIsTheProgram() throws {
        let planted = try Self.corpus.get()
        let path = try planted.record(["how much do I owe"], as: "program.transcript")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let other = text.replacingOccurrences(
            of: "= query_outstanding", with: "= query_due_date")
        try ("; paydesk 0.0.1\n" + other).write(toFile: path, atomically: true, encoding: .utf8)
        let run = try bisect(path, ["--only", "understanding"])
        #expect(run.status == 1)
        let told = run.lines.first { $0.hasPrefix("  because of the program: with ") }
        #expect(told?.contains("recorded by paydesk 0.0.1, and this is paydesk ") == true)
        // An older program is asked as well.
        let asked = try bisect(path, ["--older-program", Program.path(), "--only", "slot"])
        #expect(asked.status == 0, "nothing of this kind has changed")
        let program = try bisect(
            path, ["--older-program", Program.path(), "--only", "understanding"])
        #expect(program.stdout.contains("does not replay it as it was recorded either"))
    }

    /// A revision of git stands for a folder, and its places are called by it.
    @Test func aRevisionOfGitStandsForAFolder() throws {
        let folder = try Folder()
        let script = """
            set -e; cd "$0"; cp -R "$1" Intents; git init -q .; git add .
            git -c user.name=a -c user.email=a@example.org commit -qm one
            sed -i 's/What can I do for you?/How can I help?/' Intents/desk.yml
            """
        let made = try Program.run(
            ["-c", script, folder.root, Self.older], environment: ["HOME": folder.root],
            program: "/bin/bash")
        #expect(made.status == 0, "\(made.stderr)")
        let path = try Self.corpus.get().record(["how much do I owe"], as: "git.transcript")
        let run = try Paydesk.run([
            "replay", path, "--intents", folder.path("Intents"), "--bisect", "HEAD",
        ])
        #expect(run.status == 1)
        #expect(run.stdout.contains("Intents/desk.yml:"), "\(run.stdout)\(run.stderr)")
        #expect(run.lines.count { $0.hasPrefix("  because of ") } == 1)
        let none = try Paydesk.run([
            "replay", path, "--intents", folder.path("Intents"), "--bisect", "--all",
        ])
        #expect(none.status == 64)
        let unknown = try Paydesk.run([
            "replay", path, "--intents", folder.path("Intents"), "--bisect", "NEVER",
        ])
        #expect(unknown.status == 66 && unknown.stderr.contains("no revision of git"))
    }

    @Test(arguments: [
        (["--accept"], "--accept"), (["--step"], "--step"), (["--model", "m"], "--model"),
    ])
    func whatItDoesNotGoWith(_ more: [String], _ named: String) throws {
        let run = try Paydesk.run(["replay", "a.transcript", "--bisect", "older"] + more)
        #expect(run.status == 64 && run.stderr.contains(named))
    }

    /// The few that are to blame among many, with few tries.
    @Test(arguments: [[0], [7], [99], [3, 4], [0, 50, 99], Array(0..<10)])
    func findsTheFewest(_ culprits: [Int]) {
        var tries = 0
        let found = Culprits.fewest(Array(0..<100)) { some in
            tries += 1
            return Set(culprits).isSubset(of: some)
        }
        #expect(found.sorted() == culprits)
        #expect(tries <= culprits.count * 16)
    }

    /// One of several would do: one is named.
    @Test func oneOfSeveralIsEnough() {
        let found = Culprits.fewest(Array(0..<100)) { some in
            some.contains { $0 % 10 == 5 }
        }
        #expect(found == [5])
    }
}

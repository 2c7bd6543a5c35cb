import Foundation
import TestSupport
import Testing

/// Work for many machines: a line out for each line in, whoever takes which share of them.
@Suite struct PipedTranscriptsTests {
    private struct Piped: Encodable {
        var path: String
        var transcript: String
    }

    private static let lines = Result {
        try Project.transcripts.filter { $0.contains("/early_repayment/") }.prefix(24).map { path in
            let piped = Piped(path: path, transcript: try Project.text(path))
            return String(decoding: try JSONEncoder().encode(piped), as: UTF8.self)
        }
    }

    private static func run(_ arguments: [String], _ lines: some Sequence<String>) throws
        -> Program.Outcome
    {
        try Paydesk.run(arguments, stdin: lines.map { $0 + "\n" }.joined())
    }

    @Test(arguments: ["replay", "inspect", "report"])
    func sharesComeToTheWhole(command: String) throws {
        let lines = try Self.lines.get()
        #expect(lines.count == 24)
        let whole = try Self.run([command, "--lines"], lines)
        #expect(whole.status == 0, "\(whole.stderr)")
        #expect(whole.lines.count == lines.count)
        let shares = try [lines.prefix(7), lines.dropFirst(7)].map {
            try Self.run([command, "--lines"], $0).stdout
        }
        #expect(shares.joined() == whole.stdout)
        // The same as of the files.
        guard command != "report" else { return }
        let paths = try lines.map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
            return ((object as? [String: Any])?["path"] as? String) ?? ""
        }
        let files = try Paydesk.run([command, "--json"] + paths)
        #expect(files.lines == whole.lines)
    }

    /// Counts of single conversations add up to those of all.
    @Test func reportsAddUp() throws {
        func conversations(_ line: Substring) throws -> Int {
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
            let all = (object as? [String: Any])?["all"] as? [String: Any]
            return try #require(all?["conversations"] as? Int)
        }
        let lines = try Self.lines.get()
        let single = try Self.run(["report", "--lines"], lines).stdout.split(separator: "\n")
        #expect(try single.map(conversations).reduce(0, +) == lines.count)
    }

    @Test(arguments: ["replay", "inspect", "report"])
    func aLineThatIsWrongIsAnswered(command: String) throws {
        let good = try #require(try Self.lines.get().first)
        let run = try Self.run(
            [command, "--lines"],
            ["no json", good, "{\"path\": \"x\", \"transcript\": \"hello\"}", "\"\"", good])
        #expect(run.status == 0, "\(run.stderr)")
        #expect(run.lines.count == 5)
        #expect(run.lines[0].contains("\"error\"") && run.lines[0].contains("line 1"))
        #expect(run.lines[2].contains("\"error\"") && run.lines[2].contains("x:"))
        #expect(run.lines[1] == run.lines[4])
        #expect(try Paydesk.run([command, "--lines", "file"]).status == 64)
    }

    /// `PYTHON`, where PySpark lies elsewhere.
    private static let python = ProcessInfo.processInfo.environment["PYTHON"] ?? "/usr/bin/python3"
    private static let hasSpark =
        (try? Program.run(["-c", "import pyspark"], program: python).status) == 0

    /// Documentation/scale.md, with `local[2]`.
    @Test(.enabled(if: hasSpark, "PySpark is not installed"))
    func sparkComesToTheSame() throws {
        let folder = try Folder()
        let lines = (0..<400).map { "我要提前还\($0)元" }
        try Data(lines.map { $0 + "\n" }.joined().utf8)
            .write(to: URL(fileURLWithPath: folder.path("lines.txt")))
        let command = "\(try Program.path()) classify --json --now 2026-03-01"
        let script = """
            from pyspark import SparkContext
            spark = SparkContext("local[2]")
            spark.textFile("\(folder.path("lines.txt"))", 8).pipe("\(command)") \\
                .saveAsTextFile("\(folder.path("answers"))")
            """
        let run = try Program.run(
            ["-c", script],
            environment: Paydesk.environment.merging(
                ["PATH": "/usr/bin:/bin", "HOME": folder.root]) { $1 },
            program: Self.python)
        #expect(run.status == 0, "\(run.stderr)")
        let parts = try FileManager.default.contentsOfDirectory(atPath: folder.path("answers"))
            .filter { $0.hasPrefix("part-") }.sorted()
        let answers = try parts.map {
            try String(contentsOfFile: folder.path("answers/\($0)"), encoding: .utf8)
        }
        let single = try Self.run(["classify", "--json", "--now", "2026-03-01"], lines)
        #expect(parts.count >= 2 && answers.joined() == single.stdout)
    }
}

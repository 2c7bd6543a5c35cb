import Foundation
import TestSupport
import Testing

/// The program with its book on a server, and where there is none.
@Suite struct ServerBookTests {
    private static let talk = "我要提前结清\n确认\n<secret>\n"
    private static let now = ["--now", "2026-03-01T10:00"]

    /// A database of a test's own.
    static func database(_ name: String) throws -> String {
        let server = try PostgresServer.running()
        let made = try Program.run(
            ["-h", server.folder, "-U", "paydesk", "-qc", "CREATE DATABASE \(name)", "postgres"],
            program: "/usr/bin/psql")
        try #require(made.status == 0, "\(made.stderr)")
        return server.url(name)
    }

    /// A desk of its own, with a key and checkpoints of its own.
    private static func desk(_ folder: Folder) -> [String: String] {
        ["XDG_DATA_HOME": folder.path("data"), "XDG_STATE_HOME": folder.path("state")]
    }

    @Test func aTalkEndsInAReceiptThatOthersFind() throws {
        let (url, folder) = (try Self.database("talk"), try Folder())
        let desk = Self.desk(folder)
        let missing = try Paydesk.run(["account", "list", "--store", url], environment: desk)
        #expect(missing.status == 66)
        #expect(missing.stderr.contains("no such book"))
        let seeded = try Paydesk.run(
            ["account", "seed", "--store", url] + Self.now, environment: desk)
        #expect(seeded.lines == ["postgres://paydesk@/talk: 16 customers, opened on 2026-03-01"])

        let talk = try Paydesk.run(
            ["chat", "--customer", "zhang-wei", "--store", url] + Self.now, stdin: Self.talk,
            environment: desk)
        #expect(talk.status == 0)
        #expect(talk.stdout.contains("回单号R000001"))
        // Named by the environment, the book is the same.
        var told = desk
        told["PAYDESK_STORE"] = url
        let receipts = try Paydesk.run(["account", "receipts"] + Self.now, environment: told)
        #expect(receipts.stdout.hasPrefix("R000001\t"))
        for check in [["account", "verify"], ["account", "prove", "R000001"]] {
            #expect(try Paydesk.run(check + Self.now, environment: told).status == 0)
        }
        let doctor = try Paydesk.run(["doctor"], environment: told)
        #expect(doctor.stdout.contains("postgres://paydesk@/talk: 16 customers"))
    }

    /// A desk's role orders, and a role of staff looks; neither can take anything back.
    @Test func rolesMayDoWhatTheyAreFor() throws {
        let (url, folder) = (try Self.database("roles"), try Folder())
        let desk = Self.desk(folder)
        func run(_ arguments: [String], as role: String = "paydesk", _ stdin: String = "") throws
            -> Program.Outcome
        {
            try Paydesk.run(
                arguments + ["--store", url.replacing("paydesk@", with: "\(role)@")],
                stdin: stdin, environment: desk)
        }
        #expect(try run(["account", "seed"] + Self.now).status == 0)
        let psql = ["-h", try PostgresServer.running().folder, "-U", "paydesk", "-qc"]
        for role in ["till", "clerk"] {
            let made = try Program.run(
                psql + ["CREATE ROLE \(role) LOGIN", "postgres"], program: "/usr/bin/psql")
            try #require(made.status == 0, "\(made.stderr)")
            // Before anything is granted it sees nothing.
            #expect(try run(["account", "list"], as: role).status == 77)
        }
        let granted = try run(["account", "roles", "--desk", "till", "--staff", "clerk"])
        #expect(granted.lines == ["till: desk", "clerk: staff"])
        for (role, rights) in [("paydesk", "owner"), ("till", "desk"), ("clerk", "staff")] {
            #expect(try run(["account", "roles"], as: role).lines == ["you: \(rights)"])
        }
        let talk = try run(
            ["chat", "--customer", "zhang-wei"] + Self.now, as: "till", Self.talk)
        #expect(talk.stdout.contains("回单号R000001"))
        let shown = try run(["account", "show", "zhang-wei"] + Self.now, as: "clerk")
        #expect(shown.status == 0)
        #expect(shown.stderr.isEmpty)
        let unlocked = try run(
            ["account", "unlock", "li-na", "--reason", "x"] + Self.now, as: "clerk")
        #expect(unlocked.status != 0 || unlocked.stdout.contains("was not locked"))
        #expect(try run(["account", "roles", "--desk", "nobody"]).status == 65)
        #expect(try run(["account", "verify"] + Self.now).status == 0)
        #expect(try Paydesk.run(["account", "roles", "--store", ":memory:"]).status == 64)
    }

    @Test func transcriptsReplayTheSame() throws {
        let url = try Self.database("replayed")
        let transcripts = Project.transcripts.filter { path in
            ["early_repayment/zh", "instalment/en", "bookings/zh", "verification/zh"]
                .contains { path.hasPrefix("Transcripts/" + $0) }
        }.filter { (try? Project.text($0).contains("@ opened 2026-03-01")) ?? false }
        #expect(transcripts.count > 10)
        let outcome = try Paydesk.run(
            ["replay", "--store", url]
                + transcripts.prefix(40).map { Project.root.appendingPathComponent($0).path })
        #expect(outcome.status == 0, "\(outcome.stdout) \(outcome.stderr)")
        // It has left nothing there.
        #expect(try Paydesk.run(["account", "list", "--store", url]).status == 66)
    }

    /// What is wrong is said without the password, which is no part of a command line.
    @Test func passwordsAreShownToNobody() throws {
        let url = "postgres://alice:hush@127.0.0.1:1/book"
        let refused = try Paydesk.run(["account", "list", "--store", url])
        #expect(refused.status == 64)
        #expect(refused.stderr.contains("~/.pgpass"))
        let told = try Paydesk.run(["account", "list"], environment: ["PAYDESK_STORE": url])
        #expect(told.status == 69)
        #expect(told.stderr.contains("postgres://alice@127.0.0.1:1/book cannot be reached"))
        for outcome in [refused, told] {
            #expect(!(outcome.stdout + outcome.stderr).contains("hush"))
        }
    }

    /// The desk with a book of SQLite's knows nothing of PostgreSQL, and needs nothing of it.
    @Test func theLibraryIsLoadedWhenItIsNeeded() throws {
        let linked = try Program.run([Program.path()], program: "/usr/bin/ldd")
        #expect(linked.status == 0)
        #expect(!linked.stdout.contains("libpq"))
        let folder = try Folder()
        try Data("no library".utf8).write(
            to: URL(fileURLWithPath: folder.path("libpq.so.5")))
        let without = ["LD_LIBRARY_PATH": folder.path("")]
        let list = ["account", "list", "--store"]
        let missing = try Paydesk.run(list + ["postgres://db/book"], environment: without)
        #expect(missing.status == 69)
        #expect(missing.stderr.contains("install the package libpq5"))
        #expect(try Paydesk.run(list + [":memory:"], environment: without).status == 0)
    }
}

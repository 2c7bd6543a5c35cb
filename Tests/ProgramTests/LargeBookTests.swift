import Foundation
import TestSupport
import Testing

/// The program with a book that is too large to be brought forward as a whole.
@Suite struct LargeBookTests {
    private static let now = ["--now", "2026-03-01T10:00"]
    private static let later = ["--now", "2026-04-05T21:00"]

    /// In a file, and in a database of PostgreSQL's.
    @Test(arguments: [false, true])
    func isSeededTalkedOnAndAdvanced(isOnServer: Bool) throws {
        let folder = try Folder()
        let desk = [
            "XDG_DATA_HOME": folder.path("data"), "XDG_STATE_HOME": folder.path("state"),
            "PAYDESK_STORE": isOnServer
                ? try ServerBookTests.database("large") : folder.path("large.sqlite"),
        ]
        func run(_ arguments: [String], _ stdin: String = "") throws -> Program.Outcome {
            try Paydesk.run(arguments, stdin: stdin, environment: desk)
        }
        let seeded = try run(["account", "seed", "--customers", "120"] + Self.now)
        #expect(seeded.stdout.contains("120 customers, opened on 2026-03-01"), "\(seeded.stderr)")
        #expect(seeded.stderr.contains("104 customers in "))
        // It goes on where it was, and without a number leaves the book alone.
        let more = try run(["account", "seed", "--customers", "150"] + Self.now)
        #expect(more.stderr.contains("30 customers in "))
        #expect(try run(["account", "seed"] + Self.now).status == 73)
        #expect(try run(["account", "seed", "--customers", "3"]).status == 64)

        let talk = try run(
            ["chat", "--customer", "c0000101"] + Self.later, "我要提前结清\n确认\n<secret>\n")
        #expect(talk.stdout.contains("回单号R000001"), "\(talk.stdout)\(talk.stderr)")
        let advanced = try run(["account", "advance"] + Self.later)
        #expect(advanced.lines == ["the book was at 2026-04-05 and is at 2026-04-05"])
        let shown = try run(["account", "show", "c0000102"] + Self.later)
        #expect(shown.status == 0 && shown.stdout.contains("LN2"))
        #expect(try run(["account", "verify"] + Self.later).status == 0)
        #expect(try run(["account", "advance", "--accept", "x"] + Self.later).status == 64)
    }
}

import Foundation
import TestSupport
import Testing

/// Records that lie in the book: a desk keeps them, and staff at another one read them.
@Suite struct BookRecordsTests {
    private static let now = ["--now", "2026-03-01T10:00"]

    @Test(arguments: [false, true])
    func anotherDeskFindsThem(isOnServer: Bool) throws {
        let folder = try Folder()
        let store =
            isOnServer ? try ServerBookTests.database("recorded") : folder.path("book.sqlite")
        func desk(_ name: String) -> [String: String] {
            [
                "XDG_DATA_HOME": folder.path("data"), "XDG_STATE_HOME": folder.path(name),
                "PAYDESK_STORE": store,
            ]
        }
        let till = desk("till")
        #expect(try Paydesk.run(["account", "seed"] + Self.now, environment: till).status == 0)
        let talk = try Paydesk.run(
            ["chat", "--customer", "zhang-wei", "--records", "book"] + Self.now,
            stdin: "我要提前结清\n确认\n<secret>\n转人工\n", environment: till)
        #expect(talk.status == 0 && talk.stdout.contains("R000001"), "\(talk.stderr)")
        let files = FileManager.default
        #expect(!files.fileExists(atPath: folder.path("till/paydesk/records")))

        let office = desk("office")
        func records(_ arguments: String...) throws -> Program.Outcome {
            try Paydesk.run(["records"] + arguments + ["--records", "book"], environment: office)
        }
        let list = try records("list", "--json", "--receipt", "R000001")
        #expect(list.lines.count == 1 && list.stdout.contains("zhang-wei"), "\(list.stderr)")
        let shown = try records("show", "R000001")
        #expect(shown.stdout.contains("我要提前结清"), "\(shown.stderr)")
        #expect(try records("search", "提前结清").stdout.contains("提前结清"))
        #expect(try records("follow", "R000001").stdout.hasSuffix("ended\n"))
        // Where the environment says it, all that reads records does.
        let told = office.merging(["PAYDESK_RECORDS": "book"]) { $1 }
        let report = try Paydesk.run(["report", "--json"], environment: told)
        #expect(report.stdout.contains("\"conversations\""), "\(report.stderr)")
        #expect(try Paydesk.run(["inspect"], environment: told).stdout.contains("100"))
        #expect(try Paydesk.run(["account", "verify"] + Self.now, environment: till).status == 0)
        #expect(!files.fileExists(atPath: folder.path("office/paydesk/records")))
        let wrong = try Paydesk.run(["chat", "--records", "shelf"], environment: till)
        #expect(wrong.status == 64)
    }
}

import Foundation
import Testing

/// The document of a settlement certificate: a file of the customer's own, never over another.
@Suite struct CertificateTests {
    private static let lines = "settlement certificate\nconfirm\n<secret>\n"

    @Test func isWrittenOnceAndForItsReaderOnly() throws {
        let folder = try Folder()
        let chat =
            ["chat", "--customer", "lin-xue", "--language", "en", "--store", ":memory:"]
            + ChatPipeTests.now
        let home = ["XDG_DATA_HOME": folder.path("data")]
        let first = try Paydesk.run(chat, stdin: Self.lines, environment: home)
        let path = folder.path("data/paydesk/documents/certificate-R000001.txt")
        #expect(first.stdout.contains("The certificate is issued as R000001"))
        #expect(first.stderr.contains(path) && !first.stdout.contains(path))
        let text = try String(contentsOfFile: path, encoding: .utf8)
        for fact in ["Certificate of Settlement", "林雪", "LN10004608", "¥3,000.00", "R000001"] {
            #expect(text.contains(fact), "\(text)")
        }
        // On the screen the name is masked and the contract is its last four digits.
        #expect(!first.stdout.contains("林雪") && !first.stdout.contains("LN10004608"))
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        _ = try Paydesk.run(chat, stdin: Self.lines, environment: home)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
        #expect(
            FileManager.default.fileExists(
                atPath: folder.path("data/paydesk/documents/certificate-R000001-2.txt")))
    }

    @Test func saysWhenItCannotBeSaved() throws {
        let folder = try Folder()
        try "".write(toFile: folder.path("data"), atomically: true, encoding: .utf8)
        let run = try Paydesk.run(
            ["chat", "--customer", "lin-xue", "--language", "en", "--store", ":memory:"]
                + ChatPipeTests.now, stdin: Self.lines,
            environment: ["XDG_DATA_HOME": folder.path("data")])
        #expect(run.status == 0)
        #expect(run.stderr.contains("R000001 could not be saved"))
    }
}

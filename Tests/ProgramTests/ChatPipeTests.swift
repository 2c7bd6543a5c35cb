import Foundation
import Testing

/// The chat in a pipe: lines in, replies out, money posted and kept.
@Suite struct ChatPipeTests {
    static let now = ["--now", "2026-03-02T10:00"]

    @Test func paysOffAndRemembersItAtTheNextStart() throws {
        let folder = try Folder()
        let chat =
            ["chat", "--customer", "zhang-wei", "--store", folder.path("book.sqlite")] + Self.now
        let first = try Paydesk.run(chat, stdin: "我想提前结清贷款\n确认\n<secret>\n")
        #expect(first.status == 0)
        #expect(first.stdout.contains("自动助理") && first.stdout.contains("人工"))
        #expect(first.stdout.contains("R000001"))
        let second = try Paydesk.run(chat, stdin: "提前结清\n")
        #expect(second.stdout.contains("您名下没有贷款"))
        let books = try Paydesk.run(["account", "verify", "--store", folder.path("book.sqlite")])
        #expect(books.status == 0 && books.stdout == "the books are right\n")
    }

    @Test func splitsAStatementInEnglish() throws {
        let chat = ["chat", "--customer", "li-na", "--store", ":memory:"] + Self.now
        let run = try Paydesk.run(chat, stdin: "split this bill into 12\nconfirm\n<secret>\n")
        #expect(run.stdout.contains("¥6,432.00"))
        #expect(run.stdout.contains("13.03%"))
        #expect(run.stdout.contains("R000001"))
    }

    /// A last line without its Enter agrees to nothing.
    @Test(arguments: ["confirm", "confirm\n<secret>"])
    func aPartialLineMovesNoMoney(_ end: String) throws {
        let chat = ["chat", "--customer", "li-na", "--store", ":memory:"] + Self.now
        let run = try Paydesk.run(chat, stdin: "split this bill into 12\n" + end)
        #expect(run.status == 0)
        #expect(run.stdout.contains("was not carried out"))
        #expect(!run.stdout.contains("R000001"))
    }

    @Test func jsonIsOneObjectATurn() throws {
        let chat = ["chat", "--customer", "li-na", "--store", ":memory:", "--json"] + Self.now
        let run = try Paydesk.run(chat, stdin: "split this bill into 12\n:why\nbye\n")
        let turns = try run.objects
        #expect(turns.count == 4)
        #expect(turns[1]["said"] as? String == "split this bill into 12")
        #expect(turns[1]["customer"] as? String == "li-na")
        #expect(turns[1]["understood"] as? String == "instalment_setup_statement term=12")
        #expect(turns[1]["events"] as? [String] == ["quote Q1 total=643200 apr=13.03"])
        let heard = try #require(turns[1]["heard"] as? [String: Any])
        #expect(heard["intents"] as? [String] == ["instalment_setup_statement"])
        #expect(heard["slots"] as? [String: Int] == ["term": 12])
        let quote = try #require((turns[1]["happened"] as? [[String: Any]])?.first)
        #expect(quote["event"] as? String == "quote" && quote["quote"] as? String == "Q1")
        #expect(quote["total"] as? Int == 643_200 && quote["apr"] as? Double == 13.03)
    }

    /// Digits, codes and phone numbers reach no output and no record.
    @Test func secretsAreNowhere() throws {
        let folder = try Folder()
        let record = folder.path("talk.transcript")
        let run = try Paydesk.run(
            ["chat", "--store", folder.path("book.sqlite"), "--record", record] + Self.now,
            stdin: "我还欠多少\n13800000001\n1001\n我的手机号是13800000001\n再见\n")
        #expect(run.stdout.contains("本金"))
        let written = try String(contentsOfFile: record, encoding: .utf8)
        for secret in ["13800000001", "1001\n"] {
            #expect(!run.stdout.contains(secret))
            #expect(!written.contains(secret), "\(written)")
        }
        #expect(written.contains("> <phone>\n") && written.contains("> <secret>\n"))
        #expect(try Paydesk.run(["replay", record]).status == 0)
    }

    /// A record of a book that has lived replays on the seed: its earlier operations go first.
    @Test func aRecordOfALivedBookReplays() throws {
        let folder = try Folder()
        let chat = ["chat", "--customer", "zhang-wei", "--store", folder.path("book.sqlite")]
        _ = try Paydesk.run(chat + Self.now, stdin: "账单分12期\n确认\n<secret>\n")
        let record = folder.path("talk.transcript")
        _ = try Paydesk.run(
            chat + ["--now", "2026-03-03T09:30", "--record", record],
            stdin: "我还欠多少\n提前结清\n确认\n<secret>\n")
        let replay = try Paydesk.run(["replay", record])
        #expect(replay.status == 0, "\(replay.stdout)")
    }

    @Test func badLinesAreAnsweredAndTheTalkGoesOn() throws {
        let bytes: [UInt8] =
            [0x0A] + [UInt8](repeating: 0x61, count: 1 << 20) + [0x0A, 0xFF, 0xFE, 0x0A]
            + Array("\u{1B}[31m\u{0}\n还款日\n".utf8)
        let run = try Paydesk.run(
            ["chat", "--customer", "zhang-wei", "--store", ":memory:"] + Self.now, stdin: bytes)
        #expect(run.status == 0)
        #expect(run.stdout.contains("太长了"))
        #expect(run.stdout.contains("还款日是"))
        #expect(!run.stdout.contains("\u{1B}"))
    }

    @Test func theBookAndTheRecordArePrivate() throws {
        let folder = try Folder()
        let (book, record) = (folder.path("book.sqlite"), folder.path("talk.transcript"))
        _ = try Paydesk.run(["chat", "--store", book, "--record", record], stdin: "hello\n")
        for path in [book, record] {
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
            #expect(mode as? Int == 0o600, "\(path)")
        }
        let again = try Paydesk.run(
            ["chat", "--store", book, "--record", record], stdin: "hello\n")
        #expect(again.status == 73)
    }
}

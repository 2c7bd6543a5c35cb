import Foundation
import Testing

/// Records found, read, watched and handed out, as a clerk does.
@Suite struct RecordsCommandTests {
    /// A book, and the records of the conversations that were led on it.
    private struct Desk {
        let book: LivedBook
        let folder: Folder

        var environment: [String: String] {
            book.environment.merging(["PAYDESK_RECORDS": "8"]) { $1 }
        }

        init() throws { (book, folder) = (try LivedBook(), try Folder()) }

        func run(_ arguments: [String], _ stdin: String = "") throws -> Program.Outcome {
            try Program.run(
                arguments + ["--store", book.path], stdin: Array(stdin.utf8),
                environment: environment)
        }

        func chat(_ customer: String?, _ now: String, _ lines: String...) throws {
            let who = customer.map { ["--customer", $0] } ?? ["--language", "en"]
            let run = try run(
                ["chat", "--now", now] + who, lines.map { $0 + "\n" }.joined())
            #expect(run.status == 0, "\(run.stderr)")
        }
    }

    private static let template = Result { () throws -> Desk in
        let desk = try Desk()
        try desk.chat("zhang-wei", "2026-03-02T10:00", "账单分12期", "确认", "<secret>", "人工")
        try desk.chat(
            "li-na", "2026-03-02T11:00", "split this bill into 12", "confirm", "<secret>")
        try desk.chat(nil, "2026-03-03T09:00", "how much do I owe", "13800000002", "<secret>")
        try desk.chat(nil, "2026-03-04T09:00", "what is the fee for paying early")
        try desk.chat("wang-fang", "2026-03-05T09:00", "我要投诉")
        return desk
    }

    private func records(_ arguments: [String]) throws -> Program.Outcome {
        try Self.template.get().run(["records"] + arguments)
    }

    /// The days of what is listed.
    private func days(_ arguments: [String]) throws -> [String] {
        let run = try records(["list"] + arguments)
        #expect(run.status == 0, "\(run.stderr)")
        return run.lines.map { String($0.split(separator: "\t")[1].prefix(10).suffix(2)) }
    }

    @Test(arguments: [
        ([], ["02", "02", "03", "04", "05"]), (["--customer", "li-na"], ["02", "03"]),
        (["--customer", "R000002"], ["02", "03"]), (["--customer", "王芳"], ["05"]),
        (["--phone", "13800000002"], ["02", "03"]), (["--receipt", "r1"], ["02"]),
        (["--ticket", "H000002"], ["05"]), (["--contract", "ST10008004"], ["02", "03"]),
        (["--from", "2026-03-03", "--to", "2026-03-04"], ["03", "04"]),
        (["--from", "2026-03-02T10:30", "--to", "2026-03-02"], ["02"]),
        (["--service", "instalment_setup"], ["02", "02"]), (["--reason", "human"], ["02"]),
        (["--service", "instalment_setup_statement"], ["02", "02"]),
        (["--reason", "complaint", "--customer", "wang-fang"], ["05"]),
        (["--reason", "complaint", "--customer", "li-na"], []),
        (["--state", "ended"], ["02", "02", "03", "04", "05"]), (["--state", "killed"], []),
    ])
    func areFoundBy(options: [String], expected: [String]) throws {
        #expect(try days(options) == expected)
    }

    /// Wherever a transcript is asked for, a conversation may be named as its receipts and tickets
    /// name it; wherever a customer is, by it.
    @Test(arguments: ["R000001", "h1", "id", "beginning"])
    func areNamedByTheirNumbers(word: String) throws {
        let desk = try Self.template.get()
        let id = try #require(records(["list", "--json"]).objects[0]["conversation"] as? String)
        let name = ["id": id, "beginning": String(id.prefix(9))][word] ?? word
        let environment = desk.environment.merging(["PAYDESK_STORE": desk.book.path]) { $1 }
        func run(_ arguments: [String]) throws -> Program.Outcome {
            try Program.run(arguments, environment: environment)
        }
        let replay = try run(["replay", name])
        #expect(replay.status == 0 && replay.stdout.contains(id), "\(replay.stderr)")
        let inspect = try run(["inspect", name])
        #expect(inspect.stdout.contains(id), "\(inspect.stderr)")
        let convert = try run(["convert", "--to", "botframework", name])
        #expect(convert.status == 0 && convert.stdout.contains(id), "\(convert.stderr)")
        let report = try run(["report", "--json", name])
        let all = try report.objects.first?["all"] as? [String: Any]
        #expect(all?["conversations"] as? Int == 1, "\(report.stdout)")
        guard word != "beginning" else { return }
        let show = try run(["account", "show", name, "--now", "2026-03-05T10:00"])
        #expect(show.lines.first?.hasPrefix("zhang-wei ") == true, "\(show.stderr)")
        let queue = try run(["account", "queue", name, "--json"])
        let tickets = try queue.objects.map { $0["ticket"] as? String }
        #expect(tickets == ["H000001"], "\(queue.stderr)")
    }

    @Test(arguments: [
        ("R000099", 66, "there is no record 'R000099'"), ("Cards", 66, "no such file"),
    ])
    func whatNamesNothingIsSaid(name: String, status: Int32, sentence: String) throws {
        let desk = try Self.template.get()
        let run = try Program.run(
            ["replay", name],
            environment: desk.environment.merging(["PAYDESK_STORE": desk.book.path]) { $1 })
        #expect(run.status == status && run.stderr.contains(sentence), "\(run.stderr)")
    }

    @Test func areListedWithWhatCameOfThem() throws {
        let list = try records(["list", "--json"]).objects
        let first = list[0]
        #expect(first["customers"] as? [String] == ["zhang-wei"])
        #expect(first["receipts"] as? [String] == ["R000001"])
        #expect(first["tickets"] as? [String] == ["H000001"])
        #expect(first["services"] as? [String] == ["instalment_setup"])
        #expect(first["language"] as? String == "zh" && first["lines"] as? Int == 3)
        #expect(list[3]["customers"] as? [String] == [] && list[3]["language"] as? String == "en")
        #expect(list[2]["customers"] as? [String] == ["li-na"])
    }

    /// From a receipt to the record, to the ticket, to the customer, and back.
    @Test func numbersLeadFromOneToAnother() throws {
        let desk = try Self.template.get()
        let list = try records(["list", "--receipt", "1"]).lines[0].split(separator: "\t")
        let id = String(list[0])
        for name in [id, String(id.prefix(7)), id.lowercased(), "R000001", "r1", "H000001"] {
            let show = try records(["show", name])
            #expect(show.stdout.hasPrefix("\(id)  2026-03-02 10:00  zhang-wei  ended\n"), "\(name)")
            #expect(show.stdout.contains("receipt R000001, ticket H000001 (human)\n"))
        }
        for command in [["show", "zhang-wei"], ["receipts", "zhang-wei"], ["prove", "R000001"]] {
            let told = try desk.run(["account"] + command + ["--now", "2026-03-05T10:00"])
            #expect(told.stdout.contains(id), "\(told.stdout)")
        }
        let queue = try desk.run(["account", "queue", "--json"])
        #expect(queue.stdout.contains(id))
    }

    @Test func isReadInWords() throws {
        let show = try records(["show", "R000002"]).stdout
        #expect(show.contains("\n\n       > split this bill into 12\n"), "\(show)")
        #expect(show.contains("       * quote Q1, 6,432.00 in all, 13.03% a year\n"))
        #expect(show.contains("       * receipt R000002\n") && !show.contains("* post"))
        let steps = try records(["show", "R000002", "--step"]).stdout
        #expect(steps.contains("       = instalment_setup_statement term=12\n"), "\(steps)")
        #expect(steps.contains("       * post plan principal 1302 +6,000.00\n"))
        let json = try records(["show", "R000002", "--json"])
        let shown = try #require(
            try JSONSerialization.jsonObject(with: Data(json.output)) as? [String: Any])
        let turns = try #require(shown["turns"] as? [[String: Any]])
        #expect(turns[1]["said"] as? String == "split this bill into 12")
        #expect(turns[1]["at"] as? String == "2026-03-02T11:00+08:00")
    }

    @Test(arguments: [
        ("C", 64, "5 conversations begin with 'C'"),
        ("R000009", 66, "there is no record 'R000009'"),
        ("CXXXXXXXXXXXXXX", 66, "`paydesk records list` names them"),
    ])
    func whatIsNoRecordIsSaid(name: String, status: Int32, sentence: String) throws {
        let run = try records(["show", name])
        #expect(run.status == status && run.stderr.contains(sentence), "\(run.stderr)")
    }

    @Test func wordsAreFoundWithTheirPlace() throws {
        let found = try records(["search", "SPLIT THIS"])
        #expect(found.lines.count == 1 && found.lines[0].hasSuffix("\t> split this bill into 12"))
        let cells = found.lines[0].split(separator: "\t").map(String.init)
        let path = try #require(
            try FileManager.default.subpathsOfDirectory(
                atPath: Self.template.get().book.records
            ).first { $0.contains(cells[0]) })
        let text = try String(
            contentsOfFile: Self.template.get().book.records + "/" + path,
            encoding: .utf8)
        let line = try #require(Int(cells[2]))
        #expect(text.components(separatedBy: "\n")[line - 1] == "> split this bill into 12")
        #expect(try records(["search", "人工", "--customer", "zhang-wei"]).lines.count >= 1)
        let nothing = try records(["search", "split this", "--customer", "zhang-wei"])
        #expect(nothing.status == 1 && nothing.stderr.contains("none of these conversations"))
    }

    /// A record as a test: masked, and green wherever it is replayed.
    @Test func becomesATest() throws {
        let desk = try Desk()
        try desk.chat(
            "li-na", "2026-03-02T10:00", "split this bill into 12", "confirm", "<secret>")
        try desk.chat("li-na", "2026-03-02T11:00", "how much do I owe", "call me on 13812345678")
        let name = try desk.run(["records", "list"]).lines[1].split(separator: "\t")[0]
        let test = try desk.run(["records", "show", String(name), "--as-test"])
        #expect(test.stdout.contains("@ before ") && test.stdout.contains("<phone>"))
        #expect(!test.stdout.contains("; ended"))
        let replay = try Paydesk.run(["replay", "-"], stdin: test.output)
        #expect(replay.status == 0, "\(replay.stdout)\(replay.stderr)")
        // A customer of a book of one's own.
        let path = desk.folder.path("strange.transcript")
        try test.stdout.replacing("li-na", with: "somebody-else")
            .write(toFile: path, atomically: true, encoding: .utf8)
        #expect(try Paydesk.run(["replay", path]).status == 65)
        let stranger = try desk.run(["records", "show", path, "--as-test"])
        #expect(stranger.status == 0, "\(stranger.stderr)")
        #expect(!stranger.stdout.contains("somebody-else") && !stranger.stdout.contains("@ before"))
        let again = try Paydesk.run(["replay", "-"], stdin: stranger.output)
        #expect(again.status == 0, "\(again.stdout)\(again.stderr)")
    }

    /// While a chat goes on its record is open and can be watched; killed, it is told to be.
    @Test func anOpenChatIsWatched() throws {
        let desk = try Desk()
        func state() throws -> [String] {
            try desk.run(["records", "list"]).lines.map { String($0.split(separator: "\t")[7]) }
        }
        let chat = try PseudoTerminal(
            desk.book.command("li-na") + ["--language", "en"], environment: desk.environment)
        try chat.expect("What can I do")
        try chat.type("how much do I owe\r")
        try chat.expect("in all")
        try chat.expect("> ")
        #expect(try state() == ["open"])
        let watch = try PseudoTerminal(
            ["records", "follow", "--store", desk.book.path], environment: desk.environment)
        try watch.expect("> how much do I owe")
        try chat.type("split this bill into 12\r")
        try watch.expect("> split this bill into 12")
        try chat.type("bye\r")
        #expect(try chat.waitForExit() == 0)
        try watch.expect("ended")
        #expect(try watch.waitForExit() == 0)
        let other = try PseudoTerminal(
            desk.book.command("wang-fang") + ["--language", "en"], environment: desk.environment)
        try other.expect("What can I do")
        try other.type("how much do I owe\r")
        try other.expect("in all")
        try other.expect("> ")
        other.signal(SIGKILL)
        _ = try other.waitForExit()
        #expect(try Set(state()) == ["ended", "killed"])
        let none = try desk.run(["records", "follow"])
        #expect(none.status == 66 && none.stderr.contains("no conversation is open"))
    }

    /// Of one customer everything, of others nothing.
    @Test func areHandedOut() throws {
        let desk = try Self.template.get()
        let output = desk.folder.path("of-li-na")
        let run = try records(["export", "--customer", "李娜", "--output", output])
        #expect(
            run.stdout == "li-na: 2 records, 1 receipts, 0 tickets in \(output)\n", "\(run.stderr)")
        let files = try FileManager.default.subpathsOfDirectory(atPath: output).sorted()
        #expect(files.count == 5 && files.count { $0.hasSuffix(".transcript") } == 2, "\(files)")
        for file in files where file.contains(".") {
            let text = try String(contentsOfFile: output + "/" + file, encoding: .utf8)
            for other in ["zhang-wei", "张伟", "R000001", "H000001"] {
                #expect(!text.contains(other), "\(file)")
            }
        }
        let again = try records(["export", "--customer", "li-na", "--output", output])
        #expect(again.status == 73 && again.stderr.contains("is not empty"))
    }

    @Test func looksLeaveTheirTrace() throws {
        let desk = try Desk()
        try desk.chat("li-na", "2026-03-02T10:00", "how much do I owe")
        let id = try desk.run(["records", "list"]).lines[0].split(separator: "\t")[0]
        _ = try desk.run(["records", "show", String(id)])
        _ = try desk.run(["records", "search", "owe"])
        let audit = try desk.run(["account", "audit", "--customer", "li-na"]).lines.suffix(2)
        #expect(audit.first?.hasSuffix("\tli-na\trecord \(id) masked") == true, "\(audit)")
        #expect(audit.last?.hasSuffix("\tli-na\tsearch masked") == true)
    }
}

import Foundation
import Testing

/// The staff view through the real binary.
@Suite struct AccountTests {
    private static let template = Result { () throws -> LivedBook in
        let book = try LivedBook()
        _ = try book.chat("zhang-wei", "提前结清\n确认\n<secret>\n人工\n")
        _ = try book.chat("li-na", "split this bill into 12\nconfirm\n<secret>\n")
        _ = try book.chat("sun-mei", "我还不上了\n我不想活了\n")
        return book
    }

    private func account(_ arguments: String...) throws -> Program.Outcome {
        let book = try Self.template.get()
        return try book.run(
            ["account"] + arguments + ["--store", book.path, "--now", LivedBook.now])
    }

    private func json(_ arguments: String...) throws -> [[String: Any]] {
        let book = try Self.template.get()
        let run = try book.run(
            ["account"] + arguments + ["--json", "--store", book.path, "--now", LivedBook.now])
        #expect(run.status == 0, "\(run.stderr)")
        return try run.objects
    }

    @Test func seedsTheSameBookOnTheSameDay() throws {
        let (first, second) = (try LivedBook(), try LivedBook())
        func content(_ book: LivedBook) throws -> [String] {
            try ["list", "ledger", "receipts"].map {
                try book.run(["account", $0, "--json", "--store", book.path]).stdout
            }
        }
        #expect(try content(first) == content(second))
        let again = try first.run(["account", "seed", "--store", first.path])
        #expect(again.status == 73 && again.stderr.contains("there already"))
    }

    @Test func listsAndShowsMasked() throws {
        let list = try account("list")
        #expect(list.lines.count >= 16)
        #expect(list.lines[0] == "zhang-wei\t张*\t138****0001\tzh\tnormal")
        let show = try #require(try json("show", "li-na").first)
        let person = try #require(show["customer"] as? [String: Any])
        #expect(person["name"] as? String == "李*")
        #expect(show["outstanding_total"] as? Int == 643_200 + 66_700)
        let credit = try #require(show["credit"] as? [String: Any])
        #expect(credit["used"] as? Int == 666_700)
        #expect(try account("show", "nobody").status == 66)
        for number in ["R000002", "r2", "8004"] {
            #expect(try account("show", number).stdout.hasPrefix("li-na "), "\(number)")
        }
        #expect(try account("show", "H000001").stdout.hasPrefix("zhang-wei "))
        #expect(try account("show", "R000099").status == 66)
    }

    /// What is revealed is in the audit chain, and the books are right with it.
    @Test func revealingIsAudited() throws {
        let book = try LivedBook(copying: Self.template.get())
        let show = ["account", "show", "li-na", "--store", book.path, "--reveal"]
        #expect(try book.run(show).status == 64)
        #expect(try book.run(show + [" "]).status == 64)
        let reveal = try book.run(show + ["a call"])
        #expect(reveal.stdout.contains("李娜") && reveal.stdout.contains("13800000002"))
        try book.expectRight()
    }

    @Test func statementScheduleAndLedger() throws {
        let statement = try account("statement", "zhang-wei")
        #expect(statement.lines.contains("purchases    8,000.00"), "\(statement.stdout)")
        #expect(statement.stdout.contains("家电商城"))
        let schedule = try account("schedule", "wang-fang")
        #expect(schedule.lines.filter { $0.hasPrefix("LN") }.count == 3)
        let rows = try json("schedule", "LN10003815")
        #expect((rows[0]["rows"] as? [Any])?.count == 12)
        let ledger = try #require(try json("ledger").first)
        let balances = try #require(ledger["balances"] as? [String: Int])
        #expect(balances.values.reduce(0, +) == 0)
        let ofContract = try account("ledger", "LN10003815").stdout
        #expect(ofContract.contains("R000001") && !ofContract.contains("PU1"))
        #expect(try account("ledger", "R000001").stdout.contains("PU1"))
        #expect(try account("ledger", "nothing").status == 66)
    }

    @Test func receiptsHaveBeenShown() throws {
        let receipts = try account("receipts")
        #expect(receipts.lines.count == 2)
        #expect(
            receipts.lines[0].hasPrefix(
                "R000001\t2026-03-02T10:00+08:00\tzhang-wei\tsettle LN10003815\t"))
        #expect(receipts.lines.allSatisfy { $0.contains("\tshown\tC") })
        #expect(try account("receipts", "li-na").lines.count == 1)
    }

    @Test func provesAReceiptInBothLanguages() throws {
        let chinese = try account("prove", "R000001")
        #expect(chinese.status == 0)
        #expect(chinese.stdout.contains("第3期至第12期未到期的本金"), "\(chinese.stdout)")
        #expect(chinese.stdout.contains("× 18% × 15天 ÷ 360"))
        #expect(chinese.stdout.contains("逐项一致"))
        let english = try account("prove", "R000002")
        #expect(english.stdout.contains("13.03% a year simple"), "\(english.stdout)")
        #expect(english.stdout.contains("every item agrees"))
        #expect(
            try account("prove", "R000001", "--language", "en").stdout.contains(
                "of instalments 3 to 12"))
        for number in ["r000001", "R1", "1"] {
            #expect(try account("prove", number).output == chinese.output, "\(number)")
        }
        for number in ["R000099", "0", "R", "H000001"] {
            #expect(try account("prove", number).status == 66, "\(number)")
        }
    }

    /// Looking moves nothing, whatever day is looked at, and is audited; a list of who there is,
    /// masked, is not.
    @Test func lookingLeavesTheBookAsItIsButForItsTrace() throws {
        let book = try LivedBook(copying: Self.template.get())
        func told(_ view: String) throws -> [String] {
            try book.run(["account", view, "--store", book.path]).lines
        }
        let before = try told("ledger")
        let looks = [
            ["show", "zhang-wei"], ["statement", "zhang-wei"], ["schedule", "LN10003815"],
            ["ledger", "zhang-wei"], ["receipts", "zhang-wei"], ["prove", "1"],
        ]
        for look in looks {
            let run = try book.run(
                ["account"] + look + ["--store", book.path, "--now", "2026-09-01T10:00"])
            #expect(run.status == 0 && run.stderr.isEmpty, "\(run.stderr)")
        }
        #expect(try told("ledger") == before && told("list").count >= 16)
        let noted = try told("audit").suffix(looks.count + 2)
        for (look, line) in zip(looks, noted.dropFirst()) {
            #expect(line.contains("\taccess\t") && line.hasSuffix("\tzhang-wei\t\(look[0]) masked"))
        }
        #expect(noted.last?.hasSuffix("\t-\tledger masked") == true, "\(noted)")
        try book.expectRight()
        let nowhere = try book.run(["account", "list", "--store", book.path + ".not"])
        #expect(nowhere.status == 66 && nowhere.stderr.contains("account seed"))
    }
}

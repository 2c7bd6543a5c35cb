import Foundation
import Testing

/// `paydesk classify` through the real program.
@Suite struct ClassifyTests {
    @Test func oneLineOutForEachLineIn() throws {
        let run = try Paydesk.run(
            ["classify"], stdin: "我想提前结清贷款\n\nhow much do I owe\r\nasdf qwer\n再见")
        let rows = run.lines
        #expect(run.status == 0)
        #expect(rows.count == 5)
        #expect(rows[0].hasPrefix("early_settle_full\t") && rows[0].hasSuffix("\t我想提前结清贷款"))
        #expect(rows[1].contains("\treject\t") && rows[1].hasPrefix("out_of_scope\t"))
        #expect(
            rows[2].hasPrefix("query_outstanding\t") && rows[2].hasSuffix("\thow much do I owe"))
        #expect(rows[4].hasPrefix("goodbye\t"))
    }

    @Test func argumentsAreUtterances() throws {
        let run = try Paydesk.run(["classify", "人工", "hello"])
        #expect(run.lines.map { $0.split(separator: "\t").first } == ["handoff_human", "greet"])
    }

    /// The same words after a quote, after it was carried out, and out of the blue.
    @Test(
        arguments: [
            ("", "nothing", nil, "a request"),
            (
                "> split this bill into 12\n", "consent", "quote Q1",
                "a question about what is on the table"
            ),
            (
                "> split this bill into 12\n> confirm\n", "code", "quote Q1",
                "a question about what is on the table"
            ),
        ] as [(String, String, String?, String)])
    func aSituationDecidesWhatALineMeans(
        _ talk: String, _ awaited: String, _ table: String?, _ listener: String
    ) throws {
        let folder = try Folder()
        let file = folder.path("talk.transcript")
        try ("@ customer li-na level 1\n@ language en\n" + talk)
            .write(toFile: file, atomically: true, encoding: .utf8)
        let arguments = ["classify", "--situation", file, "what is the fee on it?"]
        let run = try Paydesk.run(arguments + ["--json"])
        let hearing = try #require(run.objects.first?["hearing"] as? [String: Any], "\(run.stderr)")
        #expect(hearing["awaited"] as? String == awaited)
        #expect(hearing["table"] as? String == table)
        #expect(hearing["listener"] as? String == listener)
        let told = try Paydesk.run(arguments + ["--explain"])
        #expect(told.stdout.contains("\n\tawaited: \(awaited)"))
        #expect(told.stdout.contains("\n\ttaken by: “\(listener)”\n"))
    }

    @Test func aSituationThatCannotBeUsedSaysWhy() throws {
        let folder = try Folder()
        let file = folder.path("talk.transcript")
        try "@ customer nobody level 1\n> hello\n"
            .write(toFile: file, atomically: true, encoding: .utf8)
        let unknown = try Paydesk.run(["classify", "--explain", "--situation", file, "hello"])
        #expect(unknown.status == 65)
        #expect(unknown.stderr.contains("\(file):1:1: the demo store has no customer 'nobody'"))
        let missing = try Paydesk.run(["classify", "--explain", "--situation", "none", "hello"])
        #expect(missing.status == 66)
        let plain = try Paydesk.run(["classify", "--situation", file, "hello"])
        #expect(plain.status == 64 && plain.stderr.contains("--explain or --json"))
    }

    @Test func oldModelsAreNotKeptForEver() throws {
        let folder = try Folder()
        for number in 0..<10 {
            let path = folder.path("\(number).csv")
            try "text,label\npay \(number),pay\nask \(number),ask\n"
                .write(toFile: path, atomically: true, encoding: .utf8)
            let run = try Paydesk.run(
                ["classify", "--intents", path, "pay \(number)"],
                environment: ["XDG_CACHE_HOME": folder.path("cache")])
            #expect(run.status == 0 && run.stdout.hasPrefix("pay\t"), "\(run.stderr)")
        }
        let kept = try FileManager.default.contentsOfDirectory(
            atPath: folder.path("cache/paydesk"))
        #expect(kept.count { $0.hasSuffix(".bin") } == 8)
    }

    /// A corpus at rest is known by its looks, and no edit is missed: size and date can be put
    /// back, and the time of the last change cannot.
    @Test func anEditThatHidesIsSeen() throws {
        let folder = try Folder()
        let corpus = try folder.file("lines.csv", "text,label\npay now,first\nask me,other\n")
        func run() throws -> Program.Outcome {
            try Paydesk.run(
                ["classify", "--intents", corpus, "pay now"],
                environment: ["XDG_CACHE_HOME": folder.path("cache")])
        }
        #expect(try run().stdout.hasPrefix("first\t"))
        sleep(3)
        for _ in 0..<2 { #expect(try run().stdout.hasPrefix("first\t")) }
        var before = stat()
        #expect(stat(corpus, &before) == 0)
        try folder.file("lines.csv", "text,label\npay now,other\nask me,first\n")
        var times = [before.st_atim, before.st_mtim]
        #expect(utimensat(AT_FDCWD, corpus, &times, 0) == 0)
        var after = stat()
        #expect(stat(corpus, &after) == 0)
        #expect(after.st_size == before.st_size)
        #expect(after.st_mtim.tv_nsec == before.st_mtim.tv_nsec)
        #expect(try run().stdout.hasPrefix("other\t"))
    }

    @Test func jsonIsRasasShape() throws {
        let run = try Paydesk.run(["classify", "--json", "--now", "2026-03-02T10:00", "账单分12期"])
        let object = try #require(
            JSONSerialization.jsonObject(with: Data(run.stdout.utf8)) as? [String: Any])
        let intent = try #require(object["intent"] as? [String: Any])
        #expect(object["text"] as? String == "账单分12期")
        #expect(intent["name"] as? String == "instalment_setup_statement")
        #expect(intent["confidence"] is Double)
        #expect(object["intent_ranking"] is [[String: Any]])
        #expect(object["decision"] as? String == "accept")
        #expect(object["reason"] != nil)
        let entities = try #require(object["entities"] as? [[String: Any]])
        #expect(entities.first?["entity"] as? String == "count")
        #expect(entities.first?["value"] as? Int == 12)
        #expect(entities.first?["start"] as? Int == 3 && entities.first?["end"] as? Int == 6)
    }

    /// What a corpus annotates, lists or takes for the same stands beside what we hear ourselves.
    @Test func aCorpusAddsEntitiesOfItsOwn() throws {
        let folder = try Folder()
        let corpus = """
            version: "3.1"
            nlu:
            - intent: buy
              examples: |
                - I want the [iPhone 15](product)
                - 我要买[大号]{"entity": "size", "value": "L"}的
            - intent: greet
              examples: |
                - hello there
            - synonym: iPhone 15
              examples: |
                - the new apple
            - lookup: city
              examples: |
                - 北京
            """
        try corpus.write(toFile: folder.path("nlu.yml"), atomically: true, encoding: .utf8)
        let run = try Paydesk.run(
            ["classify", "--json", "--intents", folder.root, "北京买the new apple要大号，分12期还iphone 15"],
            environment: ["XDG_CACHE_HOME": folder.root])
        let object = try #require(
            JSONSerialization.jsonObject(with: Data(run.stdout.utf8)) as? [String: Any])
        let found = try #require(object["entities"] as? [[String: Any]]).map { entity in
            "\(entity["entity"] ?? "")=\(entity["value"] ?? "")@\(entity["start"] ?? "")"
        }
        #expect(
            found == [
                "city=北京@0", "product=iPhone 15@3", "size=L@17", "count=12@21",
                "product=iPhone 15@25", "number=15@32",
            ])
    }

    /// It is not read, and yet its answer tells which line it was.
    @Test func aLineThatIsTooLongKeepsItsBeginning() throws {
        for length in [1001, 5000, 70_000] {
            let line = "第一句" + String(repeating: "a", count: length)
            let run = try Paydesk.run(["classify", "--json"], stdin: line + "\n还款日\n")
            let object = try #require(run.objects.first)
            #expect((object["reason"] as? [String: Any])?["name"] as? String == "too_long")
            #expect((object["text"] as? String ?? "").hasPrefix("第一句aaa"))
            #expect(run.lines.count == 2)
            let plain = try Paydesk.run(["classify"], stdin: line + "\n还款日\n")
            #expect(plain.lines[0].hasPrefix("out_of_scope\t0.0000\treject\t第一句aaa"))
        }
    }

    @Test(arguments: ["C", "POSIX", "en_US.UTF-8"])
    func theLocaleDoesNotMatter(_ locale: String) throws {
        let run = try Paydesk.run(["classify", "还款日"], environment: ["LC_ALL": locale])
        #expect(run.stdout.hasPrefix("query_due_date\t"))
        #expect(run.stdout.hasSuffix("\t还款日\n"))
    }

    @Test(arguments: [
        ("a line of a megabyte", [UInt8](repeating: 0x61, count: 1 << 20) + [0x0A]),
        ("bytes that are no text", [0xFF, 0xFE, 0x80, 0x0A]),
        ("half a character", [0xE8, 0xBF, 0x0A]),
        ("control characters", Array("还款\u{1B}[2J\u{7}\u{0}\n".utf8)),
        ("no end of line", Array("还款日".utf8)),
    ])
    func badLinesGetOneLineEach(_ name: String, _ bytes: [UInt8]) throws {
        let run = try Paydesk.run(["classify"], stdin: bytes)
        #expect(run.status == 0)
        #expect(run.lines.count == 1)
        #expect(!run.stdout.contains("\u{1B}"))
    }
}

import Foundation
import Testing

/// `inspect`, `convert`, `mask` and `report` through the real program.
@Suite struct TranscriptToolTests {
    private static let transcripts = Paydesk.root.appendingPathComponent("Transcripts").path

    private func file(_ folder: Folder, _ name: String, _ text: String) throws -> String {
        try text.write(toFile: folder.path(name), atomically: true, encoding: .utf8)
        return folder.path(name)
    }

    // MARK: - inspect

    @Test func inspectShowsEvidenceAndHoldsTheThreshold() throws {
        let folder = try Folder()
        let path = try file(
            folder, "talk.transcript", "< 我是自动助理，人工请说人工。\n\n> 能批吗\n< 一定能批，绝对。\n< 请告诉我密码。\n")
        let run = try Paydesk.run(["inspect", path])
        #expect(run.status == 1)
        #expect(run.lines[0].hasPrefix("fail    0  "))
        #expect(run.lines.contains { $0.hasPrefix("  line 5: QA04 fatal  ") }, "\(run.stdout)")
        #expect(run.lines.contains { $0.hasPrefix("  line 4: QA13 major  ") })
        let json = try Paydesk.run(["inspect", "--json", path])
        let object = try #require(
            JSONSerialization.jsonObject(with: Data(json.stdout.utf8)) as? [String: Any])
        #expect(object["passed"] as? Bool == false && object["score"] as? Int == 0)
        let mild = try file(folder, "mild.transcript", "< 我是自动助理，人工请说人工。\n\n> 能批吗\n< 一定能批。\n")
        #expect(try Paydesk.run(["inspect", mild]).status == 0)
        #expect(try Paydesk.run(["inspect", "--threshold", "95", mild]).status == 1)
        #expect(try Paydesk.run(["inspect", "--quiet", Self.transcripts]).stdout.isEmpty)
        #expect(try Paydesk.run(["inspect", "--rules"]).lines.count == 24)
    }

    /// What a record does not show has not been passed, and that is said.
    @Test func whatIsNotJudgedIsSaid() throws {
        let folder = try Folder()
        // From another tool: words, and nothing of what was done.
        let words = try file(
            folder, "words.transcript", "< 我是自动助理，人工请说人工。\n\n> 能批吗\n< 要看评估。\n")
        let run = try Paydesk.run(["inspect", words])
        #expect(run.status == 0)
        #expect(
            run.lines.contains {
                $0 == "  not judged: QA01 QA02 QA05 QA06 QA09 QA10 QA20 QA23  "
                    + "(nothing the desk did is recorded)"
            }, "\(run.stdout)")
        #expect(run.stdout.contains("\nnot judged anywhere:\n"))
        #expect(run.stdout.contains("  QA22  the elderly mode"))
        let json = try Paydesk.run(["inspect", "--json", words])
        let object = try #require(
            JSONSerialization.jsonObject(with: Data(json.stdout.utf8)) as? [String: Any])
        let gaps = try #require(object["not_judged"] as? [[String: Any]])
        #expect(gaps.contains { $0["rule"] as? String == "QA09" && $0["whole"] as? Bool == true })
        #expect(gaps.contains { $0["rule"] as? String == "QA22" && $0["whole"] as? Bool == false })
        // A record of ours shows what was done: then those rules are judged.
        let ours = try Paydesk.run([
            "inspect", Self.transcripts + "/instalment/en_splits_a_statement.transcript",
        ])
        #expect(!ours.stdout.contains("nothing the desk did"), "\(ours.stdout)")
    }

    // MARK: - convert

    @Test func convertsThereAndBackInAPipe() throws {
        let source = Self.transcripts + "/instalment/en_splits_a_statement.transcript"
        let there = try Paydesk.run(["convert", "--to", "botframework", "--strict", source])
        #expect(there.status == 0 && there.stderr.isEmpty)
        let back = try Paydesk.run(["convert", "--to", "paydesk", "-"], stdin: there.stdout)
        #expect(back.stdout == (try String(contentsOfFile: source, encoding: .utf8)))
    }

    @Test func whatIsLostIsListedAndStrictSaysSo() throws {
        let source = Self.transcripts + "/instalment/en_splits_a_statement.transcript"
        let run = try Paydesk.run(["convert", "--to", "botium", "--verbose", source])
        #expect(run.status == 0 && run.stdout.contains("\n#me\nsplit this bill into 12\n"))
        #expect(run.stderr.contains("* quote Q1 total=643200 apr=13.03: botium cannot hold it"))
        let strict = try Paydesk.run(["convert", "--to", "botium", "--strict", source])
        #expect(strict.status == 1)
        #expect(strict.stderr.contains("things could not be kept; --verbose lists them\n"))
        #expect(strict.stderr.contains("  1  botium  * quote\n"), "\(strict.stderr)")
    }

    @Test func aFolderBecomesOneStoryFileAndComesBackAsFiles() throws {
        let folder = try Folder()
        let stories = try Paydesk.run([
            "convert", "--to", "rasa", "--quiet", Self.transcripts + "/balance",
        ])
        let path = try file(folder, "test_stories.yml", stories.stdout)
        let out = folder.path("out")
        let run = try Paydesk.run(["convert", "--to", "paydesk", path, "--output", out])
        #expect(run.status == 0, "\(run.stderr)")
        let made = try FileManager.default.contentsOfDirectory(atPath: out)
        let there = try FileManager.default.contentsOfDirectory(
            atPath: Self.transcripts + "/balance")
        #expect(made.count == there.count)
        // Never over what is there.
        #expect(
            try Paydesk.run(["convert", "--to", "paydesk", path, "--output", out]).status == 73)
    }

    @Test func importsAreMasked() throws {
        let run = try Paydesk.run(
            ["convert", "--from", "botium", "--to", "paydesk", "-"],
            stdin: "TC\n\n#me\n我的手机13812345678\n")
        #expect(run.stdout.contains("> 我的手机<phone>\n"))
    }

    // MARK: - mask

    @Test func theSamePersonHasTheSamePseudonym() throws {
        let folder = try Folder()
        for (name, text) in [
            (
                "a",
                "@ opened 2026-03-01\n@ customer li-na level 1\n\n> x\n< 张伟您好，手机13812345678，卡6222021234567890128。\n"
            ),
            (
                "b",
                "@ opened 2026-03-01\n@ customer li-na level 1\n\n> x\n< 手机１３８１２３４５６７８，邮箱me@example.com\n"
            ),
        ] {
            try FileManager.default.createDirectory(
                atPath: folder.path("in/\(name)"), withIntermediateDirectories: true)
            _ = try file(folder, "in/\(name)/talk.transcript", text)
        }
        let leaks = try Paydesk.run(["mask", "--verify", folder.path("in")])
        #expect(leaks.status == 1 && leaks.lines.count == 5, "\(leaks.stdout)")
        #expect(leaks.lines[1].hasSuffix("a/talk.transcript:5:10: phone"), "\(leaks.stdout)")
        #expect(!leaks.stdout.contains("13812345678"))
        let run = try Paydesk.run(["mask", folder.path("in"), "--output", folder.path("out")])
        #expect(run.status == 0, "\(run.stderr)")
        let a = try String(contentsOfFile: folder.path("out/a/talk.transcript"), encoding: .utf8)
        let b = try String(contentsOfFile: folder.path("out/b/talk.transcript"), encoding: .utf8)
        #expect(
            a.contains("<name 1>您好，手机<phone 1>，卡<card 1>。") && a.contains("@ customer customer-1"),
            "\(a)")
        #expect(b.contains("手机<phone 1>，邮箱<email 1>"), "\(b)")
        let clean = try Paydesk.run(["mask", "--verify", folder.path("out")])
        #expect(clean.status == 0 && clean.stdout.isEmpty)
    }

    @Test func shippedTranscriptsLeakNothing() throws {
        let run = try Paydesk.run(["mask", "--verify", Self.transcripts])
        #expect(run.status == 0, "\(run.stdout)")
    }

    // MARK: - report

    @Test func reportCountsAndDefines() throws {
        let folder = try Folder()
        let page = folder.path("report.html")
        let run = try Paydesk.run(["report", Self.transcripts, "--by", "folder", "--html", page])
        #expect(run.status == 0, "\(run.stderr)")
        #expect(
            run.stdout.contains("self-service rate")
                && run.stdout.contains("of those with a request"))
        #expect(run.lines.contains { $0.hasPrefix("complaint") && $0.contains("%") })
        let html = try String(contentsOfFile: page, encoding: .utf8)
        for word in ["<script", "http://", "https://", "@import", "src="] {
            #expect(!html.contains(word))
        }
        #expect(html.contains("<svg") && html.contains("conversations without a hand-off"))
        // Each figure leads to what is behind it, and that to the conversations.
        #expect(html.contains("<a href=\"#self-service\">"))
        #expect(html.contains("<h3 id=\"self-service\">"))
        let link = try #require(html.firstMatch(of: /<a href="([^"#]+\.transcript)"/)).output.1
        #expect(FileManager.default.fileExists(atPath: folder.root + "/" + link), "\(link)")
        let json = try Paydesk.run(["report", Self.transcripts, "--json"])
        #expect(try JSONSerialization.jsonObject(with: Data(json.stdout.utf8)) is [String: Any])
        #expect(json.stdout == (try Paydesk.run(["report", Self.transcripts, "--json"]).stdout))
    }

    /// Of two customers on two days: what is taken, and how many conversations that is.
    @Test(arguments: [
        ([], 3), (["--customer", "li-na"], 1), (["--customer", "nobody"], 0),
        (["--from", "2026-03-03"], 1), (["--to", "2026-03-02"], 1),
        (["--from", "2026-03-02", "--to", "2026-03-03"], 2),
        (["--service", "query_outstanding"], 2),
        (["--service", "greet", "--customer", "li-na"], 1),
    ])
    func takesAPart(options: [String], count: Int) throws {
        let folder = try Folder()
        let asked = "> 欠多少\n= query_outstanding\n< x\n"
        _ = try file(
            folder, "a.transcript",
            "@ now 2026-03-02T23:59+08:00\n@ customer li-na level 1\n> hi\n= greet\n< x\n")
        _ = try file(
            folder, "b.transcript", "@ now 2026-03-03T00:00+08:00\n@ phone sun-mei\n" + asked)
        _ = try file(folder, "c.transcript", asked)
        let run = try Paydesk.run(["report", "--list", "conversations"] + options + [folder.root])
        #expect(run.status == 0 && run.lines.count == count, "\(run.stdout)\(run.stderr)")
        let whole = try Paydesk.run(["report", "--json"] + options + [folder.root])
        #expect(whole.stdout.contains("\"all\":{\"conversations\":\(count),"), "\(whole.stdout)")
    }

    @Test(arguments: [
        (["--list", "falback"], "Did you mean 'fallback'?"), (["--list", "zzzzzz"], "names them"),
        (["--service", "no_such_intent"], "name an intent of the corpus"),
        (["--list", "fallback", "--csv"], "no table for --csv"),
        (["--from", "2026-03-03", "--to", "2026-03-02"], "is after --to"),
    ])
    func refusesWhatIsNoPart(options: [String], sentence: String) throws {
        let run = try Paydesk.run(["report", Self.transcripts] + options)
        #expect(run.status == 64 && run.stderr.contains(sentence), "\(run.stderr)")
    }

    @Test func listsWhatIsBehindAFigure() throws {
        let folder = try Folder()
        _ = try file(
            folder, "a.transcript", "> 啊\n= out_of_scope\n< x\n\n> hi\n= greet\n< x\n")
        let run = try Paydesk.run(["report", "--list", "fallback", folder.root])
        #expect(run.lines.map { $0.split(separator: "\t").suffix(2) } == [["1", "啊"]])
        #expect(run.stdout.hasSuffix("a.transcript\t1\t啊\n"))
        let places = try Paydesk.run(["report", "--list", "fallback", "--json", folder.root])
            .objects
        #expect(places.first?["line"] as? Int == 1 && places.first?["said"] as? String == "啊")
    }

    /// A folder's name comes from anywhere; opened in a spreadsheet it must stay a name.
    @Test(arguments: ["=1+1", "+x", "-x", "@x", "＝x"])
    func csvHoldsNoFormula(_ name: String) throws {
        let folder = try Folder()
        try FileManager.default.createDirectory(
            atPath: folder.path(name), withIntermediateDirectories: true)
        _ = try file(folder, name + "/talk.transcript", "> hi\n= greet\n< hello\n")
        let run = try Paydesk.run(["report", "--csv", "--by", "folder", folder.root])
        let cells = run.stdout.split(separator: "\r\n").dropFirst().map { $0.prefix { $0 != "," } }
        #expect(cells.contains { $0.contains(name.dropFirst()) })
        for cell in cells { #expect(!"=+-@＝".contains(cell.first ?? " "), "\(cell)") }
    }

    /// A name with the marks of CSV in it is one cell, as RFC 4180 quotes it.
    @Test func csvQuotesItsOwnMarks() throws {
        let folder = try Folder()
        try FileManager.default.createDirectory(
            atPath: folder.path("a,\"b\""), withIntermediateDirectories: true)
        _ = try file(folder, "a,\"b\"/talk.transcript", "> hi\n= greet\n< hello\n")
        let run = try Paydesk.run(["report", "--csv", "--by", "folder", folder.root])
        let rows = run.stdout.split(separator: "\r\n")
        #expect(rows.contains { $0.hasPrefix("\"a,\"\"b\"\"\",") }, "\(run.stdout)")
    }
}

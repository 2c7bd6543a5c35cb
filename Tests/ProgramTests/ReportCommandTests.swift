import Foundation
import Testing

/// `report` through the real program.
@Suite struct ReportCommandTests {
    private static let transcripts = Paydesk.root.appendingPathComponent("Transcripts").path

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
        ([], 3), (["--customer", "li-na"], 1), (["--customer", "李娜"], 1),
        (["--customer", "13800000002"], 1), (["--customer", "Wang Fang"], 0),
        (["--from", "2026-03-03"], 1), (["--to", "2026-03-02"], 1),
        (["--from", "2026-03-02", "--to", "2026-03-03"], 2),
        (["--service", "query_outstanding"], 2), (["--service", "outstanding"], 2),
        (["--service", "greet", "--customer", "li-na"], 1),
    ])
    func takesAPart(options: [String], count: Int) throws {
        let folder = try Folder()
        let asked = "> 欠多少\n= query_outstanding\n< x\n"
        try folder.file(
            "a.transcript",
            "@ now 2026-03-02T23:59+08:00\n@ customer li-na level 1\n> hi\n= greet\n< x\n")
        try folder.file("b.transcript", "@ now 2026-03-03T00:00+08:00\n@ phone sun-mei\n" + asked)
        try folder.file("c.transcript", asked)
        let options = options + ["--store", ":memory:"]
        let run = try Paydesk.run(["report", "--list", "conversations"] + options + [folder.root])
        #expect(run.status == 0 && run.lines.count == count, "\(run.stdout)\(run.stderr)")
        let whole = try Paydesk.run(["report", "--json"] + options + [folder.root])
        #expect(whole.stdout.contains("\"all\":{\"conversations\":\(count),"), "\(whole.stdout)")
    }

    @Test(arguments: [
        (["--list", "falback"], "Did you mean 'fallback'?"), (["--list", "zzzzzz"], "names them"),
        (["--service", "no_such_intent"], "name a service or an intent of one"),
        (["--service", "early_settle_ful"], "Did you mean 'early_settle_full'?"),
        (["--against", "2026-02"], "goes with --from or --to"),
        (["--from", "2026-03-01", "--against", "soon"], "--against 'soon' is no time"),
        (["--list", "fallback", "--csv"], "no table for --csv"),
        (["--from", "2026-03-03", "--to", "2026-03-02"], "is after --to"),
    ])
    func refusesWhatIsNoPart(options: [String], sentence: String) throws {
        let run = try Paydesk.run(["report", Self.transcripts] + options)
        #expect(run.status == 64 && run.stderr.contains(sentence), "\(run.stderr)")
    }

    @Test func aCustomerThatIsNobodyIsAskedBack() throws {
        let run = try Paydesk.run(
            ["report", Self.transcripts, "--store", ":memory:", "--customer", "zhang-wey"])
        #expect(run.status == 66 && run.stderr.contains("Did you mean 'zhang-wei'?"))
    }

    /// Nine of ten in one month and three of ten in the one before: Newcombe's own example.
    @Test func putsTwoPeriodsBesideEachOther() throws {
        let folder = try Folder()
        for (month, handedOff) in [("02", 7), ("03", 1)] {
            for number in 0..<10 {
                let said =
                    number < handedOff
                    ? "> 人工\n= handoff_human\n* handoff human H000001\n< x\n"
                    : "> hi\n= greet\n< x\n"
                try folder.file(
                    "\(month)-\(number).transcript", "@ now 2026-\(month)-02T10:00+08:00\n" + said)
            }
        }
        let options = ["--from", "2026-03-01", "--against", "2026-02", folder.root]
        let run = try Paydesk.run(["report"] + options)
        #expect(
            run.lines.contains(
                "from 2026-03-01: 10 conversations, 10 customer lines; compared with "
                    + "2026-02-01 to 2026-02-28: 10 conversations, 10 customer lines"),
            "\(run.stdout)")
        let row = run.lines.last { $0.hasPrefix("containment") }
        #expect(row?.contains(/90\.0 %\s+30\.0 %\s+\+60\.0\s+\+17\.1 to \+80\.9$/) == true)
        #expect(run.lines.contains { $0.hasPrefix("fallback rate") && $0.hasSuffix("  chance?") })
        let object = try #require(try Paydesk.run(["report", "--json"] + options).objects.first)
        let compared = try #require(object["compared"] as? [String: Any])
        let changes = try #require(compared["changes"] as? [[String: Any]])
        let change = changes.first { $0["figure"] as? String == "containment" }
        #expect(change?["may_be_chance"] as? Bool == false)
        let page = folder.path("page.html")
        #expect(try Paydesk.run(["report", "--html", page] + options).status == 0)
        let html = try String(contentsOfFile: page, encoding: .utf8)
        #expect(html.contains("<h2>Compared with 2026-02-01 to 2026-02-28</h2>"))
        #expect(html.contains("<dd class=\"note\">then 30.0 %</dd>"))
        #expect(html.contains("<td class=\"number\">+60.0</td>"))
        let csv = try Paydesk.run(["report", "--csv"] + options)
        #expect(csv.stdout.contains("against 2026-02-01 to 2026-02-28,containment,,3,10,"))
    }

    @Test func listsWhatIsBehindAFigure() throws {
        let folder = try Folder()
        try folder.file("a.transcript", "> 啊\n= out_of_scope\n< x\n\n> hi\n= greet\n< x\n")
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
        try folder.file(name + "/talk.transcript", "> hi\n= greet\n< hello\n")
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
        try folder.file("a,\"b\"/talk.transcript", "> hi\n= greet\n< hello\n")
        let run = try Paydesk.run(["report", "--csv", "--by", "folder", folder.root])
        let rows = run.stdout.split(separator: "\r\n")
        #expect(rows.contains { $0.hasPrefix("\"a,\"\"b\"\"\",") }, "\(run.stdout)")
    }
}

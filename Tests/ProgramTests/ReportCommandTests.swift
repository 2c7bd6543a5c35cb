import Foundation
import Testing

/// `report` through the real program.
@Suite struct ReportCommandTests {
    private static let transcripts = Paydesk.root.appendingPathComponent("Transcripts").path

    private func file(_ folder: Folder, _ name: String, _ text: String) throws -> String {
        try text.write(toFile: folder.path(name), atomically: true, encoding: .utf8)
        return folder.path(name)
    }

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

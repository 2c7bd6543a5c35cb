import Foundation
import FoundationXML
import Testing

/// `paydesk evaluate` through the real program, on corpora small enough to know by heart.
@Suite struct EvaluateTests {
    private static let train = """
        utterance,intent
        pay off my whole loan today,settle
        settle the entire loan now,settle
        close my loan completely please,settle
        I want to pay off the loan early,settle
        when is my payment due,due
        what day do you take the money,due
        which date is the next payment,due
        tell me my due date,due
        what is the weather like,oos
        recommend me a film,oos
        where shall we eat tonight,oos
        """
    private static let test = """
        label\ttext
        settle\tsettle my loan today
        due\twhat date is my payment due
        due\tclose my loan now
        oos\trecommend a film tonight
        """

    private let folder: Folder
    private let train: String
    private let test: String

    init() throws {
        folder = try Folder()
        (train, test) = (folder.path("train.csv"), folder.path("test.tsv"))
        try Self.train.write(toFile: train, atomically: true, encoding: .utf8)
        try Self.test.write(toFile: test, atomically: true, encoding: .utf8)
    }

    private func evaluate(_ arguments: String...) throws -> Program.Outcome {
        try Paydesk.run(
            ["evaluate", "--train", train, "--test", test, "--out-of-scope", "oos"] + arguments)
    }

    private func object(_ run: Program.Outcome) throws -> [String: Any] {
        try #require(
            JSONSerialization.jsonObject(with: Data(run.stdout.utf8)) as? [String: Any],
            "\(run.stderr)")
    }

    @Test func jsonHasTheFigures() throws {
        let run = try evaluate("--closed-form", "--json")
        let object = try object(run)
        #expect(run.status == 0 && run.lines.count == 1)
        #expect(object["rows"] as? Int == 4)
        #expect(object["in_scope_rows"] as? Int == 3 && object["out_of_scope_rows"] as? Int == 1)
        #expect(abs((object["accuracy"] as? Double ?? 0) - 2 / 3) < 1e-5)
        #expect(abs((object["macro_f1"] as? Double ?? 0) - 2 / 3) < 1e-5)
        for name in ["ece", "in_scope_accuracy", "out_of_scope_recall", "auroc", "threshold"] {
            #expect(object[name] is Double, "\(name)")
        }
        let intents = try #require(object["per_intent"] as? [String: [String: Any]])
        #expect(intents.keys.sorted() == ["due", "settle"], "what is out of scope is no class")
        #expect(intents["due"]?["recall"] as? Double == 0.5)
        #expect(intents["settle"]?["precision"] as? Double == 0.5)
        #expect(try evaluate("--closed-form", "--json").stdout == run.stdout)
    }

    @Test func textNamesEachMistake() throws {
        let run = try evaluate("--closed-form")
        #expect(run.status == 0)
        #expect(run.stdout.contains("accuracy         66.7 %  top-1 of 3 lines in scope"))
        #expect(run.stdout.contains("\(test):4 heard \"close my loan now\" (due) → "))
        #expect(run.stderr.isEmpty, "\(run.stderr)")
    }

    @Test(
        arguments: [
            (["--min-accuracy", "0.66"], 0), (["--min-accuracy", "66%"], 0),
            (["--min-accuracy", "67"], 1), (["--min-f1", "0.9"], 1),
            (["--min-accuracy", "0.5", "--min-f1", "0.5"], 0),
        ] as [([String], Int32)])
    func requirementsDecideTheExit(_ arguments: [String], _ status: Int32) throws {
        let run = try Paydesk.run(
            ["evaluate", "--train", train, "--test", test, "--out-of-scope", "oos"] + arguments)
        #expect(run.status == status, "\(run.stderr)")
        #expect(run.stdout.contains("accuracy"), "the report comes in any case")
        #expect(run.stderr.contains("is below") == (status == 1))
    }

    @Test func aBaselineHoldsTheFiguresUp() throws {
        let before = folder.path("before.json")
        try evaluate("--json").stdout.write(toFile: before, atomically: true, encoding: .utf8)
        #expect(try evaluate("--baseline", before).status == 0)
        let worse = try String(contentsOfFile: before, encoding: .utf8)
            .replacing("\"accuracy\":0.666667", with: "\"accuracy\":0.7")
        try worse.write(toFile: before, atomically: true, encoding: .utf8)
        let run = try evaluate("--baseline", before)
        #expect(run.status == 1)
        #expect(run.stderr.contains("accuracy 66.7 % is below 70.0 % (--baseline"))
        for drop in ["0.04", "4", "4%"] {
            #expect(try evaluate("--baseline", before, "--max-drop", drop).status == 0)
        }
        #expect(try evaluate("--baseline", before, "--max-drop", "3").status == 1)
        #expect(try evaluate("--baseline", test).status == 65)
        #expect(try evaluate("--baseline", folder.path("none")).status == 66)
    }

    /// One line breaks and another is mended, and accuracy stays as it was.
    @Test func aBaselineNamesWhatBroke() throws {
        let before = folder.path("before.json")
        try evaluate("--json").stdout.write(toFile: before, atomically: true, encoding: .utf8)
        try Self.train.replacing("settle the entire loan now,settle", with: "close it now,due")
            .replacing("close my loan completely please", with: "please settle completely")
            .write(toFile: train, atomically: true, encoding: .utf8)
        let run = try evaluate("--baseline", before, "--max-drop", "99%", "--json")
        let after = try object(run)
        func texts(_ key: String) -> [String] {
            (after[key] as? [[String: Any]] ?? []).compactMap { $0["text"] as? String }
        }
        let mistakes = Set(texts("mistakes"))
        let earlier =
            try JSONSerialization.jsonObject(
                with: Data(contentsOf: URL(fileURLWithPath: before))) as? [String: Any]
        let failed = Set(
            (earlier?["mistakes"] as? [[String: Any]] ?? []).compactMap { $0["text"] as? String })
        #expect(Set(texts("broken")) == mistakes.subtracting(failed))
        #expect(Set(texts("mended")) == failed.subtracting(mistakes))
        #expect(texts("mended") == ["close my loan now"], "\(run.stdout)")
        #expect(after["verdict"] as? String == "passed" && run.status == 0)
        let text = try evaluate("--baseline", before)
        #expect(text.stdout.contains("\nMended, 1 line:\n\"close my loan now\" (due)\n"))
    }

    @Test func aBaselineOfOtherLinesIsRefused() throws {
        let before = folder.path("before.json")
        try evaluate("--json").stdout.write(toFile: before, atomically: true, encoding: .utf8)
        // The order of the lines is no matter.
        let lines = Self.test.split(separator: "\n").map(String.init)
        try ([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n")
            .write(toFile: test, atomically: true, encoding: .utf8)
        #expect(try evaluate("--baseline", before).status == 0)
        try (Self.test + "\ndue\tone more").write(toFile: test, atomically: true, encoding: .utf8)
        let run = try evaluate("--baseline", before)
        #expect(run.status == 65 && run.stderr.contains("other lines were judged there"))
        #expect(run.stdout.isEmpty)
    }

    @Test(
        arguments: [
            (["--min-recall", "due=50%"], 0, ""),
            (
                ["--min-recall", "due=0.6"], 1,
                "recall of due 50.0 % is below 60.0 % (--min-recall)"
            ),
            (["--min-recall", "nobody=60%"], 64, "no line is of the intent nobody"),
            (["--max-ece", "100%"], 0, ""), (["--max-ece", "0.0001"], 1, "is above 0.0 %"),
            (["--min-oos-recall", "0", "--threshold", "none"], 0, ""),
            (["--min-oos-recall", "1%", "--threshold", "none"], 1, "out_of_scope_recall 0.0 %"),
            (["--max-asked-back", "100%"], 0, ""), (["--max-drop", "0.5"], 64, "--max-drop"),
            (["--threshold", "100", "--min-served", "25%"], 0, ""),
            (["--threshold", "100", "--min-served", "26%"], 1, "served 25.0 % is below 26.0 %"),
        ] as [([String], Int32, String)])
    func floorsHold(_ arguments: [String], _ status: Int32, _ words: String) throws {
        let run = try Paydesk.run(
            ["evaluate", "--train", train, "--test", test, "--out-of-scope", "oos"] + arguments)
        #expect(run.status == status, "\(run.stderr)")
        #expect(words.isEmpty || run.stderr.contains(words), "\(run.stderr)")
    }

    @Test func filesForBuildServersAndBrowsers() throws {
        let (junit, html) = (folder.path("r.xml"), folder.path("r.html"))
        let run = try evaluate("--min-accuracy", "99%", "--junit", junit, "--html", html)
        #expect(run.status == 1)
        let xml = try String(contentsOfFile: junit, encoding: .utf8)
        #expect(XMLParser(data: Data(xml.utf8)).parse())
        #expect(
            xml.contains(
                "<testcase classname=\"evaluate.required\" name=\"accuracy --min-accuracy\">\n      <failure"
            ))
        #expect(xml.contains("name=\"due\""))
        let page = try String(contentsOfFile: html, encoding: .utf8)
        #expect(page.contains("<svg") && page.contains("close my loan now"))
        #expect(!page.contains("<script") && !page.contains("://"))
        #expect(try evaluate("--html", folder.path("no/such/folder.html")).status == 73)
    }

    @Test func reportsAreAsLongAsIsWanted() throws {
        let all = try evaluate("--threshold", "100").lines
        let few = try evaluate("--threshold", "100", "--max-mistakes", "1").lines
        #expect(few.last == "… and 2 more" && few.count == all.count - 1)
        let quiet = try evaluate("--threshold", "100", "--quiet").lines
        #expect(!quiet.contains { $0.contains(" heard ") || $0.hasPrefix("intent ") })
        let github = try evaluate("--threshold", "100", "--format", "github").lines
        #expect(
            github[0].hasPrefix("::notice file=\(test),line=2,col=8,title=paydesk evaluate::"))
        #expect(github.filter { $0.hasPrefix("::") }.count == 3)
    }

    @Test func foldsJudgeEveryLineOfTheCorpus() throws {
        let run = try Paydesk.run([
            "evaluate", "--train", train, "--folds", "3", "--out-of-scope", "oos", "--json",
            "--closed-form",
        ])
        let object = try object(run)
        #expect(object["rows"] as? Int == 11 && object["out_of_scope_rows"] as? Int == 3)
    }

    @Test func tuningRejectsAsMuchAsItMay() throws {
        let all = try object(evaluate("--tune", test, "--tune-cost", "99", "--json"))
        let none = try object(evaluate("--tune", test, "--tune-cost", "0", "--json"))
        #expect(none["in_scope_accuracy"] as? Double == none["accuracy"] as? Double)
        #expect(all["out_of_scope_recall"] as? Double == 1)
        #expect((all["threshold"] as? Double ?? 0) > (none["threshold"] as? Double ?? 0))
    }

    @Test func theDesksOwnModelOnItsOwnHeldOutLines() throws {
        let object = try object(Paydesk.run(["evaluate", "--json", "--min-accuracy", "90%"]))
        #expect(object["rows"] as? Int ?? 0 > 700)
    }

    @Test(arguments: [
        ["evaluate", "--folds", "1"], ["evaluate", "--folds", "3", "--test", "x.csv"],
        ["evaluate", "--train", "x.csv"], ["evaluate", "--model", "m", "--folds", "3"],
        ["evaluate", "--min-accuracy", "ninety"], ["evaluate", "--min-accuracy", "101"],
    ])
    func whatMakesNoSenseIsUsage(_ arguments: [String]) throws {
        #expect(try Paydesk.run(arguments).status == 64)
    }
}

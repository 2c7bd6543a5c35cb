import Foundation
import Testing

/// Corpora as people have them, through the real program: odd tables, bad rows, pipes; and outputs
/// that would write over something else.
@Suite struct CorpusOptionsTests {
    private static let rows = "pay now,pay\npay the bill,pay\nhello there,greet\nhi,greet\n"

    private let folder: Folder
    private let model: String

    init() throws {
        folder = try Folder()
        model = folder.path("m.model")
    }

    private func file(_ name: String, _ text: String) throws -> String {
        let path = folder.path(name)
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    private func train(_ arguments: String..., stdin: String = "") throws -> Program.Outcome {
        try Paydesk.run(["train", "--output", model] + arguments, stdin: stdin)
    }

    private func heard(_ line: String) throws -> String {
        let run = try Paydesk.run(["classify", "--model", model, line])
        return String(run.stdout.prefix { $0 != "\t" })
    }

    @Test(
        arguments: [
            (["--no-header"], rows, "texts are column 1, labels column 2, of 2 parted by a comma."),
            (
                ["--text-column", "answer", "--label-column", "scenario"],
                "id;scenario;answer\n1;pay;pay now\n2;greet;hello there\n",
                "texts are column 3 (\"answer\"), labels column 2 (\"scenario\"), of 3 parted by a "
                    + "semicolon."
            ),
            (["--delimiter", "tab"], "text\tlabel\npay now\tpay\nhello there\tgreet\n", ""),
            (
                ["--skip-bad-rows"], "text,label\npay now,pay\nodd\nhello there,greet\na,b,c\n",
                "2 rows are left out:"
            ),
        ] as [([String], String, String)])
    func oddTables(_ options: [String], _ table: String, _ told: String) throws {
        let path = try file("t.csv", table)
        let run = try Paydesk.run(["train", "--intents", path, "--output", model] + options)
        #expect(run.status == 0, "\(run.stderr)")
        #expect(told.isEmpty || run.stderr.contains(told), "\(run.stderr)")
        #expect(try heard("pay now please") == "pay")
    }

    @Test func allBadRowsAreToldAtOnce() throws {
        let path = try file("t.csv", "text,label\na,x\nb\nc,\nd,y,z\n")
        let run = try train("--intents", path)
        #expect(run.status == 65)
        #expect(
            run.stderr.split(separator: "\n").map { $0.replacing(path, with: "t.csv") } == [
                "paydesk: t.csv:3:1: the row has 1 field, and the header 2; "
                    + "quote a field that holds a comma.",
                "t.csv:4:3: the example has no label; give it one.",
                "t.csv:5:5: the row has 3 fields, and the header 2; "
                    + "quote a field that holds a comma.",
                "mend them, or leave them out with --skip-bad-rows",
            ])
        let lint = try Paydesk.run(["lint", "--json", "--intents", path, "--check", "reading"])
        #expect(lint.status == 1)
        #expect(try lint.objects.first?["errors"] as? Int == 3, "\(lint.stdout)")
    }

    @Test func pipesAreCorpora() throws {
        let table = "text,label\n" + Self.rows
        #expect(try train("--intents", "-", stdin: table).status == 0)
        #expect(try heard("pay the bill now") == "pay")
        let yaml = "nlu:\n- intent: pay\n  examples: |\n    - pay now\n- intent: greet\n"
        #expect(try train("--intents", "-", stdin: yaml + "  examples: [hi]\n").status == 0)
        let test = try Paydesk.run(
            ["evaluate", "--model", model, "--test", "-", "--json"], stdin: table)
        #expect(try test.objects.first?["rows"] as? Int == 4)
        let script = """
            "$0" evaluate --model \(model) --test <(printf 'text,label\\nhi,greet\\n') --json
            """
        let substituted = try Program.run(
            ["-c", script, Program.path()], environment: Paydesk.environment, program: "/bin/bash")
        #expect(try substituted.objects.first?["rows"] as? Int == 1, "\(substituted.stderr)")
    }

    @Test func theModelGoesToAPipe() throws {
        let path = try file("t.csv", "text,label\n" + Self.rows)
        #expect(try train("--intents", path).status == 0)
        let run = try Paydesk.run(["train", "--intents", path, "--output", "-"])
        #expect(run.status == 0)
        #expect(try Data(run.output) == Data(contentsOf: URL(fileURLWithPath: model)))
    }

    @Test func nothingIsWrittenOverByMistake() throws {
        let table = "text,label\n" + Self.rows
        let path = try file("t.csv", table)
        let slip = try Paydesk.run(["train", "--intents", path, "--output", path])
        #expect(slip.status == 73)
        #expect(
            slip.stderr
                == "paydesk: \(path) is there and is no model; name another file, or write over it "
                + "with --force\n")
        #expect(try String(contentsOfFile: path, encoding: .utf8) == table)
        for option in ["--junit", "--html"] {
            let run = try Paydesk.run(["evaluate", "--train", path, "--test", path, option, path])
            #expect(run.status == 73, "\(run.stderr)")
        }
        #expect(try Paydesk.run(["test", path, "--junit", path]).status == 73)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == table)
        // An older model, an empty file, and whatever is forced.
        for output in [model, model, try file("new", ""), try file("notes", "x")] {
            let arguments = ["train", "--intents", path, "--output", output]
            let isForced = output.hasSuffix("notes")
            #expect(try Paydesk.run(arguments + (isForced ? ["--force"] : [])).status == 0)
        }
    }

    @Test func labelsOutOfScope() throws {
        let path = try file(
            "t.csv",
            "text,label\n" + Self.rows + "rain again,oos/weather\nqqq,oos/noise\nno idea,other\n")
        func strangers(_ labels: String...) throws -> Int? {
            try Paydesk.run(
                ["evaluate", "--train", path, "--test", path, "--json", "--out-of-scope"] + labels
            ).objects.first?["out_of_scope_rows"] as? Int
        }
        #expect(try strangers("oos") == 2)
        #expect(try strangers("oos/noise", "other") == 2)
        #expect(try strangers("oos", "other") == 3)
        let run = try train("--intents", path, "--out-of-scope", "nosuch")
        #expect(run.status == 0)
        #expect(run.stderr.contains("no line has the label nosuch of --out-of-scope"))
    }
}

import Foundation
import Testing

/// A corpus that is not as it should be gets its place and the mend, or a warning; never a trap,
/// and nothing is left out without a word.
@Suite struct BadCorpusTests {
    private static let yaml = "nlu:\n- intent: a\n  examples: |\n    - one thing\n"

    private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test(arguments: [
        ("nothing at all", "c.yml", bytes(""), ": no examples found"),
        ("no examples", "c.yml", bytes("nlu: []\n"), ": no examples found"),
        ("nothing at all in a table", "c.csv", bytes(""), ":1:1: the file is empty"),
        ("a header alone", "c.csv", bytes("text,label\n"), ": no examples found"),
        (
            "only strangers", "c.csv", bytes("text,label\nhello,out_of_scope\n"),
            ": all lines are out of scope"
        ),
        ("an anchor", "c.yml", bytes("nlu: &x []\n"), ":1:6: anchors and aliases are not taken"),
        (
            "an alias", "c.yml", bytes("a: &x [1]\nnlu: *x\n"),
            ":2:6: anchors and aliases are not taken"
        ),
        ("a merge", "c.yml", bytes("nlu:\n- <<: {intent: a}\n"), ":2:3: merge keys are not taken"),
        ("a tag", "c.yml", bytes("nlu: !!python/object:os.system x\n"), ":1:6: the tag"),
        ("an unclosed bracket", "c.yml", bytes("nlu: [\n"), ":2:1: the YAML cannot be read"),
        (
            "a tab for an indent", "c.yml", bytes("nlu:\n- intent: a\n\texamples: x\n"),
            ":3:1: the YAML cannot be read"
        ),
        (
            "a line without a dash", "c.yml", bytes(yaml + "    two\n"),
            ":5:5: the example \"two\" does not begin"
        ),
        ("a section of nothing", "c.yml", bytes("nlus: []\n"), ":1:1: \"nlus\" is no section"),
        ("a NUL byte", "c.yml", bytes(yaml + "    - \0\n"), ":5:7: the control character U+0000"),
        (
            "a NUL byte in a table", "c.tsv", bytes("text\tlabel\na\0b\tx\n"),
            ":2:2: the control character U+0000"
        ),
        (
            "Latin-1", "c.csv", bytes("text,label\ncaf") + [0xE9] + bytes(",x\n"),
            ":2:4: the bytes are not UTF-8"
        ),
        ("UTF-16", "c.csv", [0xFF, 0xFE, 0x74, 0x00], ":1:1: the file is UTF-16"),
        (
            "a ragged row", "c.csv", bytes("text,label\na,x\nb,y,z\n"),
            ":3:5: the row has 3 fields, and the header 2"
        ),
        ("a short row", "c.tsv", bytes("text\tlabel\na\n"), ":2:1: the row has 1 field"),
        (
            "an open quotation", "c.csv", bytes("text,label\n\"a,x\n"),
            ":2:1: a quotation is never closed"
        ),
        ("no label", "c.csv", bytes("text,label\na,\n"), ":2:3: the example has no label"),
        ("JSON of nothing", "c.json", bytes("{}"), ":1:1: no JSON of examples"),
        ("no header", "c.csv", bytes("pay now,pay\n"), ":1:1: the header has no column text"),
        (
            "another kind of file", "c.doc", bytes("{}"),
            ":1:1: not a kind of file a corpus is read from"
        ),
    ])
    func isRefused(_ name: String, _ file: String, _ bytes: [UInt8], _ words: String) throws {
        let folder = try Folder()
        let path = folder.path(file)
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let model = folder.path("m.model")
        let commands = [
            ["train", "--intents", path, "--output", model],
            ["evaluate", "--train", path, "--folds", "2"], ["classify", "--intents", path, "hi"],
        ]
        for command in commands {
            let run = try Paydesk.run(command)
            #expect(run.status == 65, "\(name): \(run.stderr)")
            #expect(run.stderr.hasPrefix("paydesk: \(path)\(words)"), "\(name): \(run.stderr)")
            #expect(run.stdout.isEmpty)
        }
        #expect(!FileManager.default.fileExists(atPath: model))
    }

    @Test(arguments: [
        (
            "one line under two labels", "text,label\npay,a\nＰＡＹ,b\n",
            ":3:1: \"ＰＡＹ\" is an example of b and of a ("
        ),
        (
            "an empty line", "text,label\npay,a\n\"\",b\nask,b\n",
            ":3:1: an empty example is left out"
        ),
        ("one intent", "text,label\npay,a\npay now,a\n", "the only intent is a"),
        ("one example", "text,label\npay,a\n", "the only intent is a"),
    ])
    func isTakenWithAWarning(_ name: String, _ text: String, _ words: String) throws {
        let folder = try Folder()
        let (path, model) = (folder.path("c.csv"), folder.path("m.model"))
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        let run = try Paydesk.run(["train", "--intents", path, "--output", model])
        #expect(run.status == 0, "\(run.stderr)")
        #expect(run.stderr.contains(words), "\(run.stderr)")
        let heard = try Paydesk.run(["classify", "--model", model, "pay", "", "我"])
        #expect(heard.status == 0 && heard.lines.count == 3)
        #expect(heard.lines[0].hasPrefix("a\t") || heard.lines[0].hasPrefix("b\t"))
    }

    @Test func oneIntentInTwoFilesIsAWarning() throws {
        let folder = try Folder()
        for name in ["x.yml", "y.yml"] {
            try (Self.yaml + "    - \(name)\n").write(
                toFile: folder.path(name), atomically: true, encoding: .utf8)
        }
        let run = try Paydesk.run(
            ["train", "--intents", folder.root, "--output", folder.path("m.model")])
        #expect(run.status == 0)
        #expect(run.stderr.contains("y.yml:2:11: a has examples in \(folder.path("x.yml")) too"))
    }

    @Test(arguments: ["\u{FEFF}", ""], ["\n", "\r\n", "\r"])
    func marksAndEndsOfLinesChangeNothing(_ mark: String, _ end: String) throws {
        let folder = try Folder()
        let table = "text,label\n我要还款,pay\nwhere is it,ask\n还多少,ask\n"
        let yaml =
            "nlu:\n- intent: pay\n  examples: |\n    - 我要还款\n- intent: ask\n  examples:\n"
            + "  - where is it\n  - text: 还多少\n    metadata: {x: 1}\n"
        var digests: Set<String> = []
        for (name, text) in [
            ("t.csv", table), ("t.tsv", table.replacing(",", with: "\t")), ("t.yml", yaml),
        ] {
            let path = folder.path(name)
            let written = mark + text.replacing("\n", with: end)
            try Data(written.utf8).write(to: URL(fileURLWithPath: path))
            let run = try Paydesk.run(["train", "--intents", path, "--output", folder.path("m")])
            #expect(run.status == 0, "\(name): \(run.stderr)")
            digests.insert(run.stderr.components(separatedBy: "model ").last ?? "")
        }
        #expect(digests.count == 1, "\(digests)")
    }

    /// A sparse file: nothing of it may be read.
    @Test func aFileOfAHundredMegabytesIsRefused() throws {
        let folder = try Folder()
        for name in ["c.yml", "c.csv"] {
            let path = folder.path(name)
            #expect(FileManager.default.createFile(atPath: path, contents: nil))
            let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
            try file.truncate(atOffset: 100 << 20)
            try file.close()
            let run = try Paydesk.run(["train", "--intents", path, "--output", folder.path("m")])
            #expect(run.status == 65)
            #expect(
                run.stderr
                    == "paydesk: \(path):1:1: the file has 100 MB, and 64 MB are taken; split it.\n"
            )
        }
    }

    @Test func moreLinesThanTrainingHoldsAreRefused() throws {
        let folder = try Folder()
        let path = folder.path("c.csv")
        let text = "text,label\n" + String(repeating: "pay,a\n", count: 250_001)
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        let run = try Paydesk.run(["train", "--intents", path, "--output", folder.path("m")])
        #expect(run.status == 65)
        #expect(run.stderr.contains("the corpus has more than 250000 examples; split it."))
    }
}

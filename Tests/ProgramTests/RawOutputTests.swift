import Foundation
import TestSupport
import Testing

/// Whatever is typed, given as an argument or read from a file: no screen, record, table, document
/// or complaint holds a character that acts on a terminal or hides, and all are UTF-8.
@Suite struct RawOutputTests {
    private static let starts = [
        "\u{1B}[31m", "\u{1B}[2J", "\u{1B}[1;1H", "\u{1B}[6n", "\u{1B}[c", "\u{1B}[?1049h",
        "\u{1B}[5i",
        "\u{1B}[21t", "\u{1B}]0;t\u{7}", "\u{1B}]52;c;aGk=\u{7}", "\u{1B}]8;;http://x\u{1B}\\",
        "\u{1B}P$q\"p\u{1B}\\", "\u{1B}_x\u{1B}\\", "\u{1B}^x\u{1B}\\", "\u{1B}c", "\u{1B}(0",
        "\u{9B}31m",
        "\u{9D}0;t\u{9C}", "\u{90}x\u{9C}", "\u{8}\u{8}\u{8}", "\r还款\r", "\u{7}", "\u{B}", "\u{C}",
        "\u{E}", "\u{7F}", "\u{85}", "\u{2028}", "\u{2029}", "\u{202E}evil", "\u{202D}",
        "\u{2066}x\u{2069}",
        "\u{200B}", "\u{200E}", "\u{200F}", "\u{FEFF}", "\u{AD}", "\u{180E}", "\u{34F}", "\u{2060}",
        "\u{E0041}\u{E007F}", "\u{FE00}", "\u{E0100}", "\u{FFFE}", "\u{10FFFF}", "\u{E000}",
        "\u{F0000}",
        "\u{FFF9}a\u{FFFA}b\u{FFFB}", "\u{1D173}",
    ]
    private static let words = [
        "=cmd|'/c calc'!A0", "@SUM(1+1)", "]]>", "<script>alert(1)</script>", "&lt;&#27;",
        "\\u{1B}[31m",
        "%n%s%x", "`id`", "$(id)", "'; DROP TABLE audit; --", "../../../etc/passwd", "| tee x",
        "> <secret>", "* receipt R000001", "@ now 2099-01-01T10:00+08:00",
    ]
    private static let attacks = starts + words

    /// Lines that hold every code point, or those that matter and some of the others.
    private static let everything: [String] = {
        let scalars = (UInt32(1)...0x10FFFF).lazy.filter { code in
            let isTelling = code < 0x3000 || (0xFE00...0xFFFF).contains(code) || code >> 12 == 0xE0
            return code != 0x0A && (Gate.isFull || isTelling || code % 97 == 0)
        }.compactMap(Unicode.Scalar.init)
        var lines: [String] = []
        var line = String.UnicodeScalarView()
        for scalar in scalars {
            line.append(scalar)
            // A conversation of more lines than are one is not read again.
            guard line.count == 800 else { continue }
            lines.append(String(line))
            line = .init()
        }
        return lines + [String(line)]
    }()

    private static let typed =
        Array(
            (attacks + attacks.map { "还款" + $0 + "人工" } + everything).map { $0 + "\n" }.joined()
                .utf8)
        + [
            0xFF, 0xFE, 0x0A, 0xE8, 0xBF, 0x0A, 0xED, 0xA0, 0x80, 0x0A, 0xC0, 0x80, 0x0A, 0x00,
            0x0A,
        ]

    /// The first character that has no business in what is written; by rules of the test's own.
    private static func raw(in bytes: some Sequence<UInt8>) -> String? {
        guard let text = String(validating: Array(bytes), as: UTF8.self) else { return "no UTF-8" }
        let found = text.unicodeScalars.first { scalar in
            let isLayout = scalar == "\n" || scalar == "\t"
            // The style of an emoji is no secret hand.
            let isStyle = scalar == "\u{FE0E}" || scalar == "\u{FE0F}"
            guard !isLayout, !isStyle else { return false }
            let properties = scalar.properties
            switch properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate:
                return true
            default:
                return properties.isDefaultIgnorableCodePoint || scalar.value & 0xFFFE == 0xFFFE
            }
        }
        return found.map { "U+" + String($0.value, radix: 16, uppercase: true) }
    }

    /// Its lines end as RFC 4180 says; anywhere else a return would be found.
    private static func linesOfCSV(_ bytes: [UInt8]) -> [UInt8] {
        bytes.indices.filter { place in
            let isEnd = place + 1 < bytes.count && bytes[place + 1] == 0x0A
            return bytes[place] != 0x0D || !isEnd
        }.map { bytes[$0] }
    }

    private func expectClean(_ run: Program.Outcome, _ what: [String]) {
        // A shell's 127: there was no program.
        #expect(run.status < 127, "\(what): \(run.status)")
        for (name, bytes) in [("stdout", run.output), ("stderr", Array(run.stderr.utf8))] {
            let raw = Self.raw(in: bytes)
            #expect(raw == nil, "\(what.map(\.debugDescription)): \(raw ?? "") on \(name)")
        }
    }

    @Test func whatIsClassified() throws {
        for more in [[], ["--json"], ["--now", "2026-03-02T10:00", "--json"]] {
            let run = try Paydesk.run(["classify"] + more, stdin: Self.typed)
            #expect(run.status == 0, "\(run.stderr)")
            expectClean(run, ["classify"] + more)
        }
        let some = Array((Self.attacks.map { "还款" + $0 + "\n" }).joined().utf8)
        expectClean(try Paydesk.run(["classify", "--explain"], stdin: some), ["--explain"])
    }

    /// On the screen, in the record, and in everything that is made of the record.
    @Test func whatIsSaid() throws {
        let folder = try Folder()
        let record = folder.path("talk.transcript")
        let book = ["--store", folder.path("book.sqlite"), "--now", "2026-03-02T10:00"]
        let chat = ["chat", "--customer", "zhang-wei"] + book
        expectClean(try Paydesk.run(chat + ["--record", record], stdin: Self.typed), chat)
        expectClean(try Paydesk.run(chat + ["--json"], stdin: Self.typed), chat + ["--json"])
        #expect(Self.raw(in: FileManager.default.contents(atPath: record) ?? Data([0xFF])) == nil)
        let html = folder.path("report.html")
        for command in [
            ["replay"], ["replay", "--step"], ["replay", "--json"], ["inspect"],
            ["inspect", "--json"],
            ["report", "--html", html], ["report", "--csv"], ["report", "--json"], ["mask"],
            ["convert", "--to", "rasa"], ["convert", "--to", "botium"],
            ["convert", "--to", "botframework"],
        ] {
            var run = try Paydesk.run(command + [record])
            #expect(run.status < 64, "\(command): \(run.stderr)")
            if command.contains("--csv") { run.output = Self.linesOfCSV(run.output) }
            expectClean(run, command)
        }
        #expect(Self.raw(in: FileManager.default.contents(atPath: html) ?? Data([0xFF])) == nil)
        let worked = try Paydesk.run(
            ["account", "close", "1", "--outcome", Self.attacks.joined(separator: " ")] + book)
        #expect(worked.status == 0, "\(worked.stderr)")
        for view in [
            ["queue", "--all"], ["queue", "--all", "--json"], ["audit"], ["audit", "--json"],
            ["list"], ["show", "zhang-wei"],
        ] {
            expectClean(try Paydesk.run(["account"] + view + book), view)
        }
        #expect(try Paydesk.run(["account", "queue", "--all"] + book).stdout.contains("H0"))
        let points = Self.everything.reduce(0) { $0 + $1.unicodeScalars.count }
        Gate.tell(
            "What acts on a terminal is typed", "RawOutputTests",
            "\(points) code points and \(Self.attacks.count) attacks", "shown escaped by each sink")
    }

    /// As an example, as its label, and as the name of the file.
    @Test func whatIsInACorpus() throws {
        let folder = try Folder()
        let (html, junit) = (folder.path("page.html"), folder.path("suite.xml"))
        for (number, attack) in Self.attacks.enumerated() where Gate.isFull || number % 8 == 0 {
            let cell = "\"" + attack.replacing("\"", with: "\"\"") + "\""
            let name = attack.replacing("/", with: "_").replacing("\0", with: "_")
            let file = folder.path("\(number)\(name).csv")
            let plain = "text,label\nsettle my loan,settle\nwhen is it due,due\n"
            // Many a label is refused, and no more is said then.
            for rows in ["\(cell),due\nok,\(cell)\n", ""] {
                try (plain + rows).write(toFile: file, atomically: true, encoding: .utf8)
                let learnt = ["evaluate", "--train", file, "--test", file]
                for command in [
                    ["lint", "--intents", file], ["lint", "--json", "--intents", file],
                    learnt + ["--html", html, "--junit", junit], learnt + ["--json"],
                    ["test", "--intents", file, file, "--junit", junit],
                    ["test", "--intents", file, file, "--json"],
                ] {
                    let run = try Paydesk.run(command)
                    expectClean(run, command)
                    // It came as far as it should.
                    #expect(rows.isEmpty ? run.status < 64 : run.status != 64, "\(run.stderr)")
                    for made in [html, junit] {
                        let bytes = FileManager.default.contents(atPath: made) ?? Data()
                        #expect(Self.raw(in: bytes) == nil, "\(command) in \(made)")
                    }
                }
            }
        }
    }

    @Test func whatIsAnArgument() throws {
        let folder = try Folder()
        let book = ["--store", folder.path("book.sqlite")]
        _ = try Paydesk.run(["account", "seed"] + book)
        for (number, attack) in Self.attacks.enumerated() where Gate.isFull || number % 5 == 0 {
            for arguments in [
                ["chat", "--customer", attack, "--store", ":memory:"], ["chat", "--now", attack],
                ["chat", "--language", attack], ["chat", "--intents", attack], [attack],
                ["--" + attack], ["account", "show", attack] + book, ["replay", attack],
                ["account", "unlock", "li-na", "--reason", attack] + book, ["classify", attack],
                ["lint", "--intents", attack], ["test", attack], ["help", attack],
                ["account", "audit", "--from", attack] + book,
            ] {
                expectClean(try Paydesk.run(arguments), arguments)
            }
        }
    }
}

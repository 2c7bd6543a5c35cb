import Foundation
import Testing

@testable import paydesk

/// What a person is told who mistypes, and what help looks like.
@Suite struct MannersTests {
    @Test(arguments: [
        (["clasify", "hello"], "there is no command 'clasify'. Did you mean 'classify'?"),
        (["acount", "list"], "there is no command 'acount'. Did you mean 'account'?"),
        (["Chat"], "there is no command 'Chat'. Did you mean 'chat'?"),
        (["rep"], "there is no command 'rep'. Did you mean 'replay' or 'report'?"),
        (["account", "lst"], "there is no command 'account lst'. Did you mean 'account list'?"),
        (
            ["account", "s"],
            "there is no command 'account s'. Did you mean "
                + "'account seed', 'account show' or 'account statement'?"
        ),
        (["verify"], "there is no command 'verify'. Did you mean 'account verify'?"),
        (["version"], "there is no command 'version'. Did you mean '--version'?"),
        (["man"], "there is no command 'man'. Did you mean 'help'?"),
        (["help", "acount"], "there is no command 'acount'. Did you mean 'account'?"),
        (
            ["help", "account", "lsit"],
            "there is no command 'account lsit'. Did you mean 'account list'?"
        ),
        (["xyzzy"], "there is no command 'xyzzy'; `paydesk help` lists them"),
        (["chat", "--lang", "en"], "unknown option '--lang'. Did you mean '--language'?"),
        (["--cust", "li-na"], "unknown option '--cust'. Did you mean '--customer'?"),
        (["account", "list", "--revael"], "unknown option '--revael'. Did you mean '--reveal'?"),
        (["chat", "--frobnicate"], "unknown option '--frobnicate'"),
    ])
    func namesWhatWasMeant(arguments: [String], sentence: String) throws {
        let run = try Paydesk.run(arguments)
        #expect(run.status == 64 && run.stdout.isEmpty)
        #expect(run.stderr.split(separator: "\n").first == "paydesk: \(sentence)")
    }

    /// In whatever message they come back: of the parser, of ours, of the system.
    @Test(arguments: [
        (["cl\u{1B}[31m\u{202E}\nx"], "there is no command 'cl\\u{1B}[31m\\u{202E}\\u{A}x'"),
        (["account", "list", "a\nb"], "unexpected argument 'a\\u{A}b'"),
        (["chat", "--la\u{7}\nng=1"], "unknown option '--la\\u{7}\\u{A}ng'"),
        (["chat", "--language", "e\rn"], "the value 'e\\u{D}n' is invalid"),
        (["replay", "\u{1B}[2J\nx"], "\\u{1B}[2J\\u{A}x: no such file"),
        (["account", "show", "\n\u{2066}", "--store", ":memory:"], "'\\u{A}\\u{2066}'"),
    ])
    func hostileArgumentsAreShownEscaped(arguments: [String], words: String) throws {
        let run = try Paydesk.run(arguments)
        #expect(run.status == 64 || run.status == 66)
        let first = try #require(run.stderr.split(separator: "\n").first)
        #expect(first.contains(words), "\(run.stderr)")
        #expect(run.stderr.utf8.allSatisfy { $0 >= 0x20 || $0 == 0x0A })
    }

    @Test func argumentsThatAreNoTextAreRefused() throws {
        let shell = [
            "-c", "exec \"$0\" classify 'caf\u{E9}' \"$(printf 'a\\377\\351b')\"", Program.path(),
        ]
        let run = try Program.run(shell, program: "/bin/sh")
        #expect(run.status == 64)
        #expect(
            run.stderr == "paydesk: argument 3 is no UTF-8: 'a\\xFF\\xE9b'; write it in UTF-8\n")
    }

    static let commands = CommandDescription.all.map(\.path)

    /// Nothing is wider than the terminal but examples, and these can be copied.
    @Test(arguments: commands)
    func helpFitsTheTerminal(path: [String]) throws {
        let run = try Paydesk.run(["help"] + path.dropFirst())
        #expect(run.status == 0 && run.lines.first?.hasPrefix("OVERVIEW: ") == true)
        let wide = run.lines.filter { Wrapping.width($0) > 80 }
        #expect(wide.allSatisfy { $0.hasPrefix("  paydesk ") || $0.hasPrefix("  printf ") })
        let discussion = try #require(
            try CommandDescription.program.command(Array(path.dropFirst()))
        )
        .discussion
        for case .example(let example) in HelpText(discussion ?? "").lines.map(\.kind) {
            #expect(run.lines.contains("  " + example))
        }
    }

    @Test func tablesGoOnBelowTheirSecondColumn() {
        let help = HelpText(
            """
            FIGURES
              ece       how far confidence is from accuracy

            EXAMPLES
              paydesk evaluate --train train.csv --test test.csv
            """)
        #expect(
            help.wrapped(to: 40) == """
                FIGURES
                  ece       how far confidence is from
                            accuracy

                EXAMPLES
                  paydesk evaluate --train train.csv --test test.csv
                """)
    }

    @Test(arguments: [
        ("clasify", ["classify"]), ("lang", ["language"]), ("Chat", ["chat"]),
        ("repaly", ["replay"]), ("re", ["replay", "report"]), ("qqqq", []), ("", []),
    ])
    func theNearestNames(word: String, names: [String]) {
        let known = ["classify", "plain", "language", "chat", "replay", "report"]
        #expect(Nearest.names(to: word, among: known) == names)
    }
}

/// What is not there is said not to be there, with the mend.
@Suite struct MissingPlaceTests {
    private static let nowhere = "/nonexistent/paydesk"

    @Test(arguments: [
        (["chat", "--intents", nowhere], "\(nowhere): no such file or directory; check the path."),
        (["inspect", nowhere], "\(nowhere): no such file or folder; check the path"),
        (
            ["replay", Paydesk.root.path + "/Transcript/"],
            "\(Paydesk.root.path)/Transcript: no such file or folder. "
                + "Did you mean '\(Paydesk.root.path)/Transcripts'?"
        ),
        (
            ["chat", "--store", nowhere + "/book.sqlite"],
            "\(nowhere)/book.sqlite: there is no folder \(nowhere); check the path, or add "
                + "--create to make folder and book"
        ),
        (
            ["account", "list", "--store", nowhere],
            "\(nowhere): no such book; `paydesk account seed` makes one, or use --store :memory:"
        ),
        (
            ["mask", "--store", nowhere, "x"],
            "\(nowhere): no such book; `paydesk account seed` makes one, or use --store :memory:"
        ),
    ])
    func isNamed(arguments: [String], sentence: String) throws {
        let run = try Paydesk.run(arguments)
        #expect(run.status == 66 && run.stdout.isEmpty)
        #expect(run.stderr == "paydesk: \(sentence)\n")
    }

    /// A book and its folder are made where that was asked for, and it is said.
    @Test func isMadeWhenAskedFor() throws {
        let folder = try Folder()
        let book = folder.path("new/book.sqlite")
        let chat = ["chat", "--create", "--store", book]
        let first = try Paydesk.run(chat, stdin: Array("bye\n".utf8))
        #expect(first.status == 0)
        #expect(
            first.stderr
                == "paydesk: \(book): a new book, with the demo customers; the folder is new too\n")
        let second = try Paydesk.run(chat, stdin: Array("bye\n".utf8))
        #expect(second.status == 0 && second.stderr.isEmpty, "\(second.stderr)")
        #expect(try Paydesk.run(["chat", "--create"]).status == 64)
    }

    @Test(arguments: ["report", "inspect"])
    func beforeTheFirstChat(command: String) throws {
        let folder = try Folder()
        let run = try Paydesk.run([command], environment: ["XDG_STATE_HOME": folder.root])
        #expect(run.status == 66)
        #expect(run.stderr.hasSuffix("no conversation yet; `paydesk chat` makes the first\n"))
    }

    @Test func aBookThatIsMadeIsAnnounced() throws {
        let folder = try Folder()
        let chat = ["chat", "--store", folder.path("new.sqlite"), "--plain"]
        let environment = ["XDG_STATE_HOME": folder.root, "PAYDESK_RECORDS": "0"]
        let first = try Paydesk.run(chat, environment: environment)
        #expect(first.stderr.contains("new.sqlite: a new book, with the demo customers\n"))
        #expect(try Paydesk.run(chat, environment: environment).stderr.isEmpty)
    }

    @Test func aFileThatIsNoModelIsNamedOnce() throws {
        let run = try Paydesk.run(["classify", "--model", "/etc/passwd", "hello"])
        #expect(run.status == 65)
        #expect(run.stderr.ranges(of: "/etc/passwd").count == 1, "\(run.stderr)")
    }
}

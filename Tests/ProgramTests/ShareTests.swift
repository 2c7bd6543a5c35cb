import Foundation
import Testing

@testable import paydesk

/// Manual pages and completions as they are installed.
@Suite struct ShareTests {
    private static let share = Result { () throws -> Folder in
        let folder = try Folder()
        let run = try Paydesk.run(["share", folder.root])
        #expect(run.status == 0 && run.stdout.isEmpty && run.stderr.isEmpty)
        return folder
    }

    private static func exists(_ program: String) -> Bool {
        FileManager.default.isExecutableFile(atPath: program)
    }

    private func page(_ command: CommandDescription) throws -> String {
        let path = try Self.share.get().path("man/man1/\(ManPage(command: command).fileName)")
        return try String(contentsOfFile: path, encoding: .utf8)
    }

    // MARK: - Manual pages

    /// What help tells of, the page tells of.
    @Test(arguments: CommandDescription.all.map(\.path))
    func everyOptionAndCommandHasItsPlace(path: [String]) throws {
        let command = try #require(try CommandDescription.program.command(Array(path.dropFirst())))
        let page = try page(command)
        let help = try Paydesk.run(["help"] + path.dropFirst()).stdout
        let options = help.matches(of: /(?m)^  (?:-\w, )?(--[a-z0-9-]+)/).map { String($0.1) }
        #expect(options.count == command.options.count)
        for option in options {
            #expect(page.contains("\n\\fB") && page.contains(Roff.literal(option) + "\\fR"))
        }
        for below in command.shownSubcommands {
            #expect(page.contains(".BR \(Roff.literal(ManPage(command: below).name)) (1)\n"))
            #expect(help.contains("\n  \(below.commandName)"))
        }
        #expect(page.contains(".SH NAME\n\(Roff.literal(path.joined(separator: "-"))) \\- "))
    }

    @Test func theyLieWhereManLooks() throws {
        let folder = try Self.share.get()
        let pages = try FileManager.default.contentsOfDirectory(atPath: folder.path("man/man1"))
        let names = CommandDescription.all.map { $0.path.joined(separator: "-") + ".1" }
        #expect(pages.sorted() == names.sorted() && pages.contains("paydesk-account-list.1"))
        for place in ["man/man1/paydesk.1", "zsh/site-functions/_paydesk"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: folder.path(place))
            #expect(attributes[.posixPermissions] as? Int == 0o644)
        }
    }

    private static let checkers = [
        ["/usr/bin/groff", "-ww", "-man", "-Tutf8", "-z"],
        ["/usr/bin/mandoc", "-T", "lint", "-W", "warning"],
    ].filter { exists($0[0]) }

    @Test(.enabled(if: !checkers.isEmpty), arguments: checkers)
    func theyAreWellFormed(checker: [String]) throws {
        let folder = try Self.share.get().path("man/man1")
        for page in try FileManager.default.contentsOfDirectory(atPath: folder) {
            let run = try Program.run(
                Array(checker.dropFirst()) + [folder + "/" + page], program: checker[0])
            #expect(
                run.status == 0 && run.stderr.isEmpty && run.stdout.isEmpty,
                "\(run.stderr)\(run.stdout)")
        }
    }

    @Test(arguments: [
        ("plain", "plain"), (".so x", "\\&.so x"), ("--now", "\\-\\-now"),
        ("a 'b'", "a \\(aqb\\(aq"), ("printf '\\n'", "printf \\(aq\\en\\(aq"),
        ("还款", "\\[u8FD8]\\[u6B3E]"), ("run `x` now", "run \\fBx\\fR now"),
        ("one ` alone", "one \\(ga alone"),
    ])
    func textIsNoRequest(text: String, roff: String) {
        #expect(Roff.text(text) == roff)
    }

    // MARK: - Completions

    /// What Tab offers behind the words, the last of them begun.
    private func completed(_ words: [String], in shell: String = "/bin/bash") throws -> [String] {
        let script = try Self.share.get().path("bash-completion/completions/paydesk")
        let program = URL(fileURLWithPath: Program.path()).deletingLastPathComponent().path
        let driver = """
            PATH=\(program):$PATH; source "$1"; shift
            COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
            _paydesk paydesk "${@: -1}" "${@: -2:1}"
            printf '%s\\n' "${COMPREPLY[@]}"
            """
        let run = try Program.run(
            ["--norc", "-c", driver, "bash", script] + words, environment: Paydesk.environment,
            program: shell)
        #expect(run.status == 0 && run.stderr.isEmpty, "\(run.stderr)")
        return run.lines.filter { !$0.isEmpty }
    }

    @Test(
        .enabled(if: exists("/bin/bash")),
        arguments: [
            (["paydesk", "cha"], ["chat"]),
            (["paydesk", "account", "rec"], ["receipts"]),
            (["paydesk", "chat", "--kio"], ["--kiosk"]),
            (["paydesk", "chat", "--language", ""], ["zh", "en", "auto"]),
            (
                ["paydesk", "chat", "--store", ":memory:", "--customer", "zh"],
                ["zhang-wei", "zhao-lei", "zhou-qiang", "zheng-hao"]
            ),
            (["paydesk", "account", "show", "li"], ["li-na", "liu-yang", "lin-xue"]),
            (["paydesk", "account", "schedule", "LN10003815"], ["LN10003815"]),
            (["paydesk", "test", "--name", "early_settle_f"], ["early_settle_full"]),
            (["paydesk", "lint", "--check", "neigh"], ["neighbours"]),
        ])
    func bashCompletes(words: [String], offered: [String]) throws {
        #expect(try completed(words) == offered)
    }

    @Test func receiptsAreThoseOfTheBook() throws {
        let book = try LivedBook()
        _ = try book.chat("li-na", "split this bill into 12\nconfirm\n<secret>\n")
        let run = try book.run([
            "---completion", "account", "prove", "--", "positional@0", "5", "0",
            "paydesk", "account", "prove", "--store", book.path, "",
        ])
        #expect(run.lines == ["R000001"], "\(run.stderr)")
    }

    @Test(
        arguments: [
            (["/bin/bash", "-n"], "bash-completion/completions/paydesk"),
            (["/usr/bin/zsh", "-n"], "zsh/site-functions/_paydesk"),
            (["/usr/bin/fish", "--no-execute"], "fish/vendor_completions.d/paydesk.fish"),
        ].filter { exists($0.0[0]) })
    func shellsCanReadThem(shell: [String], script: String) throws {
        let run = try Program.run(
            Array(shell.dropFirst()) + [Self.share.get().path(script)], program: shell[0])
        #expect(run.status == 0 && run.stderr.isEmpty, "\(run.stderr)")
    }
}

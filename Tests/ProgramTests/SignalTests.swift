import Foundation
import TestSupport
import Testing

/// Whatever ends the program, and wherever it stands: the terminal is set as it was found, down to
/// the last flag. `make gate` tries every signal at every prompt, in a kiosk too.
@Suite struct SignalTests {
    /// Those that end it, and those of a crash, which is the program's own fault: 70.
    private static let endings: [Int32] = [
        SIGTERM, SIGHUP, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGPOLL, SIGPWR,
        SIGSYS, 40,
    ]
    private static let crashes: [Int32] = [SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP]
    /// Those that it goes on after; the end comes with another.
    private static let others: [Int32] = [
        SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH, SIGXFSZ, SIGPIPE, SIGCHLD, SIGURG,
    ]
    private static let signals = endings + crashes + others

    /// Where the program stands: who is signed in, what has been typed, and what is seen then.
    private struct Prompt {
        var name: String
        var customer: String? = "li-na"
        var lines: [String] = []
        var typed = ""
        var seen: String
        var isSecret = false
    }

    private static let prompts = [
        Prompt(name: "an empty line", seen: "> "),
        Prompt(name: "half a line", typed: "half a li", seen: "half a li"),
        Prompt(name: "a search", typed: "\u{12}owe", seen: "owe"),
        Prompt(name: "half a paste", typed: "\u{1B}[200~half a paste", seen: "> "),
        Prompt(name: "half a key", typed: "abc\u{1B}[1;", seen: "abc"),
        Prompt(name: "a choice of completions", typed: "s\t\t", seen: "> s"),
        Prompt(
            name: "consent", lines: ["split this bill into 12"], typed: "conf", seen: "> conf"),
        Prompt(
            name: "a code", lines: ["split this bill into 12", "confirm"], typed: "12",
            seen: "Enter the 6 digits", isSecret: true),
        Prompt(name: "a phone", customer: nil, lines: ["how much do I owe"], seen: "number"),
        Prompt(
            name: "digits", customer: nil, lines: ["how much do I owe", "13800000002"], typed: "1",
            seen: "last four", isSecret: true),
    ]

    private struct Case {
        var prompt: Prompt
        var signal: Int32
        var isKiosk: Bool
    }

    private static let cases = prompts.flatMap { prompt in
        signals.flatMap { signal in
            [false, true].map { Case(prompt: prompt, signal: signal, isKiosk: $0) }
        }
    }

    @Test func theTerminalIsAsItWas() throws {
        var random = Gate.random("theTerminalIsAsItWas")
        let cases = Gate.isFull ? Self.cases : Array(Self.cases.shuffled(using: &random).prefix(24))
        for row in cases { try strike(row) }
        Gate.tell(
            "A signal ends the program", "SignalTests",
            "\(cases.count) of \(Self.cases.count): \(Self.signals.count) signals, "
                + "\(Self.prompts.count) prompts, at a desk and in a kiosk", "`stty -g` as before")
    }

    private func open(_ prompt: Prompt, isKiosk: Bool) throws -> PseudoTerminal {
        let customer = prompt.customer.map { ["--customer", $0] } ?? []
        let terminal = try PseudoTerminal(
            ChatTerminalTests.arguments + customer + ["--language", "en"]
                + (isKiosk ? ["--kiosk"] : []),
            environment: Paydesk.environment)
        for (number, line) in prompt.lines.enumerated() {
            try terminal.type(line + "\r", atPrompt: number + 1)
        }
        if prompt.isSecret {
            try terminal.expect(prompt.seen)
            try terminal.waitForSecret()
            try terminal.send(Array(prompt.typed.utf8))
        } else {
            try terminal.type(prompt.typed, atPrompt: prompt.lines.count + 1)
            try terminal.expect(prompt.seen)
        }
        return terminal
    }

    private func strike(_ row: Case) throws {
        let what: Comment = "signal \(row.signal) at \(row.prompt.name), kiosk: \(row.isKiosk)"
        let terminal = try open(row.prompt, isKiosk: row.isKiosk)
        #expect(terminal.modes != terminal.firstModes, what)
        terminal.signal(row.signal)
        var expected = Self.crashes.contains(row.signal) ? 70 : 128 + row.signal
        if Self.others.contains(row.signal) {
            expected = 128 + SIGTERM
            terminal.signal(SIGTERM)
        }
        let status = try terminal.waitForExit()
        #expect(status == expected, "\(what): \(status)")
        #expect(terminal.modes == terminal.firstModes, what)
        #expect(terminal.hasMarksOff, what)
    }
}

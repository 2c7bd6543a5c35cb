import CTerminal
import Foundation

/// The first and the last thing the program does.
enum Startup {
    static func prepare() {
        ct_start_up(
            "paydesk: a fault of ours ended the program; nothing half-done was kept, please start again\n"
        )
    }

    /// One line on stderr, and the exit code a script can rely on.
    static func leave(_ failure: Failure) -> Never {
        Console.note(Arguments.escaped(in: failure.description))
        exit(failure.code)
    }

    /// A reader that has seen enough, as `head` has, is no failure to speak of.
    static func leave(_ error: OutputError) -> Never {
        if error.isClosedPipe { exit(128 + SIGPIPE) }
        leave(Failure(.inputOutput, error.description))
    }

    /// Ctrl-Z does nothing: on a public terminal there is no shell to go back to.
    static func ignoreSuspension() { ct_ignore_suspension() }

    /// The terminal is gone, or the system asked the program to end.
    static func leaveHungUp() -> Never {
        exit(128 + ct_hang_up_signal())
    }
}

/// What the terminal is like, and whether there is one.
enum Screen {
    /// A person types and reads here.
    static var isInteractive: Bool { ct_is_terminal(0) && ct_is_terminal(1) }

    /// A person types, whoever reads: secrets must not be echoed.
    static var hasKeyboard: Bool { ct_is_terminal(0) }

    /// A person reads stdout: tables have headings and columns.
    static var showsOutput: Bool { ct_is_terminal(1) }

    /// Progress is for a person at stderr, never for a log.
    static var showsProgress: Bool { ct_is_terminal(2) }

    /// A read gives up after so many seconds without a key; 0 waits for ever.
    static func setIdleLimit(seconds: Int64) { ct_set_idle_limit(Int32(clamping: seconds)) }

    /// Drops what was typed ahead: it was meant for another question.
    static func discardInput() { ct_discard_input() }

    /// A line was typed ahead, or some of one where keys are read one by one.
    static var hasInput: Bool { ct_has_input() }

    /// How wide the terminal is now.
    static var columns: Int { max(20, Int(ct_columns(1))) }

    /// How wide the terminal behind a descriptor is now; nil where there is none.
    static func columns(of descriptor: Int32) -> Int? {
        ct_is_terminal(descriptor) ? max(20, Int(ct_columns(descriptor))) : nil
    }

    /// Clears the screen and what has scrolled off it.
    static let clearing = "\u{1B}[H\u{1B}[2J\u{1B}[3J"

    /// The terminal does more than print: it can be cleared and coloured.
    static var obeysEscapes: Bool {
        let terminal = Environment["TERM"] ?? ""
        return !terminal.isEmpty && terminal != "dumb"
    }

    static var isColoured: Bool {
        (Environment["NO_COLOR"] ?? "").isEmpty && obeysEscapes
    }
}

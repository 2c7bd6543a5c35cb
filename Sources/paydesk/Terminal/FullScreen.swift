import CTerminal

/// A key on a terminal that is drawn whole, or what happened instead of one.
enum Key: Equatable {
    case character(Character)
    case up, down, left, right, home, end
    case enter, escape, delete
    /// Another size, or another program had the screen.
    case redraw
    /// Nobody has pressed one for a while.
    case nothing
    /// Ctrl-C.
    case interrupt
    /// SIGTERM, SIGHUP, or the terminal is gone.
    case hangUp
}

/// A terminal of this size.
struct ScreenSize: Equatable {
    var rows: Int
    var columns: Int
}

/// A piece of a row in one style.
struct Span: Equatable {
    enum Style { case plain, heading, chosen, late, quiet }

    var text: String
    var style: Style = .plain

    init(_ text: String, _ style: Style = .plain) {
        self.text = text
        self.style = style
    }
}

/// The whole terminal, drawn row by row. It is as it was before once this is gone, also where a
/// signal or a crash ends the program.
///
/// A class because it owns the terminal; one at a time.
final class FullScreen {
    /// - Parameter idle: seconds without a key, after which `nothing` is answered.
    /// - Returns: nil when stdin or stdout is no terminal, or nothing can be drawn on it.
    init?(idle: Int64) {
        guard ct_screen_open() else { return nil }
        Screen.setIdleLimit(seconds: idle)
    }

    deinit {
        Screen.setIdleLimit(seconds: 0)
        ct_screen_close()
    }

    var size: ScreenSize { ScreenSize(rows: Int(ct_rows(1)), columns: Int(ct_columns(1))) }

    /// - Throws: `Failure` where the terminal can no longer be read.
    func press() throws -> Key {
        let press = Int(ct_screen_press())
        switch press {
        case CT_PRESS_UP: return .up
        case CT_PRESS_DOWN: return .down
        case CT_PRESS_LEFT: return .left
        case CT_PRESS_RIGHT: return .right
        case CT_PRESS_HOME: return .home
        case CT_PRESS_END: return .end
        case CT_PRESS_REDRAW: return .redraw
        case CT_PRESS_NOTHING: return .nothing
        case CT_PRESS_INTERRUPT: return .interrupt
        case CT_PRESS_HANG_UP: return .hangUp
        case CT_PRESS_FAILED: throw Failure(.inputOutput, "the terminal cannot be read")
        case 10, 13: return .enter
        case 8, 127: return .delete
        case 27: return .escape
        default:
            let scalar = Unicode.Scalar(UInt32(press)) ?? "\u{FFFD}"
            return .character(Character(scalar))
        }
    }

    /// Draws every row; each is as wide as the terminal at most.
    func draw(_ rows: [[Span]]) throws {
        let paint = Paint()
        var output = Output.standard
        try output.write("\u{1B}[H")
        for (place, row) in rows.enumerated() {
            let text = row.map { Self.painted($0, paint) }.joined()
            try output.write(text + "\u{1B}[K" + (place < rows.count - 1 ? "\r\n" : ""))
        }
        try output.write("\u{1B}[J")
        try output.flush()
    }

    private static func painted(_ span: Span, _ paint: Paint) -> String {
        switch span.style {
        case .plain: span.text
        case .heading: paint.bold(span.text)
        // Not a colour: shown wherever escapes are.
        case .chosen: "\u{1B}[7m\(span.text)\u{1B}[0m"
        case .late: paint.red(span.text)
        case .quiet: paint.dim(span.text)
        }
    }
}

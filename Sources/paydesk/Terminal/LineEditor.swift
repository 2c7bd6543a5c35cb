import CTerminal

/// What came of asking a person for a line.
enum Line: Equatable {
    case line(String)
    /// Nothing of it is handed over: half a sentence may say the opposite of the whole.
    case tooLong
    /// Ctrl-C.
    case interrupted
    /// No key for as long as a session may be idle, or Ctrl-Z and back.
    case away
    /// SIGTERM, SIGHUP, or the terminal is gone.
    case hangUp
    /// Ctrl-D on an empty line, or the end of the input.
    case endOfInput
    /// The terminal cannot be read.
    case failed
}

extension Line {
    /// `bytes` are those of a line and mean nothing under another status.
    init(_ status: ct_status, _ bytes: UnsafeRawBufferPointer) {
        self =
            switch status {
            case .CT_LINE: .line(String(decoding: bytes, as: UTF8.self))
            case .CT_TOO_LONG: .tooLong
            case .CT_INTERRUPTED: .interrupted
            case .CT_AWAY: .away
            case .CT_HANG_UP: .hangUp
            case .CT_END_OF_INPUT: .endOfInput
            case .CT_FAILED: .failed
            }
    }
}

/// Editing of lines on a terminal: history in memory, search, completion of fixed lines.
///
/// A class because it owns the terminal's session: from `init` until the last reference goes,
/// signals are held back except while a line or a secret is awaited. One at a time.
final class LineEditor {
    private let session: OpaquePointer

    /// - Parameter words: whole lines that TAB completes from their beginning.
    /// - Returns: nil when stdin or stdout is no terminal, or nothing can be edited on it.
    init?(words: [String]) {
        guard let session = ct_editor_open() else { return nil }
        self.session = session
        // A word that could not be kept is one that TAB does not offer, no more.
        for word in words { _ = ct_editor_add_word(session, word) }
    }

    deinit { ct_editor_close(session) }

    /// - Parameter prompt: what stands between two `\u{1}` takes no columns: colour escapes.
    func read(prompt: String) -> Line {
        var text: UnsafePointer<CChar>?
        var count = 0
        let status = ct_editor_read(session, prompt, &text, &count)
        return Line(status, UnsafeRawBufferPointer(start: text, count: count))
    }

    /// Puts a line in the history; a repetition of the one before is kept once.
    func remember(_ line: String) {
        // Without memory for it the line is not found again; the conversation goes on.
        _ = ct_editor_remember(session, line)
    }
}

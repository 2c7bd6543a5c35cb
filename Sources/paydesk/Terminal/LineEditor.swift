import CTerminal

/// What came of asking a person for a line.
enum Line: Equatable {
    case line(String)
    /// Nothing of it is handed over: half a sentence may say the opposite of the whole.
    case tooLong
    /// Ctrl-C on an empty line.
    case interrupted
    /// Ctrl-C with something typed: only that is given up.
    case cleared
    /// No key for as long as a session may be idle.
    case away
    /// Ctrl-Z and back, with what stood in the line.
    case suspended(String)
    /// Nothing was typed, and somebody else has something to say.
    case woken
    /// SIGTERM, SIGHUP, or the terminal is gone.
    case hangUp
    /// Ctrl-D on an empty line, or the end of the input.
    case endOfInput
    /// The terminal cannot be read.
    case failed
}

extension Line {
    /// `bytes` are those of a line, or of what was left of one.
    init(_ status: ct_status, _ bytes: UnsafeRawBufferPointer) {
        self =
            switch status {
            case .CT_LINE: .line(String(decoding: bytes, as: UTF8.self))
            case .CT_TOO_LONG: .tooLong
            case .CT_INTERRUPTED: bytes.isEmpty ? .interrupted : .cleared
            case .CT_AWAY: .away
            case .CT_SUSPENDED: .suspended(String(decoding: bytes, as: UTF8.self))
            case .CT_WOKEN: .woken
            case .CT_HANG_UP: .hangUp
            case .CT_END_OF_INPUT: .endOfInput
            case .CT_FAILED: .failed
            }
    }
}

/// How a line is asked for.
struct LineRequest {
    /// What stands between two `\u{1}` takes no columns: colour escapes.
    var prompt: String
    /// Stands in the line already.
    var beginning = ""
    /// Before the words that Ctrl-R looks for, and when no line holds them.
    var searchLabel: String
    var notFoundLabel: String
}

/// Editing of lines on a terminal: history in memory, search, completion. What is pasted is text to
/// look at, and is sent by nothing but Enter.
///
/// A class because it owns the terminal's session: from `init` until the last reference goes,
/// signals are held back except while a line or a secret is awaited. One at a time.
final class LineEditor {
    private let session: OpaquePointer

    /// - Returns: nil when stdin or stdout is no terminal, or nothing can be edited on it.
    init?() {
        guard let session = ct_editor_open() else { return nil }
        self.session = session
    }

    deinit { ct_editor_close(session) }

    /// What TAB completes from now on.
    ///
    /// - Parameters:
    ///   - words: lines, and words within one.
    ///   - hidden: the same, offered only once their beginning is typed.
    func offer(_ words: [String], hidden: [String]) {
        ct_editor_clear_words(session)
        // A word that could not be kept is one that TAB does not offer, no more.
        for word in words { _ = ct_editor_add_word(session, word, false) }
        for word in hidden { _ = ct_editor_add_word(session, word, true) }
    }

    func read(_ request: LineRequest) -> Line {
        var text: UnsafePointer<CChar>?
        var count = 0
        let status = request.prompt.withCString { prompt in
            request.beginning.withCString { beginning in
                request.searchLabel.withCString { searchLabel in
                    request.notFoundLabel.withCString { notFoundLabel in
                        var request = ct_request(
                            prompt: prompt, beginning: beginning, search_label: searchLabel,
                            not_found_label: notFoundLabel)
                        return ct_editor_read(session, &request, &text, &count)
                    }
                }
            }
        }
        return Line(status, UnsafeRawBufferPointer(start: text, count: count))
    }

    /// Something is to be said: a read at whose prompt nothing has been typed ends. Any thread may
    /// call it.
    static func wake() { ct_wake() }

    /// Puts a line in the history; a repetition of the one before is kept once.
    func remember(_ line: String) {
        // Without memory for it the line is not found again; the conversation goes on.
        _ = ct_editor_remember(session, line)
    }

    /// For whoever comes next: neither the history nor what was deleted is left.
    func forget() {
        // Without memory for a new editor the next read says so.
        _ = ct_editor_forget(session)
    }
}

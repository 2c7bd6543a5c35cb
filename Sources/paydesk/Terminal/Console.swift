import CTerminal
import Foundation
import Text

/// Diagnostics go to stderr, one line each, and never drive the reader's terminal.
enum Console {
    /// What a file or an argument brought is shown escaped; line ends are our own.
    static func note(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        write(
            "paydesk: " + lines.map { Utterance.visible(String($0)) }.joined(separator: "\n") + "\n"
        )
    }

    static func write(_ text: String) {
        // A stderr that cannot be written to leaves nobody to tell.
        let bytes = Array(text.utf8)
        _ = ct_write_all(2, bytes, bytes.count)
    }
}

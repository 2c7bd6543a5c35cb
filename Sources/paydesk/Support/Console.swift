import CTerminal
import Foundation

/// Diagnostics go to stderr, one line each, and never drive the reader's terminal.
enum Console {
    static func note(_ text: String) { write("paydesk: \(text)\n") }

    static func write(_ text: String) {
        // A stderr that cannot be written to leaves nobody to tell.
        let bytes = Array(text.utf8)
        _ = ct_write_all(2, bytes, bytes.count)
    }
}

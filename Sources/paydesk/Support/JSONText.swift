import Foundation
import Transcripts

/// JSON for scripts: one object a line, keys in order, so that equal answers are equal bytes.
enum JSONText {
    static func line(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(value)).map {
            VisibleJSON.text(String(decoding: $0, as: UTF8.self))
        } ?? "{}"
    }
}

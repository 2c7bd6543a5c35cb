import Text

/// Why a corpus cannot be used, and the mend, as one sentence.
package struct CorpusError: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Kind: Equatable, Sendable {
        case missing, unreadable, invalid
        /// One example, which can be left out: those beside it can be read.
        case example
    }

    package var kind: Kind
    package var place: Place?
    package var message: String

    package init(_ kind: Kind, _ place: Place?, _ message: String) {
        self.kind = kind
        self.place = place
        self.message = message
    }

    package var description: String { place.map { "\($0): \(message)" } ?? message }
}

/// The text in quotation marks, safe to print and no longer than a line of a message.
func quoted(_ text: some StringProtocol) -> String {
    let shown = Utterance.visible(String(text.prefix(60)))
    return "\"\(shown)\(text.count > 60 ? "…" : "")\""
}

import Text

/// Why a corpus cannot be used, and the mend, as one sentence.
public struct CorpusError: Error, Equatable, Sendable, CustomStringConvertible {
    public enum Kind: Equatable, Sendable { case missing, unreadable, invalid }

    public var kind: Kind
    public var place: Place?
    public var message: String

    public init(_ kind: Kind, _ place: Place?, _ message: String) {
        self.kind = kind
        self.place = place
        self.message = message
    }

    public var description: String { place.map { "\($0): \(message)" } ?? message }
}

/// The text in quotation marks, safe to print and no longer than a line of a message.
func quoted(_ text: some StringProtocol) -> String {
    let shown = Utterance.visible(String(text.prefix(60)))
    return "\"\(shown)\(text.count > 60 ? "…" : "")\""
}

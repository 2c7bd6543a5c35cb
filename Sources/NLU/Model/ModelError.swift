/// Why a model cannot be opened or written, and the mend, as one sentence.
public struct ModelError: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Kind: Equatable, Sendable {
        /// There is no such file.
        case missing
        /// It cannot be read.
        case unreadable
        /// It is no model, one of another version, or a damaged one.
        case damaged
        /// It cannot be written.
        case unwritable
    }

    package var kind: Kind
    package var message: String

    package init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    public var description: String { message }
}

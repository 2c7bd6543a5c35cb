/// A conversation on paper. The first character of a line decides what it is; anything the format
/// does not know is an error with its line, never skipped.
package struct Transcript: Equatable, Sendable {
    /// The format this program writes; it reads this one and transcripts that name none.
    package static let format = 1

    /// One line of the file.
    package struct Line: Equatable, Sendable {
        package enum Kind: Character, Sendable {
            /// Anything for the reader: a title, the digests of corpus and model.
            case note = ";"
            /// `key value`: the opening day, the clock, who is at the desk.
            case setting = "@"
            /// What the customer typed, masked; `<secret>` for the right secret.
            case said = ">"
            /// What was understood: intents, and the slots the line filled.
            case understood = "="
            /// What the desk said, several lines where needed.
            case reply = "<"
            /// What happened: quotes, consent, code, postings, receipts.
            case event = "*"
        }

        package var kind: Kind
        package var text: String
        /// Counted from 1; 0 for a line that is not from a file.
        package var number: Int

        package init(_ kind: Kind, _ text: String, number: Int = 0) {
            self.kind = kind
            self.text = text
            self.number = number
        }
    }

    /// The lines up to the next one of the customer, and that line first; the greeting has none.
    package struct Turn: Equatable, Sendable {
        /// Notes and settings before the customer's line.
        package var preface: [Line]
        package var said: Line?
        /// What followed: understanding, replies, events, in the order they happened.
        package var answer: [Line]

        package init(preface: [Line] = [], said: Line? = nil, answer: [Line] = []) {
            self.preface = preface
            self.said = said
            self.answer = answer
        }
    }

    /// The first turn is the desk's greeting, with the settings of the whole conversation.
    package var turns: [Turn]

    package init(turns: [Turn]) { self.turns = turns }

    /// The last value of a setting before the customer's first line.
    package func setting(_ key: String) -> String? {
        turns.first?.preface.compactMap { $0.setting }.last { $0.key == key }?.value
    }
}

extension Transcript.Turn {
    /// A member of staff took it back: it was seen, and the conversation goes on as before it.
    package var isUndone: Bool { answer.last == Transcript.Line.undone(answer.last?.number ?? 0) }
}

extension Transcript.Line {
    /// The mark of a turn that was taken back.
    package static func undone(_ number: Int = 0) -> Transcript.Line {
        Transcript.Line(.event, "undone", number: number)
    }

    /// `opened 2026-03-01` as key and value; nil for other kinds of line.
    package var setting: (key: String, value: String)? {
        guard kind == .setting else { return nil }
        let words = text.split(separator: " ", maxSplits: 1)
        guard let key = words.first else { return nil }
        return (String(key), words.count > 1 ? String(words[1]) : "")
    }
}

/// A file that is no transcript: where, what, and how to mend it.
package struct TranscriptError: Error, Equatable, CustomStringConvertible {
    package var line: Int
    package var column: Int
    package var what: String

    package var description: String { "\(line):\(column): \(what)" }
}

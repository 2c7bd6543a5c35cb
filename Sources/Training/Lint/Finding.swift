import Text

/// Something about a corpus that deserves a look.
package struct Finding: Equatable, Sendable, CustomStringConvertible {
    package enum Severity: String, CaseIterable, Sendable {
        /// The corpus contradicts itself, or a customer would see the fault.
        case error
        /// Likely a slip.
        case warning
        /// Worth reading when a corpus is improved.
        case note
    }

    package enum Check: String, CaseIterable, Sendable {
        /// What the reader of the files had to say.
        case reading
        /// The same line under two intents.
        case conflict
        /// The same line twice under one intent.
        case duplicate
        /// Lines that differ in the order of their words, or in a word of many.
        case nearDuplicate = "near-duplicate"
        /// A test line that is trained on, or a test of an intent there is not.
        case test
        /// Intents with few lines, or with many more or fewer than the others.
        case balance
        /// Intents that do not say what they are where others do, and prices that are none.
        case kind
        /// Rules that can never fire, and rules that take lines of another intent.
        case rule
        /// Closed lists with a phrase twice, and consent that could mean something else.
        case list
        /// Intents that nothing answers, replies that nothing says, and placeholders that nothing
        /// fills: found by who knows what the desk says.
        case reply
        /// Replies that one language lacks, and placeholders that only one has.
        case translation
        /// Numbers and addresses of persons.
        case personal
        /// Lines that their neighbours would give to another intent.
        case neighbours
    }

    package var severity: Severity
    package var check: Check
    package var place: Place?
    package var message: String

    package init(_ severity: Severity, _ check: Check, _ place: Place?, _ message: String) {
        self.severity = severity
        self.check = check
        self.place = place
        self.message = message
    }

    /// `file:line:column: error: what, and the mend. [check]`
    package var description: String {
        let start = place.map { "\($0): " } ?? ""
        return "\(start)\(severity.rawValue): \(message) [\(check.rawValue)]"
    }
}

extension [Finding] {
    /// In the order of severity, place and words.
    package var ordered: [Finding] {
        sorted { a, b in
            let severities = Finding.Severity.allCases
            let ranks = [a, b].map { severities.firstIndex(of: $0.severity) ?? 0 }
            if ranks[0] != ranks[1] { return ranks[0] < ranks[1] }
            let places = [a, b].map { $0.place ?? Place(file: "", line: 0) }
            return places[0] == places[1] ? a.message < b.message : places[0] < places[1]
        }
    }

    package func count(of severity: Finding.Severity) -> Int { count { $0.severity == severity } }
}

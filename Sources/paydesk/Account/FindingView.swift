import Ledger

/// Something in the books that does not agree with the rest, for a script. Sums in fen.
struct FindingView: Encodable {
    /// What the rules make, where it is a sum.
    var expected: Int64?
    /// What is in the books.
    var found: Int64?
    /// Of the row it is about, `operation` or `receipt` …; nil where it is about none.
    var kind: String?
    /// Its number or name.
    var name: String?
    /// As a sentence.
    var what: String

    init(_ finding: Discrepancy) {
        (expected, found) = (finding.expected?.fen, finding.found?.fen)
        (kind, name) = (finding.subject?.kind, finding.subject?.name)
        what = finding.description
    }
}

extension Failure {
    /// The verdict where books or rules disagree: each finding on a line of its own.
    init(_ findings: [Discrepancy], _ words: StaffWords) {
        self.init(
            .differs, words(findings.map(\.description)).joined(separator: "\npaydesk: "))
    }
}

import NLU
import Text

extension Lint {
    /// Lines of fewer units that differ in one are other lines.
    private static let unitsToResemble = 8

    /// Conflicts, duplicates, near-duplicates, and what of the tests is trained on.
    func lines() -> [Finding] {
        var known = KnownLines(corpus.slips)
        var found: [Finding] = []
        for example in corpus.examples { found += look(at: example, &known) }
        let intents = Set(corpus.intents + [Interpretation.outOfScope])
        var unknown = Set<String>()
        for test in tests {
            for name in test.label(intents).unknown where unknown.insert(name).inserted {
                found.append(
                    Finding(
                        .error, .test, test.place,
                        "\(name) is tested and has no lines to learn from; write some, or mend the "
                            + "name\(Self.meant(name, intents))."))
            }
            found += known.leaks(of: test)
        }
        return found
    }

    /// A name that only differs in its capitals, as a question.
    private static func meant(_ name: String, _ intents: Set<String>) -> String {
        let same = intents.filter { $0.lowercased() == name.lowercased() }.min()
        return same.map { ": is it \($0)" } ?? ""
    }

    private func look(at example: Corpus.Example, _ known: inout KnownLines) -> [Finding] {
        let resemblance = known.add(example, unitsToResemble: Self.unitsToResemble)
        guard let (other, likeness) = resemblance else { return [] }
        let line = quoted(example.text)
        let there = "\(quoted(other.text)) (\(other.placeName))"
        let isSame = example.intent == other.intent
        func finding(
            _ severity: Finding.Severity, _ check: Finding.Check, _ message: String
        ) -> [Finding] {
            [Finding(severity, check, example.place, "\(line) \(message)")]
        }
        switch (likeness, isSame) {
        case (.equal, true) where example.text == other.text:
            return finding(
                .warning, .duplicate, "is there already (\(other.placeName)); remove one of them.")
        case (.equal, true):
            return finding(
                .note, .duplicate,
                "is the same to the classifier as \(there); one of them is enough.")
        case (.equal, false):
            return finding(
                .error, .conflict,
                "is an example of \(example.intent) and of \(other.intent) (\(other.placeName)); "
                    + "keep it under one of them.")
        case (.sameWords, true):
            return finding(
                .note, .nearDuplicate, "has the words of \(there); another wording teaches more.")
        case (.sameWords, false):
            return finding(
                .note, .nearDuplicate,
                "is \(example.intent) and has the words of \(there), which is \(other.intent); "
                    + "only their order parts them.")
        case (.oneWord, _):
            let which = isSame ? "another wording teaches more." : "which is \(other.intent)."
            return finding(
                .note, .nearDuplicate, "differs in one word from \(there); \(which)")
        }
    }
}

/// Lines seen so far, found again by the sums of the hashes of their units: a sum does not depend
/// on the order, and less one of its units it is a key to all lines that differ in that one.
private struct KnownLines {
    enum Likeness { case equal, sameWords, oneWord }

    private var equals: [Checksum: Corpus.Example] = [:]
    private var sums: [UInt64: Corpus.Example] = [:]
    private var shortened: [UInt64: Corpus.Example] = [:]
    private var text: NormalisedText
    private var units: [TextUnit] = []

    /// - Parameter slips: what words are read as.
    init(_ slips: SlipTable) { text = NormalisedText(slips) }

    /// The line before that this one is most like.
    mutating func add(
        _ example: Corpus.Example, unitsToResemble: Int
    ) -> (other: Corpus.Example, likeness: Likeness)? {
        let (digest, sum) = read(example)
        if let other = equals[digest] { return (other, .equal) }
        equals[digest] = example
        // A question differs from a statement in its mark; a pair of words has few orders.
        let other = units.count > 2 ? sums[sum] : nil
        if sums[sum] == nil { sums[sum] = example }
        if let other { return (other, .sameWords) }
        guard units.count >= unitsToResemble else { return nil }
        // A word that stands twice in the line gives the same key twice: all are looked up first.
        let keys = units.map { sum &- $0.hash }
        let found = keys.compactMap { shortened[$0] }.first
        for key in keys where shortened[key] == nil { shortened[key] = example }
        return found.map { ($0, .oneWord) }
    }

    mutating func leaks(of test: Corpus.Example) -> [Finding] {
        let (digest, sum) = read(test)
        if let line = equals[digest] {
            return [
                Finding(
                    .error, .test, test.place,
                    "\(quoted(test.text)) is trained on (\(line.placeName)), so it tests nothing; "
                        + "write another.")
            ]
        }
        guard units.count > 2, let line = sums[sum], line.intent == test.intent else { return [] }
        return [
            Finding(
                .warning, .test, test.place,
                "\(quoted(test.text)) has the words of \(quoted(line.text)), which is trained on "
                    + "(\(line.placeName)); write another.")
        ]
    }

    private mutating func read(_ example: Corpus.Example) -> (digest: Checksum, sum: UInt64) {
        text.read(example.text)
        Tokeniser.split(text.scalars, into: &units)
        let digest = text.scalars.withUnsafeBytes { Checksum($0) }
        return (digest, units.reduce(0) { $0 &+ $1.hash })
    }
}

extension Corpus.Example {
    fileprivate var placeName: String { place.map { "\($0)" } ?? "without a place" }
}

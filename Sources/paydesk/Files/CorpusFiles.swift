import NLU
import Training

/// Reads corpora named on the command line, and says what deserves a look.
struct CorpusFiles {
    /// Longest list of warnings or faults; `lint` tells all of them.
    private static let mostTold = 10

    var reading = ReadingOptions()
    /// Rows that cannot be read are left out.
    var skipsBadRows = false
    /// Labels of the lines that are to be rejected.
    var outOfScope = [Interpretation.outOfScope]

    /// A corpus to train on.
    func corpus(_ paths: [String]) throws -> Corpus {
        let corpus = try lines(paths)
        guard !corpus.intents.isEmpty else {
            throw Failure(
                .badData,
                "\(paths.joined(separator: ", ")): all lines are out of scope; a corpus needs lines "
                    + "of at least one intent")
        }
        if corpus.intents.count == 1 {
            Console.note(
                "the only intent is \(corpus.intents[0]), so every line will be taken for it; "
                    + "add lines of others")
        }
        return corpus
    }

    /// Lines to judge a model by.
    /// - Parameter isQuiet: nothing is said of what deserves a look.
    /// - Parameter part: which lines, of a file that has some of each.
    func lines(
        _ paths: [String], _ part: CorpusPart = .training, isQuiet: Bool = false
    ) throws -> Corpus {
        let corpus = try everything(paths, part)
        if !isQuiet { Self.tell((corpus.notes + corpus.warnings).map(\.description)) }
        guard !corpus.faults.isEmpty else { return corpus }
        let others = corpus.faults.filter { $0.kind != .example }
        guard skipsBadRows, others.isEmpty, !corpus.examples.isEmpty else {
            throw Self.failure(corpus.faults)
        }
        let count = corpus.faults.count
        Console.note("\(count == 1 ? "1 row is" : "\(count) rows are") left out:")
        Self.tell(corpus.faults.map(\.description))
        return corpus
    }

    /// The same in silence, with what could not be read among its faults.
    /// - Parameter mayBeEmpty: whether files without any example are fine.
    func everything(
        _ paths: [String], _ part: CorpusPart = .training, mayBeEmpty: Bool = false
    ) throws -> Corpus {
        var reading = reading
        reading.part = part
        do {
            var corpus = try CorpusReader.readAll(paths, reading, mayBeEmpty: mayBeEmpty)
            corpus.takeOutOfScope(outOfScope)
            return corpus
        } catch {
            throw Failure(error)
        }
    }

    /// Labels that are out of scope and that no line has: likely a slip.
    func tellMissing(_ corpora: Corpus...) {
        let hasStrangers = corpora.contains { corpus in
            corpus.examples.contains { $0.intent == Interpretation.outOfScope }
        }
        guard outOfScope != [Interpretation.outOfScope], !hasStrangers else { return }
        Console.note(
            "no line has the label \(outOfScope.joined(separator: ", or ")) of --out-of-scope, so "
                + "nothing is out of scope; check the name")
    }

    private static func tell(_ sentences: [String]) {
        for sentence in sentences.prefix(mostTold) { Console.note(sentence) }
        let rest = sentences.count - mostTold
        if rest > 0 { Console.note("… and \(rest) more; `paydesk lint` tells all of them") }
    }

    /// A line each, as far as anybody reads them.
    private static func failure(_ faults: [CorpusError]) -> Failure {
        var lines = faults.prefix(mostTold).map(\.description)
        let rest = faults.count - lines.count
        if rest > 0 { lines.append("… and \(rest) more; `paydesk lint` tells all of them") }
        if faults.count > 1, faults.allSatisfy({ $0.kind == .example }) {
            lines.append("mend them, or leave them out with --skip-bad-rows")
        }
        return Failure(.badData, lines.joined(separator: "\n"))
    }
}

extension Failure {
    init(_ error: CorpusError) {
        let isThere = error.kind == .invalid || error.kind == .example
        self.init(isThere ? .badData : .noInput, error.description)
    }
}

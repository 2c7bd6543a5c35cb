import NLU
import Training

/// Reads corpora named on the command line, and says what deserves a look.
enum CorpusFiles {
    /// Longest list of warnings; `lint` tells all of them.
    private static let mostWarnings = 10

    /// A corpus to train on.
    /// - Parameter outOfScope: the label of the lines that are to be rejected.
    static func read(
        _ paths: [String], outOfScope: String = Interpretation.outOfScope
    ) throws -> Corpus {
        let corpus = try lines(paths, outOfScope: outOfScope)
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

    /// Lines to judge a model by, or to be looked over.
    static func lines(
        _ paths: [String], outOfScope: String, isQuiet: Bool = false
    ) throws -> Corpus {
        do {
            var corpus = try CorpusReader.read(paths)
            corpus.takeOutOfScope(outOfScope)
            if !isQuiet { tell(corpus.warnings) }
            return corpus
        } catch {
            throw Failure(error)
        }
    }

    private static func tell(_ warnings: [Corpus.Warning]) {
        for warning in warnings.prefix(mostWarnings) { Console.note("\(warning)") }
        let rest = warnings.count - mostWarnings
        if rest > 0 { Console.note("… and \(rest) more; `paydesk lint` tells all of them") }
    }
}

extension Failure {
    init(_ error: CorpusError) {
        self.init(error.kind == .invalid ? .badData : .noInput, error.description)
    }
}

import Text

/// Botium's utterances: the first line of a `.utterances.txt` is the name, those below are
/// examples.
enum BotiumUtterances {
    static let ending = ".utterances.txt"

    static func read(
        _ text: String, file: String, into corpus: inout Corpus
    ) throws(CorpusError) {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        guard let name = lines.first.map(String.init)?.trimmed, !name.isEmpty else {
            throw CorpusError(
                .invalid, Place(file: file, line: 1),
                "the first line names the utterances, and is empty; write it.")
        }
        for (index, line) in lines.enumerated().dropFirst() where !String(line).trimmed.isEmpty {
            corpus.add(String(line), intent: name, Place(file: file, line: index + 1))
        }
    }
}

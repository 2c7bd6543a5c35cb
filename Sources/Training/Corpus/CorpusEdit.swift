import NLU
import Text

/// A line put into a file of a corpus, behind the others of its intent and its language. The rest
/// of the file stays as it is, to the byte.
package struct CorpusEdit: Equatable, Sendable {
    package var file: String
    /// The line of the file it stands on.
    package var line: Int
    /// All of the file.
    package var text: String

    /// - Parameters:
    ///   - name: an intent of the corpus, or one of its moves.
    ///   - text: the words of the line.
    ///   - file: reads the text of a file of the corpus.
    package init(
        adding text: String, as name: String, to corpus: Corpus,
        reading file: (String) throws -> String
    ) throws {
        let anchor = try Self.anchor(for: text, name, in: corpus)
        let before = try file(anchor.file)
        // By code points: to Swift the end of a line of Windows is one character.
        var lines = before.unicodeScalars.split(
            separator: "\n", omittingEmptySubsequences: false
        ).map(Array.init)
        let refusal = CorpusError(
            .invalid, anchor,
            "no line can be put in below this one; add `- \(text)` to \(name) by hand.")
        guard lines.indices.contains(anchor.line - 1) else { throw refusal }
        let above = lines[anchor.line - 1]
        let end = above.suffix(above.last == "\r" ? 1 : 0)
        lines.insert(
            above.prefix { $0 == " " } + Array("- \(text)".unicodeScalars) + end, at: anchor.line)
        self.file = anchor.file
        line = anchor.line + 1
        self.text = String(String.UnicodeScalarView(lines.joined(separator: ["\n"])))
        guard try Self.isAdded(text, name, before, self.text, anchor.file) else { throw refusal }
    }

    /// The last line of the same language, or else of the intent.
    private static func anchor(
        for text: String, _ name: String, in corpus: Corpus
    ) throws(CorpusError) -> Place {
        let language = Language.of(text)
        let own = (corpus.examples + corpus.moves).filter { $0.intent == name }
        let same = own.last { Language.of($0.text) == language } ?? own.last
        guard let place = same?.place else {
            throw CorpusError(.invalid, nil, "\(name) has no lines in a file to put one behind.")
        }
        return place
    }

    /// Read again, the file says what it said, and that line.
    private static func isAdded(
        _ text: String, _ name: String, _ before: String, _ after: String, _ file: String
    ) throws(CorpusError) -> Bool {
        var (old, new) = (Corpus(), Corpus())
        try CorpusReader.add(before, file: file, to: &old)
        try CorpusReader.add(after, file: file, to: &new)
        let found = old.differences(to: new)
        guard found.count == 1, let one = found.first, one.text == text else { return false }
        return one.was == nil && one.isNow == name
    }
}

extension Corpus {
    /// With a line more, as it is read once it stands in its file.
    package func adding(_ line: Example, isMove: Bool) -> Corpus {
        var newer = self
        func makeRoom(_ example: inout Example) {
            guard let place = example.place, let new = line.place else { return }
            if place.file == new.file, place.line >= new.line { example.place?.line += 1 }
        }
        for index in examples.indices { makeRoom(&newer.examples[index]) }
        for index in moves.indices { makeRoom(&newer.moves[index]) }
        if isMove { newer.moves.append(line) } else { newer.examples.append(line) }
        return newer
    }
}

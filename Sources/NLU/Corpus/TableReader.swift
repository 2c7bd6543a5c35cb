/// Reads a table with a header: a column `text`, `utterance` or `query`, and a column `label`,
/// `intent` or `category`. CSV as RFC 4180 has it; TSV has no quotation.
enum TableReader {
    private static let textColumns = ["text", "utterance", "query"]
    private static let labelColumns = ["label", "intent", "category"]

    static func read(
        _ text: String, file: String, separator: Unicode.Scalar, into corpus: inout Corpus
    ) throws(CorpusError) {
        var rows = Rows(text, file: file, separator: separator)
        guard let header = try rows.next() else {
            throw CorpusError(
                .invalid, Place(file: file, line: 1),
                "the file is empty; its first line names the columns text and label.")
        }
        let names = header.fields.map { NormalisedText($0).string }
        let textColumn = try column(textColumns, of: names, file)
        let labelColumn = try column(labelColumns, of: names, file)
        while let row = try rows.next() {
            if row.fields == [""] { continue }
            let place = Place(file: file, line: row.line)
            guard row.fields.count == names.count else {
                let mend = separator == "," ? "quote a field that holds a comma." : "use one tab."
                throw CorpusError(
                    .invalid, place,
                    "the row has \(row.fields.count) fields, and the header \(names.count); \(mend)"
                )
            }
            try corpus.add(row.fields[textColumn], intent: row.fields[labelColumn], place)
        }
    }

    private static func column(
        _ wanted: [String], of names: [String], _ file: String
    ) throws(CorpusError) -> Int {
        for name in wanted {
            if let index = names.firstIndex(of: name) { return index }
        }
        throw CorpusError(
            .invalid, Place(file: file, line: 1),
            "the header has no column \(wanted[0]); name it \(wanted.joined(separator: ", or ")).")
    }

    /// Rows one by one, with the line each begins on.
    private struct Rows {
        private let scalars: [Unicode.Scalar]
        private let file: String
        private let separator: Unicode.Scalar
        private var position = 0
        private var line = 1

        init(_ text: String, file: String, separator: Unicode.Scalar) {
            scalars = Array(text.unicodeScalars)
            self.file = file
            self.separator = separator
        }

        mutating func next() throws(CorpusError) -> (line: Int, fields: [String])? {
            guard position < scalars.count else { return nil }
            let start = line
            var fields: [String] = []
            while true {
                fields.append(try field())
                guard position < scalars.count, scalars[position] == separator else { break }
                position += 1
            }
            if position < scalars.count, scalars[position] == "\r" { position += 1 }
            if position < scalars.count { position += 1 }
            line += 1
            return (start, fields)
        }

        private mutating func field() throws(CorpusError) -> String {
            if separator == ",", position < scalars.count, scalars[position] == "\"" {
                return try quotedField()
            }
            var view = String.UnicodeScalarView()
            while position < scalars.count, scalars[position] != separator,
                scalars[position] != "\n"
            {
                view.append(scalars[position])
                position += 1
            }
            if view.last == "\r" { view.removeLast() }
            return String(view)
        }

        private mutating func quotedField() throws(CorpusError) -> String {
            let place = Place(file: file, line: line)
            position += 1
            var view = String.UnicodeScalarView()
            while position < scalars.count {
                let scalar = scalars[position]
                position += 1
                if scalar == "\n" { line += 1 }
                guard scalar == "\"" else {
                    view.append(scalar)
                    continue
                }
                guard position < scalars.count, scalars[position] == "\"" else {
                    try expectFieldEnd()
                    return String(view)
                }
                view.append("\"")
                position += 1
            }
            throw CorpusError(.invalid, place, "a quotation is never closed; add the missing \".")
        }

        private func expectFieldEnd() throws(CorpusError) {
            guard position < scalars.count else { return }
            let scalar = scalars[position]
            guard scalar != separator, scalar != "\n", scalar != "\r" else { return }
            throw CorpusError(
                .invalid, Place(file: file, line: line),
                "text follows a closed quotation; double the quotation marks within a field.")
        }
    }
}

extension Corpus {
    /// Adds an example after the checks every example has to pass.
    mutating func add(_ text: String, intent: String, _ place: Place) throws(CorpusError) {
        let intent = intent.trimmed
        let text = text.trimmed
        guard !intent.isEmpty else {
            throw CorpusError(.invalid, place, "the example has no label; give it one.")
        }
        guard intent.utf8.count <= 200, intent == Utterance.visible(intent) else {
            throw CorpusError(
                .invalid, place,
                "\(quoted(intent)) is no name for an intent; use a short one in visible letters.")
        }
        guard text.unicodeScalars.count <= Utterance.scalarLimit else {
            throw CorpusError(
                .invalid, place,
                "the example is longer than \(Utterance.scalarLimit) characters; shorten it.")
        }
        guard !text.isEmpty else {
            warnings.append(Warning(place: place, message: "an empty example is left out."))
            return
        }
        examples.append(Example(text: text, intent: intent, place: place))
    }
}

extension String {
    /// Without the white space at both ends.
    var trimmed: String {
        let start = unicodeScalars.firstIndex { !$0.properties.isWhitespace } ?? endIndex
        guard start < endIndex else { return "" }
        let end = unicodeScalars.lastIndex { !$0.properties.isWhitespace } ?? start
        return String(unicodeScalars[start...end])
    }
}

import Text

/// Reads a table with a header: a column `text`, `utterance` or `query`, and a column `label`,
/// `intent` or `category`, in any order and among others.
enum TableReader {
    private static let textColumns = ["text", "utterance", "query"]
    private static let labelColumns = ["label", "intent", "category"]

    /// - Parameter separator: what the kind of file promises; a spreadsheet of another country may
    ///   have written another, which the header shows.
    static func read(
        _ text: String, file: String, separator: Character, into corpus: inout Corpus
    ) throws(CorpusError) {
        let bytes = Array(text.utf8)
        func rows(_ separator: Character) -> TableRows {
            TableRows(bytes, file: file, separator: separator)
        }
        let fitting = [separator, ",", "\t", ";"].first { separator in
            var rows = rows(separator)
            return (try? Columns(&rows)) != nil
        }
        let separator = fitting ?? separator
        var table = rows(separator)
        let columns = try Columns(&table)
        while let row = try table.next() {
            if row.count == 1, row[0].text.trimmed.isEmpty { continue }
            guard row.count == columns.count else {
                throw ragged(row, columns, separator, table)
            }
            let (text, label) = (row[columns.text], row[columns.label])
            guard !label.text.trimmed.isEmpty else {
                throw CorpusError(
                    .invalid, table.place(of: label), "the example has no label; give it one.")
            }
            try corpus.add(text.text, intent: label.text, table.place(of: text))
        }
    }

    /// The place is where the surplus begins, or where the row does.
    private static func ragged(
        _ row: [TableRows.Field], _ columns: Columns, _ separator: Character, _ table: TableRows
    ) -> CorpusError {
        let field = row.count > columns.count ? row[columns.count] : row[0]
        let mend =
            separator == "\t"
            ? "use one tab between two." : "quote a field that holds a \(name(separator))."
        return CorpusError(
            .invalid, table.place(of: field),
            "the row has \(row.count) \(row.count == 1 ? "field" : "fields"), and the header "
                + "\(columns.count); \(mend)")
    }

    private static func name(_ separator: Character) -> String {
        separator == ";" ? "semicolon" : "comma"
    }

    /// Where the two columns stand.
    private struct Columns {
        var text: Int
        var label: Int
        var count: Int

        /// Reads the header.
        init(_ rows: inout TableRows) throws(CorpusError) {
            let header = try rows.next() ?? []
            guard header.contains(where: { !$0.text.trimmed.isEmpty }) else {
                throw CorpusError(
                    .invalid, Place(file: rows.file, line: 1),
                    "the file is empty; its first line names the columns text and label.")
            }
            let names = header.map { NormalisedText($0.text).string }
            text = try Self.column(textColumns, of: names, rows.file)
            label = try Self.column(labelColumns, of: names, rows.file)
            count = names.count
        }

        private static func column(
            _ wanted: [String], of names: [String], _ file: String
        ) throws(CorpusError) -> Int {
            for name in wanted {
                if let index = names.firstIndex(of: name) { return index }
            }
            throw CorpusError(
                .invalid, Place(file: file, line: 1),
                "the header has no column \(wanted[0]); "
                    + "name it \(wanted.joined(separator: ", or ")).")
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
        if firstFiles[intent] == nil { firstFiles[intent] = place.file }
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

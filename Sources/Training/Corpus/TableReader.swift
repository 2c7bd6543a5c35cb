import Text

/// Reads a table: one of its columns holds texts and another labels, in any order and among others.
/// A header names them, unless the options do.
enum TableReader {
    /// - Parameter separator: what the kind of file promises; a spreadsheet of another country may
    ///   have written another, which the header shows.
    static func read(
        _ text: String, file: String, _ separator: Character, _ options: ReadingOptions,
        into corpus: inout Corpus
    ) throws(CorpusError) {
        let bytes = Array(text.utf8)
        let used = self.separator(of: bytes, separator, options)
        var table = TableRows(bytes, file: file, separator: used)
        let columns = try TableColumns(&table, options, separator: used)
        if let note = columns.note(isPromised: used == separator) {
            corpus.notes.append(.init(place: Place(file: file, line: 1), message: note))
        }
        while true {
            do throws(CorpusError) {
                guard let row = try table.next() else { return }
                try add(row, columns, used, table, to: &corpus)
            } catch {
                corpus.faults.append(error)
                guard error.kind == .example else { return }
            }
        }
    }

    /// Whether a table has neither of the two columns.
    static func isForeign(
        _ text: String, _ separator: Character, _ options: ReadingOptions
    ) -> Bool {
        let bytes = Array(text.utf8)
        var table = TableRows(
            bytes, file: "", separator: self.separator(of: bytes, separator, options))
        guard options.hasHeader, let header = try? table.next() else { return false }
        return TableColumns.known(in: header.map(\.text), options) == (nil, nil)
    }

    /// The one by which the header has both columns, or else most fields.
    private static func separator(
        of bytes: [UInt8], _ promised: Character, _ options: ReadingOptions
    ) -> Character {
        if let delimiter = options.delimiter { return delimiter }
        func table(_ separator: Character) -> TableRows {
            TableRows(bytes, file: "", separator: separator)
        }
        let candidates = [promised, ",", "\t", ";", "|"]
        let fitting = candidates.first { separator in
            var rows = table(separator)
            return (try? TableColumns(&rows, options, separator: separator)) != nil
        }
        if let fitting { return fitting }
        let counts = candidates.map { separator in
            var rows = table(separator)
            // A row that cannot be read is told as that of the separator that was promised.
            return (try? rows.next())?.count ?? .max
        }
        let most = counts.max() ?? 0
        return zip(candidates, counts).first { $0.1 == most }?.0 ?? promised
    }

    private static func add(
        _ row: [TableRows.Field], _ columns: TableColumns, _ separator: Character,
        _ table: TableRows, to corpus: inout Corpus
    ) throws(CorpusError) {
        if row.count == 1, row[0].text.trimmed.isEmpty { return }
        guard row.count == columns.count else { throw ragged(row, columns, separator, table) }
        let (text, label) = (row[columns.text], row[columns.label])
        guard !label.text.trimmed.isEmpty else {
            throw CorpusError(
                .example, table.place(of: label), "the example has no label; give it one.")
        }
        corpus.add(text.text, intent: label.text, table.place(of: text))
    }

    /// The place is where the surplus begins, or where the row does.
    private static func ragged(
        _ row: [TableRows.Field], _ columns: TableColumns, _ separator: Character,
        _ table: TableRows
    ) -> CorpusError {
        let field = row.count > columns.count ? row[columns.count] : row[0]
        let mend =
            separator == "\t"
            ? "use one tab between two."
            : "quote a field that holds a \(TableColumns.name(separator))."
        return CorpusError(
            .example, table.place(of: field),
            "the row has \(row.count) \(row.count == 1 ? "field" : "fields"), and the "
                + "\(columns.isHeader ? "header" : "first") \(columns.count); \(mend)")
    }
}

extension Corpus {
    /// Adds an example after the checks every example has to pass; one that does not is a fault.
    mutating func add(_ text: String, intent: String, _ place: Place) {
        let intent = intent.trimmed
        var text = text.trimmed
        guard !intent.isEmpty else {
            faults.append(
                CorpusError(.example, place, "the example has no label; give it one."))
            return
        }
        guard intent.utf8.count <= 200, intent == Utterance.visible(intent) else {
            faults.append(
                CorpusError(
                    .example, place,
                    "\(quoted(intent)) is no name for an intent; use a short one in visible letters."
                ))
            return
        }
        let length = text.unicodeScalars.count
        if length > Utterance.scalarLimit {
            text = String(
                String.UnicodeScalarView(text.unicodeScalars.prefix(Utterance.scalarLimit)))
            warnings.append(
                Warning(
                    place: place,
                    message: "the example has \(length) characters, of which the first "
                        + "\(Utterance.scalarLimit) are taken; shorten it."))
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
    /// Without the white space at both ends, which most texts have not.
    var trimmed: String {
        guard let first = unicodeScalars.first, let last = unicodeScalars.last,
            first.isSpace || last.isSpace
        else { return self }
        let start = unicodeScalars.firstIndex { !$0.properties.isWhitespace } ?? endIndex
        guard start < endIndex else { return "" }
        let end = unicodeScalars.lastIndex { !$0.properties.isWhitespace } ?? start
        return String(unicodeScalars[start...end])
    }
}

extension Unicode.Scalar {
    /// White space; of most letters it is known that they are none.
    fileprivate var isSpace: Bool {
        switch value {
        case 0x21...0x7E, 0x3001...: false
        default: properties.isWhitespace
        }
    }
}

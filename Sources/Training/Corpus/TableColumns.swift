import Text

/// Where the texts and the labels of a table stand.
struct TableColumns {
    private static let textNames = [
        "text", "utterance", "query", "sentence", "question", "message", "文本", "句子", "问题",
    ]
    private static let labelNames = [
        "label", "intent", "category", "tag", "class", "intent_name", "标签", "意图", "类别",
    ]

    /// From 0.
    private(set) var text = 0
    private(set) var label = 1
    private(set) var count: Int
    let isHeader: Bool
    private let names: [String]
    private let separator: Character

    /// Reads the header, where there is one.
    init(
        _ rows: inout TableRows, _ options: ReadingOptions, separator: Character
    ) throws(CorpusError) {
        var ahead = rows
        let first = try ahead.next() ?? []
        guard first.contains(where: { !$0.text.trimmed.isEmpty }) else {
            throw CorpusError(
                .invalid, Place(file: rows.file, line: 1),
                "the file is empty; its first line names the columns text and label.")
        }
        (names, count, isHeader) = (first.map(\.text.trimmed), first.count, options.hasHeader)
        self.separator = separator
        if isHeader { rows = ahead }
        let known = Self.known(in: names, options)
        let place = Place(file: rows.file, line: 1)
        guard let text = known.text else { throw missing("text", options.textColumn, place) }
        guard let label = known.label else { throw missing("label", options.labelColumn, place) }
        (self.text, self.label) = (text, label)
    }

    /// The two columns, as far as they are known.
    static func known(
        in names: [String], _ options: ReadingOptions
    ) -> (text: Int?, label: Int?) {
        func column(_ wanted: String?, _ usual: [String], _ place: Int) -> Int? {
            if let wanted, let number = Int(wanted), names.indices.contains(number - 1) {
                return number - 1
            }
            guard options.hasHeader else {
                return wanted == nil && names.indices.contains(place) ? place : nil
            }
            let names = names.map { NormalisedText($0).string }
            return (wanted.map { [$0] } ?? usual).lazy
                .compactMap { names.firstIndex(of: NormalisedText($0).string) }.first
        }
        return (
            column(options.textColumn, textNames, 0), column(options.labelColumn, labelNames, 1)
        )
    }

    private func missing(
        _ what: String, _ wanted: String?, _ place: Place
    ) -> CorpusError {
        let shown = names.prefix(8).map { quoted($0) }.joined(separator: ", ")
        let holds =
            "parted by a \(Self.name(separator)) it holds \(shown)"
            + (names.count > 8 ? " …" : "")
        let message =
            switch (isHeader, wanted) {
            case (true, nil):
                "the header has no column \(what): \(holds); name one with --\(what)-column, or "
                    + "say --no-header where the first line is an example."
            case (true, let wanted?):
                "the header has no column \(wanted): \(holds); --\(what)-column takes one of them, "
                    + "or a number."
            case (false, let wanted):
                "there is no column \(wanted ?? what) in the first line: \(holds); "
                    + "--\(what)-column takes a number."
            }
        return CorpusError(.invalid, place, message)
    }

    /// What was chosen; nil where there was no choice.
    func note(isPromised: Bool) -> String? {
        guard names.count > 2 || !isHeader || !isPromised else { return nil }
        func column(_ index: Int) -> String {
            isHeader ? "\(index + 1) (\(quoted(names[index])))" : "\(index + 1)"
        }
        return "texts are column \(column(text)), labels column \(column(label)), of "
            + "\(count) parted by a \(Self.name(separator))."
    }

    static func name(_ separator: Character) -> String {
        switch separator {
        case ",": "comma"
        case ";": "semicolon"
        case "\t": "tab"
        case "|": "bar"
        default: "\(separator)"
        }
    }
}

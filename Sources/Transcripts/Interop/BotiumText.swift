/// BotiumScript as text: a name, a description, and sections behind `#me`, `#bot` and their like.
enum BotiumText {
    /// - Throws: `TranscriptError` where there is no section, or a line is too long.
    static func convo(_ text: String) throws(TranscriptError) -> BotiumConvo {
        var convo = BotiumConvo()
        var head: [BotiumConvo.Line] = []
        for (place, line) in lines(text).enumerated() {
            let number = place + 1
            guard line.utf8.count <= Transcript.longestLine else {
                throw TranscriptError(
                    line: number, column: Transcript.longestLine,
                    what: "the line is over 16 KiB; shorten it")
            }
            if let section = section(line, number) {
                convo.sections.append(section)
            } else if convo.sections.isEmpty {
                if !line.isEmpty { head.append(BotiumConvo.Line(text: line, number: number)) }
            } else {
                convo.sections[convo.sections.count - 1].lines.append(
                    BotiumConvo.Line(text: line, number: number))
            }
        }
        guard !convo.sections.isEmpty else {
            throw TranscriptError(
                line: 1, column: 1, what: "no #me and no #bot section; is it a convo?")
        }
        convo.name = head.first?.text ?? ""
        convo.description = Array(head.dropFirst())
        return convo
    }

    /// `#me`; a line that begins with another word behind the mark is a line like others.
    private static func section(_ line: String, _ number: Int) -> BotiumConvo.Section? {
        guard line.hasPrefix("#") else { return nil }
        let words = line.dropFirst().split(separator: " ", maxSplits: 1)
        guard let sender = words.first.map(String.init), BotiumConvo.senders.contains(sender),
            !line.hasPrefix("# ")
        else { return nil }
        let argument = words.count > 1 ? String(words[1]).trimmed : ""
        return BotiumConvo.Section(sender: sender, argument: argument, number: number)
    }

    /// A name, and a way to put it on each further line.
    static func utterances(_ text: String) -> BotiumFile {
        let lines = lines(text).map(\.trimmed)
        guard let name = lines.first, !name.isEmpty else { return BotiumFile() }
        return BotiumFile(utterances: [name: lines.dropFirst().filter { !$0.isEmpty }])
    }

    /// A table with `|` between its cells: of variables with a case a line, or of cases with a
    /// variable a line.
    static func memory(_ text: String) -> BotiumFile {
        BotiumFile(memories: [cases(lines(text))])
    }

    static func cases(_ lines: [String]) -> [BotiumCase] {
        let rows = lines.filter { !$0.trimmed.isEmpty }.map { line in
            line.split(separator: "|", omittingEmptySubsequences: false).map {
                String($0).trimmed
            }
        }
        guard rows.count > 1, let heads = rows.first?.dropFirst() else { return [] }
        func cell(_ row: [String], _ place: Int) -> String {
            place < row.count ? row[place] : ""
        }
        guard rows[1][0].hasPrefix("$") else {
            return rows.dropFirst().map { row in
                BotiumCase(
                    name: row[0],
                    values: Dictionary(
                        heads.enumerated().map { ($1, cell(row, $0 + 1)) },
                        uniquingKeysWith: { $1 }))
            }
        }
        return heads.enumerated().map { place, name in
            BotiumCase(
                name: name,
                values: Dictionary(
                    rows.dropFirst().map { ($0[0], cell($0, place + 1)) },
                    uniquingKeysWith: { $1 }))
        }
    }

    private static func lines(_ text: String) -> [String] {
        text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }.map(String.init)
    }
}

extension String {
    /// Without white space around it.
    var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}

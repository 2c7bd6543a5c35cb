import ArgumentParser
import Text
import Transcripts

struct RecordsSearch: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Where something was said, by the customer or the desk.",
        discussion: """
            The text as it stands, in capitals or not. Exit 1 when it is nowhere.

            EXAMPLES
              paydesk records search "pay off" --customer li-na
              paydesk records search 手续费 --from 2026-03-01 --json
            """)

    @Argument(help: "What was said.")
    var text: String

    @OptionGroup var filter: RecordFilter
    @OptionGroup var folder: RecordFolder
    @OptionGroup var options: BookOptions
    @OptionGroup var spoken: StaffLanguage

    func validate() throws {
        guard !text.isEmpty else { throw ValidationError("the text to look for is empty") }
    }

    private struct Place: Encodable {
        var conversation: String
        var at: String?
        var customers: [String]
        /// Of the record.
        var line: Int
        /// `>` and what the customer said, `<` and what the desk did.
        var text: String

        var row: [String] {
            [conversation, RecordView.minute(at), "\(line)", Utterance.visible(text)]
        }
    }

    func run() throws {
        let book = try options.lookIfThere()
        let wanted = text.lowercased()
        let places = try filter.records(in: folder, book).flatMap { record in
            let found = Self.lines(of: record).filter { $0.text.lowercased().contains(wanted) }
            if !found.isEmpty { try options.note("search", record, book) }
            return found.map { line in
                Place(
                    conversation: record.file.conversation, at: record.at.map { "\($0)" },
                    customers: record.customers, line: line.number, text: line.written)
            }
        }
        try options.write(places, rows(places, wanted))
        guard !places.isEmpty else {
            throw Failure(.differs, "'\(text)' was said in none of these conversations")
        }
    }

    /// On a terminal each on one line, with what was looked for on it.
    private func rows(_ places: [Place], _ wanted: String) -> [String] {
        guard Screen.showsOutput else { return Table([], places.map(\.row)).separated }
        let rows = places.map { place -> [String] in
            var row = place.row
            let text = row[3].lowercased()
            guard let found = text.ranges(of: wanted).first else { return row }
            let before = text.distance(from: text.startIndex, to: found.lowerBound)
            if before > Self.context * 2 {
                row[3] = String(row[3].prefix(2)) + "…" + row[3].dropFirst(before - Self.context)
            }
            return row
        }
        return Table(spoken.words(["conversation", "began", "line", "text"]), rows).aligned
            .map { Wrapping.cut($0, to: Screen.columns) }
    }

    /// Characters kept before what was found.
    private static let context = 10

    private static func lines(of record: Record) -> [Transcript.Line] {
        record.transcript.turns.flatMap { turn in
            (turn.said.map { [$0] } ?? []) + turn.answer.filter { $0.kind == .reply }
        }
    }
}

import ArgumentParser

struct RecordsList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Which conversations there are, the oldest first.",
        discussion: """
            Its state is open while its chat goes on, ended when it came to its end, and killed when \
            it was cut off.

            EXAMPLES
              paydesk records list --customer li-na --from 2026-03-01
              paydesk records list --reason complaint --json
              paydesk records list --state open
            """)

    @OptionGroup var filter: RecordFilter
    @OptionGroup var folder: RecordFolder
    @OptionGroup var options: BookOptions
    @OptionGroup var spoken: StaffLanguage

    func run() throws {
        let book = try options.lookIfThere()
        let records = try filter.records(in: folder, book).map(RecordView.init)
        let words = spoken.words
        guard Screen.showsOutput else {
            return try options.write(records, Table([], records.map(\.row)).separated)
        }
        let names = try RecordFile.all(in: folder.path, book).map(\.conversation)
        let length = Self.length(of: names)
        let table = Table(
            words(RecordView.shortHeads), records.map { $0.shortRow(id: length, words) })
        // What is widest stands last, and is cut where the screen ends.
        try options.write(
            records, table.aligned.map { Wrapping.cut($0, to: Screen.columns) })
    }

    /// How much of an id tells all of them apart.
    private static func length(of names: [String]) -> Int {
        let longest = names.map(\.count).max() ?? 0
        return (6..<max(7, longest)).first { length in
            Set(names.map { $0.prefix(length) }).count == names.count
        } ?? longest
    }
}

extension Wrapping {
    /// A line that fits, `…` at its end where something is left off.
    static func cut(_ line: String, to columns: Int) -> String {
        guard width(line) > columns else { return line }
        var short = line
        while width(short) > columns - 1 { short.removeLast() }
        return short + "…"
    }
}

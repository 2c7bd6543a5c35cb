import ArgumentParser
import Foundation
import Ledger

struct RecordsFollow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "follow",
        abstract: "Watch a conversation as it goes, until it ends.",
        discussion: """
            What was said so far, then each turn as it comes, with --json an object each. \
            Without an id it is the newest that is open.

            EXAMPLES
              paydesk records follow
              paydesk records follow C3IEUZ --step
            """)

    @Argument(
        help: "The conversation's id or its beginning, a receipt or a ticket.",
        completion: .conversations)
    var conversation: String?

    @Flag(help: "Also what was understood, and what was posted.")
    var step = false

    @OptionGroup var folder: RecordFolder
    @OptionGroup var options: BookOptions
    @OptionGroup var spoken: StaffLanguage

    /// Between two looks at the file.
    private static let pause: UInt32 = 250_000

    func run() throws {
        let book = try options.lookIfThere()
        let file = try conversation.map { try folder.find($0, in: book) } ?? newestOpen(book)
        var record = try file.read()
        try options.note("record \(file.conversation)", record, book)
        let text = RecordText(columns: Screen.columns(of: 1), hasSteps: step, words: spoken.words)
        var output = Output.standard
        if !options.json {
            try output.write(record.heading(spoken.words).map { $0 + "\n" }.joined())
        }
        var shown = 0
        while true {
            let lines =
                options.json
                ? TurnView.list(record.transcript).map { JSON.line($0) }
                : text.lines(of: record.transcript.turns)
            for line in lines.dropFirst(shown) { try output.write(line + "\n") }
            shown = lines.count
            try output.flush()
            guard record.state == .open else { break }
            usleep(Self.pause)
            if BookRecords.areMeant(by: folder.path) {
                _ = try BookRecords.folder(of: options.lookIfThere())
            }
            record = try file.read()
        }
        guard !options.json else { return }
        let words = spoken.words
        try output.write(
            "\n"
                + (record.state == .ended
                    ? words.say("已结束", "ended") : words.say("中断", "cut off")) + "\n")
        try output.flush()
    }

    private func newestOpen(_ book: Ledger?) throws -> RecordFile {
        guard let file = try RecordFile.all(in: folder.path, book).last(where: \.isLocked) else {
            throw Failure(.noInput, "no conversation is open; `paydesk records list` names all")
        }
        return file
    }
}

import ArgumentParser
import Conversation
import Desk
import Ledger
import Transcripts

struct RecordsShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "A conversation in words, with its times.",
        discussion: """
            `>` is the customer, `<` the desk, `*` what happened. --as-test writes it as a transcript \
            that replays the same anywhere: masked, and with a demo customer in the place of one that \
            the demo book does not know.

            EXAMPLES
              paydesk records show C3IEUZ
              paydesk records show H000003 --step
              paydesk records show R000001 --as-test > Transcripts/instalment/from_a_call.transcript
            """)

    @Argument(
        help: "The conversation's id or its beginning, a receipt, a ticket, or a file.",
        completion: .conversations)
    var conversation: String

    @Flag(help: "Also what was understood, and what was posted.")
    var step = false

    @Flag(help: "Write a masked transcript that replays the same.")
    var asTest = false

    @OptionGroup var folder: RecordFolder
    @OptionGroup var options: BookOptions
    @OptionGroup var spoken: StaffLanguage
    @OptionGroup var model: ModelOptions

    func validate() throws {
        guard !(asTest && (step || options.json)) else {
            throw ValidationError("--as-test goes with neither --step nor --json")
        }
    }

    private struct Shown: Encodable {
        var record: RecordView
        var turns: [TurnView]

        init(_ record: Record) {
            self.record = RecordView(record)
            turns = TurnView.list(record.transcript)
        }
    }

    func run() throws {
        let book = try options.lookIfThere()
        let record = try folder.find(conversation, in: book).read()
        try options.note("record \(record.file.conversation)", record, book)
        guard !asTest else {
            var output = Output.standard
            let names = try book?.customers().map(\.name) ?? []
            try output.write(RecordedTest(record, names: names).transcript(model.load()).text)
            return try output.flush()
        }
        let text = RecordText(columns: Screen.columns(of: 1), hasSteps: step, words: spoken.words)
        try options.write(
            Shown(record),
            record.heading(spoken.words) + text.lines(of: record.transcript.turns))
    }
}

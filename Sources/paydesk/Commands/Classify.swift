import ArgumentParser
import Foundation
import NLU
import Quantities

struct Classify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "What the desk understands of lines, one answer a line.",
        discussion: """
            Each argument, or else each line of stdin, is one utterance; exactly one line out for \
            each, blank ones too: intent, confidence, decision, text, tab-separated. The intent is \
            out_of_scope where the decision is reject.

            EXAMPLES
              paydesk classify "提前还款要手续费吗"
              paydesk classify --json < lines.txt
            """)

    @OptionGroup var model: ModelOptions

    @Flag(help: "Rasa's parse object a line, with decision and reason.")
    var json = false

    @Option(help: "The clock that dates are resolved against, such as 2026-03-02T10:00.")
    var now: String?

    @Argument(help: "Utterances; without any, lines of stdin.")
    var text: [String] = []

    func run() throws {
        let today = try Clock(now).now.day
        let model = try model.load()
        var output = Output.standard
        if !text.isEmpty {
            for line in text { try output.write(answer(Array(line.utf8), model, today) + "\n") }
            return try output.flush()
        }
        var reader = LineReader()
        while let line = try reader.next() {
            let bytes: [UInt8] = line.isTooLong ? Self.overlong : line.bytes
            try output.write(answer(bytes, model, today) + "\n")
            if !reader.hasBufferedInput { try output.flush() }
        }
        try output.flush()
    }

    /// Stands for a line whose end was not kept: longer than an utterance may be.
    private static let overlong = [UInt8](repeating: 0x20, count: Utterance.byteLimit + 1)

    private func answer(_ bytes: [UInt8], _ model: Model, _ today: Day) -> String {
        let interpretation =
            switch Utterance.make(bytes) {
            case .line(let text): model.interpret(text, today: today)
            case .tooLong: Interpretation.tooLong
            }
        return json ? RasaParse.json(interpretation) : RasaParse.line(interpretation)
    }
}

extension Interpretation {
    /// A line that is refused unread.
    fileprivate static let tooLong = Interpretation(
        text: "", language: nil, predicted: nil, ranking: [], decision: .reject,
        reason: .nothingKnown, entities: [])
}

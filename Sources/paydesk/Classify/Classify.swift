import ArgumentParser
import Desk
import Foundation
import NLU
import Quantities
import Text

struct Classify: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "classify", _superCommandName: "paydesk",
        abstract: "What the desk understands of lines, one answer a line.",
        discussion: """
            Each argument, or else each line of stdin, is one utterance; exactly one line out for \
            each, blank ones too: intent, confidence, decision, text, tab-separated. The intent is \
            out_of_scope where the decision is reject. With --explain, more lines follow each, all \
            beginning with a tab: what every feature adds to the log-odds of the first intent \
            against the second, and the smallest change of the line that is decided otherwise.

            EXAMPLES
              paydesk classify "提前还款要手续费吗"
              paydesk classify --json < lines.txt
              paydesk classify --explain "can I pay off my loan early"
              paydesk classify --explain --situation misheard.transcript "and the fee?"
            """)

    @OptionGroup var model: ModelOptions
    @OptionGroup var threshold: ThresholdOptions

    @Flag(help: "Rasa's parse object a line, with decision and reason.")
    var json = false

    @Flag(help: "Why: the log-odds of every feature, and the smallest change that matters.")
    var explain = false

    @Option(
        help: """
            Hear each line where this conversation has got to, a transcript's file: what it could \
            be about there, which move it may be, who takes it. With --explain or --json.
            """,
        completion: .file(extensions: ["transcript"]))
    var situation: String?

    @Option(help: "The clock that dates are resolved against, such as 2026-03-02T10:00.")
    var now: String?

    @Argument(help: "Utterances; without any, lines of stdin.")
    var text: [String] = []

    func validate() throws {
        if situation != nil, !explain, !json {
            throw ValidationError("--situation adds to --explain or --json; name one of them")
        }
        if situation != nil, now != nil {
            throw ValidationError("--situation has the conversation's own clock; leave out --now")
        }
    }

    func run() throws {
        let today = try Clock(now).now.day
        let model = try threshold.applied(to: model.load())
        var answers = Answers(model: model, today: today, isJSON: json, explains: explain)
        guard let situation else { return try answers.tell(text) }
        let transcript = try TranscriptFiles.read(situation)
        do {
            try Replay.situation(after: transcript, model: model) { hearing in
                answers.hearing = hearing
                try answers.tell(text)
            }
        } catch let error as ReplayError {
            throw Failure(.badData, "\(situation):\(error)")
        }
    }

    /// Answers lines of a command line without options, and ends the program: nothing of what has
    /// answered is put away piece by piece.
    static func leave(answering text: [String]) throws -> Never {
        var answers = Answers(
            model: try ModelOptions.usual(), today: try Clock(nil).now.day, isJSON: false,
            explains: false)
        try answers.tell(text)
        withExtendedLifetime(answers) { Foundation.exit(EXIT_SUCCESS) }
    }
}

/// One line out for each line in.
private struct Answers {
    let today: Day
    let isJSON: Bool
    let explains: Bool
    /// How a line is heard in a situation, where one was named.
    var hearing: ((String) throws -> Desk.Heard)?
    private var interpreter: Interpreter
    private var plain: PlainAnswer

    init(model: Model, today: Day, isJSON: Bool, explains: Bool) {
        self.today = today
        self.isJSON = isJSON
        self.explains = explains
        interpreter = Interpreter(model)
        plain = PlainAnswer(model)
    }

    /// Each of these lines, or else of stdin.
    mutating func tell(_ text: [String]) throws {
        var output = Output.standard
        if !text.isEmpty {
            for line in text {
                var line = line
                try line.withUTF8 { try append(to: $0, isTooLong: false, &output) }
            }
            return try output.flush()
        }
        var reader = LineReader()
        while try reader.next({ try append(to: $0, isTooLong: $1, &output) }) {
            if !reader.hasBufferedInput { try output.flush() }
        }
        try output.flush()
    }

    /// - Parameter isTooLong: it is the beginning of a line whose end was not kept.
    mutating func append(
        to line: UnsafeBufferPointer<UInt8>, isTooLong: Bool, _ output: inout Output
    ) throws {
        guard isJSON || explains else {
            return try output.append { plain.append(to: line, isTooLong: isTooLong, &$0) }
        }
        let utterance = isTooLong ? .tooLong(bytes: line.count) : Utterance.make(line)
        guard case .line(let text) = utterance else {
            let answer = Interpretation.unread(line)
            return try output.write(
                isJSON
                    ? JSON.line(ParseObject(heard: answer, isTooLong: true)) + "\n"
                    : PlainAnswer.line(answer) + "\n\tthe line is too long to be read\n")
        }
        let heard = try hearing?(text)
        let interpretation = heard?.line ?? interpreter.interpret(text, today: today)
        let explanation = explains ? interpreter.explain(interpretation.text) : nil
        guard !isJSON else {
            let object = ParseObject(
                heard: interpretation, explanation: explanation, hearing: heard?.hearing)
            return try output.write(JSON.line(object) + "\n")
        }
        let lines =
            [PlainAnswer.line(interpretation)]
            + (heard.map { HearingView(hearing: $0.hearing).lines } ?? [])
            + reasons(interpretation, explanation)
        try output.write(lines.joined(separator: "\n\t") + "\n")
    }

    private func reasons(
        _ interpretation: Interpretation, _ explanation: Explanation?
    ) -> [String] {
        let lines = explanation?.lines() ?? ["nothing in the line is known"]
        guard case .rule(let words) = interpretation.reason else { return lines }
        return ["keyword rule: \(words.joined(separator: " + "))"] + lines
    }
}

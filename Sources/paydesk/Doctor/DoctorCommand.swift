import ArgumentParser
import NLU
import Text

struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "What is wrong with this installation, and the mend.",
        discussion: """
            Looks at the program, its folders, corpus, model, book, checkpoints, locale and \
            terminal, and changes nothing. One line each: ok, note or wrong. Exit 1 when something \
            is wrong.

            EXAMPLES
              paydesk doctor
              paydesk doctor --store test.sqlite --json
            """)

    @OptionGroup var model: ModelOptions

    @Option(
        help: "The book to look at, unless it is that of $PAYDESK_STORE or the usual one.",
        completion: .file())
    var store: String?

    @Flag(help: "One JSON object: is_right, checks.")
    var json = false

    private struct Answer: Encodable {
        var isRight: Bool
        var checks: [Diagnosis]
    }

    func run() throws {
        let checks =
            Surroundings.program + Surroundings.folders + Understanding(options: model).diagnoses
            + BookCheckUp(store: store).diagnoses + Surroundings.screen
        let wrong = checks.filter { $0.state == .wrong }.count
        var output = Output.standard
        try output.write(
            json
                ? JSON.line(Answer(isRight: wrong == 0, checks: checks)) + "\n"
                : Self.text(checks))
        try output.flush()
        guard wrong > 0 else { return }
        throw Failure(.differs, wrong == 1 ? "1 thing is wrong" : "\(wrong) things are wrong")
    }

    private static func text(_ checks: [Diagnosis]) -> String {
        let paint = Paint()
        let rows = checks.map { $0.row.map(Utterance.visible) }
        return zip(checks, Table([], rows).aligned).map { check, line in
            let state = check.state.rawValue
            let painted =
                switch check.state {
                case .ok: paint.green(state)
                case .note: paint.magenta(state)
                case .wrong: paint.red(state)
                }
            return painted + line.dropFirst(state.count) + "\n"
        }.joined()
    }
}

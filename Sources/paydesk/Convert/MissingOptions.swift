import ArgumentParser
import Conversation
import Desk
import Ledger
import NLU
import Quantities
import Text
import Transcripts

/// What other tools' files do not tell and a replay goes by; it is put where they do not.
struct MissingOptions: ParsableArguments {
    @Option(
        help: "Who is at the desk and signed in, such as li-na, where a file does not tell.",
        completion: .customers)
    var customer: String?

    @Option(help: "The day on which the demo store opened, where a file does not tell.")
    var opened: String?

    @Option(help: "When it begins, such as 2026-03-02T10:00, where a file does not tell.")
    var now: String?

    @Option(help: "zh, en or auto, where a file does not tell.")
    var language: String?

    func validate() throws {
        guard language.map({ $0 == "auto" || Language(rawValue: $0) != nil }) ?? true else {
            throw ValidationError("--language is zh, en or auto")
        }
        guard opened.map({ Day($0) != nil }) ?? true else {
            throw ValidationError("--opened is a day such as 2026-03-01")
        }
    }

    func settings() throws -> MissingSettings {
        let start = try Clock(now)
        let demo = try Ledger(at: .memory, now: start.now)
        return MissingSettings(
            language: language, opened: opened, now: now.map { _ in "\(start.now)" },
            customer: try customer.map { try CustomerName.resolve($0, in: demo) })
    }
}

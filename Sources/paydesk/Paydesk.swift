import ArgumentParser
import Ledger

/// `paydesk` alone is `paydesk chat`.
@main
struct Paydesk: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "paydesk",
        abstract: "A customer-service desk for consumer finance, in Chinese and English.",
        discussion: """
            Understands an everyday sentence, quotes to the fen, and carries it out on consent and \
            code: early repayment, statement instalments, balance queries, on a mock account store.

            EXAMPLES
              paydesk chat --customer zhang-wei
              printf '我还欠多少\\n' | paydesk chat --customer zhang-wei --store :memory:
              paydesk classify "I want to pay off my loan"
              paydesk replay Transcripts

            EXIT CODES
              0 fine           64 usage           70 our own fault     75 try again
              1 it differs     65 bad data        73 cannot create     77 not permitted
                               66 no such input   74 input or output   78 configuration
            """,
        version: Version.text,
        subcommands: [
            Chat.self, Classify.self, Train.self, Evaluate.self, LintCommand.self,
            TestCommand.self, ReplayCommand.self, InspectCommand.self, ReportCommand.self,
            ConvertCommand.self, MaskCommand.self, AccountCommand.self,
        ],
        defaultSubcommand: Chat.self)

    static func main() {
        Startup.prepare()
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let failure as Failure {
            Startup.leave(failure)
        } catch let error as OutputError {
            Startup.leave(error)
        } catch let error as LedgerError {
            Startup.leave(Failure(status: error.exitCode, error.description))
        } catch {
            // What the parser has no name for is a fault of ours, never "it differs".
            guard exitCode(for: error) == .failure else { exit(withError: error) }
            Startup.leave(Failure(.ourFault, "\(error)"))
        }
    }
}

enum Version {
    static let number = "0.1.0"
    static var text: String { "paydesk \(number)" }
}

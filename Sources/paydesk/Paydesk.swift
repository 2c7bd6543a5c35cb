import ArgumentParser
import Ledger

/// `paydesk` alone is `paydesk chat`.
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

            EXIT STATUS
              0   fine
              1   it differs, or is not right
              64  usage: the command line is wrong
              65  bad data
              66  no such input
              69  not available
              70  a fault of our own
              73  cannot create
              74  input or output
              75  try again
              77  not permitted
              78  configuration
            """,
        subcommands: [
            Chat.self, Classify.self, Train.self, Evaluate.self, LintCommand.self,
            TestCommand.self, ReplayCommand.self, InspectCommand.self, ReportCommand.self,
            ConvertCommand.self, MaskCommand.self, AccountCommand.self, RecordsCommand.self,
            QueueCommand.self, AdoptCommand.self, SamplesCommand.self, DoctorCommand.self,
            ShareCommand.self,
        ],
        defaultSubcommand: Chat.self)

    static var _errorPrefix: String { "" }

    @Flag(name: [.customShort("V"), .long], help: "Show the version, and what it runs on.")
    var version = false

    func validate() throws {
        if version { throw CleanExit.message(Version.text) }
    }

    static func main() {
        Startup.prepare()
        do {
            try start()
        } catch let failure as Failure {
            Startup.leave(failure)
        } catch let error as OutputError {
            Startup.leave(error)
        } catch let error as LedgerError {
            Startup.leave(Failure(status: error.exitCode, error.description))
        } catch {
            // What nobody has a name for is a fault of ours, never "it differs".
            Startup.leave(Failure(.ourFault, "\(error)"))
        }
    }

    private static func start() throws {
        // Swift finds them there and nowhere else.
        guard !CommandLine.arguments.isEmpty else {
            throw Failure(
                .unavailable, "/proc, where a program finds its arguments, is not mounted; mount it"
            )
        }
        let typed = try Arguments.ofProcess(isLoginShell: Arguments.areOfLoginShell)
        try CommandNames.check(typed)
        let arguments = try ConfigFile.extended(typed)
        try answer(arguments)
        do {
            var command = try parsed(arguments)
            try command.run()
        } catch  where exitCode(for: error) != .failure {
            try ParserMessage.leave(error, arguments)
        }
    }

    /// What is there sooner than the parser would know what it is asked for: help, and what is
    /// understood of lines, without any option.
    private static func answer(_ arguments: [String]) throws {
        if arguments == ["--help"] || arguments == ["-h"] {
            try ParserMessage.leave(with: helpMessage(columns: HelpText.unbroken))
        }
        guard arguments.first == Classify._commandName,
            !arguments.contains(where: { $0.hasPrefix("-") })
        else { return }
        try Classify.leave(answering: Array(arguments.dropFirst()))
    }

    /// A command that has to answer at once is parsed alone: among all others, and with a look for
    /// scripts that no shell of ours asks for, that takes three times as long. Whatever it cannot
    /// take, and help, is the program's to answer.
    private static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
        let command = configuration.subcommands.first { $0._commandName == arguments.first }
        if let command, command.configuration._superCommandName != nil,
            let parsed = try? command.parseAsRoot(Array(arguments.dropFirst())),
            type(of: parsed) == command
        {
            return parsed
        }
        return try parseAsRoot(arguments)
    }
}

/// What the executable starts.
public enum Program {
    /// Runs the command of the arguments, and ends the program.
    public static func run() { Paydesk.main() }
}

import ArgumentParser
import Foundation

/// A command as the parser describes it: what its manual page is made of.
struct CommandDescription: Decodable {
    struct Argument: Decodable {
        struct Name: Decodable {
            var kind: String
            var name: String

            /// As it is typed.
            var text: String { kind == "long" ? "--" + name : "-" + name }
        }

        /// `positional`, `option` or `flag`.
        var kind: String
        var shouldDisplay: Bool
        var isOptional: Bool
        var isRepeating: Bool
        var names: [Name]?
        var valueName: String?
        var defaultValue: String?
        var allValues: [String]?
        var abstract: String?
    }

    var superCommands: [String]?
    var commandName: String
    var shouldDisplay: Bool
    var abstract: String?
    var discussion: String?
    var defaultSubcommand: String?
    var subcommands: [CommandDescription]?
    var arguments: [Argument]?

    /// The whole program.
    static var program: CommandDescription {
        get throws {
            let dump = Data(Paydesk._dumpHelp().utf8)
            return try JSONDecoder().decode(Dump.self, from: dump).command
        }
    }

    /// The program and all commands below it, each before its own.
    static var all: [CommandDescription] { (try? program.family) ?? [] }

    private var family: [CommandDescription] { [self] + shownSubcommands.flatMap(\.family) }

    private struct Dump: Decodable { var command: CommandDescription }

    /// From the program's name on: `paydesk`, `account`, `list`.
    var path: [String] { (superCommands ?? []) + [commandName] }

    /// What a reader is told of.
    var shownArguments: [Argument] { (arguments ?? []).filter(\.shouldDisplay) }
    var shownSubcommands: [CommandDescription] {
        // `help` is the parser's own and has no page.
        (subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }
    }

    /// The names of long options, without dashes.
    var options: [String] {
        shownArguments.flatMap { argument in
            (argument.names ?? []).compactMap { $0.kind == "long" ? $0.name : nil }
        }
    }

    /// The command below by its names; nil when there is none.
    func command(_ path: [String]) -> CommandDescription? {
        guard let name = path.first else { return self }
        return subcommands?.first { $0.commandName == name }?.command(Array(path.dropFirst()))
    }
}

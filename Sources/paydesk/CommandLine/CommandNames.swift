import ArgumentParser

/// Tells a misspelt command before the parser takes it for an argument of the default one.
enum CommandNames {
    /// A command by all its names: `account`, `list`.
    private typealias Path = [String]

    /// - Throws: `Failure` that names what was meant.
    static func check(_ arguments: [String]) throws {
        let asksForHelp = arguments.first == "help"
        var path: Path = []
        var command: ParsableCommand.Type = Paydesk.self
        for word in arguments.dropFirst(asksForHelp ? 1 : 0) {
            let below = command.configuration.subcommands
            guard !below.isEmpty, !word.hasPrefix("-") else { return }
            guard let next = below.first(where: { $0._commandName == word }) else {
                if asksForHelp, path.isEmpty, word == "help" { return }
                throw unknown(word, below: path, among: below)
            }
            path.append(word)
            command = next
        }
    }

    /// The command that the words begin with; the default one where they name none.
    static func path(in arguments: [String]) -> [String] {
        var path: Path = []
        var command: ParsableCommand.Type = Paydesk.self
        for word in arguments {
            let below = command.configuration.subcommands
            guard let next = below.first(where: { $0._commandName == word }) else { break }
            path.append(word)
            command = next
        }
        let usual = command.configuration.defaultSubcommand
        return path + (usual.map { [$0._commandName] } ?? [])
    }

    private static func unknown(
        _ word: String, below path: Path, among commands: [ParsableCommand.Type]
    ) -> Failure {
        let name = (path + [word]).joined(separator: " ")
        let meant = meant(by: word, below: path, among: commands)
        guard meant.isEmpty else {
            return Failure(.usage, "there is no command '\(name)'" + Nearest.question(meant))
        }
        let help = (["help"] + path).joined(separator: " ")
        return Failure(.usage, "there is no command '\(name)'; `paydesk \(help)` lists them")
    }

    private static func meant(
        by word: String, below path: Path, among commands: [ParsableCommand.Type]
    ) -> [String] {
        let here = Nearest.names(to: word, among: names(of: commands))
        guard here.isEmpty else { return here.map { (path + [$0]).joined(separator: " ") } }
        guard path.isEmpty else { return [] }
        if let command = otherwise[word.lowercased()] { return [command] }
        // A command of a command, such as `verify`.
        return commands.flatMap { command in
            Nearest.names(to: word, among: names(of: command.configuration.subcommands))
                .map { "\(command._commandName) \($0)" }
        }
    }

    private static func names(of commands: [ParsableCommand.Type]) -> [String] {
        commands.filter { $0.configuration.shouldDisplay }.map { $0._commandName }
    }

    /// What other programs call it.
    private static let otherwise = [
        "version": "--version", "man": "help", "manual": "help", "usage": "help",
        "talk": "chat", "run": "chat", "start": "chat", "check": "doctor", "diagnose": "doctor",
    ]
}

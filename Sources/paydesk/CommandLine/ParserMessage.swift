import ArgumentParser

/// What the parser has to say, in the voice of everything else: help on stdout, as wide as the
/// terminal; a complaint on stderr, with what was typed made visible.
enum ParserMessage {
    static func leave(_ error: any Error, _ arguments: [String]) throws -> Never {
        guard Paydesk.exitCode(for: error).isSuccess else {
            Console.note(complaint(error, arguments))
            Paydesk.exit(withError: Paydesk.exitCode(for: error))
        }
        try leave(with: Paydesk.fullMessage(for: error, columns: HelpText.unbroken))
    }

    /// - Parameter text: help, or what a shell has asked for to complete a line.
    static func leave(with text: String) throws -> Never {
        let isHelp = text.hasPrefix("OVERVIEW: ")
        var output = Output.standard
        try output.write((isHelp ? HelpText(text).wrapped(to: Screen.columns) : text) + "\n")
        try output.flush()
        Paydesk.exit()
    }

    private static func complaint(_ error: any Error, _ arguments: [String]) -> String {
        let text = Arguments.escaped(
            in: Paydesk.fullMessage(for: error, columns: HelpText.unbroken))
        let lines = text.split(separator: "\n").filter { !$0.hasPrefix("Usage: ") }.map(String.init)
        guard let what = lines.first else { return text }
        let sentence = what.prefix(1).lowercased() + what.dropFirst()
        let rest = lines.dropFirst().map { "\n" + $0 }.joined()
        return nearestOption(sentence, CommandNames.path(in: arguments)) + rest
    }

    /// The parser looks for a name of about the same length; who abbreviates means its beginning.
    private static func nearestOption(_ sentence: String, _ path: [String]) -> String {
        let beginning = "unknown option '--"
        guard sentence.hasPrefix(beginning) else { return sentence }
        let word = sentence.dropFirst(beginning.count).prefix { $0 != "'" }
        let options = (try? CommandDescription.program.command(path)?.options) ?? []
        let meant = Nearest.names(to: String(word), among: options)
        return beginning + word + "'" + Nearest.question(meant.map { "--" + $0 })
    }
}

/// The manual page of a command, in man(7), from what the parser knows of it.
struct ManPage {
    let command: CommandDescription

    /// `paydesk-account-list`.
    var name: String { command.path.joined(separator: "-") }
    var fileName: String { name + ".1" }

    private typealias Section = (title: String, lines: [HelpText.Line])

    var text: String {
        let sections = sections
        let isLast = { (section: Section) in
            section.title.hasPrefix("EXAMPLE") || section.title == "EXIT STATUS"
        }
        return
            (heading + synopsis + description(sections)
            + sections.dropFirst().filter { !isLast($0) }.flatMap(Self.section)
            + arguments + commands + exitStatus(sections)
            + sections.filter { $0.title.hasPrefix("EXAMPLE") }.flatMap(Self.section)
            + seeAlso)
            .joined(separator: "\n") + "\n"
    }

    // MARK: - From the description of the command

    private var heading: [String] {
        var purpose = command.abstract ?? ""
        if purpose.hasSuffix(".") { purpose.removeLast() }
        let title = Roff.text(name.uppercased())
        return [
            // Neither hyphens nor wide gaps: words are to be copied.
            ".TH \(title) 1 \"\(Version.date)\" \"Paydesk \(Version.number)\" \"Paydesk\"", ".nh",
            ".ad l", ".SH NAME", "\(Roff.text(name)) \\- \(Roff.text(purpose))",
        ]
    }

    private var synopsis: [String] {
        let words = command.shownArguments.map { argument in
            let repeated = argument.isRepeating ? "\\ ..." : ""
            let word =
                Self.synopsis(of: argument, between: "|").replacing(" ", with: "\\ ") + repeated
            return argument.isOptional ? "[\(word)]" : word
        }
        let below = command.shownSubcommands.isEmpty ? [] : ["\\fIcommand\\fR"]
        return [".SH SYNOPSIS", ".B \(Roff.text(command.path.joined(separator: " ")))"] + words
            + below
    }

    private static func synopsis(
        of argument: CommandDescription.Argument, between names: String = ", "
    ) -> String {
        let value = "\\fI\(Roff.text(argument.valueName ?? "value"))\\fR"
        guard argument.kind != "positional" else { return value }
        let name = (argument.names ?? []).map { "\\fB\(Roff.text($0.text))\\fR" }
            .joined(separator: names)
        return argument.kind == "flag" ? name : "\(name) \(value)"
    }

    private var arguments: [String] {
        let shown = command.shownArguments
        let positional = shown.filter { $0.kind == "positional" }
        let options = shown.filter { $0.kind != "positional" }
        return [("ARGUMENTS", positional), ("OPTIONS", options)].flatMap { title, arguments in
            arguments.isEmpty ? [] : [".SH \(title)"] + arguments.flatMap(Self.entry)
        }
    }

    private static func entry(_ argument: CommandDescription.Argument) -> [String] {
        var text = argument.abstract ?? ""
        if let values = argument.allValues { text += " One of \(values.joined(separator: ", "))." }
        if let value = argument.defaultValue { text += " The default is \(value)." }
        return [".TP", synopsis(of: argument)] + (text.isEmpty ? [] : [Roff.text(text)])
    }

    private var commands: [String] {
        let below = command.shownSubcommands
        guard !below.isEmpty else { return [] }
        return [".SH COMMANDS"]
            + below.flatMap { below in
                let isUsual = below.commandName == command.defaultSubcommand
                let usual = isUsual ? " The default." : ""
                return [
                    ".TP", ".BR \(Roff.text(ManPage(command: below).name)) (1)",
                    Roff.text((below.abstract ?? "") + usual),
                ]
            }
    }

    private var seeAlso: [String] {
        let above = (1..<command.path.count).map {
            command.path.prefix($0).joined(separator: "-")
        }
        guard !above.isEmpty else { return [] }
        return [".SH SEE ALSO"]
            + above.enumerated().map { place, name in
                ".BR \(Roff.text(name)) (1)" + (place < above.count - 1 ? "," : "")
            }
    }

    // MARK: - From its discussion

    /// What stands before the first heading has no title.
    private var sections: [Section] {
        var sections: [Section] = [("", [])]
        for case (let kind, _) in HelpText(command.discussion ?? "").lines {
            if case .heading(let title) = kind {
                sections.append((title, []))
            } else {
                sections[sections.count - 1].lines.append(kind)
            }
        }
        return sections
    }

    private func description(_ sections: [Section]) -> [String] {
        [".SH DESCRIPTION", Roff.text(command.abstract ?? "")]
            + Self.body([.blank] + (sections.first?.lines ?? []))
    }

    private func exitStatus(_ sections: [Section]) -> [String] {
        if let own = sections.first(where: { $0.title == "EXIT STATUS" }) {
            return Self.section(own)
        }
        return [".SH EXIT STATUS", "As in", ".BR \(command.path[0]) (1)."]
    }

    private static func section(_ section: Section) -> [String] {
        [".SH \(Roff.text(section.title))"] + body(section.lines)
    }

    private static func body(_ lines: [HelpText.Line]) -> [String] {
        var text: [String] = []
        var isExample = false
        for (place, line) in lines.enumerated() {
            if case .example(let example) = line {
                if !isExample { text += [".RS 4", ".EX"] }
                isExample = true
                text.append(Roff.literal(example))
                continue
            }
            if isExample { text += [".EE", ".RE"] }
            isExample = false
            switch line {
            // A paragraph is begun where something follows.
            case .blank: if lines[place...].contains(where: { $0 != .blank }) { text.append(".PP") }
            case .text(let words): text.append(Roff.text(words))
            case .entry(let term, let words):
                text += [".TP", "\\fB\(Roff.text(term))\\fR", Roff.text(words)]
            case .heading, .example: break
            }
        }
        return text + (isExample ? [".EE", ".RE"] : [])
    }
}

/// Text within a manual page: nothing of it is taken for a request.
enum Roff {
    /// What stands between backticks is set in bold.
    static func text(_ text: String) -> String {
        let parts = text.split(separator: "`", omittingEmptySubsequences: false)
        guard parts.count % 2 == 1 else { return literal(text) }
        return parts.enumerated().map { place, part in
            let escaped = escape(part)
            return place % 2 == 0 ? escaped : "\\fB\(escaped)\\fR"
        }.joined().guarded
    }

    /// To be copied: every character stands for itself.
    static func literal(_ text: String) -> String { escape(text).guarded }

    private static func escape(_ text: some StringProtocol) -> String {
        text.unicodeScalars.map { scalar in
            switch scalar {
            case "\\": "\\e"
            case "-": "\\-"
            case "'": "\\(aq"
            case "`": "\\(ga"
            case "^": "\\(ha"
            case "~": "\\(ti"
            case "\"": "\\(dq"
            case _ where scalar.isASCII: String(scalar)
            default: "\\[u\(hexadecimal(scalar.value))]"
            }
        }.joined()
    }

    private static func hexadecimal(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}

extension String {
    /// A line that begins with a point would be a request.
    fileprivate var guarded: String { hasPrefix(".") ? "\\&" + self : self }
}

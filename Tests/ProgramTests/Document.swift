import Foundation

/// A page of documentation as somebody would work through it.
///
/// A fence `sh` is a script: every command of it ends with 0. A fence `console` is a screen: `$ `
/// is typed to the shell, `> ` to the program it starts, and the rest is what is shown, where `…`
/// stands for anything; in a fence `terminal` it is a terminal of 80 columns. A command that fails
/// is followed by `$ echo $?`. What needs a network or minutes stands in a fence `make` and is not
/// run.
struct Document {
    struct Step {
        /// The line of the file it begins at.
        var line: Int
        var command: String
        /// What is typed to the program.
        var input = ""
        /// What is shown; nil where the page does not say.
        var shown: [String]?
        var isOnTerminal = false
    }

    struct Fence {
        var line: Int
        var language: String
        var lines: [String] = []
    }

    let fences: [Fence]

    init(_ text: String) {
        var fences: [Fence] = []
        var isOpen = false
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for (number, line) in lines.enumerated() {
            if line.hasPrefix("```") {
                isOpen.toggle()
                guard isOpen else { continue }
                fences.append(Fence(line: number + 1, language: String(line.dropFirst(3))))
            } else if isOpen {
                fences[fences.count - 1].lines.append(line)
            }
        }
        self.fences = fences
    }

    var steps: [Step] {
        fences.flatMap { fence in
            switch fence.language {
            case "sh":
                let script = "set -e\n" + fence.lines.joined(separator: "\n")
                return [Step(line: fence.line, command: script)]
            case "console", "terminal": return Self.screen(fence)
            default: return []
            }
        }
    }

    private static func screen(_ fence: Fence) -> [Step] {
        var steps: [Step] = []
        for (place, line) in fence.lines.enumerated() {
            if line.hasPrefix("$ ") {
                let command = String(line.dropFirst(2))
                steps.append(
                    Step(
                        line: fence.line + 1 + place, command: command, shown: [],
                        isOnTerminal: fence.language == "terminal"))
            } else if line.hasPrefix("> "), let last = steps.indices.last,
                steps[last].command.contains(" chat")
            {
                steps[last].input += line.dropFirst(2) + "\n"
            } else if let last = steps.indices.last {
                steps[last].shown?.append(line)
            }
        }
        return steps
    }

    /// Whether a screen shows these lines, `…` standing for anything: alone for any lines, within a
    /// line for any text.
    static func shows(_ screen: String, _ lines: [String]) -> Bool {
        var pattern = ""
        for line in lines {
            if line == "…" {
                pattern += "(?:.*\n)*"
            } else {
                let parts = line.components(separatedBy: "…")
                pattern += parts.map(NSRegularExpression.escapedPattern).joined(separator: ".*")
                pattern += "\n"
            }
        }
        return screen.range(of: "\\A" + pattern + "\\z", options: .regularExpression) != nil
    }
}

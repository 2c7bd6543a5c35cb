import Foundation
import Testing

/// Documentation/json.md: each command that has `--json` is there with all its fields, and each of
/// them comes with the type that the page says.
@Suite struct JSONTests {
    private static let page = Result {
        JSONPage(
            try String(
                contentsOf: Paydesk.root.appendingPathComponent("Documentation/json.md"),
                encoding: .utf8))
    }

    /// In one home, in the order of the page.
    @Test func eachFieldIsDocumentedAndComes() throws {
        let page = try Self.page.get()
        let home = try Home()
        var seen: [String: Set<String>] = [:]
        var faults: Set<String> = []
        for section in page.sections {
            for command in section.commands {
                let run = try home.run(script: command + " 2> problems")
                for line in run.lines where line.hasPrefix("{") && command.contains("--json") {
                    let value = try JSONDecoder().decode(JSONValue.self, from: Data(line.utf8))
                    faults.formUnion(page.faults(of: value, in: section, &seen))
                    if case .object(let members) = value, case .integer(1)? = members["schema"] {
                        continue
                    }
                    faults.insert("no schema 1, by \(command)")
                }
            }
        }
        let missing = page.sections.flatMap { section in
            section.fields.map(\.path).filter { seen[section.name]?.contains($0) != true }
                .map { "\(section.name): \($0)" }
        }
        #expect(faults.isEmpty, "\(faults.sorted())")
        #expect(missing.isEmpty, "never came: \(missing)")
    }

    /// Whatever takes `--json` has a section.
    @Test func eachCommandIsDocumented() throws {
        let run = try Paydesk.run(["--experimental-dump-help"])
        let dump = try JSONDecoder().decode(Dump.self, from: Data(run.output))
        let named = try Self.page.get().sections.flatMap(\.names)
        let commands = dump.command.withJSON([])
        #expect(commands.count > 30)
        for command in commands { #expect(named.contains(command), "\(command)") }
    }

    private struct Dump: Decodable {
        var command: Command

        struct Command: Decodable {
            struct Argument: Decodable { var valueName: String? }
            var commandName: String
            var arguments: [Argument]?
            var subcommands: [Command]?

            /// Those below it, `account show`, which take the flag.
            func withJSON(_ path: [String]) -> [String] {
                let own = (arguments ?? []).contains { $0.valueName == "json" }
                let name = own && !path.isEmpty ? [path.joined(separator: " ")] : []
                return name + (subcommands ?? []).flatMap { $0.withJSON(path + [$0.commandName]) }
            }
        }
    }
}

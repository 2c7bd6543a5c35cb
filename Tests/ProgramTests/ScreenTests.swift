import Foundation
import Testing

/// Documentation/screens.md: what a customer sees on terminals of several widths.
///
/// A fence `screen COLUMNS …` is a conversation on a terminal so wide, begun with the arguments
/// that follow; `> ` is typed, the rest is shown, and `…` stands for anything.
@Suite struct ScreenTests {
    private static let screens = Result {
        let page = Paydesk.root.appendingPathComponent("Documentation/screens.md")
        return Document(try String(contentsOf: page, encoding: .utf8)).fences
            .filter { $0.language.hasPrefix("screen ") }
    }

    @Test func thePageShowsEveryWidth() throws {
        let widths = try Self.screens.get().compactMap(Self.columns)
        #expect(Set(widths) == [40, 60, 80, 120])
    }

    @Test(arguments: 0..<4)
    func aScreenLooksAsThePageShows(_ place: Int) throws {
        let screen = try Self.screens.get()[place]
        let columns = try #require(Self.columns(screen))
        let arguments = screen.language.split(separator: " ").dropFirst(2).map(String.init)
        let terminal = try PseudoTerminal(
            ["chat"] + arguments, environment: Paydesk.environment, columns: columns)
        let typed = screen.lines.filter { $0.hasPrefix("> ") }.map { $0.dropFirst(2) + "\r" }
        for (number, line) in typed.enumerated() {
            try terminal.type(String(line), atPrompt: number + 1)
        }
        #expect(try terminal.waitForExit() == 0)
        let shown = terminal.text.trimmingCharacters(in: .newlines) + "\n"
        #expect(Document.shows(shown, screen.lines), "\(screen.line):\n\(shown)")
    }

    private static func columns(_ screen: Document.Fence) -> UInt16? {
        screen.language.split(separator: " ").dropFirst().first.flatMap { UInt16($0) }
    }
}

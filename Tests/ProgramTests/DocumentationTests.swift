import Foundation
import Testing

/// Every command of the README and of Documentation, in order, each page in a home of its own with
/// the program installed: it ends as the page says and shows what the page shows.
@Suite struct DocumentationTests {
    private static let pages: [String] = {
        let folder = Paydesk.root.appendingPathComponent("Documentation").path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let pages = names.filter { $0.hasSuffix(".md") }.sorted().map { "Documentation/" + $0 }
        return ["README.md", "CONTRIBUTING.md"] + pages
    }()

    private static func document(_ page: String) throws -> Document {
        Document(
            try String(contentsOf: Paydesk.root.appendingPathComponent(page), encoding: .utf8))
    }

    @Test(arguments: pages)
    func everyCommandDoesWhatThePageSays(_ page: String) throws {
        let steps = try Self.document(page).steps
        guard !steps.isEmpty else { return }
        let home = try Home()
        var status: Int32 = 0
        for step in steps {
            let isTold = step.command == "echo $?"
            #expect(isTold || status == 0, "\(page):\(step.line): the command before failed")
            let run = try home.run(step, after: status)
            status = run.status
            guard let shown = step.shown else {
                #expect(run.status == 0, "\(page):\(step.line):\n\(run.stdout)")
                continue
            }
            #expect(
                Document.shows(run.stdout, shown),
                "\(page):\(step.line): \(step.command)\n\(run.stdout)")
        }
        #expect(status == 0, "\(page): the last command failed")
    }

    /// No command stands where nobody would notice that it does not work.
    @Test(arguments: pages)
    func nothingElseIsACommand(_ page: String) throws {
        for fence in try Self.document(page).fences {
            let isBuilt = fence.language == "make"
            let isRun = ["sh", "console", "terminal"].contains(fence.language)
            let isOdd: (String) -> Bool = { line in
                isBuilt
                    ? !["make ", "sudo make ", "swift "].contains(where: line.hasPrefix)
                    : !isRun && ["paydesk ", "$ "].contains(where: line.hasPrefix)
            }
            for line in fence.lines where isOdd(line) {
                Issue.record("\(page):\(fence.line): not run: \(line)")
            }
        }
    }

    @Test func aScreenIsCompared() {
        #expect(Document.shows("a\nb (c)\nd\n", ["a", "…", "d"]))
        #expect(Document.shows("a\nb (c)\n", ["a", "b (…)"]))
        #expect(Document.shows("", []) && Document.shows("", ["…"]))
        #expect(!Document.shows("a\nb\n", ["a"]) && !Document.shows("a\n", ["a", "b"]))
        #expect(!Document.shows("axb\n", ["a.b"]))
    }
}

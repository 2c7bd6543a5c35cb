import Foundation
import Testing

/// `--version` names what a record names.
@Suite struct VersionTests {
    @Test(arguments: ["--version", "-V"])
    func namesProgramCorpusAndModel(_ option: String) throws {
        let folder = try Folder()
        let record = folder.path("talk.transcript")
        let chat = try Paydesk.run(["chat", "--store", ":memory:", "--record", record])
        #expect(chat.status == 0, "\(chat.stderr)")
        let notes = try String(contentsOfFile: record, encoding: .utf8).split(separator: "\n")
            .prefix { $0.hasPrefix("; ") }.map { $0.dropFirst(2) }
        let run = try Paydesk.run([option])
        #expect(run.status == 0 && run.stderr.isEmpty, "\(run.stderr)")
        #expect(notes.first.map(String.init) == run.lines.first)
        let words = run.lines.map { $0.split(separator: " ") }
        let model = try #require(words.first { $0.first == "model" })
        let corpus = try #require(words.first { $0.first == "corpus" })
        #expect(notes.last.map(String.init) == "corpus \(corpus[1]) model \(model[1])")
    }

    /// Nothing is trained, and nothing fails, to tell a version.
    @Test func withoutAModelOrACorpusItIsToldAllTheSame() throws {
        let folder = try Folder()
        let untrained = try Paydesk.run(
            ["--version"], environment: ["XDG_CACHE_HOME": folder.path("cache")])
        #expect(untrained.status == 0 && untrained.lines.contains("model not trained yet"))
        let none = try Program.run(["--version"], directory: folder.path(""))
        #expect(none.status == 0 && none.stdout.contains("no corpus found"), "\(none.stdout)")
    }
}

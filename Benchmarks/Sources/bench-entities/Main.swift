import Foundation

/// Measures the entities against suites of lines, and writes the page.
@main struct Main {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard let folder = arguments.first, arguments.count <= 2 else {
            complain("usage: bench-entities FOLDER [PAGE]: FOLDER holds zh_number.tsv and its like")
            exit(64)
        }
        let suites = try Suite.all(in: URL(filePath: folder))
        guard !suites.isEmpty else {
            complain("bench-entities: \(folder): no LANGUAGE_KIND.tsv there")
            exit(66)
        }
        let file = arguments.dropFirst().first.map { URL(filePath: $0) }
        let page = Page(file.flatMap { try? String(contentsOf: $0, encoding: .utf8) } ?? "")
        let text = page.text(of: Report(suites))
        guard let file else { return print(text, terminator: "") }
        try text.write(to: file, atomically: true, encoding: .utf8)
    }

    private static func complain(_ sentence: String) {
        FileHandle.standardError.write(Data((sentence + "\n").utf8))
    }
}

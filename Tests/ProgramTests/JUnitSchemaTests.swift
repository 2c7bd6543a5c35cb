import Foundation
import FoundationXML
import Testing

/// The XML that `test` and `evaluate` write for build servers, held to the structure of Jenkins'
/// junit-10 schema: which element may stand where, with which attributes.
@Suite struct JUnitSchemaTests {
    /// What an element may and must have.
    struct Rule {
        var children: Set<String> = []
        var required: Set<String> = []
        var optional: Set<String> = []
        var hasText = false
    }

    static let rules = [
        "testsuites": Rule(
            children: ["testsuite"], optional: ["name", "time", "tests", "failures", "errors"]),
        "testsuite": Rule(
            children: ["properties", "testcase", "system-out", "system-err"],
            required: ["name", "tests", "failures", "errors"],
            optional: ["time", "skipped", "timestamp", "hostname", "id", "package", "file"]),
        "properties": Rule(children: ["property"]),
        "property": Rule(required: ["name", "value"]),
        "testcase": Rule(
            children: ["skipped", "error", "failure", "system-out", "system-err"],
            // The schema has no place of a case; GitLab, GitHub's readers and pytest do.
            required: ["name"], optional: ["time", "classname", "group", "file", "line"]),
        "failure": Rule(optional: ["type", "message"], hasText: true),
        "error": Rule(optional: ["type", "message"], hasText: true),
        "skipped": Rule(optional: ["type", "message"], hasText: true),
        "system-out": Rule(hasText: true), "system-err": Rule(hasText: true),
    ]

    @Test func whatTestWrites() throws {
        let folder = try Folder()
        // Marks that have a meaning in XML, others that it does not allow; a file nobody can read.
        try "text,label\nhow much do I owe,query_outstanding\n\"<&\"\"'> ]]>\",complaint\n"
            .write(toFile: folder.path("a & b.csv"), atomically: true, encoding: .utf8)
        try "@ opened 2026-03-01\n\n< hello \\u{1B}\\u{202E}\n".write(
            toFile: folder.path("differs.transcript"), atomically: true, encoding: .utf8)
        try "no transcript\n".write(
            toFile: folder.path("unreadable.transcript"), atomically: true, encoding: .utf8)
        let path = folder.path("junit.xml")
        #expect(try Paydesk.run(["test", folder.root, "--junit", path]).status == 1)
        let checked = try check(path)
        #expect(checked.troubles == [])
        #expect(checked.names["testsuite"] == 2 && checked.names["testcase"] == 4)
        #expect(checked.names["failure"] == 2 && checked.names["error"] == 1)
    }

    @Test func whatEvaluateWrites() throws {
        let folder = try Folder()
        try "text,label\nhow much do I owe,query_outstanding\nhello,complaint\nbye,goodbye\n"
            .write(toFile: folder.path("rows.csv"), atomically: true, encoding: .utf8)
        let path = folder.path("junit.xml")
        _ = try Paydesk.run([
            "evaluate", "--test", folder.path("rows.csv"), "--min-accuracy", "90", "--junit", path,
        ])
        let checked = try check(path)
        #expect(checked.troubles == [])
        #expect(checked.names["testcase", default: 0] > 0)
    }

    /// The checker itself finds what it is there for.
    @Test(arguments: [
        ("<testsuites><testcase name=\"a\"/></testsuites>", "testcase within testsuites"),
        ("<testsuites><testsuite name=\"a\"/></testsuites>", "testsuite without errors"),
        (
            "<testsuites><testsuite name=\"a\" tests=\"1\" failures=\"0\" errors=\"0\"/></testsuites>",
            "counts of a: 1 0 0, found 0 0 0"
        ),
        ("<testsuites when=\"now\"/>", "testsuites with when"),
        ("<testsuites time=\"1e-3\"/>", "time 1e-3"), ("<testsuites>words</testsuites>", "words"),
    ])
    func theCheckFinds(_ xml: String, _ trouble: String) throws {
        let folder = try Folder()
        try xml.write(toFile: folder.path("x.xml"), atomically: true, encoding: .utf8)
        #expect(try check(folder.path("x.xml")).troubles.first == trouble)
    }

    private func check(_ path: String) throws -> Checker {
        let checker = Checker()
        let parser = XMLParser(data: try Data(contentsOf: URL(fileURLWithPath: path)))
        parser.delegate = checker
        #expect(parser.parse(), "\(String(describing: parser.parserError))")
        return checker
    }

    /// A class because the parser wants one.
    final class Checker: NSObject, XMLParserDelegate {
        private(set) var troubles: [String] = []
        private(set) var names: [String: Int] = [:]
        private var open: [String] = []
        /// What the suite says it holds, and what it held: tests, failures, errors.
        private var told = ""
        private var found = [0, 0, 0]

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
            qualifiedName: String?, attributes: [String: String]
        ) {
            names[name, default: 0] += 1
            if let parent = open.last.flatMap({ rules[$0] }), !parent.children.contains(name) {
                troubles.append("\(name) within \(open.last ?? "")")
            }
            open.append(name)
            guard let rule = rules[name] else { return troubles.append("unknown \(name)") }
            let given = Set(attributes.keys)
            troubles += rule.required.subtracting(given).sorted().map { "\(name) without \($0)" }
            troubles += given.subtracting(rule.required).subtracting(rule.optional).sorted()
                .map { "\(name) with \($0)" }
            if let time = attributes["time"], time.wholeMatch(of: /\d+\.\d{3}/) == nil {
                troubles.append("time \(time)")
            }
            if name == "testsuite" {
                let counts = ["tests", "failures", "errors"].map { attributes[$0] ?? "" }
                told = "counts of \(attributes["name"] ?? ""): " + counts.joined(separator: " ")
                found = [0, 0, 0]
            }
            if let kind = ["testcase", "failure", "error"].firstIndex(of: name) {
                found[kind] += 1
            }
        }

        func parser(
            _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
            qualifiedName: String?
        ) {
            open.removeLast()
            let counted = found.map(String.init).joined(separator: " ")
            if name == "testsuite", !told.hasSuffix(": " + counted), !told.hasSuffix(":   ") {
                troubles.append("\(told), found \(counted)")
            }
        }

        func parser(_ parser: XMLParser, foundCharacters text: String) {
            let isAllowed = open.last.flatMap { rules[$0] }?.hasText ?? false
            let words = text.trimmingCharacters(in: .whitespacesAndNewlines)
            if !isAllowed, !words.isEmpty { troubles.append(words) }
        }
    }
}

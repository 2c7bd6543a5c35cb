import Text

/// Checks and how they went, as the JUnit XML that build servers read. Suites and cases stand in
/// the order they were added, and nothing in the file depends on the clock unless a time is given.
struct JUnitReport {
    enum Result: Equatable {
        case passed
        /// The check ran and its answer is no. `detail` may have several lines.
        case failed(kind: String, message: String, detail: String = "")
        /// The check could not be made: a file that cannot be read, a fault of ours.
        case error(kind: String, message: String, detail: String = "")
        case skipped(String)
    }

    struct Case: Equatable {
        /// What build servers group by, such as `evaluate.query_due_date`.
        var group: String
        var name: String
        var result: Result
        /// Where it is written; build servers lead there by the attributes `file` and `line`, which
        /// Jenkins' schema does not know and its readers pass over.
        var place: Place?
        /// What was printed meanwhile; left out when empty.
        var output = ""
        var seconds: Double?
    }

    struct Suite: Equatable {
        var name: String
        /// Digests of corpus and model, options: what the results depend on.
        var properties: [(name: String, value: String)] = []
        var cases: [Case] = []

        static func == (a: Suite, b: Suite) -> Bool {
            a.name == b.name && a.cases == b.cases
                && a.properties.map { [$0.name, $0.value] }
                    == b.properties.map { [$0.name, $0.value] }
        }
    }

    var name: String
    var suites: [Suite] = []

    /// A whole file, valid against Jenkins' schema and the Ant one it descends from but for the
    /// places of cases.
    var xml: String {
        let cases = suites.flatMap(\.cases)
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites"
        text += Self.attributes([("name", name)] + Self.counts(of: cases) + Self.time(of: cases))
        text += ">\n"
        for suite in suites { text += Self.xml(suite) }
        return text + "</testsuites>\n"
    }

    private static func xml(_ suite: Suite) -> String {
        let skipped = suite.cases.count { if case .skipped = $0.result { true } else { false } }
        var text = "  <testsuite"
        text += attributes(
            [("name", suite.name)] + counts(of: suite.cases) + [("skipped", "\(skipped)")]
                + time(of: suite.cases))
        text += ">\n"
        if !suite.properties.isEmpty {
            text += "    <properties>\n"
            for property in suite.properties {
                text += "      <property"
                text += attributes([("name", property.name), ("value", property.value)]) + "/>\n"
            }
            text += "    </properties>\n"
        }
        for item in suite.cases { text += xml(item) }
        return text + "  </testsuite>\n"
    }

    private static func xml(_ item: Case) -> String {
        var text = "    <testcase"
        text += attributes(
            [("classname", item.group), ("name", item.name)] + place(item.place) + time(of: [item]))
        let inside = xml(item.result) + output(item.output)
        return inside.isEmpty ? text + "/>\n" : text + ">\n\(inside)    </testcase>\n"
    }

    private static func place(_ place: Place?) -> [(String, String)] {
        place.map { [("file", $0.file), ("line", "\($0.line)")] } ?? []
    }

    private static func xml(_ result: Result) -> String {
        switch result {
        case .passed: ""
        case .failed(let kind, let message, let detail): element("failure", kind, message, detail)
        case .error(let kind, let message, let detail): element("error", kind, message, detail)
        case .skipped(let message): "      <skipped\(attributes([("message", message)]))/>\n"
        }
    }

    private static func element(
        _ name: String, _ kind: String, _ message: String, _ detail: String
    ) -> String {
        let start = "      <\(name)\(attributes([("type", kind), ("message", message)]))"
        return detail.isEmpty ? start + "/>\n" : "\(start)>\(Markup.text(detail))</\(name)>\n"
    }

    private static func output(_ text: String) -> String {
        text.isEmpty ? "" : "      <system-out>\(Markup.text(text))</system-out>\n"
    }

    private static func counts(of cases: [Case]) -> [(String, String)] {
        let failures = cases.count { if case .failed = $0.result { true } else { false } }
        let errors = cases.count { if case .error = $0.result { true } else { false } }
        return [("tests", "\(cases.count)"), ("failures", "\(failures)"), ("errors", "\(errors)")]
    }

    /// In thousandths; nothing when no case was timed.
    private static func time(of cases: [Case]) -> [(String, String)] {
        let known = cases.compactMap(\.seconds)
        guard !known.isEmpty else { return [] }
        let thousandths = Int((known.reduce(0, +) * 1000).rounded())
        let rest = "\(1000 + thousandths % 1000)".dropFirst()
        return [("time", "\(thousandths / 1000).\(rest)")]
    }

    private static func attributes(_ pairs: [(String, String)]) -> String {
        pairs.map { " \($0.0)=\"\(Markup.attribute($0.1))\"" }.joined()
    }
}

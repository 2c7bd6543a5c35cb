import Foundation
import FoundationXML
import Testing

@testable import paydesk

/// What is written for build servers and for browsers.
@Suite struct ReportFileTests {
    private let report = JUnitReport(
        name: "paydesk",
        suites: [
            .init(
                name: "a & b", properties: [("model", "\"m\"")],
                cases: [
                    .init(group: "x.y", name: "good", result: .passed, seconds: 0.0126),
                    .init(
                        group: "x.y", name: "<bad>",
                        result: .failed(kind: "money", message: "one\ntwo", detail: "a < b\r]]>")),
                    .init(
                        group: "x.z", name: "bell \u{7}\u{FFFE}\u{202E}",
                        result: .error(kind: "file", message: "gone"), output: "还款"),
                    .init(group: "x.z", name: "later", result: .skipped("no store")),
                ])
        ])

    @Test func junitIsWrittenToTheLetter() {
        #expect(
            report.xml == """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuites name="paydesk" tests="4" failures="1" errors="1" time="0.013">
                  <testsuite name="a &amp; b" tests="4" failures="1" errors="1" skipped="1" time="0.013">
                    <properties>
                      <property name="model" value="&quot;m&quot;"/>
                    </properties>
                    <testcase classname="x.y" name="good" time="0.013"/>
                    <testcase classname="x.y" name="&lt;bad&gt;">
                      <failure type="money" message="one&#10;two">a &lt; b\\u{D}]]&gt;</failure>
                    </testcase>
                    <testcase classname="x.z" name="bell \\u{7}\\u{FFFE}\\u{202E}">
                      <error type="file" message="gone"/>
                      <system-out>还款</system-out>
                    </testcase>
                    <testcase classname="x.z" name="later">
                      <skipped message="no store"/>
                    </testcase>
                  </testsuite>
                </testsuites>

                """)
    }

    @Test func everyCharacterMakesAFileThatParses() {
        var text = ""
        for value in UInt32(0)...0x2FFFF {
            if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
        }
        let report = JUnitReport(
            name: text,
            suites: [
                .init(
                    name: "s",
                    cases: [
                        .init(
                            group: "g", name: "n",
                            result: .failed(kind: "k", message: text, detail: text))
                    ])
            ])
        let parser = XMLParser(data: Data(report.xml.utf8))
        #expect(parser.parse(), "\(String(describing: parser.parserError))")
    }

    @Test func pagesEscapeWhatTheyAreTold() {
        var page = HTMLPage("<title>")
        page.heading("a & b")
        page.table(
            ["name", "n"],
            [[.text("<script>"), .share(0.25, "1")], [.code("\"x\""), .number("2")]])
        page.figures([.init(name: "accuracy", value: "91.0 %", notes: ["<91"], isMet: false)])
        page.folded("more") { $0.paragraph("within") }
        let html = page.html
        #expect(html.contains("<title>&lt;title&gt;</title>"))
        #expect(
            html.contains(
                "<td>&lt;script&gt;</td><td class=\"number share\" style=\"--share: 25%\">1</td>"))
        #expect(
            html.contains(
                "<div class=\"bad\"><dt>accuracy</dt><dd>91.0 %</dd><dd class=\"note\">&lt;91</dd>")
        )
        #expect(html.contains("<details><summary>more</summary>\n<p>within</p>\n</details>"))
        #expect(!html.contains("<script") && !html.contains("http:") && !html.contains("https:"))
    }

    @Test(arguments: [
        (0, 60, "reading [" + String(repeating: " ", count: 40) + "]   0 %"),
        (1, 60, "reading [==>                             ]  10 %, 19 s left"),
        (10, 60, "reading [" + String(repeating: "=", count: 40) + "] 100 %"),
        (5, 24, "reading  50 %, 3 s left"),
    ])
    func barsFitTheTerminal(_ done: Int, _ columns: Int, _ expected: String) {
        let bar = ProgressBar.frame("reading", done, 10, .seconds(2), columns)
        #expect(bar.count < columns)
        #expect(bar == expected)
    }
}

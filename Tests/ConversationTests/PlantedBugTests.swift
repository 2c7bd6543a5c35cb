import Foundation
import TestSupport
import Testing

/// The bugs that `make planted` plants one after the other, which takes long: each still fits the
/// sources in one place, and is looked for by suites that there are.
@Suite struct PlantedBugTests {
    private static let bugs = Project.files(in: "Tests/Gate/bugs", ending: ".patch")

    /// Each suite once for every place where it is declared.
    private static let suites: [String] = Project.files(in: "Tests", ending: ".swift").flatMap {
        ((try? Project.text($0)) ?? "").matches(of: /\bstruct (\w+Tests)\b/).map { String($0.1) }
    }

    @Test func thereAreEnough() { #expect(Self.bugs.count >= 20) }

    @Test(arguments: bugs) func fitsAndIsLookedFor(_ bug: String) throws {
        let lines = try Project.text(bug).split(separator: "\n", omittingEmptySubsequences: false)
        let first = try #require(lines.first)
        let filter = try #require(first.wholeMatch(of: /found by ([\w|]+)/), "\(first)")
        for suite in filter.1.split(separator: "|") {
            #expect(Self.suites.count { $0 == suite } == 1, "\(suite)")
        }
        let name = try #require(lines.dropFirst().first?.wholeMatch(of: /--- a\/(.+)/))
        let source = "\n" + (try Project.text(String(name.1)))
        let hunks = lines.dropFirst(3).dropLast().split(whereSeparator: { $0.hasPrefix("@@") })
        #expect(!hunks.isEmpty)
        for hunk in hunks {
            #expect(hunk.contains { $0.hasPrefix("+") || $0.hasPrefix("-") })
            let before = hunk.filter { !$0.hasPrefix("+") }.map { "\n" + $0.dropFirst() }.joined()
            #expect(source.ranges(of: before + "\n").count == 1, "\(name.1): \(before)")
        }
    }
}

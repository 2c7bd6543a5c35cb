import TestSupport
import Testing

@testable import Entities

/// The examples that stand beside the rules are what the rules are held to.
@Suite struct GrammarTests {
    private static let values = [
        Grammar.counts, Grammar.shares, Grammar.sums, Grammar.recurring, Grammar.ownDays,
        Grammar.lunarDays,
    ]
    private static let days = [
        Grammar.days, Grammar.weekdays, Grammar.weeksTold, Grammar.yearsTold, Grammar.decades,
        Grammar.seasons, Grammar.holidays,
    ]
    private static let examples =
        values.flatMap { $0.all.flatMap { pairs($0.examples) } }
        + days.flatMap { $0.all.flatMap { pairs($0.examples) } }

    private static func pairs(_ examples: KeyValuePairs<String, String>) -> [(String, String)] {
        examples.map { ($0.key, $0.value) }
    }

    @Test(arguments: examples)
    func anExampleIsHeardAsItsRuleSays(_ line: String, _ expected: String) {
        #expect(notation(line) == expected)
    }

    @Test func aRuleHasExamplesAndBeginsWithAToken() {
        func check<Meaning>(_ rules: [Rules<Meaning>]) {
            for rule in rules.flatMap(\.all) {
                #expect(!rule.examples.isEmpty)
                #expect(!rule.pattern.isEmpty, "\(rule.examples) can take no word at all")
            }
        }
        check(Self.values)
        check(Self.days)
    }

    /// Two kinds of token that share a bit are told apart by the rules themselves.
    @Test func kindsFitIntoASet() {
        let last = Meaning.keyword(.lastCentury).kind
        #expect(last < Meaning.ordinal(1).kind)
        #expect(Meaning.keyword(.a).kind > Meaning.end.kind)
        #expect(Meaning.day(0).kind < TokenSet.count)
    }
}

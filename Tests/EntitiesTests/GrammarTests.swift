import TestSupport
import Testing

@testable import Entities

/// The examples that stand beside the rules are what the rules are held to.
@Suite struct GrammarTests {
    private static let kinds = [
        Grammar.counts, Grammar.shares, Grammar.days, Grammar.sums, Grammar.recurring,
        Grammar.ownDays,
    ]
    private static let examples = kinds.flatMap { kind in
        kind.all.flatMap { $0.examples.map { ($0.key, $0.value) } }
    }

    @Test(arguments: examples)
    func anExampleIsHeardAsItsRuleSays(_ line: String, _ expected: String) {
        #expect(notation(line) == expected)
    }

    @Test(arguments: kinds.flatMap(\.all).indices)
    func aRuleHasExamplesAndBeginsWithAToken(_ place: Int) {
        let rule = Self.kinds.flatMap(\.all)[place]
        #expect(!rule.examples.isEmpty)
        #expect(!rule.pattern.isEmpty, "\(rule.examples) can take no word at all")
    }

    /// Two kinds of token that share a bit are told apart by the rules themselves.
    @Test func kindsFitIntoASet() {
        let last = Meaning.keyword(.lastCentury).kind
        #expect(last < Meaning.ordinal(1).kind)
        #expect(Meaning.keyword(.a).kind > Meaning.end.kind)
    }
}

import Lending
import NLU
import TestSupport
import Testing

@testable import Conversation

/// What customers say, and what is said to them, stands in the corpus and not in Swift.
@Suite struct CustomerWordsTests {
    private static let sources = Project.files(in: "Sources", ending: ".swift")

    /// Ideographs in Swift: which file or folder, and what they are there.
    private static let tables: [String: String] = [
        "Sources/Text/": "characters: how they are written, sound, and are mistaken",
        "Sources/Entities/": "numerals, units, days and currencies",
        "Sources/NLU/Rules/Cue.swift": "numerals",
        "Sources/Quantities/FinancialCapitals.swift": "the characters sums are secured with",
        "Sources/Conversation/Phrasebook/Wording.swift": "how sums and days are written",
        "Sources/Conversation/MaskedLine.swift": "what announces a secret, whatever the corpus",
        "Sources/Conversation/Quality/PersonalData.swift": "the same, and what names begin with",
        "Sources/Conversation/PersonalWords.swift": "how people name themselves and addresses",
        "Sources/Conversation/DigitRun.swift": "what stands around a number that is somebody's",
        "Sources/Conversation/SecretLine.swift": "how secrets are said, whatever the corpus",
        "Sources/Training/Corpus/TableColumns.swift": "how tables of others name their columns",
        "Sources/Ledger/DemoCustomers.swift": "made-up people and what they bought",
        "Sources/Desk/QualityGate.swift": "what is said when no text of the corpus may be",
        "Sources/paydesk/Account/": "what staff read of books, and to a customer",
        "Sources/paydesk/Records/": "what staff read of conversations",
        "Sources/paydesk/Queue/": "what staff read of tickets, in both languages",
        "Sources/paydesk/Chat/Chat.swift": "an example of its help",
        "Sources/paydesk/Classify/Classify.swift": "an example of its help",
        "Sources/paydesk/Paydesk.swift": "an example of its help",
        "Sources/paydesk/Doctor/Surroundings.swift": "whether a terminal can show them",
    ]

    private static func isTable(_ path: String) -> Bool {
        tables.keys.contains(where: path.hasPrefix)
    }

    /// The code of a file, without comments: these may quote whom they like.
    private static func code(_ path: String) throws -> String {
        try Project.text(path).split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.prefix(upTo: $0.firstRange(of: /(^|[^:])\/\//)?.lowerBound ?? $0.endIndex) }
            .joined(separator: "\n")
    }

    private static func hasIdeograph(_ text: String) -> Bool {
        text.unicodeScalars.contains { (0x3400...0x9FFF).contains($0.value) }
    }

    @Test(arguments: sources.filter { !isTable($0) })
    func noIdeographStandsInASource(_ path: String) throws {
        #expect(try !Self.hasIdeograph(Self.code(path)), "\(path): move the words to Intents/lists")
    }

    /// An allowance that has become needless goes.
    @Test(arguments: tables.keys)
    func everyTableHasIdeographs(_ path: String) throws {
        let inside = Self.sources.filter { $0.hasPrefix(path) }
        #expect(try inside.contains { try Self.hasIdeograph(Self.code($0)) }, "\(path)")
    }

    /// No phrase of several words that a list holds is a text of the sources too. A single word may
    /// be a name there.
    @Test(
        arguments: sources.filter { path in
            ["Conversation", "NLU", "Desk"].contains { path.hasPrefix("Sources/\($0)/") }
                // Names of listeners, in the words of a reader.
                && !isTable(path) && !path.hasSuffix("/Ear.swift")
        })
    func noPhraseOfAListStandsInASource(_ path: String) throws {
        let texts = try Self.code(path).matches(of: /"((?:[^"\\\n]|\\.)*)"/).map {
            $0.output.1.lowercased()
        }
        let phrases = Self.phrases
        for text in texts where phrases.contains(text) {
            Issue.record("\(path) has \"\(text)\", which a list of the corpus holds")
        }
    }

    private static let phrases: Set<String> = Set(
        Project.model.lists.values.flatMap { $0 }.map { $0.lowercased() }
            .filter { $0.contains(/^[a-z']+( [a-z']+)+$/) })

    /// Lists are named in the sources; those of a family by the names that the rest is made of.
    private static var named: Set<String> {
        let families =
            PeriodWord.allCases.map(\.list) + QualityList.allCases.map(\.rawValue)
            + ContractOrder.allCases.map { "contract_" + $0.rawValue }
            + (2...4).map { "contracts_\($0)" } + (1...4).map { "nth_\($0)" }
            + (1...5).map { "place_\($0)" } + ["edit_zh", "edit_en", "whole_lines"]
        return Set(families)
    }

    @Test func everyListIsUsed() throws {
        let texts = try Self.sources.map(Self.code).joined()
        for name in Set(Project.model.lists.keys).subtracting(Self.named)
        where !["purpose_", "contract_repaid_", "sold_"].contains(where: name.hasPrefix) {
            #expect(texts.contains("\"\(name)\""), "nothing reads the list \(name)")
        }
    }

    @Test func everyListThatIsUsedIsThere() throws {
        let calls =
            #/
            (?: (?: finds|begins|ends|says|written|dropping )\( | (?: isOne|phrases )\(of:\s
                | with:\s | self\[ )
            "(\w*[a-z])"
            /#
        let words = try Project.files(in: "Sources/Conversation", ending: ".swift").flatMap {
            try Self.code($0).matches(of: calls).map { String($0.output.1) }
        }
        #expect(words.count > 60)
        let lists = Project.model.lists
        for name in Self.named.union(words) {
            #expect(lists[name] != nil, "there is no list \(name)")
        }
    }
}

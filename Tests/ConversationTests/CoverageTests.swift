import Conversation
import Desk
import Lending
import TestSupport
import Testing
import Transcripts

/// Whatever the desk can say, and every reason it can refuse for, is shown by a transcript; the
/// rest is brought about by a test, and this one knows which.
@Suite struct CoverageTests {
    /// What is said where neither a transcript nor a step can show it: the suite and the test that
    /// does.
    private static let elsewhere: [String: String] = [
        // On channels that no transcript records.
        "search": "LineEditingTests/searchSpeaksTheLanguage",
        "search_not_found": "LineEditingTests/searchSpeaksTheLanguage",
        "text_message": "ChatTerminalTests/aCodeIsGoodForItsOwnQuoteOnly",
        "text_message_document": "CertificateTests/isWrittenOnceAndForItsReaderOnly",
        "document_saved": "CertificateTests/isWrittenOnceAndForItsReaderOnly",
        "document_not_saved": "CertificateTests/saysWhenItCannotBeSaved",
        "certificate_document": "CertificateTests/isWrittenOnceAndForItsReaderOnly",
        "certificate_early": "CertificateTests/isWrittenOnceAndForItsReaderOnly",
        "certificate_plain": "CertificateTests/isWrittenOnceAndForItsReaderOnly",
        // Of customers with one loan of that kind, whom the demo book has not.
        "method_interest_only": "PhrasebookTests/everyWayOfRepayingHasAName",
        "method_equal_principal": "PhrasebookTests/everyWayOfRepayingHasAName",
        "company": "PhrasebookTests/companyTextsFillTheirPlaceholders",
        "penalty_cap": "PhrasebookTests/companyTextsFillTheirPlaceholders",
        "instalment_rate": "PhrasebookTests/companyTextsFillTheirPlaceholders",
        "withheld_done": "QualityGateTests/aReceiptIsToldAllTheSame",
        // Codes of the rules that another rule is always before: they have words all the same.
        "instalment_term_not_allowed": "PhrasebookTests/everyReplyHasBothLanguages",
        "purchase_term_not_allowed": "PhrasebookTests/everyReplyHasBothLanguages",
        "plan_whole_purchase": "PhrasebookTests/everyReplyHasBothLanguages",
        "pay_already_settled": "PhrasebookTests/everyReplyHasBothLanguages",
        "pay_not_active": "PhrasebookTests/everyReplyHasBothLanguages",
        "risk_overdue_now": "PhrasebookTests/everyReplyHasBothLanguages",
        "change_not_possible": "PhrasebookTests/everyReplyHasBothLanguages",
        "settle_no_quote": "PhrasebookTests/everyReplyHasBothLanguages",
    ]

    /// Reasons that guard what nobody can ask for; `UnmetTests` asks the services for most of them.
    private static let guards: Set = [
        "NOT_SIGNED_IN", "NO_QUOTE", "ALREADY_SETTLED", "NOT_ACTIVE", "DAILY_NOTHING_OWED",
        "ABOVE_MAXIMUM", "TERM_NOT_ALLOWED", "REMAINDER_TOO_SMALL",
    ]

    private static func events() throws -> [Event] {
        try Project.transcripts.flatMap { path in
            try Replay(Transcript.read(Project.bytes(path)), model: Project.model).events
        }
    }

    private static func keys(_ reply: Reply) -> [String] {
        [reply.key] + reply.values.values.flatMap(keys)
    }

    private static func keys(_ value: Reply.Value) -> [String] {
        switch value {
        case .phrase(let key): [key]
        case .list(let values): values.flatMap(keys)
        default: []
        }
    }

    private static func saidInTranscripts() throws -> Set<String> {
        Set(
            try events().flatMap { event -> [String] in
                if case .replied(let reply) = event { keys(reply) } else { [] }
            })
    }

    @Test func everyReplyIsSaidInATranscript() throws {
        let said = try Self.saidInTranscripts().union(UnmetTests.said())
            .union(RefusalTests.said())
        // Any two intents can be the choices of a question; their names are all of one kind.
        let unsaid = Project.phrasebook.keys.subtracting(said).subtracting(Self.elsewhere.keys)
            .filter { !$0.hasPrefix("name_") }
        #expect(unsaid.isEmpty, "\(unsaid.sorted().joined(separator: " "))")
    }

    /// An allowance that a transcript has made needless goes, and so does a row of a table.
    @Test func noAllowanceIsNeedless() throws {
        let said = try Self.saidInTranscripts()
        let needless = said.intersection(Self.elsewhere.keys)
        #expect(needless.isEmpty, "\(needless.sorted().joined(separator: " "))")
        let shown = said.intersection(try UnmetTests.said())
        #expect(shown.isEmpty, "\(shown.sorted().joined(separator: " "))")
    }

    /// Each allowance names a suite and a test that are there.
    @Test func everyAllowanceNamesATest() throws {
        for (key, name) in Self.elsewhere {
            let parts = name.split(separator: "/")
            let paths = TidyTests.tests.filter { $0.hasSuffix("/\(parts[0]).swift") }
            let isThere = try paths.contains {
                try Project.text($0).contains("func \(parts[1])(")
            }
            #expect(isThere, "\(key): there is no \(name)")
            #expect(Project.phrasebook.keys.contains(key), "there is no reply \(key)")
        }
    }

    @Test func everyRefusalIsMetInATranscript() throws {
        let met = Set(
            try Self.events().compactMap { event in
                if case .refused(let reason) = event { reason } else { nil }
            })
        let missing = try Self.refusals().filter { !met.contains($0) && !Self.guards.contains($0) }
        #expect(missing.isEmpty, "\(missing.joined(separator: " "))")
    }

    /// The reason classes written out in the sources: `.refuse("…"`, `.refer("…"`, and the codes of
    /// the rules.
    private static func refusals() throws -> [String] {
        let written = try Project.files(in: "Sources/Conversation", ending: ".swift").flatMap {
            try Project.text($0).matches(of: /\.ref(?:use|er)\(\s*"([A-Z_]+)"/).map {
                String($0.output.1)
            }
        }
        let ruled =
            PayoffRefusal.allCases.map(\.rawValue) + PrepaymentRefusal.allCases.map(\.rawValue)
            + PurchaseRefusal.allCases.map(\.rawValue) + CertificateRefusal.allCases.map(\.rawValue)
        return Set(written + ruled).sorted()
    }
}

import Conversation
import Desk
import Lending
import Testing
import Transcripts

/// Whatever the desk can say, and every reason it can refuse for, is shown by a transcript.
@Suite struct CoverageTests {
    /// What no replay can show, and where it is shown instead.
    private static let elsewhere: [String: String] = [
        "text_message": "on a channel no transcript records; ChatTerminalTests",
        "not_done": "the book is busy; DeskTests",
        "outcome_unknown": "the disk fails in the middle of a commit; DeskTests",
        "already_done": "an order sent twice; DeskTests",
        "refused_books_damaged": "the book was tampered with; DeskTests",
        "refused_not_possible": "a refusal without words of its own; DeskTests",
        "identity_unavailable": "the book cannot be written; BookFailureTests",
        "refused_books_read_only": "the book cannot be written; BookFailureTests",
        "handoff_not_queued": "the book cannot be written; BookFailureTests",
        "untold_not_done": "an order whose outcome was unknown; UntoldTests",
        "withheld_done": "a reply withheld by a quality rule; WithholdingTests",
        "handoff_quality": "a reply withheld by a quality rule; WithholdingTests",
        "quote_instalment_amount": "asked of somebody without a statement",
        "explain_about": "what of the history is wanted is never asked",
        "settle_no_quote": "a contract whose figures cannot be worked out; no book has one",
        "settle_loss": "no demo contract costs more to settle than to keep; RefusalTests",
        "instalment_account_blocked": "RefusalTests",
        "instalment_overdue_history": "RefusalTests",
        "instalment_below_minimum_available": "RefusalTests",
        "risk_account_restricted": "RefusalTests", "risk_debt_burden": "RefusalTests",
        "risk_debt_burden_elevated": "RefusalTests", "risk_many_inquiries": "RefusalTests",
        "risk_income_unknown": "RefusalTests",
        "risk_recent_contact_change": "RefusalTests",
        "risk_overdue_now": "who is overdue is told so before the scan",
        "instalment_term_not_allowed": "only the terms on offer can be chosen",
        "refused_already_settled": "only contracts that are open can be chosen",
        "refused_not_active": "only contracts that are open can be chosen",
        "refused_daily_nothing_owed": "only contracts that are open can be chosen",
        "pay_already_settled": "only what is open can be chosen",
        "pay_not_active": "only what is open can be chosen",
        "prepay_already_settled": "only contracts that are open can be chosen",
        "prepay_not_active": "only contracts that are open can be chosen",
        "prepay_daily_nothing_owed": "only contracts that are open can be chosen",
        "plan_already_settled": "only plans that are open can be chosen",
        "plan_not_active": "only plans that are open can be chosen",
        "plan_account_blocked": "no demo customer who is frozen has a plan; PlanOrderTests",
        "plan_whole_purchase": "no other sum is heard for a purchase; PlanOrderTests",
        "change_not_possible": "a change that the rules of a new plan forbid; PlanOrderTests",
        "prepay_below_minimum": "a smaller sum is not heard; PaymentTests",
        "prepay_loss": "no demo loan costs more to prepay than to keep",
        "purchase_above_maximum": "no demo customer spent as much",
        "purchase_term_not_allowed": "only the terms on offer can be chosen",
        "certificate_early": "in the document, which no transcript holds; CertificateTests",
        "certificate_plain": "in the document, which no transcript holds; CertificateTests",
        "certificate_document": "which no transcript holds; CertificateTests",
        "document_saved": "on a channel no transcript records; CertificateTests",
        "document_not_saved": "on a channel no transcript records; CertificateTests",
        "text_message_document": "on a channel no transcript records; CertificateTests",
    ]

    /// Reasons that guard what cannot be asked for.
    private static let guards: Set = [
        "NOT_SIGNED_IN", "NO_QUOTE", "ALREADY_SETTLED", "NOT_ACTIVE", "DAILY_NOTHING_OWED",
        "ABOVE_MAXIMUM", "TERM_NOT_ALLOWED",
    ]

    private static func events() throws -> [Event] {
        try TranscriptReplayTests.paths.flatMap { path in
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

    @Test func everyReplyIsSaidInATranscript() throws {
        let said = Set(
            try Self.events().flatMap { event -> [String] in
                if case .replied(let reply) = event { Self.keys(reply) } else { [] }
            })
        // Any two intents can be the choices of a question; their names are all of one kind.
        let unsaid = Project.phrasebook.keys.subtracting(said).subtracting(Self.elsewhere.keys)
            .filter { !$0.hasPrefix("name_") }
        #expect(unsaid.isEmpty, "\(unsaid.sorted().joined(separator: " "))")
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

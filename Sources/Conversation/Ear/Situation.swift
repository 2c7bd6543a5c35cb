import Lending
import Quantities

/// Where a line is heard: what is awaited, what is on the table, what was just done. A value,
/// derived from the dialogue each time and saved nowhere.
struct Situation: Sendable {
    /// What the desk waits for.
    enum Awaited: Equatable, Sendable {
        case nothing, choice, identity, slot, consent, code
    }

    /// What a line may be about without naming it.
    enum Table: Sendable {
        /// A quote that can be agreed to, also when a question hides it.
        case quote(Proposal, Form)
        /// An order carried out in this conversation.
        case done(Done)
        /// Figures answered, or a price without an order.
        case told(Form)
        /// A rule, by the name of its intent.
        case ruled(String)
    }

    let awaited: Awaited
    let table: Table?
    /// A request was refused last, with these words.
    let isRefused: Bool
    /// Somebody is to call back.
    let hasTickets: Bool
    private let priors: Priors
    /// What can be asked of the matter at hand: the corpus has an answer.
    private let answers: @Sendable (_ move: String) -> Bool

    init(_ dialogue: Dialogue, _ assistant: Assistant) {
        awaited =
            switch dialogue.state {
            case .idle, .ended, .executing: .nothing
            case .choosing, .offering: .choice
            case .askingPhone, .askingDigits: .identity
            case .asking: .slot
            case .proposing: .consent
            case .verifying: .code
            }
        table = Self.table(dialogue)
        priors = assistant.priors.value
        isRefused = !dialogue.refusal.isEmpty
        hasTickets = !dialogue.tickets.isEmpty
        let matters = Matter.near(dialogue).map(\.name) + Self.orders(table)
        let enquiries = table == nil ? [] : assistant.topics
        answers = { move in
            enquiries.contains(move)
                || matters.contains { assistant.phrasebook.has(Matter.key(move, $0)) }
        }
    }

    /// The order on the table, as replies to questions about it have it.
    private static func orders(_ table: Table?) -> [String] {
        switch table {
        case .quote(let proposal, _): Matter.kinds(of: proposal.order)
        case .done(let done): Matter.kinds(of: done.receipt.order)
        case .told, .ruled, nil: []
        }
    }

    private static func table(_ dialogue: Dialogue) -> Table? {
        for state in [dialogue.state] + dialogue.suspended.reversed() {
            if let proposal = state.proposal, let form = state.form {
                return .quote(proposal, form)
            }
        }
        if let rule = dialogue.ruled { return .ruled(rule) }
        // What was told after an order is nearer than the order.
        if let told = dialogue.answered, told.service != dialogue.done?.form.service {
            return .told(told)
        }
        if let done = dialogue.done { return .done(done) }
        return dialogue.answered.map(Table.told)
    }

    /// How likely a move is here before a word is heard: as counted, 1 for as likely as anywhere.
    func prior(of move: String) -> Double { priors.weight(of: sort(of: move), at: place) }

    /// What is awaited and what is on the table, as priors are counted by.
    var place: String { "\(awaited) \(table?.kind ?? "nothing")" }

    /// What a move is of, and whether there is anything here that it could be about.
    func sort(of move: String) -> String {
        guard let kind = Move.Kind(move) else { return "begin" }
        let sort = move == "ask_ticket" ? "ticket" : "\(kind)"
        return isHere(move) ? sort + " here" : sort
    }

    /// There is something here that the move could be about.
    func isHere(_ move: String) -> Bool {
        switch Move.Kind(move) {
        case .about: answers(move) || awaited == .slot && Self.ofChoices.contains(move)
        case .after: isDone || answers(move)
        case .refusal: isRefused || answers(move)
        case .answer:
            awaited == .slot || awaited == .choice
                || table != nil && (move == "change" || isRuled && Self.isPicked(move))
                || isAtQuote && Self.ofChanges.contains(move)
        case .yesOrNo: isAtQuote
        case .which: answers(move)
        case .anywhere: move == "ask_ticket" ? hasTickets : true
        case nil: true
        }
    }

    private static func isPicked(_ move: String) -> Bool {
        move.hasPrefix("amount_") || move.hasPrefix("pick_")
    }

    private static let ofChoices: Set = ["ask_cheapest", "ask_compare", "ask_worth"]
    /// What changes a quote without naming a value: "stretch it right out".
    private static let ofChanges: Set = [
        "pick_longest", "pick_shortest", "pick_cheapest", "amount_most", "amount_least",
    ]

    /// A quote, or an order that was carried out, is on the table.
    var isAboutAnOrder: Bool { isAtQuote || isDone }

    private var isAtQuote: Bool {
        if case .quote = table { true } else { false }
    }

    private var isRuled: Bool {
        if case .ruled = table { true } else { false }
    }

    private var isDone: Bool {
        if case .done = table { true } else { false }
    }
}

/// An order carried out in this conversation.
package struct Done: Equatable, Codable, Sendable {
    package var receipt: Receipt
    package var form: Form
}

/// What a line does in a conversation: a closed set, by the names that the corpus gives them.
enum Move {
    enum Kind {
        /// Asks about what is on the table.
        case about
        /// Asks about, or takes back, what was just done.
        case after
        /// Asks why something was refused.
        case refusal
        /// Picks, or names a sum in words: an answer to a question.
        case answer
        case yesOrNo
        /// Which of the contracts.
        case which
        /// Means the same wherever it is said.
        case anywhere

        /// Nil for a line that begins something.
        init?(_ move: String) {
            switch move {
            case "ask_done", "ask_receipt", "undo", "rest": self = .after
            case "ask_refusal": self = .refusal
            case "go_ahead", "decline", "wait", "resume", "too_much", "oops": self = .yesOrNo
            case "change": self = .answer
            case _ where Move.rules.contains(move): self = .anywhere
            case _ where move.hasPrefix("ask_"): self = .about
            case _ where move.hasPrefix("pick_") || move.hasPrefix("amount_"): self = .answer
            case _ where move.hasPrefix("which_"): self = .which
            case "chat", "not_wanted", "not_customer", "code_given", "distress", "frozen":
                self = .anywhere
            default: return nil
            }
        }
    }

    /// Questions with a rule for an answer, whatever is on the table.
    static let rules: Set = [
        "ask_waive", "ask_credit_report", "ask_limit_effect", "ask_privacy", "ask_arrival",
        "ask_other_payer", "ask_other_card", "ask_ticket", "ask_arrangement",
        "ask_collection", "ask_who",
    ]
}

import Lending
import NLU
import Quantities
import Text

/// Everything the desk remembers of a conversation between two turns: the only state there is.
package struct Dialogue: Equatable, Codable, Sendable {
    /// What the desk is waiting for.
    package enum State: Equatable, Codable, Sendable {
        case idle
        /// Which of these intents was meant, by the line that was not clear, if it was one.
        case choosing([String], of: Interpretation?)
        /// Whether to go on with what the last conversation left unfinished.
        case offering(Form)
        /// The registered phone number, before `form` may go on.
        case askingPhone(Form)
        /// The last four digits of the ID.
        case askingDigits(Form)
        /// A slot of a form.
        case asking(Form, slot: String)
        /// Consent to a quote.
        case proposing(Form, Proposal)
        /// The one-time code for a quote that was agreed to with these words.
        case verifying(Form, Proposal, consent: String)
        /// The answer of the book to an order that was handed over.
        case executing(Form, Proposal)
        case ended

        /// The form being filled in, if one is.
        package var form: Form? {
            switch self {
            case .idle, .choosing, .offering, .ended: nil
            case .askingPhone(let form), .askingDigits(let form), .asking(let form, _),
                .proposing(let form, _), .verifying(let form, _, _), .executing(let form, _):
                form
            }
        }

        /// The quote on the table, if there is one.
        package var proposal: Proposal? {
            switch self {
            case .proposing(_, let proposal), .verifying(_, let proposal, _): proposal
            default: nil
            }
        }
    }

    package var state: State = .idle
    /// Dialogues left for a digression, the latest last; bounded by `Dialogue.deepest`.
    package var suspended: [State] = []
    /// Requests of a line that held several, not come to yet.
    package var queued: [Request] = []
    /// What was answered or carried out last: a value said after it ("and over 6?") asks it again.
    package var answered: Form?
    /// The price that this line or the one before was answered with: an order may lean on it.
    package var priced: Form?
    /// The order carried out last in this conversation.
    package var done: Done?
    /// The form of the quote that was given up last: it may be wanted after all.
    package var dropped: Form?
    /// The rule that the last line was answered with: the next one may lean on it.
    package var ruled: String?
    /// The choice that was named as the better one in answer to the last line.
    package var advised: SlotValue?
    /// What the last line asked for and could not have: the next one may ask it of another thing.
    package var refused: Form?
    /// What was said when a request was last refused.
    package var refusal: [Reply] = []
    /// Tickets of this conversation, by their reason: one matter, one ticket.
    package var tickets: [String: String] = [:]
    /// By when somebody calls about the latest of them; nil where nobody can.
    var calledBackBy: Moment?
    /// Questions that were answered, the latest last: for one step back.
    package var earlier: [State] = []
    /// How it stood when the desk was left, by the end or by a long silence.
    package var left: LastTime?
    /// Numbers of the receipts of this conversation.
    package var receipts: [String] = []
    package var session: Session
    package var language: Language
    /// True once the customer or the command line has chosen: the desk no longer follows each line.
    package var languageIsFixed: Bool
    /// How the desk was opened: what one customer chose does not stay for the next.
    private let opening: Opening
    /// Lines in a row that were not understood.
    package var misses = 0
    /// A hand-off on its way into the queue: its reason.
    package var handingOff: String?
    /// Quotes shown so far; the next is `Q<quotes + 1>`.
    package var quotes = 0
    /// What was said last, for "say that again".
    package var lastReplies: [Reply] = []

    package static let deepest = 3

    /// A request that waits until no more than `depth` dialogues are left open.
    package struct Request: Equatable, Codable, Sendable {
        package var line: Interpretation
        /// What is known already, where it is one of several of its kind.
        package var form: Form?
        package var depth: Int
    }

    private struct Opening: Equatable, Codable {
        var language: Language
        var isFixed: Bool
    }

    /// For whoever comes next.
    mutating func speakAsOpened() {
        language = opening.language
        languageIsFixed = opening.isFixed
    }

    package init(session: Session, language: Language, languageIsFixed: Bool) {
        opening = Opening(language: language, isFixed: languageIsFixed)
        self.session = session
        self.language = language
        self.languageIsFixed = languageIsFixed
    }

    /// A question is open: the next line is its answer.
    package var isAsking: Bool { state != .idle && state != .ended }

    /// A quote is on the table: the next line may move money.
    package var awaitsDecision: Bool { state.proposal != nil }

    /// The quote on the table, if there is one.
    package var openProposal: Proposal? { state.proposal }

    /// How this conversation would be told of at the customer's next one; nil while nobody is
    /// known.
    /// - Parameter kinds: what the intents are. Only an order is left undone by leaving.
    package func lastTime(_ kinds: IntentKinds) -> LastTime? {
        if state == .ended { return left }
        guard let customer = session.customer else { return nil }
        let forms = ([state] + suspended.reversed()).compactMap(\.form)
        return LastTime(
            customer: customer, unfinished: forms.first { kinds.isOrder($0.intent) },
            receipts: receipts, language: languageIsFixed ? language : nil)
    }

    /// The quote whose code is awaited.
    package var codeQuote: String? {
        if case .verifying(_, let proposal, _) = state { proposal.quote } else { nil }
    }

    /// A code is awaited, or was before a question that hides it.
    package var isCodeLive: Bool {
        ([state] + suspended).contains { if case .verifying = $0 { true } else { false } }
    }

    /// What the shell has to read next, and how.
    package var expects: Expectation {
        switch state {
        case .askingPhone: .phone
        case .askingDigits: .digits
        case .verifying: .code
        default: .line
        }
    }
}

package enum Expectation: Equatable, Sendable {
    case line
    case phone
    /// Secret: read without echo.
    case digits
    /// Secret: read without echo.
    case code

    package var isSecret: Bool { self == .digits || self == .code }
}

/// Who is at the desk, and since when the desk has heard nothing.
package struct Session: Equatable, Codable, Sendable {
    /// Names this conversation in the book: the idempotency key of an order starts with it.
    package var conversation: String
    package var customer: String?
    /// 0 nobody known; 1 signed in, own figures. Level 2 is a code, good for one execution.
    package var level: Int
    package var lastHeard: Moment
    /// Whoever types has said not to be the customer.
    package var isForSomebodyElse = false

    /// So many seconds without a word, and the desk no longer knows who is there.
    package var idleLimit = usualIdleLimit
    package static let usualIdleLimit: Int64 = 600
    /// So many seconds a one-time code is good for.
    package static let codeLifetime: Int64 = 300

    package func isStale(at now: Moment) -> Bool { level > 0 && now - lastHeard > idleLimit }

    package init(conversation: String, customer: String?, level: Int, lastHeard: Moment) {
        self.conversation = conversation
        self.customer = customer
        self.level = level
        self.lastHeard = lastHeard
    }
}

/// How a customer's last conversation was left.
package struct LastTime: Equatable, Codable, Sendable {
    package var customer: String
    /// What was asked for and not carried out.
    package var unfinished: Form?
    /// What was: the numbers of its receipts.
    package var receipts: [String]
    /// The language the customer had chosen.
    package var language: Language?

    package init(
        customer: String, unfinished: Form?, receipts: [String] = [], language: Language? = nil
    ) {
        self.customer = customer
        self.unfinished = unfinished
        self.receipts = receipts
        self.language = language
    }
}

/// A service being filled in.
package struct Form: Equatable, Codable, Sendable {
    package var service: String
    /// The intent that opened it.
    package var intent: String
    package var slots: [String: SlotValue]
    /// The line that opened it, kept until the customer is known.
    package var opening: Interpretation?

    package init(service: String, intent: String, slots: [String: SlotValue] = [:]) {
        self.service = service
        self.intent = intent
        self.slots = slots
    }
}

/// A quote on the table, with the order it becomes on consent and code.
package struct Proposal: Equatable, Codable, Sendable {
    /// `Q1`, counted within the conversation.
    package var quote: String
    package var order: Order
    /// Nominal annual rate in hundredths of a percent, where the order lends money.
    package var rate: Int?
    package var accountVersion: Int
    package var validUntil: Moment
    /// False while a line since may have changed or refused it: then a yes has to be asked for
    /// again, with the quote restated.
    package var isArmed = true

    package init(
        quote: String, order: Order, rate: Int?, accountVersion: Int, validUntil: Moment
    ) {
        self.quote = quote
        self.order = order
        self.rate = rate
        self.accountVersion = accountVersion
        self.validUntil = validUntil
    }
}

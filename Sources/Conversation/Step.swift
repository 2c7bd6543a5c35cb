import Lending
import NLU
import Quantities

/// What a turn may know: handed in by the shell, never fetched.
package struct Facts: Sendable {
    package var now: Moment
    /// The signed-in customer's position, brought to `now`; nil at level 0.
    package var account: Account?
    /// How the customer's last conversation was left; told when the customer becomes known.
    package var lastTime: LastTime?
    /// When tries to sign in as the customer failed since the last time, the latest last: told
    /// where somebody signs in.
    package var failedTries: [Moment] = []
    /// Orders whose outcome the customer has not heard: loaded where somebody signs in.
    package var untold: [UntoldOutcome]
    /// The receipt of the very order that is on the table, when another terminal was first.
    package var doneElsewhere: Receipt?
    /// Why no money moves now, whatever is ordered: the reason class, as of a refusal.
    package var standstill: String?
    /// The closed lists of the corpus.
    package var words: Words

    package init(
        now: Moment, account: Account?, lastTime: LastTime? = nil, untold: [UntoldOutcome] = [],
        doneElsewhere: Receipt? = nil, standstill: String? = nil, words: Words = Words()
    ) {
        self.now = now
        self.account = account
        self.lastTime = lastTime
        self.untold = untold
        self.doneElsewhere = doneElsewhere
        self.standstill = standstill
        self.words = words
    }
}

/// What happened outside that the dialogue has to answer to.
package enum Input: Sendable {
    package enum Check: Equatable, Sendable {
        case right
        case wrong(triesLeft: Int)
        case expired
        /// Nil: until a person opens it.
        case locked(until: Moment?)
        /// Nothing was compared: the attempt could not be counted.
        case unavailable
    }
    package enum Execution: Equatable, Sendable {
        case posted(Receipt)
        case alreadyDone(Receipt)
        /// The book has moved on since the quote.
        case stale
        /// The book could not be written just now; nothing was done.
        case notDone
        /// The reason class, a key of the phrasebook after `refused_`.
        case refused(String)
        /// The outcome cannot be told yet.
        case unknown(reference: String)
    }

    case opened
    /// A line, and its parts where it may hold several requests.
    case said(Interpretation, parts: [Interpretation] = [])
    /// A phone number was given; whose it is stays with the shell until the digits match.
    case phoneGiven
    /// The ID digits were checked; on success the customer they belong to.
    case digits(Check, customer: String?)
    case codeSent
    case code(Check)
    case executed(Execution)
    /// Nil when the request could not be kept.
    case queued(ticket: String?)
    /// Nothing but white space.
    case silence
    /// At a prompt for a secret, a line that may hold one and is none: nobody reads it.
    ///
    /// - besideWords: it may have been a change of what is awaited.
    case unread(besideWords: Bool)
    /// More than a line may hold; nothing of it was read.
    case tooLong
    /// Ctrl-C: the question is abandoned, not the conversation.
    case interrupted
    /// Nobody has touched the keys for as long as a session may be idle, or the terminal was put
    /// away meanwhile.
    case away
    /// Ctrl-D, or the end of a script.
    case hungUp
    /// What the desk was about to say breaks this quality rule: a person takes over.
    case withheld(rule: String)
}

extension Input {
    /// Something the customer did, as against an answer of the shell within a turn.
    var isCustomers: Bool {
        switch self {
        case .said, .phoneGiven, .digits, .code, .silence, .unread, .tooLong, .interrupted:
            true
        case .opened, .codeSent, .executed, .queued, .away, .hungUp, .withheld: false
        }
    }
}

/// What the shell has to do before the turn is over. All but `end` come back as an `Input` of the
/// same turn.
package enum Effect: Equatable, Sendable {
    case sendCode(Proposal)
    /// `level` is the identity level reached: 2, once the code for this quote was right.
    case execute(Proposal, consent: String, level: Int)
    case handOff(HandOff)
    case end
}

/// A request for a person, with what the person needs to know.
package struct HandOff: Equatable, Sendable {
    /// `human`, `complaint`, `hardship`, `fraud`, `crisis`, `review` ….
    package var reason: String
    /// Smaller is sooner.
    package var priority: Int
    package var summary: String
    /// The ticket of the same matter, where one was drawn in this conversation.
    package var joins: String?

    package init(reason: String, priority: Int, summary: String, joins: String? = nil) {
        self.reason = reason
        self.priority = priority
        self.summary = summary
        self.joins = joins
    }
}

/// One decision: the next state, what happened, and what to do. Saying is an event.
package struct Step: Equatable, Sendable {
    package var dialogue: Dialogue
    package var events: [Event]
    package var effect: Effect?

    package init(dialogue: Dialogue, events: [Event], effect: Effect?) {
        self.dialogue = dialogue
        self.events = events
        self.effect = effect
    }
}

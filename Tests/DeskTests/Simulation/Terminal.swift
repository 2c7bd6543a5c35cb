import Desk
import Foundation
import Lending
import NLU
import Quantities
import TestSupport
import Text

@testable import Conversation
@testable import Ledger

/// A clock that a test sets.
final class TestClock {
    var now: Moment

    init(_ now: Moment) { self.now = now }
}

/// One terminal with its own connection to the book, and a witness beside it who writes down what
/// the customer was shown, agreed to and was sent. Nothing may be posted that the witness has not
/// seen agreed to.
struct Terminal {
    /// A class, since the desk's closures write into it.
    private final class Messages {
        var codes: [String: (digits: String, at: Moment)] = [:]
        var random: SplitMix

        init(_ random: SplitMix) { self.random = random }
    }

    static let words = Words(Project.model.lists)

    let conversation: String
    let ledger: Ledger
    private(set) var desk: Desk
    private let messages: Messages
    private let clock: TestClock
    /// What each quote was when its card was shown, and those agreed to with an exact phrase.
    private(set) var shown: [String: Order] = [:]
    private var agreed: Set<String> = []
    /// The orders carried out here, and what was posted for them.
    private(set) var posted: Set<String> = []

    /// - Parameter customer: who is signed in; nil for nobody.
    init(
        _ conversation: String, on ledger: Ledger, for customer: String?, language: Language = .zh,
        clock: TestClock, random: SplitMix
    ) {
        self.conversation = conversation
        self.ledger = ledger
        self.clock = clock
        let messages = Messages(random)
        self.messages = messages
        let session = Session(
            conversation: conversation, customer: customer, level: customer == nil ? 0 : 1,
            lastHeard: clock.now)
        desk = Desk(
            model: Project.model, assistant: Project.assistant, book: Bookkeeping(ledger),
            dialogue: Dialogue(session: session, language: language, languageIsFixed: false),
            takesPlaceholders: false, clock: { clock.now },
            drawCode: { String(Int.random(in: 100_000...999_999, using: &messages.random)) },
            announce: { code, proposal, _ in
                messages.codes[proposal.quote] = (code, clock.now)
            })
    }

    /// The digits of the last text message for the quote that is open.
    var code: String? { desk.dialogue.codeQuote.flatMap { messages.codes[$0]?.digits } }
    /// Those of any other one.
    var otherCode: String? {
        messages.codes.sorted { $0.key < $1.key }
            .first { $0.key != desk.dialogue.codeQuote }?.value.digits
    }

    mutating func open() throws -> [Event] {
        let events = try desk.open()
        try see(events, typed: "", before: nil)
        return events
    }

    mutating func hear(_ line: Desk.Line) throws -> [Event] {
        let before = desk.dialogue.openProposal?.quote
        let events = try desk.hear(line)
        if case .text(let text) = line {
            try see(events, typed: text, before: before)
        } else {
            try see(events, typed: "", before: before)
        }
        return events
    }

    /// What was said is on the screen.
    func show(_ events: [Event]) { desk.shown(events) }

    // MARK: - The witness

    private mutating func see(_ events: [Event], typed: String, before: String?) throws {
        for event in events {
            switch event {
            case .quote(let quote, let total, _):
                guard let proposal = desk.dialogue.openProposal ?? desk.dialogue.suspendedProposal,
                    proposal.quote == quote, proposal.order.total == total
                else { throw Wrong("\(quote) was shown at \(total) and is not what is open") }
                shown[quote] = proposal.order
                agreed.remove(quote)
            case .consent(let quote):
                guard quote == before, shown[quote] != nil, Self.words.answer(typed) == .yes else {
                    throw Wrong("\(quote) agreed to with \(typed.debugDescription)")
                }
                agreed.insert(quote)
            case .cancelled(let quote): agreed.remove(quote)
            default: continue
            }
        }
        guard events.contains(where: \.isWord) else {
            throw Wrong("no word in answer to \(typed.debugDescription)")
        }
    }

    /// Judges what was posted while this terminal had its turn.
    mutating func judge(_ operations: [Books.Operation], typed: String) throws {
        let orders = operations.filter { $0.origin == "desk" }
        guard orders.count <= 1 else { throw Wrong("\(orders.count) orders in one turn") }
        guard let order = orders.first else { return }
        let quote = order.quote ?? ""
        guard order.key == conversation + "/" + quote else {
            throw Wrong("\(order.key ?? "") posted in a turn of \(conversation)")
        }
        guard order.customer == desk.dialogue.session.customer, order.level == 2 else {
            throw Wrong("\(order.customer) paid in somebody else's conversation, or without a code")
        }
        guard agreed.remove(quote) != nil, Self.words.answer(order.consent ?? "") == .yes else {
            throw Wrong("\(quote) was posted and not agreed to")
        }
        guard let code = messages.codes.removeValue(forKey: quote), code.digits == typed,
            clock.now - code.at < Session.codeLifetime
        else { throw Wrong("\(quote) was posted without its fresh code") }
        guard let terms = shown[quote], Self.order(order.content) == terms else {
            throw Wrong("\(quote) was posted with other terms than agreed")
        }
        posted.insert(quote)
    }

    private static func order(_ content: String?) -> Order? {
        content.flatMap { try? JSONDecoder().decode(Order.self, from: Data($0.utf8)) }
    }
}

extension Dialogue {
    /// The quote that a digression hides.
    fileprivate var suspendedProposal: Proposal? { suspended.last?.proposal }
}

extension Event {
    fileprivate var isWord: Bool { if case .replied = self { true } else { false } }
}

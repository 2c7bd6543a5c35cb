import Lending
import NLU
import Quantities
import Text

/// The desk's mind: decides what a turn says and does. Pure; the same dialogue, input and facts
/// always give the same step.
package struct Assistant: Sendable {
    package let services: [Service]
    /// Intents answered by a text of their own: no service claims them, the corpus has a reply.
    package let faqs: Set<String>
    /// All that it can be asked for: those of the model.
    let intents: Set<String>
    /// What quality rules judge by.
    package let rulebook: Rulebook
    /// What the intents are, as the corpus says.
    package var kinds: IntentKinds { rulebook.kinds }
    /// The texts it speaks with.
    package let phrasebook: Phrasebook
    /// The closed lists it answers by.
    package let words: Words
    /// How likely moves are in a situation, as counted.
    let priors: Later<Priors>
    /// FAQs with a second text for somebody who is signed in, and the figures it tells.
    private let ownTexts: [String: Set<String>]
    /// What enquiries tell, by the moves that ask for it.
    let topics: Set<String>

    /// - Parameters:
    ///   - intents: those of the model.
    ///   - kinds: what they are.
    ///   - phrasebook: the texts of the corpus.
    package init(
        services: [Service] = Service.all, intents: some Sequence<String>, kinds: IntentKinds,
        phrasebook: Phrasebook, words: Words
    ) {
        self.services = services.map { service in
            var service = service
            service.isReadOnly = service.intents.allSatisfy(kinds.isReadOnly)
            return service
        }
        topics = Set(services.flatMap(\.topics))
        rulebook = Rulebook(kinds, words)
        self.words = words
        priors = Later { Priors(words.counted("priors")) }
        self.phrasebook = phrasebook
        self.intents = Set(intents)
        let claimed = Set(services.flatMap(\.intents))
        // Talk is the engine's, and who needs a person is passed on: their replies are no answers.
        let faqs = self.intents.intersection(phrasebook.keys).subtracting(claimed)
            .filter { [.faq, nil].contains(kinds.kind(of: $0)) }
        self.faqs = faqs
        var ownTexts: [String: Set<String>] = [:]
        for faq in faqs.union(Move.rules) {
            ownTexts[faq] = phrasebook.figures(of: faq + OwnFigures.suffix)
        }
        self.ownTexts = ownTexts
    }

    /// The assistant of a corpus: its intents, its texts.
    package init(of model: Model) {
        self.init(
            intents: model.intents, kinds: model.kinds, phrasebook: Phrasebook(model.replies),
            words: Words(model.lists))
    }

    /// What an FAQ says of the customer's own account: nothing to somebody unknown, and nothing
    /// when a figure of it does not exist.
    func ownFigures(for faq: String, _ facts: Facts) -> Reply? {
        guard let account = facts.account, let names = ownTexts[faq] else { return nil }
        let figures = OwnFigures.values(account, at: facts.now)
        guard names.allSatisfy({ figures[$0] != nil }) else { return nil }
        return Reply(faq + OwnFigures.suffix, figures.filter { names.contains($0.key) })
    }

    package func step(_ dialogue: Dialogue, _ input: Input, _ facts: Facts) -> Step {
        var facts = facts
        facts.words = words
        var turn = Turn(assistant: self, dialogue: dialogue, facts: facts)
        turn.take(input)
        return turn.finish()
    }

    /// The service that a line makes of another: "pay off half of it" is a part repayment.
    func transferred(
        _ service: Service, _ intent: String, _ line: Interpretation, _ facts: Facts
    ) -> (service: Service, intent: String)? {
        let form = Form(service: service.name, intent: intent)
        let other = service.becomes(line, form, facts) ?? service.meant(line, facts)
        guard let other else { return nil }
        return self.service(named: other.service).map { ($0, other.intent) }
    }

    func service(named name: String) -> Service? { services.first { $0.name == name } }
    func service(for intent: String) -> Service? {
        services.first { $0.intents.contains(intent) }
    }
}

/// The working copy of one step. Its methods live in the files of this folder, one concern each.
struct Turn {
    let assistant: Assistant
    var facts: Facts
    var dialogue: Dialogue
    var events: [Event] = []
    var effect: Effect?
    /// The customer's line of this turn, masked.
    var lastLine: String?
    /// This turn takes the last answer back.
    var isGoingBack = false
    /// Nothing in the line can have been meant to change what is on the table and was not taken so.
    var isWhollyHeard = false

    init(assistant: Assistant, dialogue: Dialogue, facts: Facts) {
        self.assistant = assistant
        self.dialogue = dialogue
        self.facts = facts
    }

    mutating func take(_ input: Input) {
        if input.isCustomers { noteHearing() }
        let (before, suspended) = (dialogue.state, dialogue.suspended)
        answer(input)
        if input.isCustomers { keepEarlier(before, suspended: suspended) }
    }

    private mutating func answer(_ input: Input) {
        switch input {
        case .opened: greet()
        case .said(let line, let parts):
            tellOutcomes()
            hear(line, parts: parts)
        case .phoneGiven: askDigits()
        case .digits(let check, let customer): checkedDigits(check, customer: customer)
        case .codeSent: codeSent()
        case .code(let check): checkedCode(check)
        case .executed(let execution): executed(execution)
        case .queued(let ticket): queued(ticket)
        case .silence: missed("silence")
        case .unread(let besideWords):
            if besideWords, voidCode(saying: "unread_void", disarming: true) { return }
            missed("unread")
        case .tooLong: missed("too_long")
        case .interrupted: interrupted()
        case .away: away()
        case .hungUp: end()
        case .withheld(let rule):
            events.append(.withheld(rule))
            handOff(.quality)
        }
    }

    /// A form with its service.
    func open(_ form: Form) -> OpenForm? {
        assistant.service(named: form.service).map { OpenForm(form: form, service: $0) }
    }

    func finish() -> Step {
        var dialogue = dialogue
        let events = assistant.phrasebook.varied(events, after: dialogue.lastReplies)
        let said = events.compactMap { if case .replied(let reply) = $0 { reply } else { nil } }
        if !said.isEmpty { dialogue.lastReplies = said }
        return Step(dialogue: dialogue, events: events, effect: effect)
    }

    mutating func say(_ replies: Reply...) { say(replies) }
    mutating func say(_ replies: [Reply]) { events += replies.map(Event.replied) }
}

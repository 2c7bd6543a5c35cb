import Lending
import NLU
import Quantities

/// One thing the desk can do, as a value: what it is heard by, what it needs, what it answers.
/// Asking, correcting, cancelling, consent and hand-off are the engine's, once for all services.
package struct Service: Sendable {
    package var name: String
    /// The intents that open it.
    package var intents: [String]
    /// Intents that, while it is open, only give it values ("make it 12 instead").
    package var refinedBy: [String]
    /// Intents of the general rules behind it: what a question in the middle of it is about.
    package var rules: [String]
    /// Identity level the answer needs: 0 or 1.
    package var level: Int
    /// In the order they are asked for.
    package var slots: [Slot]
    package var answer: @Sendable (Form, Facts) -> Outcome
    /// What is asked of figures on the table that this service tells: moves by name.
    package var topics: Set<String> = []
    /// The slots by which it tells of one of its topics alone.
    package var asking: [String: [String: SlotValue]] = [:]
    /// The form of another service that a line makes of this one: "settle it", then "only 5000".
    package var becomes: @Sendable (Interpretation, Form, Facts) -> Form? = { _, _, _ in nil }
    /// The form of another service that a line means which sounds like one that opens this.
    package var meant: @Sendable (Interpretation, Facts) -> Form? = { _, _ in nil }
    /// The order whose price a form of this service told.
    package var ordered: @Sendable (Form, Facts) -> Form? = { _, _ in nil }
    /// What its price is asked about by where that order cannot be had.
    package var priced: @Sendable (Form, Facts) -> Order? = { _, _ in nil }
    /// What is told of the customer's own beside one of its rules.
    package var ownOfRules: @Sendable (Interpretation, Facts) -> [Reply] = { _, _ in [] }
    /// The orders that its figures may lead to, of the same contract, the nearest first: paying
    /// what is due, paying off what is owed.
    package var leadsTo: @Sendable (Form) -> [Form] = { _ in [] }
    /// What is left to do after an order of this service, "and the rest too".
    package var rest: @Sendable (Form, Facts) -> Form? = { _, _ in nil }
    /// The contract that its answer names, where the form does not.
    package var tells: @Sendable (Form, Facts) -> SlotValue? = { _, _ in nil }
    /// It tells what was paid, or what falls due, at a time that is named.
    package var tellsTimes = false
    /// The orders that it takes back.
    package var undoes: @Sendable (Order) -> Bool = { _ in false }
    /// It pays what is due and what is late, whole or in part.
    package var paysWhatIsLate = false
    /// It exchanges a plan of today for another.
    package var changesPlans = false
    /// The line of the inspection sheet by whose words its card is judged where only words are
    /// known; nil where the sheet has none for it.
    package var sheet: Disclosure.Sheet?
    /// It tells figures and carries nothing out: set by the assistant, from what its intents are.
    package internal(set) var isReadOnly = false
    /// What is said once its order is carried out; the facts are those after it.
    package var receipt: @Sendable (Receipt, Facts) -> [Reply]

    package init(
        name: String, intents: [String], refinedBy: [String] = [], rules: [String] = [],
        level: Int = 1, sheet: Disclosure.Sheet? = nil,
        slots: [Slot] = [], answer: @escaping @Sendable (Form, Facts) -> Outcome,
        receipt: @escaping @Sendable (Receipt, Facts) -> [Reply] = { _, _ in [] }
    ) {
        self.name = name
        self.intents = intents
        self.refinedBy = refinedBy
        self.rules = rules
        self.level = level
        self.sheet = sheet
        self.slots = slots
        self.answer = answer
        self.receipt = receipt
    }

    func slot(named name: String) -> Slot? { slots.first { $0.name == name } }

    /// The same service with more to it.
    func with(_ change: (inout Service) -> Void) -> Service {
        var service = self
        change(&service)
        return service
    }
}

package enum Outcome: Equatable, Sendable {
    case say([Reply])
    /// What the customer cannot have: the reason class, and a reply with the next step.
    case refuse(String, [Reply])
    /// A decision a person has to take or explain: refused here, and put into the queue.
    case refer(String, [Reply])
    /// Another service goes on with what is known.
    case become(Form)
    /// An order with its disclosure card. `rate` as in `Proposal`.
    case propose(Order, rate: Int?, card: [Reply])

    /// An order with everything that has to be told of it.
    static func propose(_ order: Order, rate: Int? = nil, _ facts: Facts) -> Outcome {
        .propose(order, rate: rate, card: Disclosure(of: order, facts).replies)
    }
}

/// A value a service needs from the customer.
package struct Slot: Sendable {
    package enum Reading: Equatable, Sendable {
        case value(SlotValue)
        /// A value was given that cannot be taken, and why.
        case unusable(Reply)
        case nothing
    }

    package struct Choice: Equatable, Sendable {
        package var value: SlotValue
        package var label: Reply

        package init(_ value: SlotValue, _ label: Reply) {
            self.value = value
            self.label = label
        }
    }

    package var name: String
    /// Whether it has to be asked for when missing; otherwise the service has a default.
    package var isNeeded: @Sendable (Form, Facts) -> Bool
    /// Asked for although there is no list to choose from: a sum of money.
    package var isFree: Bool
    /// What can be chosen now. One choice is taken without asking; several may be named by number.
    package var choices: @Sendable (Form, Facts) -> [Choice]
    /// What the line gives this slot.
    package var read: @Sendable (Interpretation, Form, Facts) -> Reading
    package var ask: @Sendable (Form, Facts) -> [Reply]
    /// The question again, shortly: what was shown with it is still on the screen.
    package var remind: @Sendable (Form, Facts) -> [Reply]
    /// Why a value that was given before the form said more cannot stay; nil when it can.
    package var misfit: @Sendable (SlotValue, Form, Facts) -> Reply?
    /// "The second one" picks by place. Off where a number is itself a value.
    package var isChosenByPlace: Bool
    /// Several of the choices are a value too.
    package var takesSeveral = false
    /// The value that stands out in a way, such as the longest or the smallest of those on offer.
    package var pick: @Sendable (Pick, Form, Facts) -> SlotValue? = { _, _, _ in nil }
    /// What a good clerk says to "which is better?", and the choice that he names.
    package var advise: @Sendable (Form, Facts) -> Advice? = { _, _ in nil }

    package struct Advice {
        package var value: SlotValue
        package var reason: Reply
    }

    package init(
        name: String, isFree: Bool = false, isChosenByPlace: Bool = false,
        isNeeded: @escaping @Sendable (Form, Facts) -> Bool = { _, _ in true },
        choices: @escaping @Sendable (Form, Facts) -> [Choice] = { _, _ in [] },
        read: @escaping @Sendable (Interpretation, Form, Facts) -> Reading,
        ask: @escaping @Sendable (Form, Facts) -> [Reply] = { _, _ in [] },
        remind: (@Sendable (Form, Facts) -> [Reply])? = nil,
        misfit: @escaping @Sendable (SlotValue, Form, Facts) -> Reply? = { _, _, _ in nil }
    ) {
        self.name = name
        self.isFree = isFree
        self.isNeeded = isNeeded
        self.isChosenByPlace = isChosenByPlace
        self.choices = choices
        self.read = read
        self.ask = ask
        self.remind = remind ?? ask
        self.misfit = misfit
        pick = { way, form, facts in way.choice(among: choices(form, facts).map(\.value)) }
    }
}

extension Slot {
    /// The same slot with a word on which choice is the better one.
    func advising(_ advise: @escaping @Sendable (Form, Facts) -> Advice?) -> Slot {
        var slot = self
        slot.advise = advise
        return slot
    }

    /// The same slot, which takes several of its choices or one alone.
    func takingSeveral(_ takesSeveral: Bool) -> Slot {
        var slot = self
        slot.takesSeveral = takesSeveral
        return slot
    }

    /// The same slot with another way to pick what stands out.
    func picking(
        _ pick: @escaping @Sendable (Pick, Form, Facts) -> SlotValue?
    ) -> Slot {
        var slot = self
        let usual = self.pick
        slot.pick = { way, form, facts in pick(way, form, facts) ?? usual(way, form, facts) }
        return slot
    }
}

/// A form with the service that fills it in.
struct OpenForm {
    var form: Form
    let service: Service
}

extension Pick {
    /// The value among those on offer: by place, or by size where they are numbers.
    func choice(among values: [SlotValue]) -> SlotValue? {
        let counts = values.compactMap { value -> Int? in
            if case .count(let count) = value { count } else { nil }
        }
        switch self {
        case .first: return values.first
        case .last: return values.last
        case .longest, .biggest: return counts.max().map(SlotValue.count)
        case .shortest, .cheapest, .smallest: return counts.min().map(SlotValue.count)
        case .other, .all, .everything, .most, .least: return nil
        }
    }
}

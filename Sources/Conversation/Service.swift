import Lending
import NLU
import Quantities

/// One thing the desk can do, as a value: what it is heard by, what it needs, what it answers.
/// Asking, correcting, cancelling, consent and hand-off are the engine's, once for all services.
public struct Service: Sendable {
    public var name: String
    /// The intents that open it.
    public var intents: [String]
    /// Intents that, while it is open, only give it values ("make it 12 instead").
    public var refinedBy: [String]
    /// Intents of the general rules behind it: what a question in the middle of it is about.
    public var rules: [String]
    /// Identity level the answer needs: 0 or 1.
    public var level: Int
    /// In the order they are asked for.
    public var slots: [Slot]
    public var answer: @Sendable (Form, Facts) -> Outcome
    /// What is said once its order is carried out; the facts are those after it.
    public var receipt: @Sendable (Receipt, Facts) -> [Reply]

    public init(
        name: String, intents: [String], refinedBy: [String] = [], rules: [String] = [],
        level: Int = 1,
        slots: [Slot] = [], answer: @escaping @Sendable (Form, Facts) -> Outcome,
        receipt: @escaping @Sendable (Receipt, Facts) -> [Reply] = { _, _ in [] }
    ) {
        self.name = name
        self.intents = intents
        self.refinedBy = refinedBy
        self.rules = rules
        self.level = level
        self.slots = slots
        self.answer = answer
        self.receipt = receipt
    }

    /// It tells figures and carries nothing out.
    var isReadOnly: Bool {
        intents.allSatisfy { $0.hasPrefix("query_") || $0.hasPrefix("quote_") }
    }
}

public enum Outcome: Equatable, Sendable {
    case say([Reply])
    /// What the customer cannot have: the reason class, and a reply with the next step.
    case refuse(String, [Reply])
    /// A decision a person has to take or explain: refused here, and put into the queue.
    case refer(String, [Reply])
    /// An order with its disclosure card. `rate` as in `Proposal`.
    case propose(Order, rate: Int?, card: [Reply])

    /// An order with everything that has to be told of it.
    static func propose(_ order: Order, rate: Int? = nil, _ facts: Facts) -> Outcome {
        .propose(order, rate: rate, card: Disclosure(of: order, facts).replies)
    }
}

/// A value a service needs from the customer.
public struct Slot: Sendable {
    public enum Reading: Equatable, Sendable {
        case value(SlotValue)
        /// A value was given that cannot be taken, and why.
        case unusable(Reply)
        case nothing
    }

    public struct Choice: Equatable, Sendable {
        public var value: SlotValue
        public var label: Reply

        public init(_ value: SlotValue, _ label: Reply) {
            self.value = value
            self.label = label
        }
    }

    public var name: String
    /// Whether it has to be asked for when missing; otherwise the service has a default.
    public var isNeeded: @Sendable (Form, Facts) -> Bool
    /// Asked for although there is no list to choose from: a sum of money.
    public var isFree: Bool
    /// What can be chosen now. One choice is taken without asking; several may be named by number.
    public var choices: @Sendable (Form, Facts) -> [Choice]
    /// What the line gives this slot.
    public var read: @Sendable (Interpretation, Form, Facts) -> Reading
    public var ask: @Sendable (Form, Facts) -> [Reply]
    /// The question again, shortly: what was shown with it is still on the screen.
    public var remind: @Sendable (Form, Facts) -> [Reply]
    /// Why a value that was given before the form said more cannot stay; nil when it can.
    public var misfit: @Sendable (SlotValue, Form, Facts) -> Reply?
    /// "The second one" picks by place. Off where a number is itself a value.
    public var isChosenByPlace: Bool

    public init(
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
    }
}

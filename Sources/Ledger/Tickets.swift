import Quantities

/// A request for a person, from the moment it was queued to its close. How it stands follows from
/// its steps.
package struct Ticket: Equatable, Sendable {
    package enum State: String, Sendable {
        case waiting, taken, closed
    }

    /// `H000001`.
    package let number: String
    /// What was asked for, the first first: what is said more of a matter belongs to it.
    package private(set) var requests: [HandOffPacket]
    /// In their order.
    package private(set) var steps: [TicketStep] = []
    /// The member of staff who has it, or had it when it was closed.
    package private(set) var holder: String?
    /// What became of it; nil while it is open.
    package private(set) var outcome: String?

    package init(_ number: String, _ request: HandOffPacket, steps: [TicketStep] = []) {
        self.number = number
        requests = [request]
        for step in steps { take(step) }
    }

    package mutating func take(_ step: TicketStep) {
        steps.append(step)
        switch step.act {
        case .added(let request): requests.append(request)
        case .taken: holder = step.by?.name
        case .assigned(let name): holder = name
        case .noted: break
        case .closed(let outcome):
            self.outcome = outcome
            holder = holder ?? step.by?.name
        case .reopened: (holder, outcome) = (nil, nil)
        }
    }

    package var state: State {
        if outcome != nil { return .closed }
        return holder == nil ? .waiting : .taken
    }

    package var conversation: String { requests[0].conversation }
    package var customer: String? { requests[0].customer }
    package var at: Moment { requests[0].at }
    /// The most urgent of what was asked for.
    package var request: HandOffPacket { requests.min { $0.priority < $1.priority } ?? requests[0] }
}

/// Something that happened to a ticket: never changed or taken back, only followed by another.
package struct TicketStep: Equatable, Sendable {
    package enum Act: Equatable, Sendable {
        /// The customer asked for more in the same matter.
        case added(HandOffPacket)
        case taken
        case noted(String)
        case assigned(to: String)
        case closed(outcome: String)
        /// Why, or nothing.
        case reopened(String)
    }

    package var at: Moment
    /// Nil for what the customer did.
    package var by: Clerk?
    package var act: Act

    package init(at: Moment, by: Clerk? = nil, act: Act) {
        self.at = at
        self.by = by
        self.act = act
    }
}

/// A member of staff.
package struct Clerk: Equatable, Sendable {
    package var name: String
    /// As the machine knows whoever types.
    package var login: String

    package init(name: String, login: String) {
        self.name = name
        self.login = login
    }
}

/// Why a ticket cannot be worked in this way.
package enum TicketRefusal: Error, Equatable {
    case unknown(String)
    case closed(Ticket)
    case open(Ticket)
    case heldBy(String, Ticket)
}

extension Ticket {
    /// What stands against a step; nil where nothing does.
    ///
    /// - Parameter isForced: somebody else's ticket may be taken over.
    package func refusal(of act: TicketStep.Act, by clerk: Clerk, isForced: Bool) -> TicketRefusal?
    {
        switch act {
        case .added, .noted: return nil
        case .reopened: return outcome == nil ? .open(self) : nil
        case .taken, .assigned, .closed:
            if outcome != nil { return .closed(self) }
            guard let holder, holder != clerk.name, !isForced else { return nil }
            return .heldBy(holder, self)
        }
    }

    /// Whether a step would leave everything as it is.
    package func has(_ act: TicketStep.Act, by clerk: Clerk) -> Bool {
        switch act {
        case .taken: outcome == nil && holder == clerk.name
        case .assigned(let name): outcome == nil && holder == name
        default: false
        }
    }
}

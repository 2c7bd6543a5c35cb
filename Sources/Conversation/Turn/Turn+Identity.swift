import NLU
import Quantities

/// Signing in: the registered phone, then the last four of the ID. The digits themselves are
/// compared by the book; only the verdict gets here, and it is the same for an unknown phone.
extension Turn {
    mutating func askPhone(_ form: Form) {
        dialogue.state = .askingPhone(form)
        say(Reply("ask_phone"))
    }

    /// A phone number without a request is a wish to be known.
    mutating func askDigits() {
        var form = Form(service: Service.signIn.name, intent: "sign_in")
        if case .askingPhone(let open) = dialogue.state { form = open }
        dialogue.misses = 0
        dialogue.state = .askingDigits(form)
        say(Reply("ask_digits"))
    }

    mutating func checkedDigits(_ check: Input.Check, customer: String?) {
        guard case .askingDigits(let form) = dialogue.state else { return }
        switch check {
        case .right:
            dialogue.session.level = 1
            dialogue.session.isForSomebodyElse = false
            dialogue.session.customer = customer
            events += [.identity(.ok), .level(1)]
            say(Reply("signed_in"))
            tellFailedTries()
            tellOutcomes()
            remind(before: form.service)
            guard let service = assistant.service(named: form.service) else { return }
            dialogue.state = .idle
            if form.service == Service.signIn.name {
                offerToGoOn()
                if dialogue.state != .idle { return }
            }
            // What the opening line already gave is read now, so that nothing is said twice.
            var opened = form
            opened.opening = nil
            guard let opening = form.opening else { return take(Values(), into: opened) }
            sayOnlyToday(service, opening)
            take(values(of: service, in: opening, opened), into: opened)
        case .wrong(let left):
            events.append(.identity(.wrong))
            dialogue.state = .askingPhone(form)
            say(Reply("identity_wrong", ["left": .count(left)]), Reply("ask_phone_again"))
        case .expired: break
        case .unavailable:
            dialogue.state = .idle
            say(Reply("identity_unavailable"))
        case .locked(let until):
            events.append(.identity(.locked))
            lockedOut(until)
        }
    }

    /// Also the customer's own: whoever knows of each try can tell which were not.
    private mutating func tellFailedTries() {
        guard let first = facts.failedTries.first, let last = facts.failedTries.last else { return }
        let count = facts.failedTries.count
        guard count > 1 else { return say(Reply("failed_try", ["time": .time(first)])) }
        say(
            Reply(
                "failed_tries",
                ["count": .count(count), "first": .time(first), "last": .time(last)]))
    }

    mutating func lockedOut(_ until: Moment?) {
        dialogue.state = .idle
        dialogue.suspended = []
        dialogue.queued = []
        guard let until else { return say(Reply("locked_until_opened")) }
        say(Reply("locked", ["until": .time(until)]))
    }

    mutating func hearWhileIdentifying(_ form: Form, _ heard: Heard) {
        if isRefusal(heard.line) || heard.isSurely("decline", "not_wanted") { return cancel() }
        if case .askingPhone = dialogue.state, Words.isLikeAPhone(heard.text) {
            understood(.value)
            return say(Reply("phone_invalid"))
        }
        let line = heard.line
        guard let intent = settled(line), ![.value, .yes].contains(assistant.kinds.talk(intent))
        else {
            return missed()
        }
        // Another service that needs the same identity takes the form's place.
        if let service = assistant.service(for: intent), service.level > 0 {
            return start(service, intent: intent, line)
        }
        suspend()
        open(intent, line)
    }
}

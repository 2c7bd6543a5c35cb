import Conversation
import Lending

/// A walk asks the same of a service thousands of times. Services are pure, so each of their
/// answers is worked out once: annual rates are roots, and dear.
final class WalkMemory: @unchecked Sendable {
    // Used by one walk at a time.
    private var outcomes: [String: Outcome] = [:]
    private var choices: [String: [Slot.Choice]] = [:]
    private var questions: [String: [Reply]] = [:]

    /// The desk's services, each with this memory. They must only be asked about one account.
    func services() -> [Service] {
        Service.all.map { service in
            var remembering = service
            remembering.answer = { form, facts in
                self.recall(\.outcomes, form, "", facts) { service.answer(form, facts) }
            }
            remembering.slots = service.slots.map(slot)
            return remembering
        }
    }

    private func slot(_ slot: Slot) -> Slot {
        var remembering = slot
        remembering.choices = { form, facts in
            self.recall(\.choices, form, slot.name, facts) { slot.choices(form, facts) }
        }
        remembering.ask = { form, facts in
            self.recall(\.questions, form, slot.name, facts) { slot.ask(form, facts) }
        }
        remembering.remind = { form, facts in
            self.recall(\.questions, form, slot.name + "?", facts) { slot.remind(form, facts) }
        }
        return remembering
    }

    private func recall<Value>(
        _ values: ReferenceWritableKeyPath<WalkMemory, [String: Value]>, _ form: Form,
        _ name: String, _ facts: Facts, _ make: () -> Value
    ) -> Value {
        let key = "\(form.key) \(name) \(facts.account?.version ?? 0)"
        if let known = self[keyPath: values][key] { return known }
        let value = make()
        self[keyPath: values][key] = value
        return value
    }
}

import NLU
import Quantities

/// The same order of several contracts in one line, each with a sum of its own.
extension Ear {
    /// "500 onto the phone loan, and 800 onto the travel one": one after another.
    static func eachItsOwn(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard heard.parts.count > 1, turn.dialogue.state == .idle,
            !heard.text.hasSuffix("?"), !heard.line.isSupposed,
            let part = heard.parts.first(where: turn.isOrder), let intent = turn.settled(part),
            let service = turn.assistant.service(for: intent),
            turn.dialogue.session.level >= service.level,
            let chosen = service.slots.first(where: \.isChosenByPlace)?.name
        else { return nil }
        let said = heard.parts.filter { !turn.isChat($0) && !turn.isDenied($0) }
        let forms = said.compactMap { part -> Form? in
            guard part.sums.count == 1 else { return nil }
            var form = Form(service: service.name, intent: intent)
            form.take(turn.values(of: service, in: part, form).filled)
            guard case .reference = form.slots[chosen], form.slots["amount"] != nil else {
                return nil
            }
            return form
        }
        let contracts = forms.compactMap { $0.slots[chosen]?.description }
        guard forms.count > 1, forms.count == said.count, Set(contracts).count == forms.count,
            forms.count <= Requests.most
        else { return nil }
        return turn.after { turn in
            turn.understood([intent])
            turn.say(Reply("one_after_another", ["count": .count(forms.count)]))
            turn.queue(Array(forms.dropFirst()), line: heard.line)
            turn.advance(forms[0])
        }
    }
}

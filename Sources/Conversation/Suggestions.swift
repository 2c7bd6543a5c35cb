import Lending
import NLU
import Text

/// What a customer may type next, for a terminal to complete. It is read from where the dialogue
/// stands and from what the desk has just said, and decides nothing.
package struct Suggestions: Equatable, Sendable {
    /// Whole lines: answers to what is asked, ways to begin.
    package var lines: [String] = []
    /// Names and figures that a line may hold: contracts, other terms, sums just told.
    package var parts: [String] = []
}

extension Assistant {
    package func suggestions(_ dialogue: Dialogue, _ facts: Facts) -> Suggestions {
        var found = Suggestions()
        let language = dialogue.language
        switch dialogue.state {
        case .idle: found.lines = openings(dialogue)
        case .choosing(let options, _):
            found.lines = options.map { phrasebook.text(Reply("name_" + $0), in: language) }
        case .offering(let form):
            let name = Reply.Value.phrase("name_" + form.intent)
            found.lines = quoted(Reply("last_time_open", ["name": name]), in: language)
        case .asking(let form, let slot):
            found.lines = choices(of: slot, in: form, facts, language)
        case .proposing(_, let proposal):
            found.lines = quoted(proposal.order.askConsent, in: language)
        case .askingPhone, .askingDigits, .verifying, .executing, .ended: return found
        }
        if let form = dialogue.state.form ?? dialogue.answered {
            let filled = service(named: form.service)?.slots.map(\.name) ?? []
            found.parts = filled.filter { form.slots[$0] != nil }
                .flatMap { choices(of: $0, in: form, facts, language) }
        }
        found.parts += LoanSlot.contracts(facts).flatMap { loan in
            [phrasebook.text(Reply("purpose_" + loan.purpose), in: language), loan.tail]
        }
        found.parts += dialogue.lastReplies.flatMap(Self.sums)
        found.parts = found.parts.removingRepetitions(but: found.lines)
        return found
    }

    /// What the help puts in quotation marks, but for what stops: there is nothing to be stopped.
    private func openings(_ dialogue: Dialogue) -> [String] {
        // Nobody has said a word yet, and was greeted in both languages.
        let isUnknown = dialogue.lastReplies.contains { $0.key == "greeting_any" }
        let languages = isUnknown ? Language.allCases : [dialogue.language]
        return languages.flatMap { quoted(Reply(TalkAct.help.rawValue), in: $0) }
            .filter { !words.isOne(of: "refusal", $0) }
    }

    /// The choices of a slot by their shortest names: a term, the contract, the shop.
    private func choices(
        of slot: String, in form: Form, _ facts: Facts, _ language: Language
    ) -> [String] {
        guard let slot = service(named: form.service)?.slot(named: slot) else { return [] }
        let choices = slot.choices(form, facts)
        let names = choices.map { choice -> String in
            if case .count(let count) = choice.value { return String(count) }
            let name = choice.label.values["name"] ?? choice.label.values["merchant"]
            if case .phrase(let key) = name { return phrasebook.text(Reply(key), in: language) }
            if case .text(let text) = name { return text }
            // "  1. in words": without the number.
            let label = phrasebook.text(choice.label, in: language)
            return label.split(separator: ". ", maxSplits: 1).last.map(String.init) ?? label
        }
        // Two loans of one name are told apart by their numbers.
        return zip(choices, names).map { choice, name in
            names.count { $0 == name } > 1 ? "\(choice.value)" : name
        }
    }

    /// What a text puts in quotation marks.
    private func quoted(_ reply: Reply, in language: Language) -> [String] {
        let text = phrasebook.text(reply, in: language)
        let pieces = text.split(omittingEmptySubsequences: false) {
            $0 == "“" || $0 == "”" || $0 == "\""
        }
        return stride(from: 1, to: pieces.count - 1, by: 2).map { String(pieces[$0]) }
    }

    /// The sums of a reply, as they are typed.
    private static func sums(_ reply: Reply) -> [String] {
        reply.values.sorted { $0.key < $1.key }.compactMap { _, value in
            guard case .money(let sum) = value, sum > .zero else { return nil }
            let text = "\(sum)".filter { $0 != "," }
            return text.hasSuffix(".00") ? String(text.dropLast(3)) : text
        }
    }
}

extension [String] {
    fileprivate func removingRepetitions(but others: [String]) -> [String] {
        var seen = Set(others)
        return filter { seen.insert($0).inserted }
    }
}

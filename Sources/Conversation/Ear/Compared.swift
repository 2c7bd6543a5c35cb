import Lending
import NLU
import Quantities

/// Terms side by side, asked of the plan that is on the table.
extension Ear {
    /// The terms that a line names beside the one on the table.
    static func comparedAt(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard case .quote(let proposal, _) = heard.situation.table, !heard.line.terms.isEmpty
        else { return nil }
        return comparison(turn, turn.subject(proposal.order), heard)
    }

    /// Two terms side by side, with what the one costs more than the other.
    static func comparison(_ turn: Turn, _ subject: Turn.Subject, _ heard: Heard) -> Turn? {
        guard let offer = subject.order.offer,
            let offers = try? InstalmentOffer.offers(
                for: offer.amount,
                startingFrom: turn.facts.account?.statement?.due ?? turn.facts.now.day)
        else { return nil }
        var terms = heard.line.terms
        if terms.count == 1 { terms.append(offer.periods) }
        guard Set(terms).count != 1 else { return nil }
        let named = offers.filter { terms.isEmpty || terms.contains($0.periods) }
        guard named.count > 1, let least = named.min(by: { $0.totalFee < $1.totalFee }),
            let most = named.max(by: { $0.totalFee < $1.totalFee })
        else { return nil }
        return turn.after { turn in
            turn.understood(["ask_compare"])
            turn.say(named.map(Instalments.option))
            turn.say(
                Reply(
                    "answer_compare",
                    [
                        "least": .count(least.periods), "most": .count(most.periods),
                        "more": .money(most.totalFee - least.totalFee),
                    ]))
            turn.stays()
        }
    }
}

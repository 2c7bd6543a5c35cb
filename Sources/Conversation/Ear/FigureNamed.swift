import Lending
import NLU
import Quantities

/// A figure of what is on the table that the line names, or one of its rows.
extension Ear {
    /// 这个26块是什么钱: surely a question, whatever the sum could be taken for.
    static func whatItIs(_ turn: Turn, _ heard: Heard) -> Turn? {
        turn.words.finds("asks_what_it_is", in: heard.text)
            ? figureNamed(turn, heard, asks: true) : nil
    }

    /// "What is the 84.55 for?"
    static func figureNamed(_ turn: Turn, _ heard: Heard, asks isAsked: Bool = false) -> Turn? {
        guard let order = turn.orderOnTheTable(heard) else { return nil }
        let sums = heard.line.sums
        let asks =
            (isAsked || turn.words.finds("question", in: heard.text) || heard.isAboutTheTable)
            && heard.move != "change" && !turn.words.finds("correction", in: heard.text)
        guard asks, sums.count == 1,
            let name = order.name(of: sums[0], roughly: heard.line.isRough),
            let reply = turn.answer("ask_" + name, about: turn.subject(order))
        else { return nil }
        return turn.after { turn in
            turn.understood(["ask_" + name])
            turn.say(reply)
            turn.stays()
        }
    }

    /// "What would I pay in December?" of instalments on the table.
    static func rowAt(
        _ turn: Turn, _ table: Situation.Table, _ heard: Heard
    ) -> Turn? {
        // "What more is it than paying all next month?" asks for no row.
        guard case .quote(let proposal, _) = table, let period = heard.line.period,
            !heard.isSurely("ask_extra", "ask_saving", "ask_compare", above: 0.5),
            let row = proposal.order.told.rows.first(where: { period.contains($0.due) })
        else { return nil }
        return turn.after { turn in
            turn.understood(["ask_each"])
            turn.say(
                Reply(
                    "answer_row",
                    [
                        "number": .count(row.number), "day": .day(row.due),
                        "amount": .money(row.total),
                    ]))
            turn.stays()
        }
    }
}

extension Turn {
    /// The order that is quoted, or whose price was told.
    fileprivate func orderOnTheTable(_ heard: Heard) -> Order? {
        switch heard.situation.table {
        case .quote(let proposal, _): proposal.order
        case .told(let form): subjects(of: .told(form), topic: "ask_why").first?.order
        case .done, .ruled, nil: nil
        }
    }
}

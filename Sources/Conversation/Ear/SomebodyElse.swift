import Lending
import NLU
import Quantities
import Text

/// Whose account is spoken of.
extension Ear {
    /// Who says that he is not the customer hears no figure, whoever has signed in.
    static func somebodyElse(_ turn: Turn, _ heard: Heard) -> Turn? {
        if turn.dialogue.session.isForSomebodyElse, turn.words.finds("myself", in: heard.text) {
            var turn = turn
            turn.dialogue.session.isForSomebodyElse = false
            return turn.after { turn in
                turn.understood(.value)
                turn.say(Reply("what_to_do"))
                turn.stays()
            }
        }
        // Who asked of another has not said to be another; who did say so has no "mine" here.
        if turn.dialogue.lastReplies.contains(where: { $0.key == "others_account" }),
            turn.words.finds("mine", in: heard.text) || turn.asksOfOneself(heard.line)
        {
            return turn.after { $0.tellOfMine(heard.line) }
        }
        guard
            turn.talk(heard.line) == nil
                || turn.talk(heard.line).map(TalkAct.answers.contains) == true
        else { return nil }
        let isAlso = turn.words.says("others_too", in: " " + heard.text.folded)
        let isNotMyself = !isAlso && turn.words.finds("not_myself", in: heard.text)
        let isOther = heard.isSurely("not_customer")
        let speaksOfAnother = isAlso && heard.line.chance(of: "not_customer") >= 0.3
        let asksOfAnother =
            !isNotMyself
            && (speaksOfAnother || turn.asksOfAnother(heard.line)
                || isOther && turn.words.finds("spoken_of", in: heard.text))
        guard isNotMyself || asksOfAnother || isOther else { return nil }
        return turn.after { turn in
            turn.understood(["not_customer"])
            turn.dialogue.session.isForSomebodyElse = true
            turn.abandonQuotes()
            turn.say(Reply(asksOfAnother ? "others_account" : "not_customer"))
        }
    }
}

extension Turn {
    /// "How much has he got left?": figures of an account, and not of the speaker's.
    fileprivate func asksOfAnother(_ line: Interpretation) -> Bool {
        guard words.says("others_affair", in: " " + line.text.folded) else { return false }
        let kind = settled(line).flatMap { assistant.kinds.kind(of: $0) }
        return [.query, .price, .order].contains(kind)
    }

    /// "What is the least I can pay?" after a word about another, and nobody else in it.
    fileprivate func asksOfOneself(_ line: Interpretation) -> Bool {
        guard words.says("speaks_of_oneself", in: " " + line.text.folded), !line.isSupposed,
            line.chance(of: "not_customer") < 0.3
        else { return false }
        return settled(line).flatMap { assistant.service(for: $0)?.isReadOnly } ?? false
    }

    /// "Then mine": what the customer asks of the own account, or what is owed on it.
    fileprivate mutating func tellOfMine(_ line: Interpretation) {
        dialogue.session.isForSomebodyElse = false
        let isOfAll = line.chance(of: "ask_total") >= 0.5 && line.period == nil
        let asked =
            isOfAll
            ? nil
            : settled(line).flatMap {
                assistant.service(for: $0)?.isReadOnly == true ? $0 : nil
            }
        let owed = assistant.services.first { $0.topics.contains("ask_left") }?.intents.first
        guard let intent = asked ?? owed else { return }
        open(intent, line)
    }
}

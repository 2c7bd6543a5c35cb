import NLU

/// What asks for nothing: a word back, and what was open stays so.
extension Ear {
    /// "I'll leave it, then" with nothing open: nothing is done.
    static func nothingOpen(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard turn.dialogue.state == .idle,
            heard.line.decision != .accept || turn.words.ends("puts_off", heard.text)
                || turn.surelyLeaves(heard),
            heard.line.entities.isEmpty || turn.words.ends("puts_off", heard.text)
        else { return nil }
        if heard.isSurely("wait") || turn.words.ends("puts_off", heard.text) {
            return turn.after { turn in
                turn.understood(.value)
                turn.say(Reply("take_your_time"))
            }
        }
        guard heard.isSurely("decline", "oops", "not_wanted") else { return nil }
        return turn.after { $0.idleAnswer(.no) }
    }

    /// A word back, and what was open again.
    static func smallTalk(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard heard.isSurely("chat", above: 0.5), heard.line.entities.isEmpty else { return nil }
        return turn.after { turn in
            turn.understood(["chat"])
            turn.say(Reply("chat"))
            turn.stays()
        }
    }
}

extension Turn {
    /// 账单我先不分了, of nothing that is open: sounds like an order, and leaves it.
    fileprivate func surelyLeaves(_ heard: Heard) -> Bool {
        heard.isSurely("decline", above: 0.85) && isOrder(heard.line)
            && words.negates(heard.text)
    }
}

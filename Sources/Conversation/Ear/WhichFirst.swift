import NLU

/// 先弄分期那个: of several requests in a line, which one comes first.
extension Ear {
    static func whichFirst(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard !turn.dialogue.queued.isEmpty, let form = turn.dialogue.state.form,
            turn.words.finds("comes_first", in: heard.text)
                || turn.words.ends("comes_first_end", heard.text),
            !heard.line.namesASum, !turn.words.finds("question", in: heard.text),
            turn.words.place(heard.text) == nil
        else { return nil }
        let waiting = turn.dialogue.queued.map { $0.form?.intent ?? turn.settled($0.line) }
        let intents = Set(waiting.compactMap { $0 } + [form.intent])
        guard intents.count > 1,
            let named = heard.line.ranking.first(where: { intents.contains($0.intent) })?.intent
        else { return nil }
        guard named != form.intent else {
            return turn.after { turn in
                turn.understood([named])
                turn.stays()
            }
        }
        return waiting.firstIndex(of: named).map { place in
            turn.after { $0.putFirst(place, before: form, heard.line) }
        }
    }
}

extension Turn {
    /// What waits at a place in the queue goes first, and what is open now right after it.
    fileprivate mutating func putFirst(_ place: Int, before form: Form, _ line: Interpretation) {
        if let open = openQuote { events.append(.cancelled(open)) }
        isWhollyHeard = true
        dialogue.misses = 0
        var first = dialogue.queued.remove(at: place)
        first.depth = dialogue.suspended.count
        let next = Dialogue.Request(line: line, form: form, depth: first.depth)
        dialogue.queued = [first, next] + dialogue.queued
        dialogue.state = .idle
        _ = takesNextRequest()
    }
}

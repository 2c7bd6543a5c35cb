import NLU
import Quantities

/// Coming and going: the greeting, the end, a desk that nobody sits at any more, and what was
/// left unfinished the last time.
extension Turn {
    mutating func greet() {
        guard dialogue.session.level > 0 else {
            // Until somebody has said a word, an unknown customer is greeted in both languages.
            guard dialogue.languageIsFixed else { return say(Reply("greeting_any")) }
            return say(Reply("greeting"), Reply("what_to_do"))
        }
        if !dialogue.languageIsFixed, let language = facts.lastTime?.language {
            dialogue.language = language
        }
        events.append(.level(dialogue.session.level))
        say(Reply("greeting"))
        tellOutcomes()
        remind()
        offerToGoOn()
        if dialogue.state == .idle { say(Reply("what_to_do")) }
    }

    /// - Parameter service: what was asked for, and will say some of it itself.
    mutating func remind(before service: String? = nil) {
        guard let account = facts.account, !Reminders.toldBy.contains(service ?? "") else { return }
        say(Reminders.replies(account, on: facts.now.day))
    }

    mutating func end() {
        let wasQuoted = !openQuotes.isEmpty
        dialogue.left = dialogue.lastTime(assistant.kinds)
        abandonQuotes()
        dialogue.state = .ended
        say(Reply(wasQuoted ? "goodbye_nothing_done" : TalkAct.goodbye.rawValue))
        effect = .end
    }

    // MARK: - Nobody there

    /// A long silence ends what a session may do: whoever types now may be somebody else, and
    /// hears nothing of what was said before.
    mutating func noteHearing() {
        let isStale = dialogue.session.isStale(at: facts.now)
        dialogue.session.lastHeard = facts.now
        if isStale { signOut() }
    }

    /// The terminal's timer has run out, or the terminal was put away and taken back.
    mutating func away() {
        dialogue.session.lastHeard = facts.now
        if dialogue.session.level > 0 { signOut() }
        if let open = openQuote { events.append(.cancelled(open)) }
        dialogue.forgetWhatWasSaid()
        dialogue.speakAsOpened()
        greet()
    }

    private mutating func signOut() {
        if let open = openQuote { events.append(.cancelled(open)) }
        dialogue.left = dialogue.lastTime(assistant.kinds)
        dialogue.session.level = 0
        dialogue.session.customer = nil
        dialogue.forgetWhatWasSaid()
        facts.account = nil
        events.append(.level(0))
        say(Reply("timed_out"))
    }

    // MARK: - The last time

    /// What was not finished the last time is offered again, with what was: by name, and nothing
    /// of the old quote is kept.
    mutating func offerToGoOn() {
        let left = dialogue.left.flatMap { $0.customer == dialogue.session.customer ? $0 : nil }
        guard let last = left ?? facts.lastTime, last.customer == dialogue.session.customer,
            let form = last.unfinished, assistant.service(named: form.service) != nil
        else { return }
        dialogue.left = nil
        if !last.receipts.isEmpty {
            say(Reply("last_time_done", ["receipts": .list(last.receipts.map { .text($0) })]))
        }
        dialogue.state = .offering(form)
        say(offer(form))
    }

    func offer(_ form: Form) -> Reply {
        Reply("last_time_open", ["name": .phrase("name_" + form.intent)])
    }

    mutating func hearAboutOffer(_ form: Form, _ heard: Heard) {
        let line = heard.line
        if isRefusal(line) || heard.isSurely("decline", "not_wanted") {
            understood(.no)
            dialogue.state = .idle
            return say(nothingMore)
        }
        // No money is agreed to here: other words for yes will do.
        if talk(line) == .yes || words.answer(heard.text) == .yes
            || words.isOne(of: "go_on", heard.text) || heard.isSurely("go_ahead", "resume")
        {
            understood(.yes)
            return goOn(form)
        }
        if line.decision == .reject || talk(line) == .value { return missed() }
        dialogue.state = .idle
        answer(line)
    }

    /// With today's facts: a contract that is gone is asked for anew.
    private mutating func goOn(_ form: Form) {
        guard let service = assistant.service(named: form.service) else { return }
        var form = form
        for slot in service.slots where slot.isChosenByPlace {
            let offered = slot.choices(form, facts).map(\.value)
            if let value = form.slots[slot.name], !offered.contains(value) {
                form.slots[slot.name] = nil
            }
        }
        advance(form)
    }
}

extension Dialogue {
    /// Everything that a stranger must not see; who is there and the language stay.
    mutating func forgetWhatWasSaid() {
        state = .idle
        suspended = []
        queued = []
        answered = nil
        done = nil
        dropped = nil
        (ruled, advised, refused, priced) = (nil, nil, nil, nil)
        refusal = []
        tickets = [:]
        session.isForSomebodyElse = false
        earlier = []
        receipts = []
        lastReplies = []
        misses = 0
    }
}

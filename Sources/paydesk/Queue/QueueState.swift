import Ledger
import Text

/// What a clerk sees of the queue and has typed. A key makes the next state of it, and where
/// something has to be done outside, says what.
struct QueueState: Equatable {
    /// What is typed at the bottom, and what for.
    struct Prompt: Equatable {
        enum Purpose { case filter, note, outcome, takeOver, reveal }
        var purpose: Purpose
        var text = ""
    }

    var language: Language
    /// In the order of the queue, those that are closed last.
    private(set) var entries: [QueueEntry] = []
    /// The number of the ticket that is looked at; nil where there is none.
    private(set) var chosen: String?
    /// The ticket on the right has the keys, and takes the whole of a narrow screen.
    private(set) var isReading = false
    /// Lines of the right side that have gone off its top.
    private(set) var scroll = 0
    private(set) var filter = ""
    private(set) var showsClosed = false
    private(set) var prompt: Prompt?
    /// What became of the last key.
    var notice = ""
    /// What stands on the right.
    var page: TicketPage?

    init(language: Language) { self.language = language }

    /// Something to do outside.
    enum Deed: Equatable {
        case quit
        case work(ticket: String, TicketStep.Act, isForced: Bool)
        /// Show the number to call, for this reason.
        case reveal(ticket: String, reason: String)
    }

    var shown: [QueueEntry] {
        entries.filter { entry in
            (showsClosed || entry.ticket.state != .closed) && (filter.isEmpty || matches(entry))
        }
    }

    var entry: QueueEntry? { shown.first { $0.ticket.number == chosen } }

    private var place: Int? { shown.firstIndex { $0.ticket.number == chosen } }

    private func matches(_ entry: QueueEntry) -> Bool {
        let words = QueueWords(language)
        let ticket = entry.ticket
        let texts = [
            ticket.number, ticket.customer ?? "", ticket.holder ?? "", ticket.conversation,
            ticket.request.reason, words.reason(ticket.request.reason), words.words(entry.table),
            entry.table.said ?? "",
        ]
        return texts.contains { $0.lowercased().contains(filter.lowercased()) }
    }

    // MARK: - What comes from outside

    /// The queue as it is now. Whoever was reading goes on reading.
    mutating func take(_ entries: [QueueEntry]) {
        let before = place ?? 0
        self.entries = entries
        choose(near: before)
    }

    private mutating func choose(near place: Int) {
        guard self.place == nil else { return }
        let shown = shown
        let number =
            shown.isEmpty ? nil : shown[min(max(0, place), shown.count - 1)].ticket.number
        go(to: number)
    }

    private mutating func go(to number: String?) {
        guard number != chosen else { return }
        (chosen, scroll, page) = (number, 0, nil)
        if number == nil { isReading = false }
    }

    // MARK: - Keys

    /// - Parameter size: of the screen: no more is scrolled than there is.
    mutating func press(_ key: Key, _ size: ScreenSize) -> Deed? {
        if key == .interrupt, prompt == nil { return .quit }
        guard key != .nothing, key != .redraw else { return nil }
        notice = ""
        if prompt != nil { return type(key) }
        switch key {
        case .up, .character("k"): move(-1, size)
        case .down, .character("j"): move(1, size)
        case .home, .character("g"): move(-Self.far, size)
        case .end, .character("G"): move(Self.far, size)
        case .character(" "): scroll(by: max(1, size.rows - 6), size)
        case .character("b"): scroll(by: -max(1, size.rows - 6), size)
        case .enter, .right, .character("l"): isReading = entry != nil
        case .escape, .left, .character("h"): leave()
        case .character("q"): return leaveOrQuit()
        case .character("/"): prompt = Prompt(purpose: .filter, text: filter)
        case .character("a"):
            let before = place ?? 0
            showsClosed.toggle()
            choose(near: before)
        case .character(let character): return work(character)
        default: break
        }
        return nil
    }

    private static let far = 1_000_000

    private mutating func leave() {
        if isReading {
            isReading = false
        } else if !filter.isEmpty {
            setFilter("")
        }
    }

    private mutating func leaveOrQuit() -> Deed? {
        guard isReading else { return .quit }
        isReading = false
        return nil
    }

    private mutating func move(_ count: Int, _ size: ScreenSize) {
        if isReading { return scroll(by: count, size) }
        let shown = shown
        guard let place else { return }
        go(to: shown[min(max(0, place + count), shown.count - 1)].ticket.number)
    }

    private mutating func scroll(by count: Int, _ size: ScreenSize) {
        let most = QueueLayout(self, size).mostScroll
        scroll = min(max(0, scroll + count), most)
    }

    private mutating func work(_ key: Character) -> Deed? {
        guard let entry else { return nil }
        let number = entry.ticket.number
        switch key {
        case "t":
            if entry.ticket.state == .taken {
                prompt = Prompt(purpose: .takeOver)
                return nil
            }
            return .work(ticket: number, .taken, isForced: false)
        case "n": prompt = Prompt(purpose: .note)
        case "c": prompt = Prompt(purpose: .outcome)
        case "p": prompt = Prompt(purpose: .reveal)
        case "r": return .work(ticket: number, .reopened(""), isForced: false)
        default: break
        }
        return nil
    }

    // MARK: - Typing

    private mutating func type(_ key: Key) -> Deed? {
        guard var prompt else { return nil }
        switch key {
        case .character(let character):
            if prompt.purpose == .takeOver { return answer(character) }
            let isText = character.unicodeScalars.allSatisfy {
                $0.properties.generalCategory != .control
            }
            if isText, prompt.text.count < Self.longest { prompt.text.append(character) }
        case .delete: if !prompt.text.isEmpty { prompt.text.removeLast() }
        case .enter: return finish(prompt)
        case .escape, .interrupt:
            self.prompt = nil
            if prompt.purpose == .filter { setFilter("") }
            return nil
        default: break
        }
        self.prompt = prompt
        if prompt.purpose == .filter { setFilter(prompt.text) }
        return nil
    }

    private static let longest = 1000

    /// Whether somebody else's ticket is taken over.
    private mutating func answer(_ character: Character) -> Deed? {
        prompt = nil
        guard character == "y" || character == "是", let chosen else { return nil }
        return .work(ticket: chosen, .taken, isForced: true)
    }

    private mutating func finish(_ prompt: Prompt) -> Deed? {
        self.prompt = nil
        guard prompt.text.contains(where: { !$0.isWhitespace }), let chosen else { return nil }
        let text = TicketText.kept(prompt.text)
        switch prompt.purpose {
        case .filter, .takeOver: return nil
        case .note: return .work(ticket: chosen, .noted(text), isForced: false)
        case .outcome: return .work(ticket: chosen, .closed(outcome: text), isForced: false)
        case .reveal: return .reveal(ticket: chosen, reason: text)
        }
    }

    private mutating func setFilter(_ text: String) {
        let before = place ?? 0
        filter = text
        choose(near: before)
    }
}

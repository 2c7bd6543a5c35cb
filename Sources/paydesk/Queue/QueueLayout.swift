import Ledger
import Quantities
import Text

/// The queue on a screen: the list on the left, the ticket on the right, the keys in the last row.
/// On a narrow one either takes the whole. Every row is as wide as the screen at most.
struct QueueLayout {
    private let state: QueueState
    private let size: ScreenSize
    private let words: QueueWords
    private let now: Moment?

    /// - Parameter now: what the clock in the corner shows.
    init(_ state: QueueState, _ size: ScreenSize, now: Moment? = nil) {
        self.state = state
        self.size = ScreenSize(rows: max(1, size.rows), columns: max(1, size.columns))
        words = QueueWords(state.language)
        self.now = now
    }

    private static let narrowest = 64
    private var isNarrow: Bool { size.columns < Self.narrowest }
    private var listColumns: Int {
        isNarrow ? size.columns : min(58, max(32, size.columns * 2 / 5))
    }
    private var pageColumns: Int {
        isNarrow ? size.columns : max(1, size.columns - listColumns - 3)
    }
    /// Between the heading and the two rows at the bottom.
    private var body: Int { max(1, size.rows - 3) }

    var rows: [[Span]] {
        guard size.rows > 3 else { return Array([heading, bottom, keys].suffix(size.rows)) }
        return [heading] + content + [bottom, keys]
    }

    /// How far the right side can be scrolled.
    var mostScroll: Int { max(0, page.count - body) }

    private var content: [[Span]] {
        if isNarrow { return state.isReading ? right : left }
        return zip(left, right).map { left, right in left + [Span(" │ ", .quiet)] + right }
    }

    // MARK: - Top and bottom

    private var heading: [Span] {
        let open = state.entries.filter { $0.ticket.state != .closed }
        let taken = open.filter { $0.ticket.state == .taken }.count
        let late = open.filter(\.isOverdue).count
        var text = words.say(
            "队列：\(open.count) 件，处理中 \(taken)，超时 \(late)",
            "Queue: \(open.count) open, \(taken) taken, \(late) overdue")
        if !state.filter.isEmpty { text += words.say("  筛选：", "  filter: ") + state.filter }
        let clock = now.map { "\($0.day) \($0.timeOfDay)" } ?? ""
        let room = size.columns - Wrapping.width(clock)
        guard room > 20 else { return [Span(Cut.fit(size.columns, text), .heading)] }
        return [Span(Cut.fit(room, text) + clock, .heading)]
    }

    private var bottom: [Span] {
        guard let prompt = state.prompt else { return [Span(Cut.to(size.columns, state.notice))] }
        let label: String
        switch prompt.purpose {
        case .filter: label = words.say("筛选：", "filter: ")
        case .note: label = words.say("备注：", "note: ")
        case .outcome: label = words.say("结果：", "outcome: ")
        case .reveal: label = words.say("查看号码的事由：", "what the number is looked at for: ")
        case .takeOver:
            let holder = state.entry?.ticket.holder ?? ""
            label = words.say(
                "\(holder) 在处理，接过来吗？(y/n) ", "\(holder) has it; take it over? (y/n) ")
        }
        return [Span(end(of: label + prompt.text + "▏"))]
    }

    /// What is typed last is seen.
    private func end(of text: String) -> String {
        var (kept, width) = ("", 0)
        for character in text.reversed() {
            width += Wrapping.width(String(character))
            if width > size.columns { break }
            kept = String(character) + kept
        }
        return kept
    }

    private var keys: [Span] {
        let text: String
        if state.prompt?.purpose == .takeOver {
            text = words.say("y 接手  n 不接", "y yes  n no")
        } else if state.prompt != nil {
            text = words.say("Enter 确定  Esc 取消", "Enter done  Esc cancel")
        } else if state.isReading {
            text = words.say(
                "j/k 空格 滚动  t 接手  n 备注  c 结单  r 重开  p 号码  q 返回",
                "j/k space scroll  t take  n note  c close  r reopen  p number  q back")
        } else {
            text = words.say(
                "j/k Enter  t 接手  n 备注  c 结单  r 重开  p 号码  / 筛选  a 全部  q 退出",
                "j/k Enter  t take  n note  c close  r reopen  p number  / filter  a all  q quit")
        }
        return [Span(Cut.fit(size.columns, text), .chosen)]
    }

    // MARK: - The list

    private var left: [[Span]] {
        let shown = state.shown
        guard !shown.isEmpty else {
            let text =
                state.filter.isEmpty
                ? words.say("没有人在等。", "Nobody waits.")
                : words.say("没有符合的。", "Nothing is like that.")
            return filled([[Span(Cut.fit(listColumns, text), .quiet)]])
        }
        let chosen = shown.firstIndex { $0.ticket.number == state.chosen } ?? 0
        let first = max(0, min(chosen - body / 2, shown.count - body))
        return filled(shown[first...].prefix(body).map(row))
    }

    private func filled(_ rows: [[Span]]) -> [[Span]] {
        let blank = [Span(String(repeating: " ", count: listColumns))]
        return rows + Array(repeating: blank, count: max(0, body - rows.count))
    }

    private func row(_ entry: QueueEntry) -> [Span] {
        let ticket = entry.ticket
        let isChosen = ticket.number == state.chosen
        let mark = entry.isOverdue ? "!" : ticket.state == .taken ? "*" : " "
        let due = entry.due.map { words.time($0, now: now ?? $0) } ?? "—"
        let time = ticket.state == .closed ? words.say("已结", "closed") : due
        var text =
            mark + ticket.number + " " + Cut.fit(11, time) + " "
            + Cut.fit(9, words.reason(ticket.request.reason))
        let room = listColumns - Wrapping.width(text) - 1
        if room > 8 {
            let holder = ticket.state == .closed ? nil : ticket.holder
            let people = [ticket.customer ?? words.say("未知", "unknown"), holder]
            text += " " + people.compactMap { $0 }.joined(separator: " → ")
        }
        let style: Span.Style = isChosen ? .chosen : entry.isOverdue ? .late : .plain
        return [Span(Cut.fit(listColumns, text), style)]
    }

    // MARK: - The ticket

    private var right: [[Span]] {
        let lines = page.dropFirst(state.scroll).prefix(body)
        return lines + Array(repeating: [Span("")], count: body - lines.count)
    }

    /// All lines of the right side.
    private var page: [[Span]] {
        guard let entry = state.entry else { return [] }
        var lines = facts(entry).flatMap { wrapped($0.0, $0.1) }
        guard let page = state.page else { return lines }
        if !page.position.isEmpty {
            lines += title(words.say("账户", "Position"))
            let width = page.position.map { Wrapping.width($0[0]) }.max() ?? 0
            let rows = page.position.map { Cut.fit(width, $0[0]) + "  " + $0[1] }
            lines += (rows + Table([], page.contracts).aligned).flatMap { wrapped($0) }
        }
        lines += title(words.say("对话 ", "Conversation ") + entry.ticket.conversation)
        if page.conversation.isEmpty {
            lines += wrapped(words.say("没有留下记录。", "No record of it is left."), .quiet)
        }
        return lines
            + page.conversation.flatMap { said in
                wrapped(
                    (said.isCustomers ? "> " : "  ") + said.text,
                    said.isCustomers ? .heading : .plain)
            }
    }

    private func title(_ text: String) -> [[Span]] {
        [[Span("")]] + wrapped(text, .quiet)
    }

    private func facts(_ entry: QueueEntry) -> [(String, Span.Style)] {
        let ticket = entry.ticket
        let now = now ?? ticket.at
        let who = ticket.customer ?? words.say("不知道是谁", "nobody knows who it is")
        var lines: [(String, Span.Style)] = [
            ("\(ticket.number)  \(words.reason(ticket.request.reason))  \(who)", .heading),
            (words.state(ticket), .plain),
        ]
        if let due = entry.due {
            let late = entry.isOverdue ? words.say("  超时", "  OVERDUE") : ""
            lines.append(
                (
                    words.say("最晚回电 ", "call by ") + words.time(due, now: now) + late,
                    entry.isOverdue ? .late : .plain
                ))
        }
        if let answer = entry.answerBy, let latest = entry.latestAnswer {
            lines.append(
                (
                    words.say(
                        "答复期限 \(answer)，最长 \(latest)",
                        "answer by \(answer), \(latest) at the latest"),
                    .plain
                ))
        }
        if let phone = state.page?.phone {
            lines.append((words.say("电话 ", "call ") + phone, .plain))
        }
        let table = words.words(entry.table)
        if !table.isEmpty { lines.append((words.say("当时：", "at the time: ") + table, .plain)) }
        return lines
            + ticket.steps.map { (words.time($0.at, now: now) + "  " + words.words($0), .plain) }
    }

    private func wrapped(_ text: String, _ style: Span.Style = .plain) -> [[Span]] {
        let indent = text.prefix { $0 == " " || $0 == ">" }.count
        return Wrapping(columns: pageColumns).lines(text, indent: indent)
            .map { [Span(Cut.to(pageColumns, $0), style)] }
    }
}

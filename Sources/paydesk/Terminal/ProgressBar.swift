import CTerminal

/// A bar on stderr for work that takes longer than a second; nothing where stderr is no terminal.
struct ProgressBar {
    /// Shorter work is done before anybody wonders.
    private static let patience = Duration.seconds(1)
    private static let betweenFrames = Duration.milliseconds(100)
    private static let longest = 40

    private let label: String
    private let total: Int
    private let columns: Int
    private let began = ContinuousClock.now
    private var done = 0
    /// When it was last drawn; nil as long as there is nothing to wipe away.
    private var drawn: ContinuousClock.Instant?

    /// - Parameter total: the steps of the work.
    init(_ label: String, total: Int) {
        self.label = label
        self.total = max(1, total)
        columns = Screen.showsProgress ? max(20, Int(ct_columns(2))) : 0
    }

    mutating func advance(by steps: Int = 1) { advance(to: done + steps) }

    mutating func advance(to step: Int) {
        done = min(max(step, 0), total)
        guard columns > 0 else { return }
        let now = ContinuousClock.now
        guard now - began >= Self.patience, now - (drawn ?? began) >= Self.betweenFrames else {
            return
        }
        drawn = now
        Console.write("\r\u{1B}[K" + Self.frame(label, done, total, now - began, columns))
    }

    /// Wipes the bar away: what follows begins on a clean line.
    mutating func finish() {
        if drawn != nil { Console.write("\r\u{1B}[K") }
        drawn = nil
    }

    /// One line, narrower than the terminal: `training [=====>    ]  52 %, 3 s left`.
    static func frame(
        _ label: String, _ done: Int, _ total: Int, _ elapsed: Duration, _ columns: Int
    ) -> String {
        let percent = done * 100 / total
        let figure = String(repeating: " ", count: percent < 10 ? 2 : percent < 100 ? 1 : 0)
        var end = " \(figure)\(percent) %"
        if done > 0, done < total {
            let left = elapsed / done * (total - done)
            end += ", \(left.components.seconds + 1) s left"
        }
        let room = min(longest, columns - label.count - end.count - 4)
        guard room >= 5 else { return String((label + end).prefix(columns - 1)) }
        let filled = room * done / total
        let head = filled > 0 && filled < room ? ">" : ""
        let bar = String(repeating: "=", count: filled - head.count) + head
        return "\(label) [\(bar)\(String(repeating: " ", count: room - filled))]\(end)"
    }
}

import CTerminal
import Dispatch

/// A bar that moves and counts the seconds of work whose length is not known, once it takes longer
/// than one; nothing where stderr is no terminal.
enum Waiting {
    private static let length = 24

    static func show<Result>(_ label: String, _ work: () throws -> Result) rethrows -> Result {
        guard Screen.showsProgress else { return try work() }
        let began = ContinuousClock.now
        let queue = DispatchQueue(label: "paydesk.waiting")
        let timer = DispatchSource.makeTimerSource(queue: queue)
        timer.schedule(deadline: .now() + 1, repeating: 0.1)
        timer.setEventHandler {
            Console.write(
                "\r\u{1B}[K" + frame(label, ContinuousClock.now - began, Int(ct_columns(2))))
        }
        timer.resume()
        defer {
            timer.cancel()
            // No frame may come after the line is wiped.
            queue.sync {}
            if ContinuousClock.now - began >= .seconds(1) { Console.write("\r\u{1B}[K") }
        }
        return try work()
    }

    /// One line, narrower than the terminal: `training [    ===   ] 4 s`.
    static func frame(_ label: String, _ elapsed: Duration, _ columns: Int) -> String {
        let tenths = Int(elapsed / .milliseconds(100))
        let way = length - 3
        let step = tenths % (2 * way)
        let place = step < way ? step : 2 * way - step
        let bar =
            String(repeating: " ", count: place) + "==="
            + String(repeating: " ", count: way - place)
        let seconds = " \(tenths / 10) s"
        let line = "\(label) [\(bar)]\(seconds)"
        return line.count < columns ? line : String((label + seconds).prefix(max(0, columns - 1)))
    }
}

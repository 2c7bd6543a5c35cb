/// How many of something were done, and how fast: for a person, on stderr.
struct Pace {
    let text: String

    init(_ count: Int, _ things: String, since start: ContinuousClock.Instant) {
        let took = (ContinuousClock.now - start).components
        let milliseconds = max(1, took.seconds * 1000 + took.attoseconds / 1_000_000_000_000_000)
        let rate = Int64(count) * 1000 / milliseconds
        let fraction = String(1000 + milliseconds % 1000).dropFirst()
        text = "\(count) \(things) in \(milliseconds / 1000).\(fraction) s, \(rate) a second"
    }
}

/// A share of a count, with the interval a small count deserves.
package struct Share: Equatable, Sendable {
    package var count: Int
    package var total: Int

    package init(_ count: Int, of total: Int) {
        self.count = count
        self.total = total
    }

    /// 0...1; nil of nothing.
    package var value: Double? { total > 0 ? Double(count) / Double(total) : nil }

    /// 95 % by Wilson's score: (p̂ + z²/2n ± z√(p̂(1−p̂)/n + z²/4n²)) / (1 + z²/n), z = 1.96.
    package var interval: ClosedRange<Double>? {
        guard let share = value else { return nil }
        let (n, z) = (Double(total), 1.959_963_985)
        let middle = share + z * z / (2 * n)
        let reach = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
        let scale = 1 + z * z / n
        return max(0, (middle - reach) / scale)...min(1, (middle + reach) / scale)
    }

    /// What a share has changed by, -1...1.
    package struct Change: Equatable, Sendable {
        package var value: Double
        /// 95 % by Newcombe's tenth method, out of Wilson's intervals of both shares.
        package var interval: ClosedRange<Double>

        /// Nothing that is sure: both may be the same but for chance.
        package var mayBeChance: Bool { interval.contains(0) }
    }

    /// Nil where one of the two is a share of nothing.
    package func change(since other: Share) -> Change? {
        guard let value, let interval, let before = other.value, let past = other.interval
        else { return nil }
        func reach(_ one: Double, _ two: Double) -> Double { (one * one + two * two).squareRoot() }
        let change = value - before
        let low = change - reach(value - interval.lowerBound, past.upperBound - before)
        let high = change + reach(interval.upperBound - value, before - past.lowerBound)
        return Change(value: change, interval: low...high)
    }
}

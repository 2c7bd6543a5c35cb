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
}

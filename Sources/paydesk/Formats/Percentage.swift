import ArgumentParser

/// A share on the command line: `0.915`, `91.5` or `91.5%` are the same.
struct Percentage: ExpressibleByArgument, Equatable {
    /// 0...1.
    let value: Double

    init?(argument: String) {
        let isPercent = argument.hasSuffix("%")
        let digits = isPercent ? String(argument.dropLast()) : argument
        guard let number = Double(digits), number.isFinite, number >= 0 else { return nil }
        value = isPercent || number > 1 ? number / 100 : number
        guard value <= 1 else { return nil }
    }

    /// One decimal: `91.5 %`.
    static func percent(_ share: Double) -> String {
        let tenths = Int((share * 1000).rounded())
        return "\(tenths / 10).\(abs(tenths % 10)) %"
    }
}

/// Points of a hundred on the command line: `2`, `2%` or `0.02` are two points. `0.5` could be half
/// a point or fifty, so from a tenth to one the sign is asked for.
struct Points: ExpressibleByArgument, Equatable, CustomStringConvertible {
    /// As a share, 0..<1.
    let share: Double

    init(share: Double) { self.share = share }

    init?(argument: String) {
        let isPercent = argument.hasSuffix("%")
        let digits = isPercent ? String(argument.dropLast()) : argument
        guard let number = Double(digits), number >= 0, number < 100,
            isPercent || number < 0.1 || number >= 1
        else { return nil }
        share = isPercent || number >= 1 ? number / 100 : number
    }

    var description: String {
        let hundredths = Int((share * 10_000).rounded())
        let rest = hundredths % 100
        return rest == 0 ? "\(hundredths / 100)" : "\(Double(hundredths) / 100)"
    }

    var defaultValueDescription: String { description }
}

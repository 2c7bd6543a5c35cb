import Quantities

/// Writes a sum the ways customers do, to be read back.
enum AmountWriter {
    static func styles(of fen: Int64) -> [String] {
        let money = Money(fen: fen)
        let plain = "\(fen / 100).\(twoDigits(fen % 100))"
        var styles = [
            "¥\(money)", "\(money)元", plain + "元", plain + "块钱", "RMB \(plain)", "CNY\(plain)",
            "\(money) yuan",
            fullWidth("¥\(money)"), fullWidth(plain) + "元", financialCapitals(money),
        ]
        if fen >= 100 { styles += [formal(fen), spoken(fen)] }
        if fen >= 100, fen % 100 == 0 {
            styles += ["\(english(fen / 100)) yuan", "\(inTenThousands(fen / 100))万元"]
            if fen % 100_000 == 0 { styles.append("\(fen / 100_000)k yuan") }
        }
        return styles
    }

    private static func twoDigits(_ number: Int64) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }

    private static func fullWidth(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    guard (0x21...0x7E).contains(scalar.value) else { return scalar }
                    return Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar
                }))
    }

    /// 三千五百元六角七分.
    private static func formal(_ fen: Int64) -> String {
        let (jiao, cents) = (fen / 10 % 10, fen % 10)
        var text = chinese(fen / 100) + "元"
        if jiao > 0 { text += chinese(jiao) + "角" }
        if jiao == 0, cents > 0 { text += "零" }
        if cents > 0 { text += chinese(cents) + "分" }
        return text
    }

    /// 三千五百块六, 十块零四, 一块二毛五.
    private static func spoken(_ fen: Int64) -> String {
        let (jiao, cents) = (fen / 10 % 10, fen % 10)
        let yuan = chinese(fen / 100) + "块"
        switch (jiao, cents) {
        case (0, 0): return yuan
        case (0, _): return yuan + "零" + chinese(cents)
        case (_, 0): return yuan + chinese(jiao)
        default: return yuan + chinese(jiao) + "毛" + chinese(cents)
        }
    }

    private static func inTenThousands(_ yuan: Int64) -> String {
        let fraction = String(yuan % 10_000 + 10_000).dropFirst()
        return "\(yuan / 10_000).\(fraction)"
    }

    static func grouped(_ number: Int64) -> String {
        String(Money(fen: number * 100).description.dropLast(3))
    }

    static func chinese(_ number: Int64) -> String {
        guard number >= 10_000 else { return section(number, isFirst: true) }
        let rest = number % 10_000
        let zero = rest > 0 && (rest < 1000 || number / 10_000 % 10 == 0) ? "零" : ""
        return section(number / 10_000, isFirst: true) + "万"
            + (rest > 0 ? zero + section(rest, isFirst: false) : "")
    }

    private static func section(_ number: Int64, isFirst: Bool) -> String {
        let digits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
        var text = ""
        var isAfterZero = false
        for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] as [(Int64, String)] {
            let digit = number / unit % 10
            guard digit > 0 else {
                isAfterZero = !text.isEmpty
                continue
            }
            if isAfterZero { text += digits[0] }
            isAfterZero = false
            let isBareTen = isFirst && unit == 10 && digit == 1 && number < 20
            text += (isBareTen ? "" : digits[Int(digit)]) + name
        }
        return text.isEmpty ? digits[0] : text
    }

    static func english(_ number: Int64) -> String {
        if number >= 1_000_000 { return scaled(number, 1_000_000, "million") }
        if number >= 1000 { return scaled(number, 1000, "thousand") }
        if number >= 100 {
            let rest = number % 100
            return english(number / 100) + " hundred" + (rest > 0 ? " and " + english(rest) : "")
        }
        if number < 20 { return small[Int(number)] }
        return tens[Int(number / 10)] + (number % 10 > 0 ? "-" + small[Int(number % 10)] : "")
    }

    private static func scaled(_ number: Int64, _ scale: Int64, _ name: String) -> String {
        let rest = number % scale
        return english(number / scale) + " " + name + (rest > 0 ? " " + english(rest) : "")
    }

    private static let small = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven",
        "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ]
    private static let tens = [
        "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ]
}

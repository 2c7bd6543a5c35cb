/// A sum in financial capitals, as it is written on a Chinese receipt so that no digit can be
/// changed: 人民币叁仟伍佰元整.
package func financialCapitals(_ money: Money) -> String {
    let magnitude = money.fen.magnitude
    let (yuan, jiao, fen) = (magnitude / 100, Int(magnitude / 10 % 10), Int(magnitude % 10))
    var text = "人民币" + (money.fen < 0 ? "负" : "")
    if yuan > 0 || magnitude == 0 { text += capitals(yuan) + "元" }
    // 零 stands for the jiao that are none, and between yuan that end in nought and the jiao.
    if yuan > 0, magnitude % 100 > 0, jiao == 0 || yuan.isMultiple(of: 10) { text += "零" }
    if jiao > 0 { text += digits[jiao] + "角" }
    if fen > 0 { text += digits[fen] + "分" }
    return fen > 0 ? text : text + "整"
}

private let digits = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"]

private func capitals(_ number: UInt64) -> String {
    guard number > 0 else { return digits[0] }
    var text = ""
    var needsZero = false
    for (scale, name) in scales {
        let section = number / scale % 10_000
        guard section > 0 else {
            needsZero = !text.isEmpty
            continue
        }
        if !text.isEmpty, needsZero || section < 1000 { text += digits[0] }
        text += capitals(ofSection: section) + name
        needsZero = section.isMultiple(of: 10)
    }
    return text
}

private let scales: [(UInt64, String)] = [
    (10_000_000_000_000_000, "万兆"), (1_000_000_000_000, "兆"), (100_000_000, "亿"), (10_000, "万"),
    (1, ""),
]

/// Four digits: 零 once for any number of noughts between two digits, none at the end.
private func capitals(ofSection section: UInt64) -> String {
    var text = ""
    var isAfterZero = false
    for (unit, name) in [(1000, "仟"), (100, "佰"), (10, "拾"), (1, "")] as [(UInt64, String)] {
        let digit = Int(section / unit % 10)
        guard digit > 0 else {
            isAfterZero = !text.isEmpty
            continue
        }
        if isAfterZero { text += digits[0] }
        isAfterZero = false
        text += digits[digit] + name
    }
    return text
}

import Entities
import Quantities
import TestSupport
import Testing

/// Sampled amounts from 0.01 to 99,999,999.99 in every way they are written, and lines nobody
/// would type. Each test prints its seed.
@Suite struct EntityPropertyTests {
    @Test func everyAmountReadsBackToItself() {
        var random = SeededGenerator(of: "amounts")
        for _ in 0..<150 {
            // As many small sums as large ones.
            let top = [100, 10_000, 1_000_000, 9_999_999_999].randomElement(using: &random) ?? 100
            let fen = Int64.random(in: 1...Int64(top), using: &random)
            for text in AmountWriter.styles(of: fen) {
                let found = EntityReader.entities(in: text, today: entityToday)
                let isRight =
                    found.count == 1 && !found[0].approximate && found[0].text == text
                    && found[0].value == .amount(Money(fen: fen), currency: "CNY")
                #expect(
                    isRight, "\(fen) fen as '\(text)' is \(notation(text)), seed \(random.seed)")
            }
        }
    }

    @Test func everyWholeNumberReadsBackToItself() {
        var random = SeededGenerator(of: "numbers")
        for _ in 0..<150 {
            let number = Int64.random(in: 2...99_999_999, using: &random)
            let styles = [
                AmountWriter.grouped(number), AmountWriter.chinese(number),
                AmountWriter.english(number),
            ]
            for text in styles {
                #expect(notation(text) == "number \(number)", "'\(text)', seed \(random.seed)")
            }
        }
    }

    /// Entities stand in order, do not overlap, and hold exactly the words they point at.
    @Test func noLineTrapsAndEveryPlaceIsRight() {
        var random = SeededGenerator(of: "lines")
        for _ in 0..<3_000 {
            let length = Int.random(in: 1...12, using: &random)
            let line = (0..<length).map { _ in Self.pieces.randomElement(using: &random) ?? "" }
                .joined()
            let today = Day(number: Int.random(in: 0...60_000, using: &random))
            let scalars = Array(line.unicodeScalars)
            var last = 0
            for entity in EntityReader.entities(in: line, today: today) {
                let isInPlace =
                    entity.start >= last && entity.end > entity.start
                    && entity.end <= scalars.count
                #expect(isInPlace, "'\(line)', seed \(random.seed)")
                guard isInPlace else { continue }
                var view = String.UnicodeScalarView()
                view.append(contentsOf: scalars[entity.start..<entity.end])
                #expect(String(view) == entity.text, "'\(line)', seed \(random.seed)")
                last = entity.end
            }
        }
    }

    private static let pieces = [
        "一", "三五", "0", "12", "999999999999999999", "99999999999999999999", "十", "百", "千", "万", "亿",
        "兆", "零", "点", "半", "几", "多", "元", "块", "毛", "分", "期", "个月", "年", "月", "日", "号", "周", "天",
        "前", "后", "底", "下个", "到", "从", "第", "笔", "尾号", "负", "百分之", "分之", "¥", "$", "%", ",", ".",
        "-", "/", ":", "~", " ", "，", "．", "５", "😀", "\u{301}", "\u{0}", "one ", "twenty ",
        "hundred ",
        "thousand ", "trillion ", "crore ", "and ", "a ", "half ", "third ", "quarters ", "of ",
        "the ",
        "next ", "last ", "in ", "from ", "to ", "between ", "may ", "feb ", "30 ", "monday ",
        "week ",
        "years ", "ago ", "later ", "15th ", "k", "w", "mm", "2026", "10000 years ", "99999个月后",
        "last 20000 ",
    ]
}

/// The same numbers for the same seed; a new seed for each run, printed so that it can be kept.
struct SeededGenerator: RandomNumberGenerator {
    let seed: UInt64
    private var numbers: SplitMix

    init(of name: String, seed: UInt64 = .random(in: .min ... .max)) {
        (self.seed, numbers) = (seed, SplitMix(state: seed))
        print("entity \(name): seed \(seed)")
    }

    mutating func next() -> UInt64 { numbers.next() }
}

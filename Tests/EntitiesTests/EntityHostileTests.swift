import Entities
import Glibc
import Quantities
import Testing

/// Lines that were mutated, and lines that were made to take long. The mutations print their seed.
@Suite struct EntityHostileTests {
    /// Real lines with code points struck out, doubled, swapped and put in from elsewhere: no trap,
    /// and every entity is in its place.
    @Test func mutatedLinesKeepTheirPlaces() {
        var random = SeededGenerator(of: "mutations")
        for _ in 0..<4_000 {
            var scalars = Array((Self.lines.randomElement(using: &random) ?? "").unicodeScalars)
            for _ in 0..<Int.random(in: 1...6, using: &random) { mutate(&scalars, &random) }
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars)
            check(
                String(view), today: Day(number: Int.random(in: 0...60_000, using: &random)),
                random.seed)
        }
    }

    private func mutate(
        _ scalars: inout [Unicode.Scalar], _ random: inout SeededGenerator
    ) {
        guard !scalars.isEmpty else { return scalars.append("1") }
        let place = Int.random(in: 0..<scalars.count, using: &random)
        let other = Self.lines.randomElement(using: &random)?.unicodeScalars.randomElement(
            using: &random)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: scalars.remove(at: place)
        case 1: scalars.insert(scalars[place], at: place)
        case 2: scalars.swapAt(place, Int.random(in: 0..<scalars.count, using: &random))
        case 3: scalars.insert(other ?? "9", at: place)
        case 4: scalars[place] = other ?? "零"
        default:
            let end = Int.random(in: place..<scalars.count, using: &random)
            scalars.insert(contentsOf: scalars[place...end], at: place)
        }
    }

    private func check(_ line: String, today: Day, _ seed: UInt64) {
        let scalars = Array(line.unicodeScalars)
        var last = 0
        for entity in EntityReader.entities(in: line, today: today) {
            let isInPlace =
                entity.start >= last && entity.end > entity.start && entity.end <= scalars.count
            #expect(isInPlace, "'\(line)', seed \(seed)")
            guard isInPlace else { return }
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars[entity.start..<entity.end])
            #expect(String(view) == entity.text, "'\(line)', seed \(seed)")
            last = entity.end
        }
    }

    /// Eight times the line takes about eight times the work: a reader that looked back or ahead
    /// without bound would take sixty-four. Measured in the processor time of this thread, so that
    /// neighbours do not count.
    @Test(
        .timeLimit(.minutes(5)),
        arguments: [
            "分12期", "一", "三五", "1", "1,", "1，", "十", "1,000,", "one hundred and ", "one in ", "1/",
            "1-",
            "138 ", "6222 ", "从1月到", "2 years and ", "订单号1-a", "the ", "5 $ ", "几百多", "1.", "每月1",
            "a couple of ", "new ", "hong ", "农历", "过两天", "between 1 and ", "last ",
            "first Monday of ", "day after ", "the week of ", "the a week of ",
            "week starting the ",
            "Monday 2 weeks from ", "2 days starting ", "within 2 days from ", "for 2 days from ",
            "1 and 2 ", "March 3rd and ", "a@b.", "a://", "2e3^", "下个工作日后",
        ])
    func workGrowsWithTheLine(_ piece: String) {
        let short = work(piece, bytes: 16_000)
        let long = work(piece, bytes: 128_000)
        #expect(long < 30 * max(short, 200_000), "\(piece): \(short) ns, then \(long) ns")
    }

    /// Nanoseconds of this thread.
    private func work(_ piece: String, bytes: Int) -> Int {
        let line = String(repeating: piece, count: bytes / piece.utf8.count)
        let start = threadTime()
        let found = EntityReader.entities(in: line, today: entityToday)
        let end = threadTime()
        #expect(found.count <= line.unicodeScalars.count)
        return end - start
    }

    private func threadTime() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }

    @Test(.timeLimit(.minutes(5))) func aMegabyteEnds() {
        let line = String(repeating: "分12期", count: 1_000_000 / 8)
        #expect(EntityReader.entities(in: line, today: entityToday).count == 125_000)
    }

    private static let lines = [
        "我想把那个三千五的手机分12期", "借10000分10期", "不是三千是五千", "人民币叁仟伍佰元整", "尾号6789那笔下个月15号还三千五",
        "农历腊月三十", "两年零三个月", "从一月十日到20日", "2026年2月30日", "一千万分之六", "￥3，999.50", "三五百块到四五千块钱",
        "五块六毛三分", "每月15号扣款", "6222 0212 3456 7890", "订单编号HT-2025-0099", "壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分",
        "three and a half thousand yuan", "split 3,500.00 into 12 monthly payments",
        "between $5 and HK$10",
        "the third Tuesday of September 2027", "the 15th of next month", "a million and a half",
        "Q3 2027",
        "from 13th to the 15th of July", "twenty-three fifths of it",
        "500 hong kong dollars and 43 cents",
        "two weeks before Christmas 2026", "1 234 567.89", "13/13/2026 12-2015 26/3/15",
        "192.168.0.1 v2.3.1",
        "2 years 1 month 21 days later", "week 27 of last year", "⅔ of it, half of it, 1/3",
        "10:30, 3pm",
    ]
}

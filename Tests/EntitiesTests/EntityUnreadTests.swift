import Entities
import Testing

/// What looks like a number and is in no value is told, so that nobody acts on half of a line.
@Suite struct EntityUnreadTests {
    @Test(arguments: [
        ("还个万八千", "万八千"), ("三千分六七", "六七"), ("五十千", "千"), ("改成九七", "九七"),
        ("3000 and 4xx", "4xx"), ("bill 3x", "3x"), ("还①②", "①②"), ("the 12 grand one", "one"),
        ("١٢٣", "١٢٣"), ("上万", "万"), ("15th pls, 400", "15th"),
    ])
    func unread(_ line: String, _ expected: String) { #expect(unread(in: line) == expected) }

    /// Values, and words that are known to be none: hours, addresses, articles, cards, rates.
    @Test(arguments: [
        "还3000到卡6001", "三点半", "10:30", "一下", "the other one", "俩一起", "iphone15", "日息万四",
        "一两个钟头", "192.168.0.1", "6222021234567890123", "第3期", "每月25号", "还这一万二", "百分比",
        "pay3000 in6", "十五六万", "两个半月", "hello there", "",
    ])
    func nothingIsLeftOf(_ line: String) { #expect(unread(in: line).isEmpty) }

    @Test func aPlaceIsInCodePointsOfTheLine() throws {
        let words = try #require(EntityReader.read("é 还个万八千的", today: entityToday).unread.first)
        #expect((words.start, words.end) == (4, 7))
    }

    private func unread(in line: String) -> String {
        EntityReader.read(line, today: entityToday).unread.map(\.text).joined(separator: "; ")
    }

    /// A line that is passed over at a glance has nothing in it.
    @Test(arguments: [
        "我想提前还款", "can I pay off my loan early please", "账单怎么分期？", "谢谢！", "what's the fee",
        "how do I change my due date", "为什么不行", "",
    ])
    func plain(_ line: String) {
        #expect(notation(line).isEmpty)
        #expect(unread(in: line).isEmpty)
    }
}

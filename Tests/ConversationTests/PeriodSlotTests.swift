import Conversation
import Ledger
import Lending
import NLU
import Quantities
import TestSupport
import Testing

/// What a line, whole or elliptical, gives the slots of the read-only services: days, sets of
/// contracts, and the contract that is first in some order.
@Suite struct PeriodSlotTests {
    /// The service, the slot, what it held before, the line, and what it holds then.
    private typealias Row = (
        service: String, slot: String, was: SlotValue?, line: String, is: String
    )

    private static func days(_ from: String, _ to: String) -> SlotValue? {
        guard let from = Day(from), let to = Day(to) else { return nil }
        return .days(from: from, to: to)
    }
    private static let april = days("2026-04-01", "2026-04-30")
    private static let midMarch = days("2026-03-15", "2026-03-15")

    private static let rows: [Row] = [
        ("amount_due", "period", nil, "四月份呢", "2026-04-01..2026-04-30"),
        ("amount_due", "period", nil, "and in may", "2026-05-01..2026-05-31"),
        ("amount_due", "period", april, "n the month after", "2026-05-01..2026-05-31"),
        ("amount_due", "period", april, "那再下个月呢", "2026-05-01..2026-05-31"),
        ("amount_due", "period", nil, "and the month after that?", "2026-04-01..2026-04-30"),
        ("amount_due", "period", nil, "下一回呢", "2026-03-15"),
        ("amount_due", "period", midMarch, "下一回呢", "2026-04-15"),
        ("amount_due", "period", nil, "下次还多少", "2026-03-15"),
        ("amount_due", "period", april, "what about the one coming", "2026-03-15"),
        ("amount_due", "period", midMarch, "and the one after", "2026-04-15"),
        ("amount_due", "period", midMarch, "那今天呢", "2026-03-02"),
        ("amount_due", "period", nil, "到六月底一共要还多少", "2026-03-02..2026-06-30"),
        ("amount_due", "period", nil, "what do I pay by the end of May", "2026-03-02..2026-05-31"),
        ("amount_due", "period", nil, "5月1号之前要还多少", "2026-03-02..2026-04-30"),
        ("amount_due", "period", nil, "接下来三期一共多少", "2026-03-02..2026-05-15"),
        ("amount_due", "period", nil, "每个月16号要还多少", "-"),
        ("amount_due", "period", nil, "April and May", "2026-04-01..2026-05-31"),
        ("history", "period", nil, "二月呢", "2026-02-01..2026-02-28"),
        ("history", "period", nil, "and January?", "2026-01-01..2026-01-31"),
        ("history", "period", nil, "去年呢", "2025-01-01..2025-12-31"),
        ("history", "period", nil, "since January", "2026-01-01..2026-03-02"),
        ("history", "period", nil, "上一回还了多少", "2026-02-15"),
        (
            "history", "period", days("2026-02-15", "2026-02-15"), "the one before that",
            "2026-01-15"
        ),
        ("history", "period", nil, "the very first payment", "2026-01-15"),
        ("history", "period", days("2026-02-15", "2026-02-15"), "下一回嘞", "2026-03-15"),
        (
            "history", "period", days("2026-02-15", "2026-02-15"), "what about the one coming",
            "2026-03-15"
        ),
        ("history", "about", nil, "how much interest have I paid so far", "interest"),
        ("settlement_quote", "day", nil, "20号呢", "2026-03-20"),
        ("settlement_quote", "day", days("2026-03-20", "2026-03-20"), "and today?", "2026-03-02"),
        ("settlement_quote", "day", nil, "下个还款日呢", "-"),
        ("settlement_quote", "day", nil, "on my next due date", "2026-03-15"),
        ("settlement_quote", "day", nil, "in April", "2026-04-15"),
        ("overdue_status", "day", nil, "下周一呢", "2026-03-09"),
    ]

    private static let sets: [Row] = [
        ("settlement_quote", "loan", nil, "all three", "4731+2264+5908"),
        ("settlement_quote", "loan", nil, "both", "-"),
        ("settlement_quote", "loan", .reference("LN2264"), "另外俩", "4731+5908"),
        ("settlement_quote", "loan", .references(["LN4731", "LN2264"]), "the other two", "-"),
        ("settlement_quote", "loan", .reference("LN2264"), "另一个大的呢", "5908"),
        ("early_settlement", "loan", nil, "除了教育贷，别的都还清", "4731+2264"),
        ("settlement_quote", "loan", nil, "除了教育贷其他的", "4731+2264"),
        ("settlement_quote", "loan", nil, "all but the phone loan", "4731+5908"),
        ("settlement_quote", "loan", nil, "the two smallest", "2264+4731"),
        ("settlement_quote", "loan", nil, "手机和教育", "2264+5908"),
        ("settlement_quote", "loan", nil, "the dearest", "2264"),
        ("settlement_quote", "loan", nil, "利率最低的那笔", "5908"),
        ("settlement_quote", "loan", nil, "欠得最少的", "2264"),
        ("settlement_quote", "loan", nil, "the big one", "5908"),
        ("early_settlement", "loan", nil, "最先到期的", "2264"),
        ("early_settlement", "loan", nil, "all three", "4731+2264+5908"),
        ("partial_repayment", "loan", nil, "除了教育贷，别的都还清", "-"),
    ]

    @Test(arguments: rows.indices) func periods(_ row: Int) throws {
        try expect(Self.rows[row], of: "zhang-wei")
    }

    @Test(arguments: sets.indices) func contracts(_ row: Int) throws {
        var row = Self.sets[row]
        let ids = try Self.account("wang-fang").loans.map(\.id)
        let whole = { (part: String) in ids.first { $0.hasSuffix(part.suffix(4)) } ?? part }
        switch row.was {
        case .reference(let part): row.was = .reference(whole(part))
        case .references(let parts): row.was = .references(parts.map(whole))
        default: break
        }
        try expect(row, of: "wang-fang")
    }

    private func expect(_ row: Row, of customer: String) throws {
        let service = try #require(Service.all.first { $0.name == row.service })
        let slot = try #require(service.slots.first { $0.name == row.slot })
        var form = Form(service: row.service, intent: "")
        form.slots[row.slot] = row.was
        let facts = Facts(
            now: Walk.now, account: try Self.account(customer), words: Project.assistant.words)
        let heard = Project.model.interpret(row.line, today: Walk.now.day)
        guard case .value(let value) = slot.read(heard, form, facts) else {
            #expect(row.is == "-", "\(row.line)")
            return
        }
        #expect(value.description == row.is, "\(row.line)")
    }

    private static func account(_ customer: String) throws -> Account {
        let ledger = try Ledger(
            at: .memory, now: Moment(Day("2026-03-01") ?? Day(number: 0), hour: 0))
        return try #require(try ledger.account(of: customer, at: Walk.now))
    }
}

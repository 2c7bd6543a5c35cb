import Foundation
import TestSupport
import Testing

/// What anybody may have said, on a book that many have used: its record replays the same, and
/// holds nothing of other customers.
@Suite struct RecordPropertyTests {
    private static let customers = [
        "zhang-wei", "li-na", "wang-fang", "chen-jie", "liu-yang", "sun-mei", "wu-min",
    ]
    private static let orders = [
        "提前结清", "settle my loan", "账单分12期", "split my bill into 6", "还账单", "账单先还1000",
        "pay 500 of my bill", "提前还3000，缩短期数", "把家电商城那笔分6期", "撤销分期", "改成6期",
        "pay my bill on Friday", "取消预约的还款", "明天还账单1000", "I need a certificate",
    ]
    private static let reports = ["human", "转人工", "我要投诉", "I've been defrauded", "我还不上了"]
    /// Every line of every transcript, but the marks of what is none.
    private static let said: [String] = Set(
        Project.transcripts.flatMap { ((try? Project.text($0)) ?? "").split(separator: "\n") }
            .filter { $0.hasPrefix("> ") && !$0.hasPrefix("> <") }.map { String($0.dropFirst(2)) }
    ).sorted()

    @Test func everyRecordReplaysTheSame() throws {
        var random = Gate.random("everyRecordReplaysTheSame")
        let book = try LivedBook(inMemory: true)
        let count = Gate.count(40, full: 1_000)
        var minute = 0
        var said = 0
        for _ in 0..<count {
            let (command, lines) = conversation(at: minute, &random)
            let run = try Program.run(
                command + ["--store", book.path], stdin: Array(lines.utf8),
                environment: book.environment.merging(["PAYDESK_RECORDS": "1000"]) { $1 })
            #expect(run.status == 0, "\(lines)\n\(run.stderr)")
            minute += Int.random(in: 0...30, using: &random)
            said += lines.split(separator: "\n").count
        }
        let replay = try Paydesk.run(["replay", "--quiet", book.records])
        #expect(replay.status == 0, "\(replay.stdout.prefix(4_000))\(replay.stderr)")
        let operations = try ownOperations(book.records)
        #expect(operations > count / 40)
        Gate.tell(
            "A conversation is recorded on a used book", "RecordPropertyTests",
            "\(count) conversations, \(said) lines",
            "every record replays the same, and tells \(operations) earlier operations of its "
                + "customer and none of others'")
    }

    /// A line or some, as a customer with a purpose or without one types them.
    private func conversation(
        at minute: Int, _ random: inout SplitMix
    ) -> (command: [String], lines: String) {
        let customer = Self.customers.randomElement(using: &random) ?? ""
        let isSignedIn = Int.random(in: 0..<3, using: &random) > 0
        var lines = isSignedIn ? [] : ["how much do I owe", Self.phone(of: customer), "<secret>"]
        for _ in 0...Int.random(in: 0..<6, using: &random) {
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<4:
                let order = Self.orders.randomElement(using: &random) ?? ""
                let code = Int.random(in: 0..<5, using: &random) == 0 ? "<wrong>" : "<secret>"
                lines += [order, "确认", code].prefix(Int.random(in: 1...3, using: &random))
            case 4: lines.append(Self.reports.randomElement(using: &random) ?? "")
            case 5: lines.append(":undo")
            case 6: lines.append("1")
            default: lines.append(Self.said.randomElement(using: &random) ?? "")
            }
        }
        let (hour, rest) = (10 + minute / 60 % 9, minute % 60)
        let now =
            "2026-03-\(String(102 + minute / 540).dropFirst())T\(hour):\(rest < 10 ? "0" : "")\(rest)"
        let who = isSignedIn ? ["--customer", customer] : []
        return (["chat", "--now", now] + who, lines.map { $0 + "\n" }.joined())
    }

    private static func phone(of customer: String) -> String {
        customers.prefix(5).firstIndex(of: customer)
            .map { "1380000000\($0 + 1)" } ?? "13899999999"
    }

    /// How many are told of, after it was made sure that they are of whoever was at the desk.
    private func ownOperations(_ records: String) throws -> Int {
        let files = FileManager.default.enumerator(atPath: records)?.compactMap { $0 as? String }
        var operations = 0
        for file in files ?? [] where file.hasSuffix(".transcript") {
            let text = try String(contentsOfFile: records + "/" + file, encoding: .utf8)
            let settings = text.split(separator: "\n").filter { $0.hasPrefix("@ ") }
                .map { $0.split(separator: " ").map(String.init) }
            let own = Set(settings.filter { ["customer", "phone"].contains($0[1]) }.map { $0[2] })
            let told = settings.filter { ["before", "meanwhile"].contains($0[1]) }
            #expect(told.allSatisfy { own.union(["nobody"]).contains($0[3]) }, "\(file)")
            operations += told.count
        }
        return operations
    }
}

import Foundation
import Lending
import Quantities
import Testing

@testable import Ledger

/// `make bench-ledger`: orders a second with full durability, on this machine's disk. A figure to
/// read, never one to pass or fail by.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["PAYDESK_BENCH"] != nil))
struct LedgerBenchmark {
    @Test(arguments: ["file", "memory"])
    func ordersASecond(place: String) throws {
        let folder = try Folder()
        let ledger = try Ledger(
            at: place == "file" ? .file(folder.file()) : .memory, now: morning)
        let statement = try #require(try ledger.known("zhang-wei").statement)
        let orders = 500
        var times: [Double] = []
        for number in 0..<orders {
            let account = try ledger.known("zhang-wei")
            let start = ContinuousClock.now
            let execution = try ledger.execute(
                .payStatement(id: statement.id, amount: Money(fen: 1)), customer: "zhang-wei",
                key: "bench-\(number)", evidence: .of(account, at: morning), at: morning)
            let taken = (.now - start).components
            times.append(Double(taken.seconds) + Double(taken.attoseconds) / 1e18)
            guard case .posted = execution else {
                Issue.record("order \(number): \(execution)")
                return
            }
        }
        times.sort()
        let rate = Double(orders) / times.reduce(0, +)
        print(
            "\(place): \(Int(rate)) orders a second; median \(Int(times[orders / 2] * 1e6)) µs, "
                + "99th of a hundred \(Int(times[orders * 99 / 100] * 1e6)) µs")
        #expect(try ledger.verify() == [])
    }
}

import Foundation
import Testing

/// Several programs on one book at the same moment: every order is carried out once.
@Suite struct TwoTerminalTests {
    private static let errands: [(customer: String, lines: String)] = [
        ("zhang-wei", "提前结清\n确认\n<secret>\n"), ("zhang-wei", "账单分12期\n确认\n<secret>\n"),
        ("li-na", "split this bill into 12\nconfirm\n<secret>\n"),
        ("zheng-hao", "提前结清\n确认\n<secret>\n"), ("feng-lan", "提前结清\n确认\n<secret>\n"),
        ("chen-jie", "提前结清\n确认\n<secret>\n"),
    ]

    @Test func everyOrderIsDoneOnce() async throws {
        let book = try LivedBook()
        for errand in Self.errands {
            let command = book.command(errand.customer)
            let environment = book.environment
            let outputs = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<3 {
                    group.addTask {
                        try Program.run(
                            command, stdin: Array(errand.lines.utf8), environment: environment
                        ).stdout
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let numbers = outputs.flatMap { $0.matches(of: /R\d{6}/).map { String($0.output) } }
            #expect(Set(numbers).count == 1, "\(errand): \(outputs)")
        }
        #expect(try book.storedReceipts().count == Self.errands.count)
        try book.expectRight()
    }
}

import Foundation
import TestSupport
import Testing

/// Every call of the program that writes to a file, or opens or reads one, made to fail or to be
/// its last: a receipt that was printed is stored, one that was not is told at the next sign-in,
/// the books are right, and the order can be carried out afterwards, once.
///
/// `PAYDESK_GATE=1` tries all calls, the kill with every kind of order; otherwise a few, drawn from
/// `PAYDESK_SEED`.
@Suite(.enabled(if: Shim.library != nil, "no C compiler to make the failing calls with"))
struct SystemCallTests {
    private static let tried = 4

    private static let templates = Errand.all.map { errand in
        Result { try errand.book() }
    }

    struct Case: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var fault: String
        var isSticky = false
        /// A call that opens or reads, and none that writes.
        var reads = false
        /// A number of `Errand.all`.
        var errand = 0
    }

    private static let cases =
        [
            Case(testDescription: "killed after it", fault: "killed"),
            Case(testDescription: "ENOSPC", fault: "\(ENOSPC)"),
            Case(testDescription: "ENOSPC from then on", fault: "\(ENOSPC)", isSticky: true),
            Case(testDescription: "EIO", fault: "\(EIO)"),
            Case(testDescription: "EIO from then on", fault: "\(EIO)", isSticky: true),
            Case(testDescription: "EINTR", fault: "\(EINTR)"),
            Case(testDescription: "half of it", fault: "short"),
            Case(testDescription: "EIO", fault: "\(EIO)", reads: true),
            Case(testDescription: "half of it", fault: "short", reads: true),
        ]
        + Errand.all.indices.map { number in
            Case(
                testDescription: "killed before it, \(Errand.all[number].name)", fault: "kill",
                errand: number)
        }

    /// The program with the shim loaded; a record is kept too.
    private func run(
        _ errand: Errand, _ book: LivedBook, reads: Bool, _ fault: [String: String]
    ) throws -> Program.Outcome {
        var shim = ["LD_PRELOAD": Shim.library ?? "", "PAYDESK_RECORDS": "8"]
        if reads { shim["FAULT_READS"] = "1" }
        return try Program.run(
            book.command(errand.customer), stdin: Array(errand.lines.utf8),
            environment: book.environment.merging(shim) { $1 }.merging(fault) { $1 })
    }

    private func countOfCalls(_ row: Case, _ template: LivedBook) throws -> Int {
        let errand = Errand.all[row.errand]
        let folder = try Folder()
        let outcome = try run(
            errand, LivedBook(copying: template), reads: row.reads,
            ["FAULT_COUNT": folder.path("count")])
        #expect(
            outcome.status == 0 && outcome.stdout.contains(errand.receipt),
            "\(errand.name): \(outcome.stdout)\(outcome.stderr)")
        return try Data(contentsOf: URL(fileURLWithPath: folder.path("count"))).count
    }

    @Test(arguments: cases)
    func everyCall(_ row: Case) throws {
        let template = try Self.templates[row.errand].get()
        let count = try countOfCalls(row, template)
        var random = Gate.random("everyCall")
        let places =
            Gate.isFull
            ? Array(1...count)
            : (0..<Self.tried).map { _ in Int.random(in: 1...count, using: &random) }
        var (stored, told) = (0, 0)
        for place in places {
            let (isStored, isTold) = try strike(row, at: place, template)
            stored += isStored ? 1 : 0
            told += isTold ? 1 : 0
        }
        Gate.tell(
            "A call that \(row.reads ? "reads" : "writes"): \(row.testDescription)",
            "SystemCallTests",
            "\(places.count) of \(count) calls of a conversation with an order",
            "\(stored) stored at once, \(told) of them told at the next sign-in, none lost or doubled"
        )
    }

    private func strike(
        _ row: Case, at place: Int, _ template: LivedBook
    ) throws -> (isStored: Bool, isTold: Bool) {
        let errand = Errand.all[row.errand]
        let book = try LivedBook(copying: template)
        var settings = ["FAULT_AT": "\(place)", "FAULT_KIND": row.fault]
        if row.isSticky { settings["FAULT_STICKY"] = "1" }
        let outcome = try run(errand, book, reads: row.reads, settings)
        let what: Comment = """
            \(row.testDescription), call \(place), PAYDESK_SEED=\(Gate.seed): \(outcome.status)
            \(outcome.stdout)\(outcome.stderr)
            """
        // Its own end or that of the kill; nothing it does not know. What cannot be read is damaged
        // to SQLite, and no input to a corpus.
        let ends = [0, 73, 74, 75, 77, 128 + SIGKILL] + (row.reads ? [65, 66] : [])
        #expect(ends.contains(outcome.status), what)
        let printed = outcome.stdout.contains(errand.receipt)
        let stored = try book.storedReceipts().contains(errand.receipt)
        #expect(stored || !printed, what)
        // Where nothing failed to be written and all was told, nothing is left to be said.
        guard !(row.reads && printed) else {
            try book.expectRight(holding: errand.receipts, what)
            return (stored, false)
        }
        // What can be wanted once only is asked for once more; or there was no need to.
        let asksAgain = errand.isOnce || !stored
        let next = try book.talk(errand.customer, asksAgain ? errand.lines : "再见\n")
        #expect(printed || !stored || next.contains(errand.receipt), what)
        // Done by now, once, whatever happened before; and a book that had been left wrong would be
        // wrong still.
        try book.expectRight(holding: errand.receipts, "\(what)\n\(next)")
        return (stored, stored && !printed)
    }
}

/// An order of each kind, by a customer of the demo book who can have it.
private struct Errand: Sendable {
    var name: String
    var customer: String
    /// Carried out before.
    var before: String?
    var order: String
    /// It cannot be carried out twice, in whatever words.
    var isOnce = false

    static let all = [
        Errand(name: "a statement", customer: "zhang-wei", order: "账单分12期", isOnce: true),
        Errand(name: "a settlement", customer: "zheng-hao", order: "提前结清", isOnce: true),
        Errand(name: "a part", customer: "zhang-wei", order: "提前还3000，缩短期数"),
        Errand(name: "a bill", customer: "li-na", order: "还账单"),
        Errand(name: "arrears", customer: "liu-yang", order: "还逾期"),
        Errand(name: "a purchase", customer: "zhang-wei", order: "把家电商城那笔分6期"),
        Errand(name: "a drawn loan", customer: "chen-jie", order: "随借随还先还1500元"),
        Errand(name: "a certificate", customer: "lin-xue", order: "开结清证明"),
        Errand(name: "a booking", customer: "zhang-wei", order: "星期五再结清"),
        Errand(
            name: "a booking undone", customer: "zhang-wei", before: "星期五再结清",
            order: "取消预约的还款"),
        Errand(name: "a plan undone", customer: "zhang-wei", before: "账单分12期", order: "撤销分期"),
        Errand(name: "a plan changed", customer: "zhang-wei", before: "账单分12期", order: "改成6期"),
    ]

    private static func agreed(_ order: String) -> String { order + "\n确认\n<secret>\n" }

    /// With a ticket behind it, which is written too.
    var lines: String { Self.agreed(order) + "人工\n" }
    var receipt: String { before == nil ? "R000001" : "R000002" }
    var receipts: Set<String> { ["R000001", receipt] }

    func book() throws -> LivedBook {
        let book = try LivedBook(inMemory: true)
        if let before { _ = try book.chat(customer, Self.agreed(before)) }
        return book
    }
}

/// The library that makes calls fail, compiled once.
private enum Shim {
    static let library: String? = {
        let source = Paydesk.root.appendingPathComponent("Tests/Faults/faults.c").path
        let library = NSTemporaryDirectory() + "paydesk-faults-\(getpid()).so"
        for compiler in ["/usr/bin/cc", "/usr/bin/clang", "/usr/bin/gcc"]
        where access(compiler, X_OK) == 0 {
            let made = try? Program.run(
                ["-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"], program: compiler)
            if made?.status == 0 { return library }
        }
        return nil
    }()
}

import Foundation
import TestSupport
import Testing

/// Every call of the program that writes to a file, made to fail or to be its last: a receipt that
/// was printed is stored, one that was not is told at the next sign-in, the books are right, and
/// the order can be carried out afterwards, once.
///
/// `PAYDESK_GATE=1` tries all calls; otherwise a few, drawn from `PAYDESK_SEED`.
@Suite(.enabled(if: Shim.library != nil, "no C compiler to make the failing calls with"))
struct SystemCallTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let isGate = environment["PAYDESK_GATE"] != nil
    private static let seed =
        environment["PAYDESK_SEED"].flatMap { UInt64($0) } ?? .random(in: 1...999_999_999)
    private static let tried = 4

    private static let template = Result { try LivedBook() }
    private static let errand = "账单分12期\n确认\n<secret>\n人工\n"

    struct Fault: CustomTestStringConvertible {
        var testDescription: String
        var kind: String
        var isSticky = false
    }

    private static let faults = [
        Fault(testDescription: "killed before it", kind: "kill"),
        Fault(testDescription: "killed after it", kind: "killed"),
        Fault(testDescription: "ENOSPC", kind: "\(ENOSPC)"),
        Fault(testDescription: "ENOSPC from then on", kind: "\(ENOSPC)", isSticky: true),
        Fault(testDescription: "EIO", kind: "\(EIO)"),
        Fault(testDescription: "EIO from then on", kind: "\(EIO)", isSticky: true),
        Fault(testDescription: "EINTR", kind: "\(EINTR)"),
        Fault(testDescription: "half of it", kind: "short"),
    ]

    /// The program with the shim loaded; a record is kept too.
    private func run(_ book: LivedBook, _ fault: [String: String]) throws -> Program.Outcome {
        let shim = ["LD_PRELOAD": Shim.library ?? "", "PAYDESK_RECORDS": "8"]
        return try Program.run(
            book.command("zhang-wei"), stdin: Array(Self.errand.utf8),
            environment: book.environment.merging(shim) { $1 }.merging(fault) { $1 })
    }

    private func countOfCalls() throws -> Int {
        let folder = try Folder()
        let outcome = try run(
            LivedBook(copying: Self.template.get()), ["FAULT_COUNT": folder.path("count")])
        #expect(outcome.status == 0 && outcome.stdout.contains("R000001"), "\(outcome.stderr)")
        return try Data(contentsOf: URL(fileURLWithPath: folder.path("count"))).count
    }

    @Test(arguments: faults.indices)
    func everyCallThatWrites(_ row: Int) throws {
        let fault = Self.faults[row]
        let count = try countOfCalls()
        var random = SplitMix(state: Self.seed &+ UInt64(row))
        let places =
            Self.isGate
            ? Array(1...count)
            : (0..<Self.tried).map { _ in Int.random(in: 1...count, using: &random) }
        var (stored, told) = (0, 0)
        for place in places {
            let (isStored, isTold) = try strike(fault, at: place)
            stored += isStored ? 1 : 0
            told += isTold ? 1 : 0
        }
        print(
            "gate| A call that writes: \(fault.testDescription) | `SystemCallTests` | "
                + "\(places.count) of \(count) calls of a conversation with an order | "
                + "\(stored) stored at once, \(told) of them told at the next sign-in, none lost or "
                + "doubled")
    }

    private func strike(
        _ fault: Fault, at place: Int
    ) throws -> (isStored: Bool, isTold: Bool) {
        let book = try LivedBook(copying: Self.template.get())
        var settings = ["FAULT_AT": "\(place)", "FAULT_KIND": fault.kind]
        if fault.isSticky { settings["FAULT_STICKY"] = "1" }
        let outcome = try run(book, settings)
        let what: Comment = """
            \(fault.testDescription), call \(place), PAYDESK_SEED=\(Self.seed): \(outcome.status)
            \(outcome.stdout)\(outcome.stderr)
            """
        // Its own end or that of the kill; nothing it does not know.
        #expect([0, 73, 74, 75, 77, 128 + SIGKILL].contains(outcome.status), what)
        let printed = outcome.stdout.contains("R000001")
        let stored = try !book.storedReceipts().isEmpty
        #expect(stored || !printed, what)
        try book.expectRight()
        let next = try book.chat("zhang-wei", Self.errand).stdout
        let isTold = next.contains("R000001")
        #expect(printed || !stored || isTold, what)
        // Done by now, once, whatever happened before; or there was no need to.
        #expect(try book.storedReceipts() == ["R000001"], "\(what)\n\(next)")
        try book.expectRight()
        return (stored, stored && !printed)
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

import Foundation
import Lending
import Quantities
import Testing

@testable import Ledger

/// A book on the disk that is damaged in every way a disk, a copy or a hand can: it is refused, or
/// `verify` finds it, or nothing that counts has changed. Nothing is silent.
///
/// `PAYDESK_GATE=1` looks closer; `PAYDESK_STRIDE` and `PAYDESK_SEED` say which bytes, and repeat a
/// run. Not covered are dialogues, open orders, attempts, what has been shown, which checkpoint was
/// relied on, and whether it is a demo book: they are no part of the accounts.
@Suite(.serialized) struct DamageTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let isGate = environment["PAYDESK_GATE"] != nil
    private static let stride =
        environment["PAYDESK_STRIDE"].flatMap { Int($0) } ?? (isGate ? 31 : 1511)
    private static let seed =
        environment["PAYDESK_SEED"].flatMap { Int($0) } ?? .random(in: 1...999_999_999)

    /// What became of one damage.
    private enum Verdict: String, CaseIterable {
        case refused, found, harmless, silent
    }

    /// What became of all of them.
    private struct Count {
        private var counts: [Verdict: Int] = [:]
        private(set) var silent: [String] = []

        mutating func add(_ verdict: Verdict, _ place: @autoclosure () -> String) {
            counts[verdict, default: 0] += 1
            if verdict == .silent { silent.append(place()) }
        }

        func tell(_ what: String, _ how: String) {
            let words = Verdict.allCases.map { "\(counts[$0] ?? 0) \($0)" }.joined(separator: ", ")
            print("gate| \(what) | `DamageTests` | \(how) | \(words)")
            #expect(silent.isEmpty, "PAYDESK_SEED=\(seed) PAYDESK_STRIDE=\(stride): \(silent)")
            #expect((counts[.refused] ?? 0) + (counts[.found] ?? 0) > 0)
        }
    }

    /// A book with two orders, two tickets and a month behind it, closed; and what is in it.
    private struct Site: ~Copyable {
        let folder: Folder
        let older: Data
        let book: Data
        let checkpoints: String
        let heads: [Checkpoints.Head]
        let content: [[UInt8]]

        var path: String { folder.file() }

        init() throws {
            let folder = try Folder()
            let path = folder.file()
            func ledger() throws -> Ledger { try Ledger(at: .file(path), now: morning) }
            func order(_ customer: String, _ key: String) throws {
                let ledger = try ledger()
                let (order, evidence) = try ledger.settlement(by: customer)
                let execution = try ledger.execute(
                    order, customer: customer, key: key, evidence: evidence, at: morning)
                #expect(execution.receipt != nil)
                _ = try ledger.queueHandOff(
                    HandOffPacket(
                        conversation: "c1", customer: customer, level: 1, reason: "human",
                        summary: "…", priority: 2, at: morning))
            }
            try order("zhang-wei", "k1")
            let older = try Data(contentsOf: URL(fileURLWithPath: path))
            try order("chen-jie", "k2")
            let now = morning + 30 * 86_400
            try ledger().advance(to: now)
            let whole = try Ledger(lookingAt: path)
            #expect(try whole.verify() == [])
            let checkpoints = try #require(whole.checkpoints)
            let (heads, content) = (try checkpoints.heads(), try whole.everything())
            book = try Data(contentsOf: URL(fileURLWithPath: path))
            (self.older, self.heads, self.content) = (older, heads, content)
            self.checkpoints = checkpoints.path
            self.folder = folder
        }

        func verdict() throws -> Verdict {
            do {
                let ledger = try Ledger(lookingAt: path)
                guard try ledger.verify().isEmpty else { return .found }
                let now = try #require(ledger.checkpoints).heads()
                // A last line without its end was being written when the power went.
                try ledger.run("UPDATE meta SET demo = 1")
                let isSame = now == heads || now == heads.dropLast()
                return try isSame && ledger.everything() == content ? .harmless : .silent
            } catch is LedgerError {
                return .refused
            }
        }

        /// Looks at the file as it is with these bytes in place of its own, and puts it back.
        func verdict(_ file: String, at offset: Int, _ bytes: [UInt8]) throws -> Verdict {
            let descriptor = open(file, O_RDWR)
            defer { close(descriptor) }
            var former = bytes
            pread(descriptor, &former, former.count, off_t(offset))
            pwrite(descriptor, bytes, bytes.count, off_t(offset))
            defer { pwrite(descriptor, former, former.count, off_t(offset)) }
            return try verdict()
        }

        func turnedOver(
            _ file: String, every stride: Int, bits: [UInt8], from first: Int = 0
        ) throws -> Count {
            let content = try Data(contentsOf: URL(fileURLWithPath: file))
            var count = Count()
            for offset in Swift.stride(from: first, to: content.count, by: stride) {
                for bit in bits {
                    count.add(
                        try verdict(file, at: offset, [content[offset] ^ bit]), "\(offset)^\(bit)")
                }
            }
            return count
        }
    }

    private static let bits: [UInt8] = (0..<8).map { 1 << $0 }

    @Test func bytesOfTheBookTurnedOver() throws {
        let site = try Site()
        let bit = Self.bits[Self.seed % 8]
        let count = try site.turnedOver(
            site.path, every: Self.stride, bits: [bit, 0xFF], from: Self.seed % Self.stride)
        count.tell(
            "A byte of the book is changed", "one byte in \(Self.stride), a bit and all of it")
    }

    @Test func bitsOfTheKeyTurnedOver() throws {
        let site = try Site()
        let count = try site.turnedOver(site.path + ".key", every: 1, bits: Self.bits)
        count.tell("A bit of the key is changed", "every bit")
    }

    @Test func bitsOfTheCheckpointsTurnedOver() throws {
        let site = try Site()
        let count = try site.turnedOver(
            site.checkpoints, every: Self.isGate ? 1 : 7, bits: Self.bits)
        count.tell(
            "A bit of the checkpoints is changed",
            Self.isGate ? "every bit" : "every bit of one byte in 7")
    }

    @Test func cutOffAtEveryPage() throws {
        let site = try Site()
        var count = Count()
        for page in 0..<site.book.count / 4096 {
            #expect(truncate(site.path, page * 4096) == 0)
            count.add(try site.verdict(), "page \(page)")
            try site.book.write(to: URL(fileURLWithPath: site.path))
            chmod(site.path, 0o600)
        }
        count.tell("The book is cut off", "at every page")
    }

    /// Of an earlier copy of the same book, and of another one made on the same day.
    @Test func pagesOfAnotherBook() throws {
        let site = try Site()
        let other = try Site()
        var count = Count()
        for (name, source) in [("older", site.older), ("other", other.book)] {
            let pages = min(source.count, site.book.count) / 4096
            for page in 0..<pages {
                let bytes = Array(source[page * 4096..<(page + 1) * 4096])
                count.add(
                    try site.verdict(site.path, at: page * 4096, bytes), "\(name) page \(page)")
            }
        }
        count.tell("A page is of an older copy, or of another book", "every page")
    }

    @Test func aWholeOlderCopy() throws {
        let site = try Site()
        var count = Count()
        try site.older.write(to: URL(fileURLWithPath: site.path))
        chmod(site.path, 0o600)
        count.add(try site.verdict(), "the older copy")
        // However much of the checkpoints is cut off with it, short of where the copy ended.
        let lines = site.heads.map { $0.line + "\n" }
        for kept in 0...lines.count {
            try Data(lines.prefix(kept).joined().utf8)
                .write(to: URL(fileURLWithPath: site.checkpoints))
            chmod(site.checkpoints, 0o600)
            let end = try Ledger(lookingAt: site.path).store.read { try $0.auditHead()?.number }
            // Book and checkpoints put back to the same moment: what is not promised.
            if kept > 0, site.heads[kept - 1].number <= end ?? 0 { continue }
            count.add(try site.verdict(), "the older copy with \(kept) checkpoints")
        }
        count.tell("The book is exchanged for an older copy", "with all checkpoints and with fewer")
    }
}

import Foundation
import Lending
import Quantities
import Testing

@testable import Ledger

/// A book on the disk that is damaged in every way a disk, a copy or a hand can: it is refused, or
/// `verify` finds it, or nothing that counts has changed. Nothing is silent.
///
/// `PAYDESK_GATE=1` tries every byte, a bit of each; `PAYDESK_BITS=all` all bits, and all at once;
/// `PAYDESK_SEED` repeats a run. Not covered are dialogues, open orders, attempts, what has been
/// shown, which checkpoint was relied on, and whether it is a demo book: they are no part of the
/// accounts.
@Suite(.serialized) struct DamageTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let isGate = environment["PAYDESK_GATE"] != nil
    private static let stride = isGate ? 1 : 1511
    private static let isWhole = environment["PAYDESK_BITS"] == "all"
    private static let seed =
        environment["PAYDESK_SEED"].flatMap { Int($0) } ?? .random(in: 1...999_999_999)

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
            #expect(silent.isEmpty, "PAYDESK_SEED=\(seed): \(silent)")
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
                if try ledger.firstContradiction() != nil { return .found }
                try ledger.run("UPDATE meta SET demo = 1")
                return try isSame(ledger) && ledger.everything() == content ? .harmless : .silent
            } catch is LedgerError {
                return .refused
            }
        }

        /// Whether the checkpoints are what they were.
        func isSame(_ ledger: Ledger) throws -> Bool {
            let now = try #require(ledger.checkpoints).heads()
            // A last line without its end was being written when the power went.
            return now == heads || now == heads.dropLast()
        }

        /// Looks at the file as it is with these bytes in place of its own.
        func verdict(_ file: String, at offset: Int, _ bytes: [UInt8]) throws -> Verdict {
            try changing(file, at: offset, bytes) { try verdict() }
        }

        /// Puts these bytes in place of the file's own, and puts them back.
        func changing(
            _ file: String, at offset: Int, _ bytes: [UInt8], _ judge: () throws -> Verdict
        ) throws -> Verdict {
            let descriptor = open(file, O_RDWR)
            defer { close(descriptor) }
            var former = bytes
            pread(descriptor, &former, former.count, off_t(offset))
            pwrite(descriptor, bytes, bytes.count, off_t(offset))
            defer { pwrite(descriptor, former, former.count, off_t(offset)) }
            return try judge()
        }

        /// Every bit of a file turned over, and put back.
        func turnedOver(
            _ file: String, judging verdict: (_ offset: Int, _ byte: UInt8) throws -> Verdict
        ) throws -> Count {
            let content = try Data(contentsOf: URL(fileURLWithPath: file))
            var count = Count()
            for offset in content.indices {
                for bit in DamageTests.bits {
                    count.add(try verdict(offset, content[offset] ^ bit), "\(offset)^\(bit)")
                }
            }
            return count
        }
    }

    private static let bits: [UInt8] = (0..<8).map { 1 << $0 }

    @Test func bytesOfTheBookTurnedOver() throws {
        let site = try Site()
        let open = try OpenBook(site.path)
        var count = Count()
        let offsets = Swift.stride(
            from: Self.seed % Self.stride, to: site.book.count, by: Self.stride)
        for offset in offsets {
            let bit = Self.bits[(Self.seed + offset) % 8]
            for mask in Self.isWhole ? Self.bits + [0xFF] : [bit] {
                count.add(try verdict(mask, at: offset, site, open), "\(offset)^\(mask)")
            }
        }
        count.tell(
            "A byte of the book is changed",
            (Self.stride == 1 ? "every byte, " : "one byte in \(Self.stride), ")
                + (Self.isWhole ? "each bit and all of it" : "a bit"))
    }

    /// Most pages are judged as SQLite reads them from memory, in a tenth of the time. What nothing
    /// is found of there is judged in the file, and so is one byte in a thousand: both agree.
    private func verdict(
        _ mask: UInt8, at offset: Int, _ site: borrowing Site, _ open: OpenBook
    ) throws -> Verdict {
        let verdict = open.covers(offset) ? try open.verdict(changing: mask, at: offset) : .silent
        guard verdict == .silent || Self.stride > 1000 || offset % 1009 == Self.seed % 1009 else {
            return verdict
        }
        let inTheFile = try site.verdict(site.path, at: offset, [site.book[offset] ^ mask])
        #expect(
            verdict.agrees(with: inTheFile), "\(offset)^\(mask): \(verdict), then \(inTheFile)")
        return inTheFile
    }

    @Test func bitsOfTheKeyTurnedOver() throws {
        let site = try Site()
        let key = site.path + ".key"
        let count = try site.turnedOver(key) { try site.verdict(key, at: $0, [$1]) }
        count.tell("A bit of the key is changed", "every bit")
    }

    /// Beside a book that is right and stays as it is.
    @Test func bitsOfTheCheckpointsTurnedOver() throws {
        let site = try Site()
        let ledger = try Ledger(lookingAt: site.path)
        #expect(try ledger.verify() == [])
        let count = try site.turnedOver(site.checkpoints) { offset, byte in
            try site.changing(site.checkpoints, at: offset, [byte]) {
                if try ledger.checkpointContradiction() != nil { return .found }
                return try site.isSame(ledger) ? .harmless : .silent
            }
        }
        count.tell("A bit of the checkpoints is changed", "every bit")
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

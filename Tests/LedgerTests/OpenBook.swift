import Foundation
import GRDB
import GRDBSQLite

@testable import Ledger

/// What became of a damage.
enum Verdict: String, CaseIterable {
    case refused, found, harmless, silent

    /// Whether a look from memory and one at the file can both be right. What is found may be found
    /// as the file is opened; what changes nothing that counts may be found all the same, or
    /// refused; and of what is silent only the file can tell.
    func agrees(with file: Verdict) -> Bool {
        switch self {
        case .refused, .found: file == .refused || file == .found
        case .harmless: file != .silent
        case .silent: true
        }
    }
}

/// A book that SQLite reads from memory in our hands: a byte of it can be changed without a file
/// being opened anew, and what can have changed with it is looked at and nothing else.
final class OpenBook {
    /// What a page belongs to.
    private struct Owner {
        var table: String
        var isIndex: Bool

        /// Whether it is a part of the accounts, or says what they are made of.
        var counts: Bool { table == OpenBook.schema || Book.accounts.contains(table) }
        /// Whether it is a demo book is no part of the accounts.
        var columns: String { table == "meta" ? "single, opened, reached, key_check" : "*" }
    }

    private static let pageSize = 4096
    private static let schema = "sqlite_schema"

    private let ledger: Ledger
    private let bytes: UnsafeMutableBufferPointer<UInt8>
    private var owners: [Int: Owner] = [:]
    private var rows: [String: [[UInt8]]] = [:]
    /// How often a byte has been changed.
    private var changes: UInt32 = 0
    /// The check that found the last damage: it mostly finds the next one, which lies beside it.
    private var finder = 0

    init(_ path: String) throws {
        ledger = try Ledger(lookingAt: path)
        let content = try Data(contentsOf: URL(fileURLWithPath: path))
        bytes = .allocate(capacity: content.count)
        _ = bytes.initialize(from: content)
        // A log beside it cannot be read from memory.
        (bytes[18], bytes[19]) = (1, 1)
        try reopen()
        try ledger.store.read { book in
            let pages = try book.all(
                """
                SELECT pageno, tbl_name, type = 'index' FROM dbstat JOIN sqlite_schema USING (name)
                UNION ALL SELECT pageno, name, 0 FROM dbstat WHERE name = '\(Self.schema)'
                """
            ) { (try $0.int(0), Owner(table: try $0.text(1), isIndex: try $0.flag(2))) }
            owners = Dictionary(uniqueKeysWithValues: pages)
            // The header of the file is looked at as it is opened.
            owners[1] = nil
            for owner in owners.values where owner.counts && rows[owner.table] == nil {
                rows[owner.table] = try book.rows(of: owner.table, owner.columns)
            }
        }
    }

    private var queue: DatabaseQueue {
        get throws {
            guard let connection = try ledger.store.trusted() as? SQLiteFile else {
                throw LedgerError.io("no connection of SQLite's")
            }
            return connection.queue
        }
    }

    deinit {
        try? ledger.store.trusted().close()
        bytes.deallocate()
    }

    private func reopen() throws {
        try queue.unsafeRead { database in
            let result = sqlite3_deserialize(
                database.sqliteConnection, "main", bytes.baseAddress, Int64(bytes.count),
                Int64(bytes.count), UInt32(SQLITE_DESERIALIZE_READONLY))
            guard result == SQLITE_OK else {
                throw DatabaseError(resultCode: ResultCode(rawValue: result))
            }
        }
    }

    /// Whether a page can be judged here.
    func covers(_ offset: Int) -> Bool { owners[offset / Self.pageSize + 1] != nil }

    func verdict(changing mask: UInt8, at offset: Int) throws -> Verdict {
        guard let owner = owners[offset / Self.pageSize + 1] else { return .refused }
        try change(mask, at: offset, owner)
        let verdict: Verdict
        do throws(LedgerError) {
            if owner.isIndex {
                verdict = agrees(owner) ? .harmless : .found
            } else if !owner.counts, agrees(owner) {
                // What it says is no part of the accounts, whatever it says now.
                verdict = .harmless
            } else if owner.counts, holdsTheSame(owner) {
                verdict = .harmless
            } else {
                verdict = try isFound() ? .found : owner.counts ? .silent : .harmless
            }
        } catch {
            verdict = .refused
        }
        try change(mask, at: offset, owner)
        return verdict
    }

    private func change(_ mask: UInt8, at offset: Int, _ owner: Owner) throws {
        bytes[offset] ^= mask
        // The counter of changes in the header of the file: by it SQLite knows to read anew.
        changes &+= 1
        withUnsafeBytes(of: changes.bigEndian) { _ = bytes[24..<28].update(fromContentsOf: $0) }
        if owner.table == Self.schema { try reopen() }
    }

    /// The rows of a table are all that is in its pages.
    private func holdsTheSame(_ owner: Owner) -> Bool {
        let now = try? ledger.store.read { try $0.rows(of: owner.table, owner.columns) }
        return now == rows[owner.table]
    }

    /// A table has to be whole and its indices have to agree with it: the part of the first check
    /// that is about them, in a tenth of its time.
    private func agrees(_ owner: Owner) -> Bool {
        let answer = try? ledger.store.read { book in
            try book.first("PRAGMA integrity_check(\(owner.table))") { try $0.text(0) }
        }
        return answer == "ok"
    }

    private func isFound() throws(LedgerError) -> Bool {
        let checks = Verification.checks
        let others = checks.indices.filter { $0 != finder }
        let found = try ledger.store.read { book in
            try ([finder] + others).first { try ledger.wrong(in: book, by: checks[$0]) != nil }
        }
        if let found { finder = found }
        if found != nil { return true }
        return try ledger.checkpointContradiction() != nil
    }
}

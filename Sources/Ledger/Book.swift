import Foundation
import GRDB
import GRDBSQLite
import Lending
import Quantities

/// A value bound to a statement; nil is NULL.
typealias Argument = (any DatabaseValueConvertible)?

/// The book inside one transaction. Its verbs lie in the files of this folder.
struct Book {
    let database: Database

    func run(_ sql: String, _ arguments: [Argument] = []) throws {
        try database.cachedStatement(sql: sql).execute(arguments: StatementArguments(arguments))
    }

    /// Reads every row of an answer.
    func all<Value>(
        _ sql: String, _ arguments: [Argument] = [],
        _ read: (Cells) throws -> Value
    ) throws -> [Value] {
        var values: [Value] = []
        try each(sql, arguments) { values.append(try read($0)) }
        return values
    }

    /// Looks at every row of an answer.
    func each(
        _ sql: String, _ arguments: [Argument] = [], _ look: (Cells) throws -> Void
    ) throws {
        try rows(sql, arguments) {
            try look($0)
            return true
        }
    }

    /// Reads the first row of an answer, if there is one.
    func first<Value>(
        _ sql: String, _ arguments: [Argument] = [],
        _ read: (Cells) throws -> Value
    ) throws -> Value? {
        var value: Value?
        try rows(sql, arguments) {
            value = try read($0)
            return false
        }
        return value
    }

    /// Calls `body` with each row until it answers false. Not GRDB's cursor: that looks the names
    /// of the columns up for every question, and nothing here asks for a cell by name.
    private func rows(
        _ sql: String, _ arguments: [Argument], _ body: (Cells) throws -> Bool
    ) throws {
        let statement = try database.cachedStatement(sql: sql)
        try statement.setArguments(StatementArguments(arguments))
        let running = statement.sqliteStatement
        defer { sqlite3_reset(running) }
        while true {
            switch sqlite3_step(running) {
            case SQLITE_ROW: guard try body(Cells(statement: running)) else { return }
            case SQLITE_DONE: return
            case let code:
                throw DatabaseError(
                    resultCode: ResultCode(rawValue: code),
                    message: String(cString: sqlite3_errmsg(database.sqliteConnection)), sql: sql)
            }
        }
    }

    /// A single whole number; zero where the answer has none.
    func number(
        _ sql: String, _ arguments: [Argument] = []
    ) throws -> Int64 {
        try first(sql, arguments) { try $0.optionalInteger(0) ?? 0 } ?? 0
    }
}

/// The cells of a row as they lie in the file. A damaged file may hold anything, so each cell is
/// checked for its kind and its range before it becomes a value that arithmetic relies on.
struct Cells {
    fileprivate let statement: SQLiteStatement

    var count: Int { Int(sqlite3_column_count(statement)) }

    private func kind(_ index: Int) -> Int32 { sqlite3_column_type(statement, Int32(index)) }

    func optionalInteger(_ index: Int) throws -> Int64? {
        switch kind(index) {
        case SQLITE_INTEGER: sqlite3_column_int64(statement, Int32(index))
        case SQLITE_NULL: nil
        default: throw unexpected(index)
        }
    }

    func integer(_ index: Int, in range: ClosedRange<Int64> = 0...Money.limit.fen) throws -> Int64 {
        guard let integer = try optionalInteger(index), range.contains(integer) else {
            throw unexpected(index)
        }
        return integer
    }

    func int(_ index: Int) throws -> Int { Int(try integer(index)) }
    func flag(_ index: Int) throws -> Bool { try integer(index, in: 0...1) == 1 }
    func money(_ index: Int) throws -> Money { Money(fen: try integer(index)) }
    func rate(_ index: Int) throws -> Rate { Rate(ppm: try integer(index)) }

    func day(_ index: Int) throws -> Day { Day(number: Int(try integer(index, in: Self.days))) }

    func moment(_ index: Int) throws -> Moment {
        Moment(seconds: try integer(index, in: Self.seconds))
    }

    func text(_ index: Int) throws -> String {
        guard let text = try optionalText(index) else { throw unexpected(index) }
        return text
    }

    func optionalText(_ index: Int) throws -> String? {
        switch kind(index) {
        case SQLITE_TEXT: String(decoding: content(index), as: UTF8.self)
        case SQLITE_NULL: nil
        default: throw unexpected(index)
        }
    }

    func bytes(_ index: Int) throws -> [UInt8] {
        guard let bytes = try optionalBytes(index) else { throw unexpected(index) }
        return bytes
    }

    func optionalBytes(_ index: Int) throws -> [UInt8]? {
        switch kind(index) {
        case SQLITE_BLOB: Array(content(index))
        case SQLITE_NULL: nil
        default: throw unexpected(index)
        }
    }

    /// Text or bytes, good until the next row.
    private func content(_ index: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(
            start: sqlite3_column_blob(statement, Int32(index)),
            count: Int(sqlite3_column_bytes(statement, Int32(index))))
    }

    /// The row as bytes that no other row has: how many cells, then of each its kind, how many
    /// bytes it has, and these.
    func appendCanonical(to bytes: inout [UInt8]) {
        let count = count
        bytes += "row ".utf8
        bytes += String(count).utf8
        bytes.append(0x0A)
        for index in 0..<count {
            let place = Int32(index)
            switch kind(index) {
            case SQLITE_NULL: Self.append("-", "".utf8, to: &bytes)
            case SQLITE_INTEGER:
                Self.append("i", String(sqlite3_column_int64(statement, place)).utf8, to: &bytes)
            case SQLITE_FLOAT:
                Self.append("d", "\(sqlite3_column_double(statement, place))".utf8, to: &bytes)
            case let kind:
                Self.append(kind == SQLITE_TEXT ? "s" : "b", content(index), to: &bytes)
            }
        }
    }

    private static func append(
        _ kind: Unicode.Scalar, _ content: some Collection<UInt8>, to bytes: inout [UInt8]
    ) {
        bytes.append(UInt8(ascii: kind))
        bytes += String(content.count).utf8
        bytes.append(UInt8(ascii: " "))
        bytes += content
    }

    /// One of the names an enumeration has.
    func name<Name: RawRepresentable<String>>(_ index: Int, _: Name.Type = Name.self) throws -> Name
    {
        guard let name = Name(rawValue: try text(index)) else { throw unexpected(index) }
        return name
    }

    private func unexpected(_ index: Int) -> LedgerError {
        let column = sqlite3_column_name(statement, Int32(index)).map { String(cString: $0) } ?? ""
        return .damaged("a row holds a value in '\(column)' that cannot be")
    }

    /// The years 1 to 9999, less what date arithmetic may add to them.
    static let days: ClosedRange<Int64> = -719_000...2_932_000
    static let seconds: ClosedRange<Int64> = days.lowerBound * 86_400...days.upperBound * 86_400
}

extension [UInt8] {
    /// As a blob.
    var data: Data { Data(self) }
}

import Foundation
import GRDB
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
        let statement = try database.cachedStatement(sql: sql)
        let cursor = try Row.fetchCursor(statement, arguments: StatementArguments(arguments))
        var values: [Value] = []
        while let row = try cursor.next() { values.append(try read(Cells(row: row))) }
        return values
    }

    /// Reads the first row of an answer, if there is one.
    func first<Value>(
        _ sql: String, _ arguments: [Argument] = [],
        _ read: (Cells) throws -> Value
    ) throws -> Value? {
        let statement = try database.cachedStatement(sql: sql)
        let cursor = try Row.fetchCursor(statement, arguments: StatementArguments(arguments))
        guard let row = try cursor.next() else { return nil }
        return try read(Cells(row: row))
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
    let row: Row

    private func value(_ index: Int) -> DatabaseValue.Storage {
        (row[index] as DatabaseValue).storage
    }

    func optionalInteger(_ index: Int) throws -> Int64? {
        switch value(index) {
        case .int64(let integer): integer
        case .null: nil
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
        switch value(index) {
        case .string(let text): text
        case .null: nil
        default: throw unexpected(index)
        }
    }

    func bytes(_ index: Int) throws -> [UInt8] {
        guard let bytes = try optionalBytes(index) else { throw unexpected(index) }
        return bytes
    }

    func optionalBytes(_ index: Int) throws -> [UInt8]? {
        switch value(index) {
        case .blob(let data): Array(data)
        case .null: nil
        default: throw unexpected(index)
        }
    }

    /// The kind of a cell and its value, byte for byte.
    func kindAndBytes(_ index: Int) -> (String, [UInt8]) {
        switch value(index) {
        case .null: ("-", [])
        case .int64(let integer): ("i", Array(String(integer).utf8))
        case .double(let number): ("d", Array("\(number)".utf8))
        case .string(let text): ("s", Array(text.utf8))
        case .blob(let data): ("b", Array(data))
        }
    }

    /// One of the names an enumeration has.
    func name<Name: RawRepresentable<String>>(_ index: Int, _: Name.Type = Name.self) throws -> Name
    {
        guard let name = Name(rawValue: try text(index)) else { throw unexpected(index) }
        return name
    }

    private func unexpected(_ index: Int) -> LedgerError {
        let column = Array(row.columnNames)[index]
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

import Lending
import Quantities

/// The cells of a row as they are stored. A damaged file may hold anything, so each cell is
/// checked for its kind and its range before it becomes a value that arithmetic relies on.
struct Cells {
    let row: any Row

    func optionalInteger(_ index: Int) throws -> Int64? {
        switch row.kind(index) {
        case .integer: row.integer(index)
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
        switch row.kind(index) {
        case .text: String(decoding: row.content(index), as: UTF8.self)
        case .null: nil
        default: throw unexpected(index)
        }
    }

    func bytes(_ index: Int) throws -> [UInt8] {
        guard let bytes = try optionalBytes(index) else { throw unexpected(index) }
        return bytes
    }

    func optionalBytes(_ index: Int) throws -> [UInt8]? {
        switch row.kind(index) {
        case .bytes: Array(row.content(index))
        case .null: nil
        default: throw unexpected(index)
        }
    }

    /// One of the names an enumeration has.
    func name<Name: RawRepresentable<String>>(_ index: Int, _: Name.Type = Name.self) throws -> Name
    {
        guard let name = Name(rawValue: try text(index)) else { throw unexpected(index) }
        return name
    }

    private func unexpected(_ index: Int) -> LedgerError {
        .damaged("a row holds a value in '\(row.name(index))' that cannot be")
    }

    /// The years 1 to 9999, less what date arithmetic may add to them.
    static let days: ClosedRange<Int64> = -719_000...2_932_000
    static let seconds: ClosedRange<Int64> = days.lowerBound * 86_400...days.upperBound * 86_400
}

extension Cells {
    /// The row as bytes that no other row has: how many cells, then of each its kind, how many
    /// bytes it has, and these.
    func appendCanonical(to bytes: inout [UInt8]) {
        let count = row.count
        bytes += "row ".utf8
        bytes += String(count).utf8
        bytes.append(0x0A)
        for index in 0..<count {
            switch row.kind(index) {
            case .null: Self.append("-", "".utf8, to: &bytes)
            case .integer: Self.append("i", String(row.integer(index)).utf8, to: &bytes)
            case .real: Self.append("d", "\(row.real(index))".utf8, to: &bytes)
            case .text: Self.append("s", row.content(index), to: &bytes)
            case .bytes: Self.append("b", row.content(index), to: &bytes)
            }
        }
    }

    /// The same of a row that is yet to be written.
    static func appendCanonical(_ row: [Argument], to bytes: inout [UInt8]) {
        bytes += "row \(row.count)\n".utf8
        for cell in row {
            switch cell?.bound {
            case nil: append("-", "".utf8, to: &bytes)
            case .integer(let integer): append("i", String(integer).utf8, to: &bytes)
            case .text(let text): append("s", text.utf8, to: &bytes)
            case .bytes(let content): append("b", content, to: &bytes)
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
}

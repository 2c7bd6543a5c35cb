import CPostgres

/// A row of an answer in PostgreSQL's binary format.
struct PostgresRow: Row {
    let library: postgres
    let result: OpaquePointer
    let number: Int32

    var count: Int { Int(library.nfields(result)) }

    func kind(_ index: Int) -> CellKind {
        guard library.getisnull(result, number, Int32(index)) == 0 else { return .null }
        switch PostgresType(rawValue: library.ftype(result, Int32(index))) {
        case .boolean, .int2, .int4, .int8: return .integer
        case .numeric: return numeric(index) == nil ? .real : .integer
        case .char, .name, .text, .varchar: return .text
        case .bytes: return .bytes
        case nil: return .real
        }
    }

    func integer(_ index: Int) -> Int64 {
        if library.ftype(result, Int32(index)) == PostgresType.numeric.rawValue {
            return numeric(index) ?? 0
        }
        let bytes = content(index)
        guard let first = bytes.first else { return 0 }
        // Big end first; a Boolean is one byte of 0 or 1.
        return bytes.dropFirst().reduce(Int64(Int8(bitPattern: first))) { $0 << 8 | Int64($1) }
    }

    func real(_ index: Int) -> Double { .nan }

    func content(_ index: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(
            start: library.getvalue(result, number, Int32(index)),
            count: Int(library.getlength(result, number, Int32(index))))
    }

    func name(_ index: Int) -> String {
        library.fname(result, Int32(index)).map { String(cString: $0) } ?? ""
    }

    /// What a sum is: digits to the base of 10,000, the first of them with the weight of so many
    /// others. Nil for what is no whole number of 64 bits.
    private func numeric(_ index: Int) -> Int64? {
        let bytes = content(index)
        func word(_ place: Int) -> Int64 {
            Int64(Int16(bitPattern: UInt16(bytes[place * 2]) << 8 | UInt16(bytes[place * 2 + 1])))
        }
        guard bytes.count >= 8 else { return nil }
        let (count, weight, sign) = (Int(word(0)), Int(word(1)), word(2))
        // 0x4000 is minus; others are no numbers.
        guard sign == 0 || sign == 0x4000, bytes.count == 8 + count * 2, count <= weight + 1 else {
            return count == 0 ? 0 : nil
        }
        var value: Int64 = 0
        for place in 0..<(count == 0 ? 0 : weight + 1) {
            let (times, isOver) = value.multipliedReportingOverflow(by: 10_000)
            let (sum, isToo) = times.addingReportingOverflow(place < count ? word(4 + place) : 0)
            guard !isOver, !isToo else { return nil }
            value = sum
        }
        return sign == 0 ? value : -value
    }
}

/// Types of what is bound and answered, by their numbers in the catalogue.
enum PostgresType: UInt32 {
    case boolean = 16
    case bytes = 17
    case char = 18
    case name = 19
    case int8 = 20
    case int2 = 21
    case int4 = 23
    case text = 25
    case varchar = 1043
    case numeric = 1700
}

extension BoundValue {
    var type: UInt32 {
        switch self {
        case .integer: PostgresType.int8.rawValue
        case .text: PostgresType.text.rawValue
        case .bytes: PostgresType.bytes.rawValue
        }
    }

    /// 0 for text, 1 for binary.
    var format: Int32 {
        if case .bytes = self { 1 } else { 0 }
    }

    var content: [UInt8] {
        switch self {
        case .integer(let integer): Array(String(integer).utf8)
        case .text(let text): Array(text.utf8)
        case .bytes(let bytes): bytes
        }
    }
}

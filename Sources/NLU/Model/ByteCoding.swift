import Text

/// Writes numbers and texts to bytes, little-endian.
struct ByteWriter {
    var bytes: [UInt8] = []

    mutating func put(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
    }

    mutating func put(_ text: String) {
        put(UInt32(text.utf8.count))
        bytes += text.utf8
    }

    mutating func put(_ texts: [String]) {
        put(UInt32(texts.count))
        for text in texts { put(text) }
    }
}

/// Reads what `ByteWriter` wrote. Beyond the end it reads zeros and says so, so that one check
/// after the last read is enough.
struct ByteReader {
    let bytes: UnsafeRawBufferPointer
    var offset = 0
    private(set) var isExhausted = false

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    mutating func number<Number: FixedWidthInteger>(_: Number.Type) -> Number {
        let size = MemoryLayout<Number>.size
        guard offset + size <= bytes.count else {
            isExhausted = true
            return 0
        }
        defer { offset += size }
        return Number(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Number.self))
    }

    mutating func digest() -> Checksum {
        let high = number(UInt64.self).byteSwapped
        return Checksum(high: high, low: number(UInt64.self).byteSwapped)
    }

    mutating func text() -> String {
        let count = Int(number(UInt32.self))
        guard offset + count <= bytes.count else {
            isExhausted = true
            return ""
        }
        defer { offset += count }
        return String(decoding: bytes[offset..<offset + count], as: UTF8.self)
    }

    /// A list whose items are read by `item`; empty when its length cannot be true.
    mutating func list<Item>(_ item: (inout ByteReader) -> Item) -> [Item] {
        let count = Int(number(UInt32.self))
        guard count <= bytes.count - offset else {
            isExhausted = true
            return []
        }
        var items: [Item] = []
        for _ in 0..<count where !isExhausted { items.append(item(&self)) }
        return items
    }

    mutating func texts() -> [String] { list { $0.text() } }
}

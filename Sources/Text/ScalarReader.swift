/// The code points of valid UTF-8, one by one, without a `String`.
struct ScalarReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private(set) var position = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    @inline(__always)
    mutating func next() -> UInt32? {
        guard position < bytes.count else { return nil }
        let first = bytes[position]
        guard first >= 0x80 else {
            position += 1
            return UInt32(first)
        }
        return longer(first)
    }

    /// Copies letters from a to z, in lower case, as far as they go, and says how many they are.
    @inline(__always)
    mutating func copyPlainLetters(
        to result: UnsafeMutableBufferPointer<UInt32>, at place: Int
    ) -> Int {
        let start = position
        while position < bytes.count {
            let lower = UInt32(bytes[position] | 0x20)
            guard Alphabet.isPlainLetter(lower) else { break }
            result[place &+ (position &- start)] = lower
            position &+= 1
        }
        return position &- start
    }

    private mutating func longer(_ first: UInt8) -> UInt32 {
        let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        let end = min(position + length, bytes.count)
        var scalar = UInt32(first) & (0x7F >> UInt32(length))
        for index in position + 1..<max(position + 1, end) {
            scalar = scalar << 6 | UInt32(bytes[index] & 0x3F)
        }
        position = end
        return scalar
    }
}

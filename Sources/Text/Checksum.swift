/// A 128-bit checksum over bytes: it finds damage and names corpora; it is no defence against
/// somebody who may write the file, who could write the checksum too.
///
/// Four lanes take eight bytes each in turn. A step is a bijection of its lane, and so is the end,
/// so a change within a single word is always seen, and any other with odds of 2^-64.
package struct Checksum: Hashable, Comparable, Sendable {
    package var high: UInt64
    package var low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    package init(_ bytes: UnsafeRawBufferPointer) {
        var lanes: Lanes = (
            0x243F_6A88_85A3_08D3, 0x1319_8A2E_0370_7344, 0xA409_3822_299F_31D0,
            0x082E_FA98_EC4E_6C89
        )
        let whole = bytes.count / 32 * 32
        for offset in stride(from: 0, to: whole, by: 32) {
            lanes = Self.step(lanes, bytes.loadUnaligned(fromByteOffset: offset, as: Lanes.self))
        }
        var rest: Lanes = (0, 0, 0, 0)
        withUnsafeMutableBytes(of: &rest) { rest in
            rest.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[whole...]))
        }
        lanes = Self.step(lanes, rest)
        let count = UInt64(bytes.count)
        lanes = Self.step(lanes, (count, count, count, count))
        high = Self.mix(lanes.0 ^ Self.mix(lanes.1 ^ Self.mix(lanes.2 ^ Self.mix(lanes.3))))
        low = Self.mix(lanes.3 &+ Self.mix(lanes.2 &+ Self.mix(lanes.1 &+ Self.mix(lanes.0))))
    }

    package init(_ text: String) {
        var text = text
        self = text.withUTF8 { Checksum(UnsafeRawBufferPointer($0)) }
    }

    package init(_ bytes: [UInt8]) { self = bytes.withUnsafeBytes { Checksum($0) } }

    /// The digest of digests, in the order given.
    package init(_ parts: [Checksum]) {
        let words = parts.flatMap { [$0.high.littleEndian, $0.low.littleEndian] }
        self = words.withUnsafeBytes { Checksum($0) }
    }

    /// Sixteen bytes, the most significant first.
    package var bytes: [UInt8] {
        [high, low].flatMap { word in
            (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * $0)) }
        }
    }

    /// Those of its description, in ASCII.
    package static let digits = Array("0123456789abcdef".utf8)

    /// Not `SIMD4`: most machines multiply numbers of 64 bits one by one, and sooner so.
    private typealias Lanes = (UInt64, UInt64, UInt64, UInt64)

    @inline(__always)
    private static func step(_ lanes: Lanes, _ words: Lanes) -> Lanes {
        (
            step(lanes.0, words.0), step(lanes.1, words.1), step(lanes.2, words.2),
            step(lanes.3, words.3)
        )
    }

    @inline(__always)
    private static func step(_ lane: UInt64, _ word: UInt64) -> UInt64 {
        let mixed = (lane ^ word) &* 0x9E37_79B9_7F4A_7C15
        return (mixed << 29) | (mixed >> 35)
    }

    /// Every bit of the input reaches every bit of the result (the finaliser of SplitMix64).
    @inline(__always)
    static func mix(_ value: UInt64) -> UInt64 {
        var value = value
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    package static func < (a: Checksum, b: Checksum) -> Bool { (a.high, a.low) < (b.high, b.low) }
}

extension Checksum: CustomStringConvertible {
    /// 32 hexadecimal digits.
    package var description: String {
        String(
            decoding: bytes.flatMap { [Self.digits[Int($0 >> 4)], Self.digits[Int($0 & 15)]] },
            as: UTF8.self)
    }
}

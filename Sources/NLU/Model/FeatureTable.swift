import CVector

/// Where the rows of a model stand, by the hash of their feature: buckets of one cache line, each
/// with eight tags and then eight row numbers. A number is one more than the row; 0 is empty.
///
/// A feature goes to the bucket of its hash or, that being full, to the next.
package struct FeatureTable {
    static let bucketSize = 64
    private static let lanes = 8

    private let buckets: UnsafeRawPointer
    private let mask: Int
    private let rowCount: Int

    /// - Parameter bits: the number of buckets is 2 to this power.
    package init(_ buckets: UnsafeRawPointer, bits: Int, rowCount: Int) {
        self.buckets = buckets
        mask = 1 << bits - 1
        self.rowCount = rowCount
    }

    /// Brings the bucket a feature would be in near. Said of many features, one after another,
    /// their buckets come at once, where looking them up waits for each.
    @inline(__always)
    func prefetch(_ hash: UInt64) {
        paydesk_prefetch(buckets + Self.index(of: hash, mask) * Self.bucketSize)
    }

    /// The table for a search of many features at once.
    func place(of rows: UnsafePointer<UInt8>, stride: Int) -> paydesk_table {
        paydesk_table(
            buckets: buckets, mask: mask, skipped: Int(FeatureGroup.bits), rows: rows,
            stride: stride, row_count: rowCount)
    }

    /// One more than the row of a feature; 0 if the model does not know it.
    /// - Parameter visit: called with the offset of each bucket before it is looked at.
    @inline(__always)
    package func number(of hash: UInt64, _ visit: (Int) -> Void = { _ in }) -> Int {
        let tag = SIMD8(repeating: Self.tag(of: hash))
        var index = Self.index(of: hash, mask)
        // As `paydesk_find_rows` does it for many.
        for _ in 0...mask {
            visit(index * Self.bucketSize)
            let bucket = buckets + index * Self.bucketSize
            let tags = bucket.loadUnaligned(as: SIMD8<UInt32>.self)
            let rows = bucket.loadUnaligned(fromByteOffset: 32, as: SIMD8<UInt32>.self)
            let found = SIMD8<UInt32>.zero.replacing(with: rows, where: tags .== tag)
            let number = Int(found.wrappedSum())
            // A bucket with room is the last: in one test, for which way it goes is seldom known.
            if rows[Self.lanes - 1] == 0 || number != 0 { return number <= rowCount ? number : 0 }
            index = (index + 1) & mask
        }
        return 0
    }

    @inline(__always)
    private static func index(of hash: UInt64, _ mask: Int) -> Int {
        Int(truncatingIfNeeded: hash >> FeatureGroup.bits) & mask
    }

    /// Of the upper half of the hash.
    @inline(__always)
    private static func tag(of hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash >> 32) }

    /// At most half of the places are taken.
    package static func bits(for rows: Int) -> Int {
        var bits = 0
        while lanes << bits < rows * 2 { bits += 1 }
        return bits
    }

    static func size(bits: Int) -> Int { bucketSize << bits }

    /// The bytes of a table for features in the order of their rows.
    package static func bytes(of hashes: [UInt64], bits: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: size(bits: bits))
        for (row, hash) in hashes.enumerated() { add(hash, row: row, to: &bytes, bits: bits) }
        return bytes
    }

    /// Adds a feature to the bytes of a table.
    package static func add(_ hash: UInt64, row: Int, to bytes: inout [UInt8], bits: Int) {
        let (mask, tag) = (1 << bits - 1, tag(of: hash))
        bytes.withUnsafeMutableBytes { bytes in
            let words = bytes.assumingMemoryBound(to: UInt32.self)
            var index = index(of: hash, mask)
            while true {
                let tags = index * lanes * 2
                let numbers = tags + lanes
                // Of two features that nothing tells apart here, the first is known.
                let place = (0..<lanes).first {
                    words[numbers + $0] == 0 || words[tags + $0] == tag
                }
                if let place {
                    if words[numbers + place] == 0 { words[numbers + place] = UInt32(row + 1) }
                    words[tags + place] = tag
                    return
                }
                index = (index + 1) & mask
            }
        }
    }
}

/// Adds up rows of signed bytes.
///
/// Bytes are kept as unsigned ones, 128 more than they are worth, so that sixteen can be added
/// as eight pairs: a pair's lower byte is what the pair's sum has over its upper byte's. Each half of 256
/// rows fits 16 bits, where it is added to a sum of 32.
struct RowSum {
    /// Added to each byte.
    static let bias: Int32 = 128
    private static let most = 256
    private static let vector = 16

    /// - Parameters:
    ///   - rows: the first byte of each row.
    ///   - sums: as many numbers as a row has bytes; they are replaced.
    static func add(
        _ rows: UnsafeBufferPointer<UnsafeRawPointer>, stride: Int,
        to sums: UnsafeMutablePointer<Int32>
    ) {
        for column in 0..<stride { sums[column] = -Self.bias * Int32(rows.count) }
        for start in Swift.stride(from: 0, to: rows.count, by: most) {
            let part = UnsafeBufferPointer(rebasing: rows[start..<min(start + most, rows.count)])
            var column = 0
            while column + vector * 4 <= stride {
                addFour(part, column, sums + column)
                column += vector * 4
            }
            while column < stride {
                addOne(part, column, sums + column)
                column += vector
            }
        }
    }

    @inline(__always)
    private static func addFour(
        _ rows: UnsafeBufferPointer<UnsafeRawPointer>, _ column: Int,
        _ sums: UnsafeMutablePointer<Int32>
    ) {
        var (pairs0, pairs1, pairs2, pairs3) = (Lane(), Lane(), Lane(), Lane())
        for row in rows {
            let bytes = row + column
            pairs0.add(bytes)
            pairs1.add(bytes + vector)
            pairs2.add(bytes + vector * 2)
            pairs3.add(bytes + vector * 3)
        }
        pairs0.add(to: sums)
        pairs1.add(to: sums + vector)
        pairs2.add(to: sums + vector * 2)
        pairs3.add(to: sums + vector * 3)
    }

    @inline(__always)
    private static func addOne(
        _ rows: UnsafeBufferPointer<UnsafeRawPointer>, _ column: Int,
        _ sums: UnsafeMutablePointer<Int32>
    ) {
        var pairs = Lane()
        for row in rows { pairs.add(row + column) }
        pairs.add(to: sums)
    }

    /// The sums of sixteen columns.
    private struct Lane {
        private var pairs = SIMD8<UInt16>.zero
        private var uppers = SIMD8<UInt16>.zero

        @inline(__always)
        mutating func add(_ bytes: UnsafeRawPointer) {
            let pair = bytes.loadUnaligned(as: SIMD8<UInt16>.self)
            pairs &+= pair
            uppers &+= pair &>> 8
        }

        @inline(__always)
        func add(to sums: UnsafeMutablePointer<Int32>) {
            let lowers = pairs &- (uppers &<< 8)
            for lane in 0..<8 {
                sums[lane * 2] += Int32(lowers[lane])
                sums[lane * 2 + 1] += Int32(uppers[lane])
            }
        }
    }
}

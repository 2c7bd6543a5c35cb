import CVector

/// Adds up rows of weights, which are kept as bytes that are 128 more than they are worth.
package enum RowSum {
    /// Added to each weight.
    package static let bias: Int32 = 128

    /// - Parameters:
    ///   - rows: the first byte of each row.
    ///   - sums: as many numbers as a row has bytes; they are replaced.
    static func add(
        _ rows: UnsafeBufferPointer<UnsafePointer<UInt8>?>, stride: Int,
        to sums: UnsafeMutableBufferPointer<Int32>
    ) {
        paydesk_sum_rows(rows.baseAddress, rows.count, stride, sums.baseAddress)
        for column in sums.indices { sums[column] &-= bias &* Int32(rows.count) }
    }
}

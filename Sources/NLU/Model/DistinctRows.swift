import CVector

/// Where the weights of the features of a line stand, each row once.
///
/// Tables and rows are larger than the nearest caches, and reading one after another waits for
/// each: so buckets are called for before they are searched, and rows before they are added.
struct DistinctRows {
    private var pointers: [UnsafePointer<UInt8>?] = []
    private(set) var count = 0
    /// The line each row was found in last, by the number of the row; number 0, which is no row,
    /// counts as found in every line.
    private var lines: [UInt8]
    private var line: UInt8 = 0

    init(rowCount: Int) {
        lines = Array(repeating: 0, count: rowCount + 1)
    }

    mutating func take(
        _ features: FeatureList, from table: FeatureTable, _ weights: UnsafePointer<UInt8>,
        stride: Int
    ) {
        if pointers.count < features.count {
            pointers = Array(repeating: weights, count: features.count * 2)
        }
        beginLine()
        count = features.hashes.withUnsafeBufferPointer { hashes in
            pointers.withUnsafeMutableBufferPointer { pointers in
                lines.withUnsafeMutableBufferPointer { lines in
                    for index in 0..<features.count { table.prefetch(hashes[index]) }
                    var count = 0
                    for index in 0..<features.count {
                        let number = table.number(of: hashes[index])
                        let pointer = weights + (number &- 1) &* stride
                        paydesk_prefetch(pointer)
                        paydesk_prefetch(pointer + (stride &- 1))
                        // Written whether new or not, and overwritten if not: no branch to guess.
                        pointers[count] = pointer
                        count &+= lines[number] == line ? 0 : 1
                        lines[number] = line
                    }
                    return count
                }
            }
        }
    }

    private mutating func beginLine() {
        if line == .max {
            line = 0
            for number in lines.indices { lines[number] = 0 }
        }
        line += 1
        lines[0] = line
    }

    func withPointers(_ body: (UnsafeBufferPointer<UnsafePointer<UInt8>?>) -> Void) {
        pointers.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[..<count])) }
    }
}

import CVector

/// Where the weights of the features of a line stand, each row once.
///
/// Tables and rows are larger than the nearest caches, and reading one after another waits for
/// each: so they are called for before they are needed.
struct DistinctRows {
    private var pointers: [UnsafePointer<UInt8>?] = []
    private(set) var count = 0
    /// The line each row was found in last, by the number of the row; number 0, which is no row,
    /// counts as found in every line.
    private var lines: Stamps
    private var line: UInt8 = 0

    init(rowCount: Int) {
        lines = Stamps(count: rowCount + 1)
    }

    mutating func take(
        _ features: FeatureList, from table: FeatureTable, _ weights: UnsafePointer<UInt8>,
        stride: Int
    ) {
        if pointers.count < features.count {
            pointers = Array(repeating: weights, count: features.count * 2)
        }
        beginLine()
        let place = table.place(of: weights, stride: stride)
        count = features.hashes.withUnsafeBufferPointer { hashes in
            pointers.withUnsafeMutableBufferPointer { pointers in
                paydesk_find_rows(
                    hashes.baseAddress, features.count, place, lines.start, line,
                    pointers.baseAddress)
            }
        }
    }

    private mutating func beginLine() {
        // Of two that hold them, each has lines of its own.
        if !isKnownUniquelyReferenced(&lines) {
            lines = Stamps(count: lines.count)
            line = 0
        }
        if line == .max {
            lines.start.update(repeating: 0, count: lines.count)
            line = 0
        }
        line += 1
        lines.start[0] = line
    }

    func withPointers(_ body: (UnsafeBufferPointer<UnsafePointer<UInt8>?>) -> Void) {
        pointers.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[..<count])) }
    }
}

/// A byte a row, zero at first. One line finds a few rows among hundreds of thousands: memory is
/// taken for those that are written.
private final class Stamps {
    let start: UnsafeMutablePointer<UInt8>
    let count: Int

    init(count: Int) {
        guard let zeros = paydesk_zeros(count) else { preconditionFailure("out of memory") }
        start = zeros.assumingMemoryBound(to: UInt8.self)
        self.count = count
    }

    deinit { paydesk_free(start) }
}

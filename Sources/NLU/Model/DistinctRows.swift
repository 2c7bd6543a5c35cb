/// Where the weights of the features of a line stand, each row once.
///
/// Tables and rows are larger than the nearest caches, and asking for one byte after another waits
/// for none of them: so buckets are touched before they are searched, and rows before they are added.
struct DistinctRows {
    private var pointers: [UnsafeRawPointer] = []
    private(set) var count = 0
    /// Open addressing over the numbers of the rows found, one more than each; 0 is an empty place.
    private var seen = [UInt32](repeating: 0, count: 512)
    /// Means nothing; it is kept so that what is touched is.
    private(set) var touched: UInt8 = 0

    mutating func take(
        _ features: FeatureList, from table: FeatureTable, _ weights: UnsafeRawPointer, stride: Int
    ) {
        if pointers.count < features.count {
            pointers = Array(repeating: weights, count: features.count * 2)
        }
        var places = 512
        while places < features.count * 2 { places *= 2 }
        if seen.count < places { seen = Array(repeating: 0, count: places) }
        var touched: UInt8 = 0
        count = features.hashes.withUnsafeBufferPointer { hashes in
            pointers.withUnsafeMutableBufferPointer { pointers in
                seen.withUnsafeMutableBufferPointer { all in
                    // A long line leaves a long table, of which a short one uses the beginning.
                    var seen = UnsafeMutableBufferPointer(rebasing: all[..<places])
                    seen.update(repeating: 0)
                    for index in 0..<features.count { touched &+= table.touch(hashes[index]) }
                    var count = 0
                    for index in 0..<features.count {
                        guard let row = table.row(of: hashes[index]), Self.insert(row, &seen)
                        else { continue }
                        let pointer = weights + row * stride
                        touched &+= pointer.load(as: UInt8.self)
                        touched &+= pointer.load(fromByteOffset: stride - 1, as: UInt8.self)
                        pointers[count] = pointer
                        count += 1
                    }
                    return count
                }
            }
        }
        self.touched = touched
    }

    /// Whether the row is a new one.
    @inline(__always)
    private static func insert(_ row: Int, _ seen: inout UnsafeMutableBufferPointer<UInt32>) -> Bool
    {
        let number = UInt32(row + 1)
        let mask = seen.count - 1
        var place = row & mask
        while seen[place] != 0 {
            if seen[place] == number { return false }
            place = (place + 1) & mask
        }
        seen[place] = number
        return true
    }

    func withPointers(_ body: (UnsafeBufferPointer<UnsafeRawPointer>) -> Void) {
        pointers.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[..<count])) }
    }
}

/// The distinct features of a line, in the order they are found.
struct DistinctFeatures: FeatureSink, Sendable {
    private(set) var hashes: [UInt64] = []
    /// Open addressing over the hashes; 0 is an empty slot.
    private var slots = [UInt64](repeating: 0, count: 512)

    var count: Int { hashes.count }

    mutating func removeAll() {
        slots.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
        hashes.removeAll(keepingCapacity: true)
    }

    @inline(__always)
    mutating func take(_ hash: UInt64, _ group: FeatureGroup, _ first: Int, _ last: Int) {
        guard insert(hash) else { return }
        hashes.append(hash)
        if hashes.count * 2 > slots.count { grow() }
    }

    @inline(__always)
    private mutating func insert(_ hash: UInt64) -> Bool {
        slots.withUnsafeMutableBufferPointer { slots in
            let mask = slots.count - 1
            var slot = Int(truncatingIfNeeded: hash >> FeatureGroup.bits) & mask
            while slots[slot] != 0 {
                if slots[slot] == hash { return false }
                slot = (slot + 1) & mask
            }
            slots[slot] = hash
            return true
        }
    }

    private mutating func grow() {
        slots = [UInt64](repeating: 0, count: slots.count * 2)
        for hash in hashes { _ = insert(hash) }
    }
}

/// The features of a line in the order they are found, those that stand twice found twice.
package struct FeatureList: Sendable {
    /// As many are in use as `count` says.
    package private(set) var hashes: [UInt64] = []
    package private(set) var count = 0

    package init() {}

    /// Replaces the features by those of the line the extractor read last.
    package mutating func take(from extractor: borrowing FeatureExtractor) {
        if hashes.count < extractor.mostFeatures {
            hashes = Array(repeating: 0, count: extractor.mostFeatures * 2)
        }
        count = hashes.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return 0 }
            var sink = Sink(next: start)
            extractor.find(into: &sink)
            return sink.next - start
        }
    }

    /// Writes where there is room for all.
    private struct Sink: FeatureSink {
        var next: UnsafeMutablePointer<UInt64>

        @inline(__always)
        mutating func take(_ hash: UInt64, _: FeatureGroup, _: Int, _: Int) {
            next.pointee = hash
            next += 1
        }
    }
}

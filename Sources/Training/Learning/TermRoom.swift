/// Room for the terms of a line, kept from line to line: in eight lanes the class of the line, in
/// the first, and its rivals.
final class TermRoom {
    static let lanes = 8

    /// A vector for each feature of a line.
    let terms: UnsafeMutablePointer<SIMD8<Float>>
    let lefts: UnsafeMutablePointer<SIMD8<Float>>
    /// The lane of each class that is a rival. That of all others is the first of the next vector,
    /// where anything may be written until its turn comes.
    let lanes: UnsafeMutablePointer<UInt8>

    /// - Parameter longest: the features of the longest line.
    init(longest: Int, classCount: Int) {
        terms = .allocate(capacity: longest + 1)
        lefts = .allocate(capacity: longest + 1)
        lanes = .allocate(capacity: classCount)
        lanes.initialize(repeating: UInt8(Self.lanes), count: classCount)
    }

    deinit {
        terms.deallocate()
        lefts.deallocate()
        lanes.deallocate()
    }
}

/// Masses of features by class. Most features stand under few classes, and only these are kept.
struct ClassMasses: Sendable {
    /// Where the classes of each feature begin; at the end, where those of the last one end.
    private let starts: [Int32]
    /// Of each feature, in rising order.
    let classes: [UInt16]
    private(set) var masses: [Float]

    /// The classes under which the features stand, with masses of zero.
    /// - Parameter documents: in the order of the set, and so of their classes.
    init(of set: TrainingSet, _ documents: [Int]) {
        var counts = [Int32](repeating: 0, count: set.features.count + 1)
        var last = [Int32](repeating: -1, count: set.features.count)
        Self.forEachEntry(of: set, documents) { entry, label, _ in
            guard last[Int(entry.feature)] != label else { return }
            last[Int(entry.feature)] = label
            counts[Int(entry.feature) + 1] += 1
        }
        for feature in set.features.indices { counts[feature + 1] += counts[feature] }
        starts = counts
        var classes = [UInt16](repeating: 0, count: Int(counts[set.features.count]))
        for feature in set.features.indices { last[feature] = -1 }
        Self.forEachEntry(of: set, documents) { entry, label, _ in
            guard last[Int(entry.feature)] != label else { return }
            last[Int(entry.feature)] = label
            classes[Int(counts[Int(entry.feature)])] = UInt16(label)
            counts[Int(entry.feature)] += 1
        }
        self.classes = classes
        masses = Array(repeating: 0, count: classes.count)
    }

    /// Counts the documents again, each as much as is said.
    mutating func count(of set: TrainingSet, _ documents: [Int], _ weight: (Int) -> Float) {
        for place in masses.indices { masses[place] = 0 }
        var cursor = cursor
        Self.forEachEntry(of: set, documents) { entry, label, document in
            guard let place = cursor.place(of: Int(entry.feature), UInt16(label)) else { return }
            masses[place] += weight(document) * entry.mass
        }
    }

    /// Finds the masses of documents in their order, where the class of a feature only moves on.
    struct Cursor {
        fileprivate var places: [Int32]
        fileprivate let starts: [Int32]
        fileprivate let classes: [UInt16]

        /// Nil when no document that was counted has the feature and the class.
        @inline(__always)
        mutating func place(of feature: Int, _ label: UInt16) -> Int? {
            var place = Int(places[feature])
            let end = Int(starts[feature + 1])
            while place < end, classes[place] < label { place += 1 }
            places[feature] = Int32(place)
            return place < end && classes[place] == label ? place : nil
        }
    }

    var cursor: Cursor { Cursor(places: starts, starts: starts, classes: classes) }

    /// The features of the lines in scope, line by line.
    @inline(__always)
    private static func forEachEntry(
        of set: TrainingSet, _ documents: [Int],
        _ body: (_ entry: TrainingSet.Entry, _ label: Int32, _ document: Int) -> Void
    ) {
        for document in documents {
            guard let label = set.documents[document].label else { continue }
            for entry in set.entries[set.documents[document].entries] {
                body(entry, Int32(label), document)
            }
        }
    }

    /// The places of a feature in `classes` and `masses`.
    @inline(__always)
    func places(_ feature: Int) -> Range<Int> { Int(starts[feature])..<Int(starts[feature + 1]) }

    subscript(feature: Int, column: Int) -> Float {
        var (low, high) = (Int(starts[feature]), Int(starts[feature + 1]))
        while low < high {
            let middle = (low + high) / 2
            if Int(classes[middle]) < column { low = middle + 1 } else { high = middle }
        }
        return low < Int(starts[feature + 1]) && Int(classes[low]) == column ? masses[low] : 0
    }

    /// Writes a number for each class of a feature into a row of all classes.
    @inline(__always)
    func write(_ numbers: [Float], of feature: Int, to row: UnsafeMutablePointer<SIMD8<Float>>) {
        let row = UnsafeMutableRawPointer(row).assumingMemoryBound(to: Float.self)
        forEach(numbers, of: feature) { row[Int($0)] = $1 }
    }

    /// Writes a number for each class of a feature into the lane of the class.
    @inline(__always)
    func write(
        _ numbers: [Float], of feature: Int, to row: UnsafeMutablePointer<Float>,
        lanes: UnsafePointer<UInt8>
    ) {
        forEach(numbers, of: feature) { row[Int(lanes[Int($0)])] = $1 }
    }

    @inline(__always)
    private func forEach(_ numbers: [Float], of feature: Int, _ body: (UInt16, Float) -> Void) {
        classes.withUnsafeBufferPointer { classes in
            numbers.withUnsafeBufferPointer { numbers in
                for place in places(feature) { body(classes[place], numbers[place]) }
            }
        }
    }
}

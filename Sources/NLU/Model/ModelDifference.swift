import Text

/// Where two models have other numbers, and by that which lines they may hear otherwise. Of most
/// lines the features say at once that both hear them alike, to the last digit.
package struct ModelDifference: Sendable {
    private var whole: Part
    /// Of what a line means in the middle of a conversation.
    private var moves: Part

    package init(_ older: Model, _ newer: Model) throws(ModelError) {
        try older.load()
        try newer.load()
        whole = Part(older, newer)
        switch (older.moveModel, newer.moveModel) {
        case (nil, nil): moves = .none
        case (let older?, let newer?): moves = Part(older, newer)
        default: moves = .all
        }
    }

    /// Whether a line may be heard otherwise where no dialogue is open.
    package mutating func mayConcern(_ line: String) -> Bool { whole.mayConcern(line) }

    /// The same in the middle of a conversation.
    package mutating func mayConcernMoves(_ line: String) -> Bool { moves.mayConcern(line) }

    private enum Part: Sendable {
        case none, all
        case some(OtherRows)

        init(_ older: Model, _ newer: Model) {
            self = OtherRows(older, newer).map { $0.isNone ? .none : .some($0) } ?? .all
        }

        mutating func mayConcern(_ line: String) -> Bool {
            switch self {
            case .none: return false
            case .all: return true
            case .some(var rows):
                // Out of its place while it reads: of two that hold its memory each would copy it.
                self = .all
                defer { self = .some(rows) }
                return rows.areIn(line)
            }
        }
    }
}

/// The rows that one model has and another has not, or has with other weights.
private struct OtherRows: Sendable {
    private let older: Model
    private let newer: Model
    /// Of each row of the newer model.
    private let isOther: [Bool]
    private var extractor: FeatureExtractor
    private var features = FeatureList()

    /// Nil where more than rows and their features tells the models apart.
    init?(_ older: Model, _ newer: Model) {
        let (was, now) = (older.header, newer.header)
        guard was.classCount == now.classCount, was.unit == now.unit,
            was.scopeUnit == now.scopeUnit, was.calibration == now.calibration,
            was.rowCount <= now.rowCount, Self.areSame(Self.texts(older), Self.texts(newer))
        else { return nil }
        let (before, after) = (Self.rows(older), Self.rows(newer))
        isOther = (0..<now.rowCount).map { row in
            let place = row * now.stride..<(row + 1) * now.stride
            return row >= was.rowCount
                || !Self.areSame(.init(rebasing: before[place]), .init(rebasing: after[place]))
        }
        extractor = FeatureExtractor(newer.rules.slips)
        (self.older, self.newer) = (older, newer)
    }

    var isNone: Bool { !isOther.contains(true) }

    private static func texts(_ model: Model) -> UnsafeRawBufferPointer {
        .init(rebasing: model.storage.bytes[model.header.texts..<model.header.moves])
    }

    private static func rows(_ model: Model) -> UnsafeRawBufferPointer {
        .init(rebasing: model.storage.bytes[model.header.rows..<model.header.sums])
    }

    /// Eight bytes at a time; one may have zeros behind it that fill a page.
    private static func areSame(
        _ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer
    ) -> Bool {
        let count = min(left.count, right.count)
        for place in stride(from: 0, to: count & ~7, by: 8)
        where left.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            != right.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        { return false }
        return left[(count & ~7)..<count].elementsEqual(right[(count & ~7)..<count])
            && left[count...].allSatisfy { $0 == 0 } && right[count...].allSatisfy { $0 == 0 }
    }

    private static func table(_ model: Model) -> FeatureTable? {
        let header = model.header
        return model.storage.bytes.baseAddress.map {
            FeatureTable($0 + header.slots, bits: header.slotBits, rowCount: header.rowCount)
        }
    }

    /// Whether some feature of the line stands for one of them.
    mutating func areIn(_ line: String) -> Bool {
        guard let before = Self.table(older), let after = Self.table(newer) else { return true }
        extractor.read(Utterance.visible(line))
        features.take(from: extractor)
        for hash in features.hashes.prefix(features.count) { after.prefetch(hash) }
        return features.hashes.prefix(features.count).contains { hash in
            let number = after.number(of: hash)
            return number != before.number(of: hash) || number > 0 && isOther[number - 1]
        }
    }
}

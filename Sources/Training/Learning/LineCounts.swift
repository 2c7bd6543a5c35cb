import NLU
import Synchronization
import Text

/// What the lines of a corpus have in common with one of them, counted in one go over all, on all
/// cores. Which features are kept is what a model of the other lines says: those it has rows for,
/// and of the new line those that another line has as well.
struct LineCounts: Sendable {
    /// A feature of the line.
    struct Feature: Sendable {
        var hash: UInt64
        /// What it counts in the line.
        var mass: Float = 0
    }

    let classes: [String]
    /// The class of the line; nil where it is out of scope.
    let label: Int?
    private(set) var length = 0
    /// Of the line: those that are kept.
    private(set) var features: [Feature] = []
    /// Of each feature of the line, and of each group: its mass in the other lines, by class and
    /// then out of scope.
    private(set) var masses: Matrix
    private(set) var groups: Matrix
    /// How many features a group has.
    private(set) var vocabulary = [Float](repeating: 0, count: FeatureGroup.allCases.count)
    /// The places of the other lines that have a feature of the line: no other is heard otherwise
    /// for it.
    private(set) var alike: [Int] = []

    /// In parts whose sums are added in their order, so that they are the same on any machine.
    private static let parts = 16

    init(of example: Corpus.Example, in corpus: Corpus, _ learnt: Learnt) {
        let classes = corpus.intents
        self.classes = classes
        let labels = Dictionary(uniqueKeysWithValues: classes.enumerated().map { ($1, $0) })
        label = example.intent == Interpretation.outOfScope ? nil : labels[example.intent]
        let stride = ModelHeader.stride(for: classes.count)
        let line = FeaturesOfLine(example.text, corpus.slips)
        let examples = corpus.examples
        let place = examples.firstIndex {
            $0.text == example.text && $0.intent == example.intent
        }
        let found = Mutex([(first: Int, part: Part)]())
        Portions.forEach(of: examples.count, in: Self.parts) { range in
            var part = Part(line, learnt, stride: stride, corpus.slips)
            for index in range where index != place {
                let intent = examples[index].intent
                let isOutside = intent == Interpretation.outOfScope
                part.count(
                    examples[index].text, at: index,
                    in: isOutside ? classes.count : labels[intent] ?? 0)
            }
            found.withLock { $0.append((range.lowerBound, part)) }
        }
        masses = Matrix(rows: line.hashes.count, stride: stride)
        groups = Matrix(rows: FeatureGroup.allCases.count, stride: stride)
        length = line.length
        let parts = found.withLock { $0.sorted { $0.first < $1.first }.map(\.part) }
        add(parts, line, learnt, Model.minimumFrequency(corpus))
    }

    private mutating func add(
        _ parts: [Part], _ line: FeaturesOfLine, _ learnt: Learnt, _ minimum: Int
    ) {
        var sums = FamilySums()
        var groupOf = [UInt8](repeating: 0, count: learnt.rowCount + line.hashes.count)
        for part in parts {
            for row in 0..<line.hashes.count { masses.add(part.masses, row: row, to: row) }
            for row in FeatureGroup.allCases.indices { groups.add(part.groups, row: row, to: row) }
            sums.add(part.sums)
            alike += part.alike
            for (row, group) in part.groupOf.enumerated() where group > 0 { groupOf[row] = group }
        }
        let rows = learnt.rows(of: line.hashes)
        let kept = line.hashes.indices.filter {
            rows[$0] != nil || minimum == 1 || groupOf[learnt.rowCount + $0] > 0
        }
        for index in kept {
            let group = FeatureGroup.of(line.hashes[index])
            groupOf[rows[index] ?? learnt.rowCount + index] = group.rawValue + 1
        }
        for group in groupOf where group > 0 { vocabulary[Int(group - 1)] += 1 }
        finish(kept, line, &sums)
    }

    /// The masses were counted as shares of a line; a line has as much of a family as lines have
    /// features of it.
    private mutating func finish(
        _ kept: [Int], _ line: FeaturesOfLine, _ sums: inout FamilySums
    ) {
        var own = [Int](repeating: 0, count: FeatureGroup.Family.allCases.count)
        for index in kept { own[FeatureGroup.of(line.hashes[index]).family.place] += 1 }
        sums.add(own)
        var newMasses = Matrix(rows: kept.count, stride: masses.width * 8)
        for (row, index) in kept.enumerated() {
            let family = FeatureGroup.of(line.hashes[index]).family.place
            let mean = sums.mean(family)
            newMasses.add(masses, row: index, to: row, times: mean)
            features.append(
                Feature(hash: line.hashes[index], mass: mean / Float(own[family])))
        }
        masses = newMasses
        var newGroups = Matrix(rows: FeatureGroup.allCases.count, stride: groups.width * 8)
        for group in FeatureGroup.allCases {
            let row = Int(group.rawValue)
            newGroups.add(groups, row: row, to: row, times: sums.mean(group.family.place))
        }
        groups = newGroups
    }
}

/// The distinct features of a line, in the order they are found.
private struct FeaturesOfLine: Sendable {
    private(set) var hashes: [UInt64] = []
    let length: Int

    init(_ text: String, _ slips: SlipTable) {
        var extractor = FeatureExtractor(slips)
        var list = FeatureList()
        extractor.read(text)
        list.take(from: extractor)
        length = list.count
        var seen = Set<UInt64>()
        hashes = list.hashes.prefix(list.count).filter { seen.insert($0).inserted }
    }
}

/// How many features of a family lines have.
private struct FamilySums: Sendable {
    private var sums = [Int](repeating: 0, count: FeatureGroup.Family.allCases.count)
    private var lines = [Int](repeating: 0, count: FeatureGroup.Family.allCases.count)

    /// Adds a line.
    mutating func add(_ counts: [Int]) {
        for family in counts.indices where counts[family] > 0 {
            sums[family] += counts[family]
            lines[family] += 1
        }
    }

    mutating func add(_ other: FamilySums) {
        for family in sums.indices {
            sums[family] += other.sums[family]
            lines[family] += other.lines[family]
        }
    }

    func mean(_ family: Int) -> Float { Float(sums[family]) / Float(max(1, lines[family])) }
}

/// What is counted in a part of the lines.
private struct Part: Sendable {
    private(set) var masses: Matrix
    private(set) var groups: Matrix
    private(set) var sums = FamilySums()
    /// The places of lines that have a feature of the line.
    private(set) var alike: [Int] = []
    /// One more than the group of each feature that was met, by its row, and behind those of the
    /// model by its place in the line.
    private(set) var groupOf: [UInt8]
    private let learnt: Learnt
    /// Which feature of the line has a row; -1 for none.
    private var own: [Int32]
    /// The rows of those that the model has none for, by their hashes.
    private var newRows: [UInt64: Int] = [:]
    private var extractor: FeatureExtractor
    private var list = FeatureList()
    /// The line each row was met in last.
    private var lastLines: [Int32]
    private var line: Int32 = 0
    private var counts = [Int](repeating: 0, count: FeatureGroup.Family.allCases.count)
    private var met: [(row: Int, hash: UInt64)] = []

    init(_ features: FeaturesOfLine, _ learnt: Learnt, stride: Int, _ slips: SlipTable) {
        masses = Matrix(rows: features.hashes.count, stride: stride)
        groups = Matrix(rows: FeatureGroup.allCases.count, stride: stride)
        groupOf = Array(repeating: 0, count: learnt.rowCount + features.hashes.count)
        lastLines = Array(repeating: 0, count: groupOf.count)
        extractor = FeatureExtractor(slips)
        self.learnt = learnt
        own = Array(repeating: -1, count: groupOf.count)
        let rows = learnt.rows(of: features.hashes)
        for (index, hash) in features.hashes.enumerated() {
            let row = rows[index] ?? learnt.rowCount + index
            own[row] = Int32(index)
            if rows[index] == nil { newRows[hash] = row }
        }
    }

    /// - Parameters:
    ///   - place: among the lines.
    ///   - column: of the class, or the one behind them.
    mutating func count(_ text: String, at place: Int, in column: Int) {
        extractor.read(text)
        list.take(from: extractor)
        meet()
        for family in counts.indices { counts[family] = 0 }
        for feature in met { counts[FeatureGroup.of(feature.hash).family.place] += 1 }
        sums.add(counts)
        var isAlike = false
        for feature in met {
            let group = FeatureGroup.of(feature.hash)
            let share = 1 / Float(counts[group.family.place])
            groups[Int(group.rawValue), column] += share
            groupOf[feature.row] = group.rawValue + 1
            let index = Int(own[feature.row])
            guard index >= 0 else { continue }
            masses[index, column] += share
            isAlike = true
        }
        if isAlike { alike.append(place) }
    }

    /// Its features that are kept, each once.
    private mutating func meet() {
        line += 1
        met.removeAll(keepingCapacity: true)
        let learnt = learnt
        learnt.withTable { table in
            for hash in list.hashes.prefix(list.count) {
                let number = table.number(of: hash)
                guard let row = number > 0 ? number - 1 : newRows[hash], lastLines[row] != line
                else { continue }
                lastLines[row] = line
                met.append((row, hash))
            }
        }
    }
}

extension FeatureGroup.Family {
    fileprivate var place: Int { Int(rawValue) }
}

import NLU
import Text

/// The features of all examples, in an order that depends on nothing but what the examples say.
struct TrainingSet: Sendable {
    /// A feature that is kept, by its row.
    struct Feature: Sendable {
        var hash: UInt64
        var group: FeatureGroup
        /// Examples that have it, in scope or out of it.
        var documentFrequency: Int
    }

    struct Document: Sendable {
        /// The row of its class; nil for a line that is out of scope, which is never counted.
        var label: Int?
        /// Its features, as a range of `entries`.
        var entries: Range<Int>
        /// Features of the line, those not kept and those found twice included.
        var length: Int
        var isChinese: Bool
    }

    /// A feature of a document.
    struct Entry: Sendable {
        var feature: Int32
        /// What the feature counts in this document: every line has the same mass in a family of
        /// groups, however long it is.
        var mass: Float
    }

    let classes: [String]
    private(set) var features: [Feature] = []
    private(set) var documents: [Document] = []
    private(set) var entries: [Entry] = []

    /// - Parameter minimumFrequency: features of fewer examples are left out.
    init(_ corpus: Corpus, minimumFrequency: Int) {
        classes = corpus.intents
        let found = collect(Self.ordered(corpus.examples), corpus.slips)
        keep(found, minimumFrequency)
        weigh()
    }

    /// By intent and the digest of each example, so that files may be read in any order, and lines
    /// that share features follow one another.
    static func ordered(_ examples: [Corpus.Example]) -> [Corpus.Example] {
        let keyed = examples.map { (digest: Checksum($0.text), example: $0) }
        return keyed.sorted { ($0.example.intent, $0.digest) < ($1.example.intent, $1.digest) }
            .map(\.example)
    }

    /// The distinct features of all lines, line after line.
    private struct Found {
        var table = HashRows()
        /// Rows of the table.
        var lines: [Int32] = []
        /// Of each row, the examples that have it, and the last of them.
        var frequencies: [Int32] = []
        var lastLines: [Int32] = []
    }

    /// Fills the documents, with ranges of the lines found in place of entries.
    private mutating func collect(_ rows: [Corpus.Example], _ slips: SlipTable) -> Found {
        let labels = Dictionary(uniqueKeysWithValues: classes.enumerated().map { ($1, $0) })
        var extractor = FeatureExtractor(slips)
        var features = FeatureList()
        var found = Found()
        documents.reserveCapacity(rows.count)
        for (number, row) in rows.enumerated() {
            extractor.read(row.text)
            features.take(from: extractor)
            let start = found.lines.count
            for hash in features.hashes.prefix(features.count) {
                let id = found.table.row(of: hash)
                if id == found.frequencies.count {
                    found.frequencies.append(0)
                    found.lastLines.append(-1)
                }
                // One that stands twice in a line counts once.
                guard found.lastLines[id] != number else { continue }
                found.lastLines[id] = Int32(number)
                found.frequencies[id] += 1
                found.lines.append(Int32(id))
            }
            documents.append(
                Document(
                    label: row.intent == Interpretation.outOfScope ? nil : labels[row.intent],
                    entries: start..<found.lines.count, length: features.count,
                    isChinese: extractor.isChinese))
        }
        return found
    }

    private mutating func keep(_ found: Found, _ minimum: Int) {
        let frequencies = found.frequencies
        // The commonest first: the rows that most lines need then lie together.
        let order = frequencies.indices.filter { frequencies[$0] >= minimum }
            .sorted { (frequencies[$1], $0) < (frequencies[$0], $1) }
        var newRows = [Int32](repeating: -1, count: frequencies.count)
        features.reserveCapacity(order.count)
        for row in order {
            newRows[row] = Int32(features.count)
            let hash = found.table.hashes[row]
            features.append(
                Feature(
                    hash: hash, group: .of(hash), documentFrequency: Int(frequencies[row])))
        }
        entries.reserveCapacity(order.reduce(0) { $0 + Int(frequencies[$1]) })
        for document in documents.indices {
            let start = entries.count
            for old in found.lines[documents[document].entries] where newRows[Int(old)] >= 0 {
                entries.append(Entry(feature: newRows[Int(old)], mass: 0))
            }
            documents[document].entries = start..<entries.count
        }
    }

    private mutating func weigh() {
        let families = FeatureGroup.Family.allCases.count
        var sums = [Int](repeating: 0, count: families)
        var lines = [Int](repeating: 0, count: families)
        var counts = [[Int]](repeating: [], count: documents.count)
        for (index, document) in documents.enumerated() {
            var count = [Int](repeating: 0, count: families)
            for entry in entries[document.entries] { count[family(of: entry)] += 1 }
            counts[index] = count
            for family in 0..<families where count[family] > 0 {
                sums[family] += count[family]
                lines[family] += 1
            }
        }
        for (index, document) in documents.enumerated() {
            for entry in document.entries {
                let family = family(of: entries[entry])
                let mean = Float(sums[family]) / Float(max(1, lines[family]))
                entries[entry].mass = mean / Float(counts[index][family])
            }
        }
    }

    private func family(of entry: Entry) -> Int {
        Int(features[Int(entry.feature)].group.family.rawValue)
    }
}

/// Numbers distinct hashes in the order they come.
struct HashRows: Sendable {
    /// In the order of their rows.
    private(set) var hashes: [UInt64] = []
    /// One more than the row whose hash belongs there; 0 is empty.
    private var slots = [Int32](repeating: 0, count: 1024)

    /// The row of a hash, a new one if it has none.
    mutating func row(of hash: UInt64) -> Int {
        var slot = slot(of: hash)
        if slots[slot] != 0 { return Int(slots[slot] - 1) }
        if (hashes.count + 1) * 2 > slots.count {
            grow()
            slot = self.slot(of: hash)
        }
        hashes.append(hash)
        slots[slot] = Int32(hashes.count)
        return hashes.count - 1
    }

    private func slot(of hash: UInt64) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash >> FeatureGroup.bits) & mask
        while slots[slot] != 0, hashes[Int(slots[slot] - 1)] != hash { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        slots = Array(repeating: 0, count: slots.count * 2)
        for (row, hash) in hashes.enumerated() { slots[slot(of: hash)] = Int32(row + 1) }
    }
}

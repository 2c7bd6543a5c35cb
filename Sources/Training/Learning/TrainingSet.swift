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
        let rows = Self.ordered(corpus.examples)
        var table = HashRows(capacity: rows.count * 32)
        let lines = collect(rows, &table, corpus.slips)
        keep(lines, table, minimumFrequency)
        weigh()
    }

    /// By intent and the digest of each example, so that files may be read in any order, and lines
    /// that share features follow one another.
    static func ordered(_ examples: [Corpus.Example]) -> [Corpus.Example] {
        let keyed = examples.map { (digest: Checksum($0.text), example: $0) }
        return keyed.sorted { ($0.example.intent, $0.digest) < ($1.example.intent, $1.digest) }
            .map(\.example)
    }

    /// Every distinct feature of every line as a row of `table`.
    private mutating func collect(
        _ rows: [Corpus.Example], _ table: inout HashRows, _ slips: SlipTable
    ) -> [[Int32]] {
        let labels = Dictionary(uniqueKeysWithValues: classes.enumerated().map { ($1, $0) })
        var extractor = FeatureExtractor(slips)
        var found = FeatureList()
        var lines: [[Int32]] = []
        lines.reserveCapacity(rows.count)
        documents.reserveCapacity(rows.count)
        // The line each feature was found in last, so that it counts once.
        var lastLine: [Int] = []
        for (number, row) in rows.enumerated() {
            let label = row.intent == Interpretation.outOfScope ? nil : labels[row.intent]
            extractor.read(row.text)
            found.take(from: extractor)
            var line: [Int32] = []
            line.reserveCapacity(found.count)
            for hash in found.hashes.prefix(found.count) {
                let id = table.row(of: hash)
                if id == features.count {
                    features.append(Feature(hash: hash, group: .of(hash), documentFrequency: 0))
                    lastLine.append(-1)
                }
                guard lastLine[id] != number else { continue }
                lastLine[id] = number
                features[id].documentFrequency += 1
                line.append(Int32(id))
            }
            lines.append(line)
            documents.append(
                Document(
                    label: label, entries: 0..<0, length: found.count,
                    isChinese: extractor.isChinese))
        }
        return lines
    }

    private mutating func keep(_ lines: [[Int32]], _ table: HashRows, _ minimum: Int) {
        var newRows = [Int32](repeating: -1, count: features.count)
        var kept: [Feature] = []
        // The commonest first: the rows that most lines need then lie together.
        let order = features.indices.filter { features[$0].documentFrequency >= minimum }
            .sorted {
                (features[$1].documentFrequency, $0) < (features[$0].documentFrequency, $1)
            }
        for row in order {
            newRows[row] = Int32(kept.count)
            kept.append(features[row])
        }
        features = kept
        entries.reserveCapacity(lines.reduce(0) { $0 + $1.count })
        for (document, line) in lines.enumerated() {
            let start = entries.count
            for old in line where newRows[Int(old)] >= 0 {
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
    private var hashes: [UInt64]
    private var rows: [Int32]
    private(set) var count = 0

    init(capacity: Int) {
        var size = 1024
        while size < capacity { size *= 2 }
        hashes = Array(repeating: 0, count: size)
        rows = Array(repeating: 0, count: size)
    }

    /// The row of a hash, a new one if it has none; hashes are never 0.
    mutating func row(of hash: UInt64) -> Int {
        var slot = slot(of: hash)
        if hashes[slot] == hash { return Int(rows[slot]) }
        if (count + 1) * 2 > hashes.count {
            grow()
            slot = self.slot(of: hash)
        }
        hashes[slot] = hash
        rows[slot] = Int32(count)
        count += 1
        return count - 1
    }

    private func slot(of hash: UInt64) -> Int {
        let mask = hashes.count - 1
        var slot = Int(truncatingIfNeeded: hash >> FeatureGroup.bits) & mask
        while hashes[slot] != 0, hashes[slot] != hash { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        let (oldHashes, oldRows) = (hashes, rows)
        hashes = Array(repeating: 0, count: oldHashes.count * 2)
        rows = Array(repeating: 0, count: oldHashes.count * 2)
        for (index, hash) in oldHashes.enumerated() where hash != 0 {
            let slot = slot(of: hash)
            hashes[slot] = hash
            rows[slot] = oldRows[index]
        }
    }
}

extension Model {
    /// What a feature of a line said for the best intent.
    public struct Contribution: Equatable, Sendable {
        /// The feature as it can be read: `提前`, `提…还`, `_pay`, `|pay` for a first word.
        public var feature: String
        public var group: String
        /// Log-odds it adds to the best intent against the one after it, after calibration.
        public var logOdds: Double
    }

    /// The known features of a line by the weight of what they say, the weightiest first.
    public func explain(_ text: String) -> [Contribution] {
        var scorer = Scorer(self)
        guard let scores = scorer.score(Utterance.visible(text)), header.classCount > 1 else {
            return []
        }
        let ranked = scores.probabilities.indices.sorted {
            (scores.probabilities[$1], $0) < (scores.probabilities[$0], $1)
        }
        var recorder = FeatureRecorder()
        var extractor = FeatureExtractor()
        extractor.extract(Utterance.visible(text), into: &recorder)
        var found: [Contribution] = []
        for feature in recorder.features {
            guard let row = scorer.row(of: feature.hash) else { continue }
            let units = weight(row, ranked[0]) - weight(row, ranked[1])
            let odds = Float(units) * header.unit * header.calibration.temperature
            found.append(
                Contribution(
                    feature: recorder.text(of: feature, in: extractor),
                    group: "\(feature.group)", logOdds: Double(odds)))
        }
        return found.sorted {
            (abs($1.logOdds), $0.feature, $0.group) < (abs($0.logOdds), $1.feature, $1.group)
        }
    }

    private func weight(_ row: Int, _ column: Int) -> Int {
        let place = header.rows + row * header.stride + column
        return Int(storage.bytes.load(fromByteOffset: place, as: Int8.self))
    }
}

/// Keeps each distinct feature with its place in the line, to be shown.
private struct FeatureRecorder: FeatureSink {
    struct Feature {
        var hash: UInt64
        var group: FeatureGroup
        var first: Int
        var last: Int
    }

    private(set) var features: [Feature] = []
    private var seen: Set<UInt64> = []

    mutating func take(_ hash: UInt64, _ group: FeatureGroup, _ first: Int, _ last: Int) {
        guard seen.insert(hash).inserted else { return }
        features.append(Feature(hash: hash, group: group, first: first, last: last))
    }

    /// The edge of a line is shown as `|`, what lies between the two of a pair as `…`.
    func text(of feature: Feature, in extractor: FeatureExtractor) -> String {
        switch feature.group {
        case .fourLetters, .fiveLetters:
            return NormalisedText.string(extractor.letters[feature.first...feature.last])
        case .characterSkip, .stemSkip:
            return unit(feature.first, extractor) + "…" + unit(feature.last, extractor)
        case .character, .characterPair, .characterTriple, .stem, .stemPair:
            let words = (feature.first...feature.last).map { unit($0, extractor) }
            return words.joined(separator: feature.group == .stemPair ? " " : "")
        }
    }

    private func unit(_ index: Int, _ extractor: FeatureExtractor) -> String {
        guard extractor.units.indices.contains(index) else { return "|" }
        let unit = extractor.units[index]
        return NormalisedText.string(extractor.text.scalars[unit.start..<unit.end])
    }
}

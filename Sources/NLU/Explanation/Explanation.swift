import Text

/// Why a line was understood as it was: what each of its features said for the best intent against
/// the one after it, and the smallest change of the line that would have been decided otherwise.
package struct Explanation: Equatable, Sendable {
    /// What a feature of the line said.
    package struct Contribution: Equatable, Sendable {
        /// The feature as it can be read: `提前`, `提…还`, `_pay`, `|pay` for a first word, `≈款`
        /// for whatever sounds like it.
        package var feature: String
        package var group: String
        /// Log-odds for the best intent against the one after it, after calibration.
        package var logOdds: Double
    }

    package var intent: String
    /// Nil where there is only one intent.
    package var runnerUp: String?
    /// The weightiest first. They add up to `logOdds`.
    package var contributions: [Contribution]
    /// The logarithm of the confidence in the one over that in the other, rules aside.
    package var logOdds: Double
    /// Nil when no small change makes a difference.
    package var edit: Edit?
}

extension Interpreter {
    /// Nil for a line of which nothing is known.
    package mutating func explain(_ text: String) -> Explanation? {
        let text = Utterance.visible(text)
        guard let (best, second, odds) = scored(text) else { return nil }
        let parts = second.map { contributions(text, best, $0) } ?? []
        return Explanation(
            intent: model.texts.classes[best], runnerUp: second.map { model.texts.classes[$0] },
            contributions: parts, logOdds: odds, edit: smallestEdit(text))
    }

    private func contributions(
        _ text: String, _ best: Int, _ second: Int
    ) -> [Explanation.Contribution] {
        var recorder = FeatureRecorder()
        var extractor = FeatureExtractor(rules.slips)
        extractor.extract(text, into: &recorder)
        let scale = model.header.unit * scorer.temperature
        return recorder.features.compactMap { feature in
            guard let row = scorer.row(of: feature.hash) else { return nil }
            let units = scorer.weight(row, best) - scorer.weight(row, second)
            return Explanation.Contribution(
                feature: recorder.text(of: feature, in: extractor), group: "\(feature.group)",
                logOdds: Double(Float(units) * scale))
        }
        .sorted {
            (abs($1.logOdds), $0.feature, $0.group) < (abs($0.logOdds), $1.feature, $1.group)
        }
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
        let words = (feature.first...feature.last).map { unit($0, extractor) }
        switch feature.group {
        case .fourLetters, .fiveLetters:
            return NormalisedText.string(extractor.letters[feature.first...feature.last])
        case .characterSkip, .stemSkip: return words[0] + "…" + words[words.count - 1]
        case .character, .characterPair, .characterTriple, .stem: return words.joined()
        case .stemPair: return words.joined(separator: " ")
        case .sound, .soundPair: return "≈" + words.joined()
        }
    }

    private func unit(_ index: Int, _ extractor: FeatureExtractor) -> String {
        guard extractor.units.indices.contains(index) else { return "|" }
        let unit = extractor.units[index]
        return NormalisedText.string(extractor.text.scalars[unit.start..<unit.end])
    }
}

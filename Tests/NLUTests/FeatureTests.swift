import Testing

@testable import NLU

@Suite("Features of a line")
struct FeatureTests {
    /// Keeps what is found, as text.
    private struct Recorder: FeatureSink {
        var found: [(group: FeatureGroup, first: Int, last: Int)] = []

        mutating func take(_ hash: UInt64, _ group: FeatureGroup, _ first: Int, _ last: Int) {
            found.append((group, first, last))
        }
    }

    private func features(of line: String) -> [FeatureGroup: [String]] {
        var recorder = Recorder()
        var extractor = FeatureExtractor()
        extractor.extract(line, into: &recorder)
        func unit(_ index: Int) -> String {
            guard extractor.units.indices.contains(index) else { return "|" }
            let unit = extractor.units[index]
            return NormalisedText.string(extractor.text.scalars[unit.start..<unit.end])
        }
        var result: [FeatureGroup: [String]] = [:]
        for feature in recorder.found {
            let text =
                switch feature.group {
                case .fourLetters, .fiveLetters:
                    NormalisedText.string(extractor.letters[feature.first...feature.last])
                case .characterSkip, .stemSkip: unit(feature.first) + "…" + unit(feature.last)
                default: (feature.first...feature.last).map(unit).joined(separator: " ")
                }
            result[feature.group, default: []].append(text)
        }
        return result
    }

    @Test("a Chinese line")
    func chinese() {
        let found = features(of: "分12期吗")
        #expect(found[.character] == ["分", "期", "吗"])
        #expect(found[.stem] == ["12"])
        #expect(found[.characterPair] == ["| 分", "分 12", "12 期", "期 吗", "吗 |"])
        #expect(found[.characterTriple] == ["| 分 12", "分 12 期", "12 期 吗", "期 吗 |"])
        #expect(found[.characterSkip] == ["分…期", "分…吗", "12…吗"])
        #expect(found[.fourLetters] == ["_12_"])
        #expect(found[.stemPair] == nil && found[.fiveLetters] == nil)
    }

    @Test("an English line")
    func english() {
        let found = features(of: "Paying it off?")
        #expect(found[.stem] == ["paying", "it", "off", "?"])
        #expect(found[.stemPair] == ["| paying", "paying it", "it off", "off ?", "? |"])
        #expect(found[.stemSkip] == ["paying…off", "paying…?", "it…?"])
        #expect(
            found[.fourLetters] == [
                "_pay", "payi", "ayin", "ying", "ing_", "_it_", "_off", "off_", "_?_",
            ])
        #expect(found[.fiveLetters]?.first == "_payi" && found[.fiveLetters]?.last == "ff_?_")
        #expect(found[.character] == nil && found[.characterPair] == nil)
    }

    @Test("a mixed line keeps its words apart")
    func mixed() {
        let found = features(of: "app打不开")
        #expect(found[.stem] == ["app"] && found[.character] == ["打", "不", "开"])
        #expect(
            found[.characterPair]
                == ["| app", "app 打", "打 不", "不 开", "开 |"].filter {
                    $0 != "| app"
                })
        #expect(found[.stemPair] == ["| app"])
        #expect(found[.fiveLetters] == ["_app_"])
    }

    @Test(
        "stems",
        arguments: [
            ("paying", "pay"), ("instalments", "instalment"), ("rate", "rat"), ("fees", "fee"),
            ("is", "is"), ("bus", "bus"), ("early", "ear"), ("due", "due"),
        ])
    func stem(word: String, stem: String) {
        let scalars = word.unicodeScalars.map(\.value)
        let end = Tokeniser.stemEnd(scalars, 0, scalars.count)
        #expect(NormalisedText.string(scalars[0..<end]) == stem)
    }

    @Test("nothing to find", arguments: ["", "   ", "…", "👍"])
    func empty(line: String) {
        #expect(features(of: line).isEmpty)
    }

    @Test("the same feature counts once, in a short line and in a long one")
    func distinct() {
        var extractor = FeatureExtractor()
        var found = DistinctFeatures()
        extractor.extract("还还还还", into: &found)
        #expect(Set(found.hashes).count == found.count && found.count == 8)
        found.removeAll()
        extractor.extract(String(repeating: "wordy 还 ", count: 160), into: &found)
        #expect(Set(found.hashes).count == found.count)
        found.removeAll()
        extractor.extract("还", into: &found)
        #expect(found.count == 3)
    }
}

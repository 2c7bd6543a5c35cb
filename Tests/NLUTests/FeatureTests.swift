import Testing

@testable import NLU
@testable import Text

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

    @Test("nothing to find", arguments: ["", "   ", "…", "👍"])
    func empty(line: String) {
        #expect(features(of: line).isEmpty)
    }

    @Test("characters that sound alike share a feature, and pairs of them another")
    func sounds() {
        let (typed, meant) = (hashes("还宽了"), hashes("还款了"))
        let shared = typed.intersection(meant)
        let groups = shared.map { FeatureGroup.of($0) }
        #expect(groups.count { $0 == .sound } == 3)
        #expect(groups.count { $0 == .soundPair } == 4)
        #expect(hashes("还").intersection(hashes("换")).map { FeatureGroup.of($0) }.contains(.sound))
        #expect(features(of: "pay off")[.sound] == nil)
    }

    private func hashes(_ line: String) -> Set<UInt64> {
        var extractor = FeatureExtractor()
        var found = FeatureList()
        extractor.read(line)
        found.take(from: extractor)
        return Set(found.hashes.prefix(found.count))
    }

    @Test("there is always room for all features", arguments: [1, 7, 300])
    func room(times: Int) {
        for words in ["wordy 还 ", "还", "a? ", "提前还款 pay off "] {
            var extractor = FeatureExtractor()
            var recorder = Recorder()
            let line = String(repeating: words, count: times)
            extractor.extract(line, into: &recorder)
            #expect(recorder.found.count <= extractor.mostFeatures)
            #expect(!recorder.found.isEmpty)
        }
    }
}

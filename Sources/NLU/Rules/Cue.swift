import Text

/// What kind of act a line is, by the words that carry it. Two lines about paying early differ in
/// these and in little else when one asks whether it may be done and the other wants it done; on
/// the lines of a corpus they are too rare to be learnt.
struct Cue: OptionSet, Hashable, Sendable {
    let rawValue: UInt8

    /// May it be done, is it so: 能不能, …吗, is it possible.
    static let whether = Cue(rawValue: 1 << 0)
    /// Why is it so: 为什么, how come.
    static let reason = Cue(rawValue: 1 << 1)
    /// Another person's affair, or what another person said: 我朋友, 网上说, my sister, he says.
    static let reported = Cue(rawValue: 1 << 2)
    /// 如果, 假如, if, supposing.
    static let hypothetical = Cue(rawValue: 1 << 3)
    /// Not now, or only asking: 先不办, 就问问, just curious.
    static let onlyAsking = Cue(rawValue: 1 << 4)
    /// It has been done: 收到了, 办好了, got my.
    static let done = Cue(rawValue: 1 << 5)
    /// Politeness that makes a request of a question: 帮我, 麻烦, please, can you.
    static let request = Cue(rawValue: 1 << 6)
}

/// Finds cues by the lists of a corpus.
struct CueFinder: Sendable {
    private let finder: PhraseFinder
    /// By word.
    private let cues: [Cue]
    /// Words that hold one of the others and are none: 其他 is no person.
    private let others: [[UInt32]]
    /// The last character of a question.
    private let questionEnds: Set<UInt32>

    private static let lists: [(cue: Cue, name: String)] = [
        (.whether, "cue_whether"), (.reason, "cue_reason"), (.reported, "cue_reported"),
        (.hypothetical, "cue_hypothetical"), (.onlyAsking, "cue_only_asking"),
        (.done, "cue_done"), (.request, "cue_request"),
    ]

    init(_ lists: [String: [String]]) {
        func words(_ name: String) -> [String] { lists[name] ?? [] }
        finder = PhraseFinder(Self.lists.flatMap { words($0.name) })
        cues = Self.lists.flatMap { list in words(list.name).map { _ in list.cue } }
        others = words("cue_none").map { NormalisedText($0).scalars }
        questionEnds = Set(words("cue_whether_end").compactMap { $0.unicodeScalars.first?.value })
    }

    /// The cues of a normalised line.
    func cues(in line: [UInt32]) -> Cue {
        var found: Cue = []
        finder.forEach(in: line) { word, start in
            if !isPartOfAnother(start, line) { found.insert(cues[word]) }
        }
        if let last = line.last(where: { Alphabet.kind($0) != .mark }), questionEnds.contains(last)
        {
            found.insert(.whether)
        }
        return found
    }

    private func isPartOfAnother(_ start: Int, _ line: [UInt32]) -> Bool {
        let isInside = others.contains { other in
            other.indices.contains { offset in
                start >= offset && PhraseFinder.stands(other, in: line, at: start - offset)
            }
        }
        return isInside || Self.isNumeral(start, line)
    }

    /// 万一 is a case, but after a number it is one more than ten thousand times it.
    private static func isNumeral(_ start: Int, _ line: [UInt32]) -> Bool {
        guard start > 0, line[start] == tenThousand else { return false }
        return numerals.contains(line[start - 1]) || Alphabet.kind(line[start - 1]) == .digit
    }

    private static let tenThousand: UInt32 = 0x4E07
    private static let numerals = Set("一二两三四五六七八九十几百千".unicodeScalars.map(\.value))
}

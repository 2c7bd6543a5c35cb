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

    /// Words anywhere in a line, separated by `|`.
    private static let words: [(cue: Cue, list: String)] = [
        (.whether, "能不能|可不可以|能否|可否|允许|支持不支持|会不会|是不是|有没有|行不行|是否|算不算|用不用|要不要"),
        (
            .whether,
            """
            can i|could i|may i|can we|can one|can it|can a|can the|am i allowed|be allowed|is it possible|\
            possible to|permitted|do you allow|does|is there|are there|is it ok|is it true|am i able
            """
        ),
        (.reason, "为什么|为啥|为何|凭什么|凭啥|怎么会|怎么就|怎么反|反而|怎么突然|怎么没|怎么还没|咋没|咋就|咋会"),
        (.reason, "why|how come"),
        (.reported, "朋友|同事|别人|人家说|邻居|亲戚|同学|室友|他|她|网上说|听说|有人|答应"),
        (
            .reported,
            """
            friend|friends|sister|brother|mate|mates|colleague|colleagues|neighbour|neighbor|cousin|he|she|his|\
            her|him|somebody|someone|people|told me|they said|promised
            """
        ),
        (.hypothetical, "如果|假如|假设|要是|万一|倘若|若是|的话"),
        (.hypothetical, "if|suppose|supposing|assuming|in case|what happens"),
        (.onlyAsking, "先不办|先不还|先不弄|没打算|不打算|不急着|就问问|只是问|随便问|只想知道|就想知道|没说要|不是要|谁说|没同意"),
        (
            .onlyAsking,
            """
            just curious|just want to know|only want to know|just asking|only asking|just wondering|not asking|\
            not looking|not doing|never asked|without asking|dont cancel|dont change|dont pay
            """
        ),
        (.done, "收到了|办好了|开好了|办完了|到账了|收到啦"),
        (.done, "got my settlement|got my letter|got my certificate|received my|has arrived"),
        (.request, "帮我|给我|帮忙|麻烦|替我|我要|请你|请帮"),
        (
            .request,
            """
            please|can you|could you|would you|help me|i want|i need|id like|i would like|how can i|how could i|\
            where can i
            """
        ),
    ]

    private static let finder = WordFinder(words.flatMap { split($0.list) })
    private static let cues = words.flatMap { entry in split(entry.list).map { _ in entry.cue } }
    /// The last character of a question.
    private static let questionEnds = Set("吗不么没否咩".unicodeScalars.map(\.value))

    private static func split(_ list: String) -> [String] {
        list.split(separator: "|").map(String.init)
    }

    /// The cues of a normalised line.
    init(_ line: [UInt32]) {
        var found: Cue = []
        let cues = Self.cues
        Self.finder.forEach(in: line) { word, start in
            if !Self.isPartOfAnother(start, line) { found.insert(cues[word]) }
        }
        if let last = line.last(where: { Alphabet.kind($0) != .mark }),
            Self.questionEnds.contains(last)
        {
            found.insert(.whether)
        }
        self = found
    }

    /// 他 within 其他 is no person, and 万一 after a number is none but a number.
    private static func isPartOfAnother(_ start: Int, _ line: [UInt32]) -> Bool {
        guard start > 0 else { return false }
        let before = line[start - 1]
        if line[start] == 0x4ED6 { return before == 0x5176 }
        guard line[start] == 0x4E07 else { return false }
        return numerals.contains(before) || Alphabet.kind(before) == .digit
    }

    private static let numerals = Set("一二两三四五六七八九十几百千".unicodeScalars.map(\.value))

    init(rawValue: UInt8) { self.rawValue = rawValue }
}

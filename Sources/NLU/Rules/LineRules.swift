import Text

/// What a line is read by besides numbers: made with the first line, since nothing before needs it.
struct LineRules: Sendable {
    /// What words are read as.
    let slips: SlipTable
    let matcher: KeywordMatcher
    /// By the closed lists of the corpus.
    let cues: CueFinder
    let caution: Caution
    let lookup: PhraseLookup

    init(_ texts: ModelTexts) {
        slips = SlipTable.standard.adding(texts.slips)
        matcher = KeywordMatcher(texts.rules, texts.kinds, slips)
        cues = CueFinder(texts.lists)
        caution = Caution(texts.classes, texts.kinds, cues, slips)
        lookup = PhraseLookup(texts.phrases)
    }
}

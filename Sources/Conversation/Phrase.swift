import NLU

/// The closed lists: exact phrases that answer an open question. Consent is taken from here and
/// from nowhere else, so no guess of a classifier ever moves money.
enum Phrase {
    enum Answer: Equatable, Sendable { case yes, no }

    /// The answer a whole line is, or nil. "可以吗" and "yes but" are no answers.
    static func answer(_ line: String) -> Answer? {
        let phrase = bare(line)
        if consents.contains(phrase) { return .yes }
        if refusals.contains(phrase) { return .no }
        return nil
    }

    /// A consent turned into a question: "可以吗", "ok?".
    static func asksForConsent(_ line: String) -> Bool {
        var phrase = bare(line)[...]
        let asked = phrase
        while let last = phrase.last, "吗嘛么不?？".contains(last) { phrase.removeLast() }
        let words = bare(String(phrase))
        return phrase != asked && (consents.contains(words) || askedConsents.contains(words))
    }

    private static let askedConsents: Set<String> = [
        "is that ok", "is that okay", "is this ok", "is it ok", "is that right",
        "is that all right",
        "should i confirm", "can i confirm", "这样可以", "这样行", "现在可以", "我可以确认",
    ]

    /// A line that begins like a consent and makes a condition: "好的，但是……", "yes, if …".
    ///
    /// - Parameter andMore: whatever else follows the consent counts as well.
    static func isHedgedYes(_ line: String, andMore: Bool) -> Bool {
        let phrase = bare(line)
        return consents.contains { yes in
            guard yes.count > 1, phrase.hasPrefix(yes), phrase != yes else { return false }
            let rest = phrase.dropFirst(yes.count).drop { " ,，。.".contains($0) }
            return andMore || conditions.contains { rest.hasPrefix($0) }
        }
    }

    private static let conditions = [
        "但", "不过", "如果", "要是", "只要", "前提", "除非", "but", "if", "only", "unless", "provided",
        "as long",
        "though",
    ]

    /// A whole line that asks for a moment: neither a yes nor a no.
    static func isWaiting(_ line: String) -> Bool {
        var rest = bare(line)[...]
        var asksForTime = false
        while true {
            rest = rest.drop { " ,，。.…".contains($0) }
            guard !rest.isEmpty else { return asksForTime }
            let words = pauses.filter { rest.hasPrefix($0) }
            guard let word = words.max(by: { ($0.count, $0) < ($1.count, $1) }) else {
                return false
            }
            asksForTime = asksForTime || waiting.contains(word)
            rest = rest.dropFirst(word.count)
        }
    }

    private static let fillers: Set<String> = [
        "hmm", "hm", "um", "uh", "well", "ok", "please", "嗯嗯", "嗯", "呃", "额", "那", "哦", "先", "吧",
        "你",
    ]

    private static let pauses = waiting.union(fillers)

    private static let waiting: Set<String> = [
        "等等", "等等我", "等我一下", "等我一会儿", "想一想", "我想一想", "让我想想看", "我再考虑一下", "我再考虑考虑", "再考虑一下",
        "再想想", "我看一下", "让我看看", "别急", "慢一点", "give me a minute", "give me a second",
        "let me see", "i need to think", "i need a moment",
        "等一下", "等下", "稍等", "等会", "等会儿", "我想想", "我想一下", "我再想想", "让我想想", "考虑一下", "我考虑一下",
        "hold on", "wait", "wait a moment", "wait a minute", "one moment", "one sec",
        "just a moment", "let me think",
        "let me think about it", "give me a moment", "hang on",
    ]

    /// The code did not come, or another one is wanted.
    static func asksAgainForCode(_ line: String) -> Bool {
        let text = bare(line)
        return again.contains { text.contains($0) }
    }

    private static let again = [
        "重新发", "再发", "重发", "验证码呢", "验证码在哪", "没来", "还没到", "where's my code", "where is my code",
        "where's the code", "where is the code", "didn't arrive", "hasn't arrived", "didn't come",
        "没收到", "收不到", "没有收到", "resend", "send again", "send it again",
        "new code",
        "another code", "didn't get", "did not get", "didn't receive", "haven't received",
        "no code", "never got",
    ]

    /// A line that takes a value back and gives another: "不是三千是五千", "make it 12 instead".
    static func isCorrection(_ line: String) -> Bool {
        let text = bare(line)
        return corrections.contains { text.contains($0) }
    }

    private static let corrections = [
        "不是", "改成", "改为", "换成", "说错", "应该是", "not ", "instead", "make it", "i mean", "rather",
        "sorry",
    ]

    /// The language a line asks for by name.
    static func language(namedIn line: String) -> Language? {
        let text = line.lowercased()
        let english = ["english", "英文", "英语"].contains { text.contains($0) }
        let chinese = ["chinese", "mandarin", "中文", "汉语", "普通话", "国语"].contains {
            text.contains($0)
        }
        guard english != chinese else { return nil }
        return english ? .en : .zh
    }

    /// The place a whole line names: "2", 第二个, "the second one"; 1 for the first.
    static func place(_ line: String) -> Int? {
        let phrase = bare(line)
        return places.firstIndex { $0.contains(phrase) }.map { $0 + 1 }
    }

    /// A place that no number by itself could be: 第二个, "the second one".
    static func isOrdinal(_ line: String) -> Bool {
        let phrase = bare(line)
        return place(line) != nil && (phrase.hasPrefix("第") || phrase.count > 2)
    }

    /// Lower case, full-width forms narrowed, outer spaces and closing punctuation dropped.
    /// A question mark stays: a question is no answer.
    static func bare(_ line: String) -> String {
        var bare: [Unicode.Scalar] = []
        var isSpaced = false
        for scalar in line.unicodeScalars {
            let narrow = narrowed(scalar)
            guard narrow != " " else {
                isSpaced = !bare.isEmpty
                continue
            }
            if isSpaced { bare.append(" ") }
            isSpaced = false
            bare += narrow.properties.lowercaseMapping.unicodeScalars
        }
        while let last = bare.last, closing.contains(last) { bare.removeLast() }
        return String(String.UnicodeScalarView(bare))
    }

    private static func narrowed(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? " "
        case 0x3000: " "
        case 0x2019: "'"
        default: scalar
        }
    }

    private static let closing: Set<Unicode.Scalar> = ["。", ".", "!", "，", ",", "~", "～", "、", " "]

    private static let consents: Set<String> = [
        "确认", "確認", "确定", "確定", "同意", "我同意", "我确认", "确认办理", "确认还款", "是", "是的", "好", "好的", "好呀",
        "好啊",
        "行", "可以", "可以的", "没问题", "对", "对的", "嗯", "嗯嗯", "办", "办吧", "办理", "就这样", "就这么办", "还吧", "分吧",
        "yes", "y", "yes please", "yep", "yeah", "confirm", "confirmed", "i confirm", "i agree",
        "agree", "agreed",
        "ok", "okay", "sure", "go ahead", "do it", "please do", "proceed", "please proceed",
        "yes go ahead",
        "yes, go ahead", "yes i confirm", "yes, i confirm", "sounds good", "correct", "right",
    ]

    private static let refusals: Set<String> = [
        "不", "不要", "不用", "不用了", "不是", "不办", "不办了", "不同意", "不确认", "不还了", "不分了", "算了", "算了吧", "取消",
        "取消吧",
        "先不", "先不办", "先不弄", "先这样", "别", "别办", "别弄了", "不行", "放弃", "不可以", "不好", "再说吧", "下次吧", "退出",
        "都不是", "都不要", "不用接着办", "不接着办了", "不继续了", "none", "none of these", "none of them", "neither",
        "no", "n", "nope", "no thanks", "no thank you", "cancel", "cancel it", "cancel that",
        "stop", "not now",
        "never mind", "nevermind", "forget it", "don't", "do not", "leave it", "not yet", "no way",
        "abort", "quit",
        "no, cancel", "no cancel", "i changed my mind", "maybe later", "later",
    ]

    private static let places: [Set<String>] = [
        [
            "1", "一", "第一个", "第1个", "第一", "第一笔", "第1笔", "选1", "first", "the first", "the first one",
            "1st",
        ],
        [
            "2", "二", "第二个", "第2个", "第二", "第二笔", "第2笔", "选2", "second", "the second",
            "the second one", "2nd",
        ],
        [
            "3", "三", "第三个", "第3个", "第三", "第三笔", "第3笔", "选3", "third", "the third", "the third one",
            "3rd",
        ],
        [
            "4", "四", "第四个", "第4个", "第四", "第四笔", "第4笔", "选4", "fourth", "the fourth",
            "the fourth one", "4th",
        ],
        [
            "5", "五", "第五个", "第5个", "第五", "第五笔", "第5笔", "选5", "fifth", "the fifth", "the fifth one",
            "5th",
        ],
    ]
}

/// Closed lists about the conversation itself: what does that mean, and one step back.
extension Phrase {
    /// A whole line that asks what the question means or is for: explained where it stands.
    static func asksMeaning(_ line: String) -> Bool {
        var phrase = bare(line)[...]
        while let last = phrase.last, "?？啊呀呢".contains(last) { phrase.removeLast() }
        // "？？" alone is somebody who is lost.
        if phrase.isEmpty { return line.contains { "?？".contains($0) } }
        return meanings.contains(String(phrase))
    }

    private static let meanings: Set<String> = [
        "什么意思", "啥意思", "是什么意思", "这是什么意思", "这什么意思", "你什么意思", "什么", "啥", "不懂",
        "不明白", "我不明白", "没明白", "没看懂", "看不懂", "我看不懂", "听不懂", "没听懂", "解释一下", "说清楚点",
        "怎么回", "怎么回复", "怎么填", "填什么", "回什么", "为什么", "为啥", "为什么要这个", "为什么问这个",
        "说人话", "讲人话", "说简单点", "说得简单点", "说明白点", "太复杂了", "in plain english", "plain english please",
        "say it simply", "simpler please", "too complicated", "i'm confused", "i am confused",
        "i'm lost",
        "要这个干什么", "要这个干嘛", "问这个干嘛", "为什么要手机号", "为什么要身份证", "为什么要验证码",
        "what do you mean", "what does that mean", "what does this mean", "what is this", "what",
        "what's that", "huh", "pardon", "i don't understand", "i don't get it",
        "i do not understand", "i didn't get it", "i didn't get that", "i didn't understand",
        "not clear", "explain", "please explain", "explain that",
        "can you explain", "why", "why do you ask", "why do you need that", "why do you need this",
        "what for", "what should i type", "what do i type", "what do i say",
    ]

    /// A whole line that asks who is speaking: a machine, and it says so.
    static func asksWho(_ line: String) -> Bool {
        var phrase = bare(line)[...]
        while let last = phrase.last, "?？啊呀呢".contains(last) { phrase.removeLast() }
        return identities.contains(String(phrase))
    }

    private static let identities: Set<String> = [
        "你是谁", "你是什么", "你是人吗", "你是真人吗", "你是机器人", "你是机器人吗", "是机器人吗", "是真人吗", "你叫什么", "你叫什么名字",
        "who are you", "what are you", "are you a bot", "are you a robot", "are you a machine",
        "are you human", "are you a human", "are you a person", "are you real", "is this a bot",
        "am i talking to a robot", "am i talking to a person", "what's your name",
        "what is your name",
    ]

    /// A whole line that takes up what was left.
    static func asksToGoOn(_ line: String) -> Bool { goingOn.contains(bare(line)) }

    private static let goingOn: Set<String> = [
        "接着还", "接着还吧", "还下一笔", "pay the next one", "the next one", "next one", "the next",
        "接着办", "接着办吧", "继续", "继续办", "继续吧", "接着来", "接着", "要", "要的", "办",
        "go on", "continue", "carry on", "let's go on", "let's continue", "pick it up", "resume",
    ]

    /// A line without a word or a number: pictures, or marks.
    static func isWordless(_ line: String) -> Bool {
        !line.contains { $0.isLetter || ($0.isNumber && $0.isASCII) }
    }

    /// A raised thumb and the like: somebody means yes, and has not said it.
    static func isNod(_ line: String) -> Bool {
        isWordless(line) && line.unicodeScalars.contains { "👍👌🆗✅✔👏💯".unicodeScalars.contains($0) }
    }

    /// A number that was meant as a phone's: masked, or digits and little else. 一次性还清 is none.
    static func isLikeAPhone(_ line: String) -> Bool {
        let digits = line.filter { $0.isNumber && !$0.isLetter }.count
        return line.contains("<") || digits >= 5 || (digits > 0 && digits * 2 > line.count)
    }

    /// A whole line that names something and says nothing of it: "the bill", 手机那笔.
    static func isBareName(_ line: String) -> Bool {
        let phrase = bare(line)
        let isShort =
            phrase.unicodeScalars.allSatisfy(\.isASCII)
            ? phrase.split(separator: " ").count <= 4 : phrase.count <= 7
        return isShort && !phrase.contains { "?？吗".contains($0) }
            && !questions.contains { phrase.hasPrefix($0) }
            && !figures.contains { phrase.contains($0) }
    }

    /// What is asked of a thing that is named.
    private static let figures = [
        "还款日", "多少", "计划", "记录", "额度", "利息", "手续费", "到期", "进度", " due", "date", "schedule", "fee",
        "interest", "history", "limit",
    ]

    private static let questions = [
        "查", "看", "问", "为", "怎", "什么", "几", "哪天", "show", "check", "see", "what", "when", "how",
        "why", "is ", "are ", "can ", "do ", "does ",
    ]

    /// A whole line that takes the last answer back, before anything is carried out.
    static func asksToGoBack(_ line: String) -> Bool { goingBack.contains(bare(line)) }

    private static let goingBack: Set<String> = [
        "上一步", "返回", "返回上一步", "回到上一步", "退回上一步", "退回", "撤回", "后退", "倒回去", "回去", "重新选",
        "重选", "我选错了", "选错了", "填错了", "输错了",
        "back", "go back", "undo", "undo that", "previous", "previous step", "one step back",
        "step back", "wrong one", "i chose wrong", "i picked the wrong one",
    ]
}

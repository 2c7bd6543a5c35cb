import Text

/// The words that say which period a line is about, where no value in it does: by language, so
/// that they can move beside the corpus as they stand. A line may mix the languages.
enum PeriodWords {
    enum Meaning {
        /// The next payment, and the nearest one of all.
        case next, coming
        /// The payment after one that was told, and the month after.
        case afterThat, monthAfter
        /// The latest payment made, the one before one that was told, the month before.
        case last, beforeThat, monthBefore
        /// The first payment there ever was.
        case first
        /// All there was until today.
        case soFar
        /// Told of every month, so of none.
        case everyMonth
        /// A question that leans on the one before it, by its first or its last words.
        case goesOn, goesOnAtEnd
        /// Before a value: all up to it. After a value: the same, its day in or out.
        case upTo, before, upToAfter, beforeAfter
        /// All since it: before a value, after it.
        case since, sinceAfter
        /// An end of a month or a year is told as a day and meant as "until then".
        case endOf
        /// "The next three".
        case ahead
        /// Said of days that are to come, whatever the question is about.
        case toCome
        /// Between two values: both and what is between them.
        case joint
    }

    private static let tables: [Language: [Meaning: [String]]] = [
        .zh: [
            .next: ["下次", "下一次", "下回", "下一回", "下期", "下一期", "下一笔"],
            .coming: ["最近一次", "马上要还", "马上就要", "即将", "眼前这", "最近要还"],
            .afterThat: [
                "下下次", "下下期", "下下回", "再下一", "再下次", "再下期", "再下回", "再后面", "再往后一期",
                "那之后", "再往后那", "之后那期", "之后那次", "后面那期", "后面一期", "再后一期",
            ],
            .monthAfter: ["再下个月", "再下一个月", "再下月", "再往后一个月", "往后一个月", "再后一个月", "后一个月"],
            .last: ["上次", "上一次", "上回", "上一回", "上期", "上一期", "最近一次", "最后一次", "最近那次"],
            .beforeThat: ["上上次", "上上回", "上上期", "再上一", "再上次", "再上回", "再前一次", "再往前一次", "前一次"],
            .monthBefore: ["再上个月", "再上一个月", "再上月", "再往前一个月", "再前一个月"],
            .first: ["第一次", "第一回", "最早", "首次", "首期", "头一次", "头一回", "最开始", "刚开始"],
            .soFar: ["到目前", "目前为止", "到现在", "到今天", "至今", "以前", "迄今"],
            .everyMonth: ["每个月", "每月", "月供", "每期"],
            .goesOn: ["那", "再"], .goesOnAtEnd: ["呢", "咧", "嘞", "哩", "捏"],
            .upTo: ["到", "截至", "截止", "截止到"], .before: [],
            .upToAfter: ["为止", "以内", "之内", "内"], .beforeAfter: ["之前", "以前", "前"],
            .since: ["从", "自", "自从"],
            .sinceAfter: ["以来", "以后", "之后", "开始", "到现在", "到今天", "至今", "起"],
            .endOf: ["底", "末"], .ahead: ["接下来", "未来", "往后", "后面", "今后", "之后", "后"],
            .toCome: ["下", "明", "后年"],
            .joint: ["和", "跟", "与", "到", "至", "、", "-", "~"],
        ],
        .en: [
            .next: [
                "next payment", "next instalment", "next installment", "next one", "next time",
                "next debit", "next due",
            ],
            .coming: ["one coming", "coming up", "upcoming", "the coming one", "nearest one"],
            .afterThat: [
                "one after", "after that", "payment after", "instalment after",
                "installment after", "second next", "the following one", "time after",
            ],
            .monthAfter: ["month after", "following month", "month following"],
            .last: [
                "last time", "last payment", "last instalment", "last installment", "last debit",
                "last one", "most recent", "latest payment",
            ],
            .beforeThat: [
                "one before", "before that", "payment before", "time before", "instalment before",
                "installment before",
            ],
            .monthBefore: ["month before", "preceding month", "previous month to that"],
            .first: [
                "very first", "first payment", "first time", "first ever", "first instalment",
                "first installment", "earliest",
            ],
            .soFar: ["so far", "to date", "until now", "up to now", "till now", "by now"],
            .everyMonth: ["every month", "each month", "monthly", "a month", "per month"],
            .goesOn: ["and ", "n ", "then ", "what about", "how about", "ok and ", "or "],
            .goesOnAtEnd: [" then", " too"],
            .upTo: [" by", " until", " till", " til", " up to", " through"], .before: [" before"],
            .upToAfter: [], .beforeAfter: [],
            .since: [" since", " from"], .sinceAfter: [" onwards", " till now", " until now"],
            .endOf: ["end"], .ahead: ["next", "coming", "following"],
            .toCome: ["next", "tomorrow", "coming"],
            .joint: ["and", "to", "-", "through", "until"],
        ],
    ]

    private static func words(_ meaning: Meaning) -> [String] {
        Language.allCases.flatMap { tables[$0]?[meaning] ?? [] }
    }

    /// - Parameter text: in lower case.
    static func says(_ meaning: Meaning, in text: String) -> Bool {
        words(meaning).contains { text.contains($0) }
    }

    static func starts(_ text: String, with meaning: Meaning) -> Bool {
        words(meaning).contains { text.hasPrefix($0) }
    }

    static func ends(_ text: String, with meaning: Meaning) -> Bool {
        words(meaning).contains { text.hasSuffix($0) }
    }

    static func isOne(_ text: String, _ meaning: Meaning) -> Bool {
        words(meaning).contains(text)
    }
}

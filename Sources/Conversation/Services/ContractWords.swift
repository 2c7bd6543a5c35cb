import Lending
import Text

/// The words that pick contracts without naming one: by language, so that they can move beside the
/// corpus as they stand. A line may mix the languages.
enum ContractWords {
    static let orders: [Language: [ContractOrder: [String]]] = [
        .zh: [
            .rateHigh: [
                "利率最高", "利率最狠", "最坑", "利息最高", "年化最高", "利率最贵", "利息最贵", "最贵", "利率高的", "利息高的", "哪笔利率高",
                "哪个利率高", "哪笔利息高", "哪个利息高", "先还哪", "哪笔先还", "哪个先还划算", "应该先还",
            ],
            .rateLow: [
                "利率最低", "利息最低", "年化最低", "利息最少", "最便宜", "利率低的", "利息低的", "哪笔利率低", "哪个利率低",
            ],
            .amountHigh: [
                "最大", "欠得最多", "欠的最多", "欠最多", "剩得最多", "剩的最多", "剩最多", "金额最高", "本金最多",
                "大的那", "个大的", "笔大的", "那笔大的", "大头", "大笔的",
            ],
            .amountLow: [
                "最小", "最少的那", "欠得最少", "欠的最少", "欠最少", "剩得最少", "剩的最少", "剩最少", "金额最低", "本金最少",
                "小的那", "个小的", "笔小的", "那笔小的", "小笔的",
            ],
            .dueFirst: [
                "最先到期", "最早到期", "先到期", "最近到期", "最快到期", "最先扣", "最早扣", "先扣", "最近要还的",
                "最近一笔到期",
            ],
            .dueLast: ["最后到期", "最晚到期", "最晚扣", "最后扣"],
            .endFirst: ["最先还完", "最早还完", "先还完", "最快还完", "最早结束", "最先结束", "先结束", "快还完"],
            .endLast: ["最后还完", "最晚还完", "最晚结束", "最后结束", "还得最久", "拖得最久"],
        ],
        .en: [
            .rateHigh: [
                "highest rate", "nastiest rate", "worst rate", "steepest rate", "highest interest",
                "most expensive", "dearest", "costliest",
                "costs the most", "costs me the most", "costs me most", "priciest",
                "should i pay first", "pay off first", "tackle first", "clear first",
                "highest apr",
            ],
            .rateLow: [
                "lowest rate", "lowest interest", "cheapest", "lowest apr", "costs the least",
            ],
            .amountHigh: [
                "biggest", "largest", "big one", "bigger one", "big loan", "owe the most",
                "owe most", "highest balance", "most left",
            ],
            .amountLow: [
                "smallest", "littlest", "tiniest", "small one", "smaller one", "small loan",
                "little one", "least left",
                "owe the least", "owe least", "lowest balance",
            ],
            .dueFirst: [
                "due first", "due soonest", "soonest due", "due next", "earliest due",
                "nearest due", "comes due first", "soonest", "taken first", "debited first",
            ],
            .dueLast: ["due last", "latest due", "debited last", "taken last"],
            .endFirst: [
                "finishes first", "finish first", "ends first", "end first", "over first",
                "done first", "done soonest", "finished soonest", "finished first", "nearly done",
                "nearly paid", "finishes soonest",
                "ends soonest",
            ],
            .endLast: [
                "finishes last", "finish last", "ends last", "end last", "runs longest",
                "lasts longest", "runs the longest", "lasts the longest",
            ],
        ],
    ]

    enum Set {
        /// Each of them; all except what follows; those that were not spoken of.
        case all, except, others
        /// One of those that are named, and nobody knows which.
        case or
        /// The one that was not spoken of.
        case other
        /// Where what is excepted ends.
        case exceptEnd
    }

    static let sets: [Language: [Set: [String]]] = [
        .zh: [
            .other: ["另一个", "另外一个", "另一笔", "另外一笔", "另外那个", "另外那笔"],
            .all: [
                "所有贷款", "所有的贷款", "全部贷款", "全部的贷款", "每笔", "每一笔", "每个贷款", "各笔", "几笔都", "几笔一起",
                "几笔贷款", "几笔一共", "笔都", "个都", "俩都", "仨都", "笔一起", "笔全", "笔一共", "笔总共", "笔加起来", "全都",
                "都结清",
                "都还清", "都还完", "都清了", "个一起", "个加起来", "个一共",
            ],
            .except: [
                "除了", "刨掉", "刨开", "刨去", "去掉", "撇开", "不算上", "别算", "除开", "除去", "除", "不算", "不包括", "不含",
            ],
            .exceptEnd: ["，", ",", "之外", "以外", "外", "其", "另", "剩", "别的", "都", "全"],
            .others: [
                "另外两", "另外俩", "另外三", "另外仨", "另外那", "另外几", "另外的贷", "另两", "其他两", "其他三", "其他几", "其他贷",
                "其他的贷", "其它", "其余两", "其余三", "其余的贷", "其余几", "剩下两", "剩下的两", "剩下俩", "剩下的俩", "剩下三",
                "剩下的三",
                "剩下那两", "剩下几笔", "剩下的几笔", "别的贷", "别的那",
            ],
        ],
        .en: [
            .other: ["other one", "other loan", "other big", "other small"],
            .all: [
                "all three", "all four", "all two", "all 3", "all 2", "all 4", "all my loans",
                "all of my loans", "all the loans", "all of them", "all loans", "every loan",
                "each loan", "each of my", "each of them", "each of the", "both", "them all",
                "every one of", "all my contracts",
            ],
            .or: [" or "],
            .except: [
                "all but", "leave out", "leaving out", "minus the", "except", "apart from",
                "everything but", "but not", "other than",
                "excluding", "without the", "aside from",
            ],
            .exceptEnd: [",", " and ", " please", " how ", " what "],
            .others: [
                "other two", "other three", "other 2", "other 3", "other loans", "the others",
                "rest of the loans", "rest of them", "rest of my loans", "remaining two",
                "remaining three", "remaining loans",
            ],
        ],
    ]

    /// How many, in words that stand beside a measure.
    static let counts: [(count: Int, words: [String])] = [
        (
            2,
            [
                "两笔", "两个", "俩", "二笔", "2笔", "2个", "both", "two smallest", "two littlest",
                "two biggest",
                "two largest", "two dearest", "two cheapest", "two most", "two least", "two with",
                "smallest two", "two tiniest", "biggest two", "largest two", "two loans", "two of",
                "other two",
                "all two", "all 2", "two that",
            ]
        ),
        (
            3,
            [
                "三笔", "三个", "仨", "3笔", "3个", "three smallest", "three biggest", "three loans",
                "three of", "other three", "all three", "all 3",
            ]
        ),
        (4, ["四笔", "四个", "4笔", "4个", "four loans", "four of", "all four", "all 4"]),
    ]

    static func says(_ set: Set, in text: String) -> Bool {
        words(set).contains { text.contains($0) }
    }

    static func words(_ set: Set) -> [String] {
        Language.allCases.flatMap { sets[$0]?[set] ?? [] }
    }

    static func count(in text: String) -> Int? {
        counts.first { $0.words.contains { text.contains($0) } }?.count
    }

    /// The longest word decides: "bigger one" is no "big one" twice.
    static func order(in text: String) -> ContractOrder? {
        var best: (order: ContractOrder, length: Int)?
        for language in Language.allCases {
            for order in ContractOrder.allCases {
                for word in orders[language]?[order] ?? []
                where text.contains(word) && word.count > best?.length ?? 0 {
                    best = (order, word.count)
                }
            }
        }
        return best?.order
    }
}

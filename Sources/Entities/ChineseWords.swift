/// The Chinese words the readers know, in Simplified characters: the lexer folds the others.
enum ChineseWords {
    /// The longest word of the table, in characters: four of 16 bits fill a key.
    static let longest = 4

    static let meanings: [UInt64: Meaning] = {
        var table: [UInt64: Meaning] = [:]
        let currencies = Currencies.chinese.map { ($0.0, Meaning.currency($0.1)) }
        let countries = Currencies.chineseCountries.map { ($0.0, Meaning.country($0.1)) }
        let holidays = Holiday.chinese.map { ($0.0, Meaning.holiday($0.1)) }
        for (words, meaning) in currencies + countries + holidays + numbers + money + marks + times
            + besides
        {
            for word in words.split(separator: " ") { table[key(word)] = meaning }
        }
        for word in Idioms.words.split(separator: " ") { table[key(word)] = .idiom }
        for word in Idioms.plainWords.split(separator: " ") { table[key(word)] = .other }
        return table
    }()

    /// The length of the longest word that begins with a character: most begin none, and most of
    /// a line needs no look-up at all.
    static func longest(from character: UInt32) -> Int {
        guard Folding.han.contains(character) else { return longest }
        return Int(lengths[Int(character - Folding.han.lowerBound)])
    }

    private static let lengths: [UInt8] = {
        var table = [UInt8](repeating: 0, count: Folding.han.count)
        for key in meanings.keys {
            var (beginning, length) = (key, 1)
            while beginning > 0xFFFF { (beginning, length) = (beginning >> 16, length + 1) }
            guard Folding.han.contains(UInt32(beginning)) else { continue }
            let place = Int(UInt32(beginning) - Folding.han.lowerBound)
            table[place] = max(table[place], UInt8(length))
        }
        return table
    }()

    /// A longer word would push its beginning out of the key, so there are none in the table.
    private static func key(_ word: Substring) -> UInt64 {
        word.unicodeScalars.reduce(0) { $0 << 16 | UInt64($1.value) }
    }

    private static let numbers: [(String, Meaning)] = [
        ("零 〇 ○", .hanDigit(0)), ("一 壹 弌 幺", .hanDigit(1)), ("二 贰 两 俩", .hanDigit(2)),
        ("三 叁 仨", .hanDigit(3)), ("四 肆", .hanDigit(4)), ("五 伍", .hanDigit(5)),
        ("六 陆", .hanDigit(6)), ("七 柒", .hanDigit(7)), ("八 捌", .hanDigit(8)),
        ("九 玖", .hanDigit(9)), ("十 拾", .hanUnit(10)), ("百 佰", .hanUnit(100)),
        ("千 仟", .hanUnit(1000)), ("万", .hanScale(10_000)), ("亿", .hanScale(100_000_000)),
        ("兆", .hanScale(1_000_000_000_000)), ("廿", .hanTens(20)), ("卅", .hanTens(30)),
        ("半百", .hanTens(50)),
        ("几 数 好几", .keyword(.some)), ("多 余", .keyword(.more)), ("来", .keyword(.moreAfterUnit)),
        ("半", .keyword(.hanHalf)),
        ("负", .keyword(.minus)), ("分之", .keyword(.divide)), ("之", .keyword(.divideTail)),
        ("百分之 佰分之", .keyword(.percentOf)), ("百分之百", .keyword(.whole)),
        ("千分之 仟分之", .keyword(.permilleOf)),
        ("万分之", .keyword(.tenThousandthsOf)), ("成", .keyword(.tenths)),
        ("第", .keyword(.place)), ("一半 半数 对半 减半 砍半 折半", .keyword(.half)),
    ]

    private static let money: [(String, Meaning)] = [
        ("毛 角 毛钱 角钱", .subunit(10, "CNY")), ("分钱", .subunit(1, "CNY")), ("美分", .subunit(1, "USD")),
        ("欧分", .subunit(1, "EUR")), ("便士", .subunit(1, "GBP")), ("毫子", .subunit(10, "HKD")),
        ("日本钱 日本銭", .subunit(1, "JPY")),
        ("分", .keyword(.fen)), ("整 正", .keyword(.exactly)),
        (
            "还 借 付 交 存 转 扣 欠 缴 充 还款 还掉 还上 多还 先还 付款 转账 支付 冲 冲掉 借款 贷 贷款 花",
            .keyword(.pay)
        ),
    ]

    private static let marks: [(String, Meaning)] = [
        ("年", .keyword(.yearMark)), ("月 月份", .keyword(.monthMark)), ("日 号", .keyword(.dayMark)),
        ("点 点钟", .keyword(.clockMark)),
        (
            "小时 个小时 钟头 个钟头 分钟 刻钟 秒 秒钟 时 时许",
            .keyword(.clockUnit)
        ),
        ("个", .keyword(.measure)),
        ("次 回 把 趟 遍 张 单 笔 项 条 些 点儿", .keyword(.article)),
        ("楼 室 岁 周岁 寸 公斤 公里 人 名 户 部 倍 页 级 度", .keyword(.counted)),
        ("期", .keyword(.instalments)), ("个月", .time(.month)), ("元月", .month(1)),
        ("周 星期 礼拜", .time(.week)),
        ("天", .time(.day)), ("工作日 个工作日", .time(.businessDay)), ("季度 个季度", .time(.quarter)),
        ("账单", .time(.statement)),
        ("周末", .time(.weekend)),
        ("到 至 直到", .keyword(.to)), ("从 自 由", .keyword(.from)), ("和 与 跟 及", .keyword(.and)),
        ("之间 间", .keyword(.between)), ("前 之前 以前", .keyword(.ago)),
        ("后 之后 以后 过后", .keyword(.later)), ("内 之内 以内", .keyword(.within)),
        ("底 末 最后一天", .keyword(.close)), ("最后", .keyword(.final)), ("初", .keyword(.start)),
        ("中 中旬", .keyword(.middle)), ("上旬", .keyword(.start)), ("下旬", .keyword(.lateThird)),
        ("季末 季底 季度末 本季末 本季度末", .closeOf(.quarter)), ("现在 即日", .keyword(.now)),
        ("上半月 前半月", .halfOf(.month, isFirst: true)),
        ("下半月 后半月", .halfOf(.month, isFirst: false)),
        ("上半周 前半周", .halfOf(.week, isFirst: true)),
        ("下半周 后半周", .halfOf(.week, isFirst: false)),
        ("春天 春季", .season(3)), ("夏天 夏季", .season(6)), ("秋天 秋季", .season(9)),
        ("冬天 冬季", .season(12)), ("年代", .keyword(.decadeMark)), ("世纪", .keyword(.centuryMark)),
        ("上世纪 上个世纪", .keyword(.lastCentury)),
        ("前半年 上半年", .keyword(.firstHalf)), ("后半年 下半年", .keyword(.secondHalf)),
        ("的", .keyword(.of)), ("在 于", .keyword(.in)),
    ]

    private static let times: [(String, Meaning)] = [
        ("今天 今日 今儿 今晚 今早", .day(0)), ("明天 明日 明儿 翌日 明晚 明早 听日", .day(1)),
        ("后天 后日", .day(2)), ("大后天 大后日", .day(3)), ("昨天 昨日 昨晚 昨儿 寻日", .day(-1)),
        ("前天 前日", .day(-2)), ("大前天 大前日", .day(-3)), ("今年 本年 本年度 今年度", .relative(.year, 0)),
        ("明年 来年 下年", .relative(.year, 1)), ("后年", .relative(.year, 2)),
        ("大后年", .relative(.year, 3)), ("去年 上年", .relative(.year, -1)),
        ("前年", .relative(.year, -2)), ("大前年", .relative(.year, -3)),
        ("本月 这月 当月 这个月 本月份 这一个月", .relative(.month, 0)), ("下月 次月 下个月", .relative(.month, 1)),
        ("下下月 下下个月", .relative(.month, 2)), ("上月 上个月", .relative(.month, -1)),
        ("上上月 上上个月 大上月 大上个月", .relative(.month, -2)), ("本期 这期 当期 这一期", .relative(.statement, 0)),
        ("下期 下一期", .relative(.statement, 1)), ("上期 上一期", .relative(.statement, -1)),
        ("下 下个 下一个", .direction(1, nearest: false)),
        ("下下 下下个", .direction(2, nearest: false)), ("下下下 下下下个", .direction(3, nearest: false)),
        ("上 上个 上一个", .direction(-1, nearest: false)),
        ("上上 上上个", .direction(-2, nearest: false)), ("这 这个 本 这一 今个", .direction(0, nearest: false)),
        ("还款日 扣款日", .ownDay(.due)), ("发薪日 发薪 发工资 工资日", .ownDay(.payday)),
        ("每周 每星期 每礼拜", .every(.week)), ("每月 每个月", .every(.month)),
        ("每天 每日", .every(.day)), ("每年", .every(.year)), ("农历 阴历 旧历 正月 大年 腊月 冬月", .lunar),
        ("未来 接下来 今后 往后", .direction(1, nearest: true)),
        ("近 最近 过去", .direction(-1, nearest: true)),
    ]

    private static let besides: [(String, Meaning)] = [
        ("大概 大约 约 小 差点 差点儿 约莫 差不多 将近 近乎 估计 大致", .keyword(.roughly)),
        ("左右 上下 的样子", .keyword(.orSo)), ("以上 不止 开外 出头 出点头", .keyword(.orMore)),
        ("以下", .keyword(.orLess)),
        ("至少 最少 起码 最低 超过 不低于 不少于 不小于 大于 多于 高于 逾", .keyword(.atLeast)),
        (
            "最多 至多 顶多 撑死 最高 都不到 还不到 还不超过 还没到 不超过 不到 不足 不高于 不多于 不大于 小于 少于 低于",
            .keyword(.atMost)
        ),
        ("到卡 尾号 尾数 末四位 后四位 末4位 后4位 尾号是 尾号为", .keyword(.tail)), ("是 为", .keyword(.isWord)),
        ("订单 订单号 单号 流水号 合同号 借据 借据号 编号 合同 账号 卡号 凭证号", .keyword(.reference)),
        ("号码 号是 编码", .keyword(.numberWord)), ("手机 电话 手机号 电话号", .keyword(.phone)),
        ("旅游 旅行 教育 学费 培训 现金", .keyword(.purpose)), ("验证码 校验码 动态码", .keyword(.code)),
        (
            "全部 百分百 全额 所有 全都 统统 全款 一次性 一次还清 一次付清 一次结清 一次还完 全清 全还 剩下的 剩余的 余下的 其余 整笔 剩的 剩下",
            .keyword(.whole)
        ),
        ("这笔 那笔 那个 这单 那单", .keyword(.thatOne)), ("每 每个 各", .keyword(.each)),
        ("多少 几多 几块 几钱 得还 要还 还多少 该还 得付 要付 要交 得交 应还", .keyword(.owed)),
        ("折", .keyword(.discount)), ("又", .keyword(.plusPart)), ("再过 过", .keyword(.passing)),
        ("个百分点 百分点", .keyword(.percentPoint)), ("打", .keyword(.dozen)), ("个点", .keyword(.article)),
    ]
}

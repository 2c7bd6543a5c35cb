/// Words that are folded into another before anything looks at the line: known slips of the input
/// method, and other lenders' product names, which all mean our loan.
enum Slips {
    struct Entry: Sendable {
        var from: String
        var to: String
        /// The entry does not hold before any of these characters.
        var unlessNext = ""
    }

    /// Same sound, wrong character: the commonest of them make up to 8 % of a word's mentions.
    static let sounds: [Entry] =
        entries("逾期", "余期 愈期 预其 逾其 愈其 榆期 渝期")
        + [Entry(from: "预期", to: "逾期", unlessNext: "收年效")]
        + entries("还款", "换款 环款 还宽 还歀")
        + entries("还清", "换清 换请 还轻 还青 还亲")
        // 还请 is also polite: 还请告知, 还请帮我.
        + [Entry(from: "还请", to: "还清", unlessNext: "您你告帮问尽多谅原回联理给解协及予先贵老客核查处指")]
        + entries("结清", "结请 结轻 接清 节清")
        + entries("提前", "题前 提钱还:提前还 提钱换:提前还 提钱结:提前结 提钱清:提前清 提欠还:提前还 提钱付:提前付")
        + entries("提前还", "提前环")
        + [Entry(from: "提前换", to: "提前还", unlessNext: "卡手号绑")]
        + entries("分期", "分欺 分其 份期 分齐")
        + entries("贷款", "带款 代款 贷宽 袋款")
        + entries("利息", "利习 利西 力息 利惜")
        + entries("额度", "额渡 额读 俄度")
        + entries("征信", "征心 征性 证信")
        + entries("手续费", "手续废 手序费")
        + entries("扣款", "扣宽")
        + entries("客服", "客付 客夫")
        + entries("滞纳金", "滞那金 制纳金")
        + entries("再", "能在借:能再借 能在贷:能再贷 能在分:能再分 可以在借:可以再借 想在借:想再借")

    /// English: one spelling of our own words, and the shortest of texting.
    static let spellings: [Entry] =
        entries("instalment", "installment installement instalement emi")
        + entries("instalments", "installments installements emis")
        + entries("repayment", "repayement repaymant re-payment")
        + entries("repay", "re-pay")
        + entries("prepay", "pre-pay")
        + entries("prepayment", "pre-payment")
        + [Entry(from: "payoff", to: "pay off")]
        + entries("statement", "statment")
        + entries("cancel", "cancle cancell")
        + entries("please", "pls plz plss kindly")
        + entries("you", "u") + entries("your", "ur") + entries("thanks", "thx thnx tks tq tqvm")
        + entries("account", "acct") + entries("amount", "amt")

    /// Products of any lender, with their misspellings, mean our loan or our credit line.
    static let lenders: [Entry] =
        entries(
            "贷款",
            """
            花呗 花贝 花吧 花坝 花背 花钡 花芭 花唄 蚂蚁花呗 借呗 借贝 借吧 借坝 借背 借钡 借唄 蚂蚁借呗 信用购 \
            白条 京东白条 白跳 京东金条 金条 微粒贷 微粒货 微粒袋 微粒代 微粒带 微利贷 微力贷 微立贷 网商贷 \
            有钱花 度小满 放心借 分期乐 拍拍贷 宜人贷 你我贷 美团月付 美团借钱 抖音月付 月付 分付 随星借 \
            信用飞 还呗 省呗 来分期 安逸花 桔多多 洋钱罐 闪电贷 融e借 招联金融 招联好期贷 好期贷 360借条 借条
            """)
        + entries("loan", "huabei jiebei baitiao weilidai klarna afterpay clearpay lazypay kredivo")

    /// `words` are separated by spaces; a word may name its own result after a colon.
    private static func entries(_ to: String, _ words: String) -> [Entry] {
        words.split(separator: " ").map { word in
            let parts = word.split(separator: ":")
            return Entry(from: String(parts[0]), to: parts.count > 1 ? String(parts[1]) : to)
        }
    }
}

/// Words that are folded into another before anything looks at the line: known slips of the input
/// method and of spelling, whatever the corpus is about.
enum Slips {
    /// Same sound, wrong character: the commonest of them make up to 8 % of a word's mentions.
    static let sounds: [Slip] = joined([
        entries("逾期", "余期 愈期 预其 逾其 愈其 榆期 渝期"),
        [Slip(from: "预期", to: "逾期", unlessNext: "收年效")],
        entries("还款", "换款 环款 还宽 还歀"),
        entries("还清", "换清 换请 还轻 还青 还亲"),
        // 还请 is also polite: 还请告知, 还请帮我.
        [Slip(from: "还请", to: "还清", unlessNext: "您你告帮问尽多谅原回联理给解协及予先贵老客核查处指")],
        entries("结清", "结请 结轻 接清 节清"),
        entries("提前", "题前 提钱还:提前还 提钱换:提前还 提钱结:提前结 提钱清:提前清 提欠还:提前还 提钱付:提前付"),
        entries("提前还", "提前环"),
        [Slip(from: "提前换", to: "提前还", unlessNext: "卡手号绑")],
        entries("分期", "分欺 分其 份期 分齐 粉期"),
        entries("贷款", "带款 代款 贷宽 袋款"),
        entries("利息", "利习 利西 力息 利惜"),
        entries("额度", "额渡 额读 俄度 鹅度"),
        entries("征信", "征心 征性 证信"),
        entries("手续费", "手续废 手序费"),
        entries("扣款", "扣宽"),
        entries("退款", "退宽 退欵"),
        entries("最低", "最底"),
        entries("延期", "廷期"),
        entries("登录", "登陆"),
        entries("注销", "注消"),
        entries("申请", "申清 审请"),
        entries("验证码", "验证马 验正码"),
        entries("客服", "客付 客夫"),
        entries("滞纳金", "滞那金 制纳金"),
        entries(
            "再",
            """
            能在借:能再借 能在贷:能再贷 能在分:能再分 可以在借:可以再借 可以在贷:可以再贷 \
            可以在分:可以再分 想在借:想再借 在次:再次
            """),
    ])

    /// What people type for the little words of a question.
    static let questionWords: [Slip] = joined([
        entries("怎么", "肿么 怎末 怎莫 咋么"),
        entries("什么", "神马 什莫 什末 甚么"),
        entries("没有", "木有 木得:没得"),
        entries("已经", "以经"),
        [Slip(from: "可已", to: "可以", unlessNext: "经")],
        entries(
            "哪里",
            """
            在那里:在哪里 从那里:从哪里 去那里:去哪里 那里看:哪里看 那里查:哪里查 那里还款:哪里还款 \
            那里可以:哪里可以 是那天:是哪天 那天还款:哪天还款 是那张卡:是哪张卡
            """),
    ])

    /// English: one spelling of our own words, and the shortest of texting.
    static let spellings: [Slip] =
        entries("instalment", "installment installement instalement emi")
        + entries("instalments", "installments installements emis")
        + entries("repayment", "repayement repaymant re-payment")
        + entries("repay", "re-pay")
        + entries("prepay", "pre-pay")
        + entries("prepayment", "pre-payment")
        + [Slip(from: "payoff", to: "pay off")]
        + entries("statement", "statment")
        + entries("cancel", "cancle cancell")
        + entries("please", "pls plz plss kindly")
        + entries("you", "u") + entries("your", "ur") + entries("thanks", "thx thnx tks tq tqvm")
        + entries("account", "acct") + entries("amount", "amt")
        + entries(
            "not",
            """
            dont:do|not doesnt:does|not didnt:did|not cant:can|not cannot:can|not couldnt:could|not \
            wont:will|not wouldnt:would|not shouldnt:should|not isnt:is|not arent:are|not \
            wasnt:was|not werent:were|not hasnt:has|not havent:have|not hadnt:had|not
            """)

    private static func joined(_ groups: [[Slip]]) -> [Slip] { groups.flatMap { $0 } }

    /// `words` are separated by spaces; a word may name its own result after a colon,
    /// with `|` for a space.
    private static func entries(_ to: String, _ words: String) -> [Slip] {
        // By bytes: every start does it, and characters would take ten times as long.
        words.utf8.split(separator: UInt8(ascii: " ")).map { word in
            let parts = word.split(separator: UInt8(ascii: ":"))
                .map { $0.map { $0 == UInt8(ascii: "|") ? UInt8(ascii: " ") : $0 } }
                .map { String(decoding: $0, as: UTF8.self) }
            return Slip(from: parts[0], to: parts.count > 1 ? parts[1] : to)
        }
    }
}

import ArgumentParser
import Lending
import Text

/// In which language staff read.
struct StaffLanguage: ParsableArguments {
    @Option(help: "zh or en.")
    var language: LanguageChoice = .en

    var words: StaffWords { StaffWords(language.fixed ?? .zh) }
}

/// What staff read of books and records: written in English where it is made, and put into Chinese
/// by a table. What scripts go by, numbers and names of the book, is the same in both.
struct StaffWords {
    let language: Language

    init(_ language: Language) { self.language = language }

    /// The same in the reader's language; what no table has stays as it is.
    func callAsFunction(_ english: String) -> String {
        guard language == .zh else { return english }
        if let chinese = Self.chinese[english] { return chinese }
        for pattern in Self.patterns {
            if let found = pattern.chinese(of: english, self) { return found }
        }
        return english
    }

    /// The same of a word that has another meaning elsewhere.
    /// - Parameter meaning: what the tables have it as.
    func callAsFunction(_ english: String, as meaning: String) -> String {
        language == .zh ? self(meaning) : english
    }

    func callAsFunction(_ several: [String]) -> [String] { several.map { self($0) } }

    func say(_ chinese: String, _ english: String) -> String {
        language == .zh ? chinese : english
    }

    var nobodyWaits: String { say("没有人在等人工", "nobody waits for a person") }
    /// What a customer says to have a person.
    var callForAPerson: String { say("人工", "human") }

    /// Why somebody was passed on, by the name that scripts go by.
    func reason(_ name: String) -> String {
        language == .zh ? QueueWords(.zh).reason(name) : name
    }

    /// In columns, of what stands before a value.
    private static let labelWidth = 13

    /// What it is called, and what it is.
    func row(_ label: String, _ value: String) -> String {
        let label = self(label)
        let space = max(2, Self.labelWidth - Wrapping.width(label))
        return label + String(repeating: " ", count: space) + value
    }

    /// `plan principal 1302`.
    func account(_ number: String) -> String {
        guard let account = LedgerAccount(rawValue: number) else { return number }
        return self(Self.name(account)) + " " + number
    }

    private static func name(_ account: LedgerAccount) -> String {
        switch account {
        case .cash: "bank"
        case .loanPrincipal: "loan principal"
        case .planPrincipal: "plan principal"
        case .statementReceivable: "purchases to pay"
        case .interestIncome: "interest income"
        case .feeIncome: "fees"
        case .penaltyIncome: "penalties"
        case .prepaymentFeeIncome: "early repayment fees"
        case .unapplied: "paid too much"
        }
    }

    /// An English word, phrase or sentence, two blanks, and what it is in Chinese.
    private static let rows = [views, records, accounts, values, audit, report, quality, books]
        .flatMap { $0.split(separator: "\n") }.map { row in
            let parts = row.split(separator: "  ", maxSplits: 1).map(String.init)
            return (english: parts[0], chinese: parts[1])
        }

    private static let chinese = Dictionary(
        uniqueKeysWithValues: rows.map { ($0.english, $0.chinese) })

    private static let patterns = rows.compactMap(StaffPattern.init)

    private static let views = """
        account  科目
        amount  金额
        arrears  逾期
        as of  截至
        at  时间
        balance  余额
        began  开始
        booked  预约
        came of it  结果
        came of  会话
        card  银行卡
        contract  合同
        conversation  会话
        convertible  可分期
        credit  额度
        customer  客户
        day  日期
        due  应还
        fee  费用
        id  会话
        in all  合计
        instalments  已分期
        interest  利息
        kind  类别
        language  语言
        line  行
        lines  句数
        locked  已锁定
        merchant  商户
        method  方式
        name  姓名
        next  下期
        no  序号
        not billed  未出账
        on  日期
        on a screen  是否展示
        order  业务
        origin  来源
        overdue  逾期
        owes  欠款
        paid  已还
        phone  手机
        posted  入账
        principal  本金
        purchase  消费
        purchases  消费
        receipt  回单
        services  业务
        state  状态
        statement  账单
        status  状态
        subject  对象
        sum  合计
        text  内容
        total  合计
        unpaid  未还

        """
    private static let records = """
        (Ctrl-C)  （Ctrl-C）
        (Enter)  （回车）
        (left)  （离开）
        (nobody there)  （无人应答）
        expired  已过期
        ok  通过
        quote  报价
        signed in  已登录
        signed out  已退出
        taken back by staff; it was seen, and counts no more  已由员工撤回；客户看到过，不再算数
        ticket  编号
        wrong  不对

        """
    private static let accounts = """
        bank  银行往来
        loan principal  贷款本金
        plan principal  分期本金
        purchases to pay  消费应收
        interest income  利息收入
        fees  费用收入
        penalties  违约金收入
        early repayment fees  提前还款费收入
        paid too much  多收款

        """
    private static let values = """
        active  在还
        cancelled  已撤销
        certificate  结清证明
        change  更改
        codes  验证码
        conversion  分期
        booking  预约
        booking_cancelled  取消预约
        daily  随借随还
        debit  扣款
        desk  客服台
        drawdown  放款
        draw  借款
        repay  还款
        equal_instalment  等额本息
        equal_principal  等额本金
        flat_fee  分期
        frozen  冻结
        interest_only  先息后本
        late  逾期
        normal  正常
        not shown  未展示
        open  未到
        opening  期初
        part  部分
        repayment  还款
        reversal  冲正
        settled  已结清
        shown  已展示
        signing in  登录
        """
}

import Conversation
import Ledger
import Quantities
import Text

/// Tickets in words, for those who work them.
struct QueueWords {
    let language: Language

    init(_ language: Language) { self.language = language }

    func say(_ chinese: String, _ english: String) -> String {
        language == .zh ? chinese : english
    }

    // MARK: - Times

    /// Without its year where that is this one: `03-02 12:00`.
    func time(_ moment: Moment, now: Moment) -> String {
        day(moment.day, now: now) + " " + moment.timeOfDay
    }

    func day(_ day: Day, now: Moment) -> String {
        day.year == now.day.year ? String("\(day)".dropFirst(5)) : "\(day)"
    }

    // MARK: - What was on the table

    func words(_ table: OnTheTable) -> String {
        let forms = table.forms.map { form in
            let slots = form.slots.sorted { $0.key < $1.key }.map { name, value in
                named(Self.slots, name) + " " + value
            }
            let service = self.service(form.service)
            return slots.isEmpty
                ? service
                : service + say("：", ": ") + slots.joined(separator: say("，", ", "))
        }
        let quotes = table.quotes.map { quote in
            let total = quote.total.map { say("，", ", ") + "\(Money(fen: $0))" } ?? ""
            return say("报价 ", "quote ") + quote.quote + total
        }
        let waiting = table.waiting.map { say("还问了 ", "then ") + spaced($0) }
        let why = table.why.map { [say("复核 ", "review of ") + spaced($0)] } ?? []
        return Utterance.visible(
            (forms + quotes + waiting + why).joined(separator: say("；", "; ")))
    }

    func reason(_ reason: String) -> String { named(Self.reasons, reason) }

    func service(_ service: String) -> String { named(Self.services, service) }

    private func named(_ names: [String: String], _ name: String) -> String {
        (language == .zh ? names[name] : nil) ?? spaced(name)
    }

    private func spaced(_ name: String) -> String {
        name.replacing("_", with: " ").lowercased()
    }

    // MARK: - Steps

    func state(_ ticket: Ticket) -> String {
        switch ticket.state {
        case .waiting: say("待处理", "waits")
        case .taken: say("处理人 ", "with ") + (ticket.holder ?? "")
        case .closed: say("已结：", "closed: ") + Utterance.visible(ticket.outcome ?? "")
        }
    }

    /// As a sentence of a history, without its time.
    func words(_ step: TicketStep) -> String {
        let who = step.by?.name ?? ""
        let text: String
        switch step.act {
        case .added(let request):
            text = say("客户补充：", "the customer added: ") + reason(request.reason)
        case .taken: text = say("\(who) 接手", "\(who) took it")
        case .noted(let note): text = "\(who)：\(note)"
        case .assigned(let name): text = say("\(who) 转给 \(name)", "\(who) gave it to \(name)")
        case .closed(let outcome):
            text = say("\(who) 结单：\(outcome)", "\(who) closed it: \(outcome)")
        case .reopened(let why):
            let because = why.isEmpty ? "" : say("：", ": ") + why
            text = say("\(who) 重开", "\(who) opened it again") + because
        }
        return Utterance.visible(language == .zh ? text : text.replacing("：", with: ": "))
    }

    func words(_ refusal: TicketRefusal) -> String {
        switch refusal {
        case .unknown(let name): say("没有编号“\(name)”", "there is no ticket '\(name)'")
        case .closed(let ticket):
            say("\(ticket.number) 已结", "\(ticket.number) is closed already")
        case .open(let ticket):
            say("\(ticket.number) 还没有结", "\(ticket.number) is not closed")
        case .heldBy(let name, let ticket):
            say("\(ticket.number) 由 \(name) 处理", "\(ticket.number) is with \(name)")
        }
    }

    // MARK: - Names

    private static let reasons = rows(
        """
        crisis 危机
        fraud 盗用
        complaint 投诉
        hardship 困难
        human 人工
        review 复核
        quality 质检
        """)

    private static let services = rows(
        """
        amount_due 应还多少
        available_credit 可用额度
        booking_cancellation 取消预约还款
        due_date 还款日
        due_repayment 还应还款
        early_settlement 提前结清
        history 历史记录
        instalment_plans 分期情况
        instalment_quote 分期试算
        instalment_setup 账单分期
        outstanding 欠款
        overdue_status 逾期情况
        partial_repayment 部分提前还款
        plan_cancellation 取消分期
        plan_change 改期数
        purchase_instalment 单笔分期
        repayment_booking 预约还款
        schedule 还款计划
        settlement_certificate 结清证明
        settlement_quote 结清试算
        sign_in 登录
        """)

    private static let slots = rows(
        """
        amount 金额
        day 日期
        due 款项
        loan 贷款
        mode 方式
        period 时间
        purchase 消费
        term 期数
        """)

    /// A name and its word a line.
    private static func rows(_ table: String) -> [String: String] {
        let rows = table.split(separator: "\n").map { $0.split(separator: " ", maxSplits: 1) }
        return Dictionary(uniqueKeysWithValues: rows.map { (String($0[0]), String($0[1])) })
    }
}

import Conversation
import Ledger
import Lending
import Quantities
import Text

/// A proof in words that a clerk can read to a customer: each amount with the figures it comes
/// from.
struct ProofWords {
    private let language: Language

    init(_ language: Language) { self.language = language }

    func lines(of proof: Proof) -> [String] {
        let evidence = proof.evidence
        let (receipt, until) = (proof.issued.receipt, time(evidence.validUntil))
        let tail = receipt.order.subject.suffix(4)
        let heading = say(
            "回单 \(receipt.number)：\(time(receipt.at))，尾号\(tail)，\(order(receipt.order))，"
                + "合计 \(money(receipt.order.total))",
            "Receipt \(receipt.number): \(time(receipt.at)), ending \(tail), "
                + "\(order(receipt.order)), \(money(receipt.order.total)) in all")
        let authority = say(
            "依据：报价 \(evidence.quote)，有效至 \(until)；客户说“\(evidence.consent)”，并输入了短信验证码",
            "Agreed to: quote \(evidence.quote), valid until \(until); the customer said "
                + "“\(evidence.consent)” and entered the code sent by text")
        let place = proof.issued.conversation.map { conversation in
            say("会话 \(conversation)", "In the conversation \(conversation)")
        }
        return [heading, authority] + [place].compactMap { $0 }
            + (proof.contract.map { [agreement($0)] } ?? [])
            + [
                say(
                    "重新计算，计至\(day(proof.valueDate))：",
                    "Worked out again, counting to \(day(proof.valueDate)):")
            ] + figures(of: proof) + proof.notes.map { "  " + text($0) } + [verdict(proof)]
    }

    private func figures(of proof: Proof) -> [String] {
        Table(
            [],
            proof.lines.map { line in
                [
                    StaffWords(language).account(line.account.rawValue),
                    OperationView.signed(line.amount.fen),
                    text(line.reason, proof),
                ]
            }
        ).aligned.map { "  " + $0 }
    }

    private func verdict(_ proof: Proof) -> String {
        guard proof.holds else {
            let sentences = proof.findings.map { "\n  \(StaffWords(language)($0.description))" }
                .joined()
            return say("结论：与账上不一致。", "Verdict: the books disagree.") + sentences
        }
        return say(
            "结论：以上各项与账上的分录逐项一致。",
            "Verdict: every item agrees with what was posted.")
    }

    private func agreement(_ loan: Loan) -> String {
        let terms = loan.terms
        let price =
            terms.method == .flatFee
            ? say("每期费率 \(terms.feeRatePerPeriod)", "\(terms.feeRatePerPeriod) a period")
            : say("年利率 \(terms.annualRate)", "\(terms.annualRate) a year")
        let rows =
            terms.periods > 0 ? say("，\(terms.periods)期", ", \(terms.periods) instalments") : ""
        return say(
            "合同 \(loan.id)：\(method(terms.method))，本金 \(money(terms.principal))，\(price)\(rows)，"
                + "自\(day(terms.start))起",
            "Contract \(loan.id): \(method(terms.method)), \(money(terms.principal)) at "
                + "\(price)\(rows), from \(day(terms.start))")
    }

    private func method(_ method: RepaymentMethod) -> String {
        switch method {
        case .equalInstalment: say("等额本息", "level instalments")
        case .equalPrincipal: say("等额本金", "level principal")
        case .interestOnly: say("先息后本", "interest only")
        case .daily: say("随借随还", "interest by the day")
        case .flatFee: say("分期", "instalment plan")
        }
    }

    func order(_ order: Order) -> String {
        switch order {
        case .settle: say("提前结清", "paid off in full")
        case .payDues: say("归还应还款", "dues paid")
        case .payStatement: say("归还账单", "statement paid")
        case .prepay: say("提前归还部分本金", "part of the principal paid early")
        case .repayDrawn: say("归还部分借款", "part of the drawn amount paid back")
        case .convertStatement: say("账单分期", "statement put into instalments")
        case .convertPurchase: say("消费分期", "purchase put into instalments")
        case .cancelPlan: say("撤销分期", "plan cancelled")
        case .changePlan: say("更改分期", "plan changed")
        case .certify: say("开具结清证明", "settlement certificate issued")
        case .book: say("预约还款", "repayment booked")
        case .cancelBooking: say("取消预约的还款", "booked repayment cancelled")
        }
    }

    // MARK: - How figures are written

    func say(_ chinese: String, _ english: String) -> String {
        language == .zh ? chinese : english
    }

    func money(_ amount: Money) -> String {
        let sign = amount < .zero ? "-" : ""
        let absolute = amount < .zero ? -amount : amount
        return say("\(sign)\(absolute)元", "\(sign)¥\(absolute)")
    }

    func day(_ day: Day) -> String {
        let (year, month, dayOfMonth) = day.components
        return say("\(year)年\(month)月\(dayOfMonth)日", "\(day)")
    }

    private func time(_ moment: Moment) -> String {
        say("\(day(moment.day))\(moment.timeOfDay)", "\(day(moment.day)) \(moment.timeOfDay)")
    }

    /// Hundredths of a percent.
    func percent(_ hundredths: Int) -> String { "\(Rate(ppm: Int64(hundredths) * 100))" }
}

import Ledger
import Lending
import Quantities

/// Where each amount comes from, in words.
extension ProofWords {
    func text(_ reason: Proof.Reason, _ proof: Proof) -> String {
        switch reason {
        case .taken:
            say("从绑定的银行卡扣款，是以下各项之和", "taken from the bound card: the sum of the items below")
        case .row(let number, let part): row(number, part)
        case .penalty(let row, let principal, let days):
            penalty(row, principal, days, proof.contract)
        case .notDue(let first, let last):
            say(
                "第\(first)期至第\(last)期未到期的本金",
                "principal of instalments \(first) to \(last), not due yet")
        case .drawn: say("已支用的本金", "principal that was drawn")
        case .interest(let principal, let rate, let days, let most):
            say(
                "利息：\(money(principal)) × \(rate) × \(days)天 ÷ 360，最多 \(money(most))",
                "interest: \(money(principal)) × \(rate) × \(days) days ÷ 360, at most \(money(most))"
            )
        case .dailyInterest(let product, let rate):
            say(
                "按日计息：每日余额相加 \(money(Money(fen: product))) × \(rate) ÷ 360",
                "interest by the day: daily balances of \(money(Money(fen: product))) in all × \(rate) ÷ 360"
            )
        case .periodFee(let fee, let days, let policy): periodFee(fee, days, policy)
        case .prepaymentFee(let principal, let rate):
            say(
                "提前还款手续费：\(money(principal)) × \(rate)",
                "early repayment fee: \(money(principal)) × \(rate)")
        case .prepaid: say("提前归还的本金", "principal paid early")
        case .statement(let id): say("账单 \(id) 的还款", "payment of statement \(id)")
        case .intoPlan(let id): say("转入分期 \(id)", "into plan \(id)")
        case .from(let id): say("从 \(id) 转出", "out of \(id)")
        case .backTo(let id): say("转回 \(id)", "back to \(id)")
        }
    }

    private func row(_ number: Int, _ part: Proof.Reason.Part) -> String {
        switch part {
        case .principal: say("第\(number)期的本金", "principal of instalment \(number)")
        case .interest: say("第\(number)期的利息", "interest of instalment \(number)")
        case .fee: say("第\(number)期的费用", "fee of instalment \(number)")
        }
    }

    private func penalty(_ row: Int, _ principal: Money, _ days: Int, _ loan: Loan?) -> String {
        let head = say("第\(row)期的罚息：", "penalty on instalment \(row): ")
        switch loan?.penalty.mode {
        case .multiple(let numerator, let denominator, let cap):
            let rate = loan?.terms.annualRate ?? .zero
            let most = cap.map { say("，最高\($0)", ", at most \($0)") } ?? ""
            return head
                + say(
                    "逾期本金 \(money(principal)) × 年利率\(rate)的\(numerator)/\(denominator)\(most) × \(days)天 ÷ 360",
                    "late principal \(money(principal)) × \(numerator)/\(denominator) of "
                        + "\(rate) a year\(most) × \(days) days ÷ 360"
                )
        case .daily(let rate):
            return head
                + say(
                    "逾期本金 \(money(principal)) × 每天\(rate) × \(days)天",
                    "late principal \(money(principal)) × \(rate) a day × \(days) days")
        case nil: return head
        }
    }

    private func periodFee(_ fee: Money, _ days: Int, _ policy: FlatFeePolicy) -> String {
        switch policy {
        case .proRataCurrent:
            let used = min(days, 30)
            return say(
                "本期费用 \(money(fee)) × \(used)天 ÷ 30",
                "this period's fee \(money(fee)) × \(used) days ÷ 30")
        case .waiveFuture: return say("本期费用", "this period's fee")
        case .chargeAll: return say("剩余各期的费用", "fees of all periods left")
        }
    }

    func text(_ note: Proof.Note) -> String {
        switch note {
        case .freeInCoolingOff(let days, let most):
            say(
                "手续费：放款后第\(days)天，\(most)天内免收",
                "no early repayment fee: day \(days) after the drawdown, free up to day \(most)")
        case .freeAfterRows(let paid, let needed):
            say(
                "手续费：已还\(paid)期，还满\(needed)期免收",
                "no early repayment fee: \(paid) instalments are paid, free from \(needed) on")
        case .freeByContract: say("手续费：这份合同不收", "no early repayment fee on this contract")
        case .saved(let interest, let fee, let net):
            say(
                "少付利息 \(money(interest))、费用 \(money(fee))；扣除手续费后省 \(money(net))",
                "saves interest \(money(interest)) and fees \(money(fee)); "
                    + "\(money(net)) after the early repayment fee"
            )
        case .rowsLeft(let mode, let count, let first, let last, let lastDue):
            rowsLeft(mode, count, first, last, lastDue)
        case .plan(let price): plan(price)
        case .unpaidBefore(let amount):
            say("还款前未还 \(money(amount))", "owed before: \(money(amount))")
        case .stillDue(let amount):
            say("还款后到期未还 \(money(amount))", "still due after it: \(money(amount))")
        case .principalFirst(let days):
            say(
                "逾期\(days)天，超过90天先还本金", "\(days) days overdue: past 90 days principal is paid first"
            )
        case .paidOff(let day, let amount):
            say(
                "最后一笔还款：\(self.day(day))，\(money(amount))",
                "last payment: \(self.day(day)), \(money(amount))")
        case .booked(let day, let most):
            say(
                "预约在\(self.day(day))还款，最多\(money(most))",
                "booked for \(self.day(day)), at most \(money(most))")
        case .asBooked(let receipt, let day, let most):
            say(
                "按\(self.day(day))的预约（回单 \(receipt)）扣款，最多\(money(most))",
                "made as booked on \(self.day(day)) (receipt \(receipt)), at most \(money(most))")
        }
    }

    private func rowsLeft(
        _ mode: PrepaymentQuote.Mode, _ count: Int, _ first: Money, _ last: Money, _ lastDue: Day
    ) -> String {
        let what =
            mode == .reduceInstalment
            ? say("期数不变", "same number of instalments") : say("期数缩短", "shorter term")
        return say(
            "\(what)：还剩\(count)期，首期 \(money(first))，末期 \(money(last))，\(day(lastDue))还清",
            "\(what): \(count) left, the next \(money(first)), the last \(money(last)) on \(day(lastDue))"
        )
    }

    private func plan(_ price: Proof.Price) -> String {
        say(
            "共\(price.periods)期，每期费用 \(price.feeRate)即 \(money(price.fee))，首期 "
                + "\(money(price.first))，末期 \(money(price.last))，费用合计 \(money(price.totalFee))；"
                + "年化 \(percent(price.nominal))（单利）、\(percent(price.effective))（复利）",
            "\(price.periods) instalments, a fee of \(price.feeRate) or \(money(price.fee)) each, first "
                + "\(money(price.first)), last \(money(price.last)), fees of \(money(price.totalFee)) in "
                + "all; \(percent(price.nominal)) a year simple, \(percent(price.effective)) compound"
        )
    }
}

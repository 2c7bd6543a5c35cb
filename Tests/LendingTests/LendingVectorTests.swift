import Lending
import Quantities
import Testing

/// Every worked case of the rules R2 to R17, to the fen and row by row. Each test builds the whole
/// answer in the form of the case and compares it as one value.
struct LendingVectorTests {
    @Test func casesAreRead() throws {
        #expect(try #require(Vector.shipped).count == 170)
        if Vector.furtherFile != nil {
            #expect(Vector.further?.isEmpty == false, "LENDING_VECTORS holds no case")
        }
        let known: Set = [
            "schedule", "due_dates", "payoff", "partial", "apr", "penalty", "daily", "allocation",
            "eligibility", "risk", "credit", "ledger", "masking",
        ]
        #expect(Set(Vector.all.map(\.category)).subtracting(known).isEmpty)
    }

    @Test(arguments: Vector.of("schedule"))
    func schedule(_ vector: Vector) throws {
        let terms = try vector.input.terms()
        let schedule = try Schedule(terms)
        let totals = schedule.totals
        var answer: [String: JSON] = [
            "rows": JSON(schedule.rows),
            "totals": [
                "principal": JSON(totals.principal), "interest": JSON(totals.interest),
                "fee": JSON(totals.fee), "total": JSON(schedule.totalPayable),
            ],
            "first_total": JSON(try #require(schedule.rows.first).total),
            "last_total": JSON(try #require(schedule.rows.last).total),
        ]
        if terms.method == .equalInstalment {
            answer["level_instalment"] = JSON(
                try Schedule.levelInstalment(
                    principal: terms.principal, rate: terms.annualRate, periods: terms.periods))
        }
        #expect(JSON.object(answer) == vector.expected)
    }

    @Test(arguments: Vector.of("due_dates"))
    func dueDates(_ vector: Vector) throws {
        let dates = Schedule.dueDates(
            start: try vector.input.day("start_date"), periods: try vector.input.int("n"))
        #expect(["dates": JSON(dates.map { JSON($0) })] == vector.expected)
    }

    @Test(arguments: Vector.of("payoff"))
    func payoff(_ vector: Vector) throws {
        let quote = try vector.input.loan().payoffQuote(on: vector.input.day("value_date"))
        let answer: JSON = [
            "due_principal": JSON(quote.dueParts.principal),
            "due_interest": JSON(quote.dueParts.interest),
            "due_fee": JSON(quote.dueParts.fee),
            "penalty": JSON(quote.dueParts.penalty),
            "days_past_due": JSON(quote.daysPastDue),
            "not_due_principal": JSON(quote.notDuePrincipal),
            "accrued_days": JSON(quote.accruedDays),
            "accrued_interest": JSON(quote.accruedInterest),
            "accrued_fee": JSON(quote.accruedFee),
            "prepayment_fee": JSON(quote.prepaymentFee),
            "total": JSON(quote.total),
            "interest_saved": JSON(quote.interestSaved),
            "fee_saved": JSON(quote.feeSaved),
            "net_saved": JSON(quote.netSaved),
        ]
        #expect(answer == vector.expected)
        #expect(quote.parts.total == quote.total)
    }

    @Test(arguments: Vector.of("partial"))
    func partial(_ vector: Vector) throws {
        let quote = try vector.input.loan().prepaymentQuote(
            of: vector.input.money("prepay_principal_fen"),
            mode: #require(PrepaymentQuote.Mode(rawValue: try vector.input.text("mode"))),
            on: vector.input.day("value_date"))
        let answer: JSON = [
            "accrued_days": JSON(quote.accruedDays),
            "accrued_interest": JSON(quote.accruedInterest),
            "prepayment_fee": JSON(quote.prepaymentFee),
            "pay_now_total": JSON(quote.total),
            "remaining_principal": JSON(quote.remainingPrincipal),
            "first_new_instalment": JSON(try #require(quote.rows.first).total),
            "remaining_rows": JSON(quote.rows.count),
            "new_final_due": JSON(try #require(quote.rows.last).due),
            "old_remaining_interest": JSON(quote.oldRemainingInterest),
            "new_remaining_interest": JSON(quote.newRemainingInterest),
            "interest_saved": JSON(quote.interestSaved),
            "net_saved": JSON(quote.netSaved),
            "rows": JSON(quote.rows),
        ]
        #expect(answer == vector.expected)
    }

    @Test(arguments: Vector.of("apr"))
    func annualRate(_ vector: Vector) throws {
        let start = try #require(Day("2026-01-01"))
        let terms = try vector.input.terms(defaultStart: start)
        let schedule = try Schedule(terms)
        let rate = try AnnualRate(
            disbursed: terms.principal, flows: schedule.rows.map(\.total))
        let exact: JSON = [
            "apr_nominal_pct": .string(hundredths(rate.nominal)),
            "apr_effective_pct": .string(hundredths(rate.effective)),
            "total_cost_fen": JSON(schedule.totalPayable - terms.principal),
            "over_24_pct_cap": .bool(rate.exceedsCap),
        ]
        let decimals = [
            ("monthly_irr_pct", rate.monthlyPercent), ("apr_nominal_pct_8", rate.nominalPercent),
            ("apr_effective_pct_8", rate.effectivePercent),
        ]
        #expect(exact == vector.expected.leavingOut(decimals.map(\.0)))
        // Eight decimals are given for a tolerance of 10^-6 (rule R11).
        for (key, text) in decimals {
            let difference =
                try #require(Double(text)) - #require(Double(vector.expected.text(key)))
            #expect(abs(difference) < 1e-6, "\(key)")
        }
    }

    private func hundredths(_ value: Int) -> String {
        "\(value / 100).\(value % 100 / 10)\(value % 10)"
    }

    @Test(arguments: Vector.of("penalty"))
    func penalty(_ vector: Vector) throws {
        let input = vector.input
        let days = try input.day("value_date") - input.day("due_date")
        let penalty = try input["penalty"].penaltyRule().penalty(
            on: input.money("overdue_principal_fen"), at: input.rate("annual_rate_ppm"), days: days)
        #expect(["days_late": JSON(days), "penalty": JSON(penalty)] == vector.expected)
    }

    @Test(arguments: Vector.of("daily"))
    func daily(_ vector: Vector) throws {
        let rate = try vector.input.rate("annual_rate_ppm")
        let movements = try vector.input["events"].array.map { event in
            DailyMovement(
                day: try event.day("date"),
                kind: try #require(DailyMovement.Kind(rawValue: try event.text("type"))),
                amount: try event.money("amount_fen"))
        }
        let interest = try DailyInterest(
            movements, rate: rate, until: vector.input.day("value_date"))
        let answer: JSON = [
            "balance": JSON(interest.balance),
            "accumulated_product_fen_days": .int(interest.product),
            "interest": JSON(interest.interest),
            "payoff_total": JSON(interest.payoff),
            "disclosed_simple_apr_ppm_x100": .int(rate.disclosedSimpleAnnual),
        ]
        #expect(answer == vector.expected)
    }
}

import Conversation
import Lending
import Quantities
import Testing

/// The worked cases of the rules that decide rather than compute: R12 to R17.
extension LendingVectorTests {
    @Test(arguments: Vector.of("allocation"))
    func allocation(_ vector: Vector) throws {
        let allocation = try Allocation(
            of: vector.input.money("payment_fen"), to: vector.input["due_rows"].array.map(row),
            daysPastDue: vector.input.int("days_past_due"))
        let answer: JSON = [
            "allocated": JSON(allocation.allocated.map(json)),
            "remaining": JSON(allocation.remaining.map(json)),
            "unapplied": JSON(allocation.unapplied),
        ]
        #expect(answer == vector.expected)
    }

    private func row(_ json: JSON) throws -> Allocation.Row {
        Allocation.Row(
            number: try json.int("no"),
            parts: Parts(
                principal: try json.money("principal"), interest: try json.money("interest"),
                fee: try json.money("fee"), penalty: try json.money("penalty")))
    }

    private func json(_ row: Allocation.Row) -> JSON {
        [
            "no": JSON(row.number), "fee": JSON(row.parts.fee), "penalty": JSON(row.parts.penalty),
            "interest": JSON(row.parts.interest), "principal": JSON(row.parts.principal),
        ]
    }

    @Test(arguments: Vector.of("eligibility"))
    func eligibility(_ vector: Vector) throws {
        let input = vector.input
        let rule = ConversionRule(
            maximumShare: try input.rate("max_share_ppm"),
            minimum: try input.money("product_min_fen"),
            maximum: try input.money("product_max_fen"),
            terms: input["allowed_terms"].array.compactMap {
                if case .int(let n) = $0 { Int(n) } else { nil }
            },
            daysBeforeDue: try input.int("window_days_before_due"))
        let statement = try statement(input)
        let reasons = rule.refusals(
            ConversionRequest(
                statement: statement, amount: try input.money("request_fen"),
                periods: try input.int("n"), day: try input.day("today"),
                isBlocked: try input.text("account_status") != "normal",
                isOverdue: try input.flag("currently_overdue"),
                isConverted: try input.flag("statement_already_converted")))
        let window = rule.window(of: statement)
        let answer: JSON = [
            "max_convertible_fen": JSON(rule.convertible(of: statement)),
            "eligible": .bool(reasons.isEmpty),
            "reasons": JSON(reasons.map { .string($0.rawValue) }),
            "window": [JSON(window.lowerBound), JSON(window.upperBound)],
        ]
        #expect(answer == vector.expected)
    }

    private func statement(_ input: JSON) throws -> Statement {
        let purchases = try input.money("statement_purchases_fen")
        let converted = try input.money("already_converted_fen")
        return Statement(
            id: "ST00000001", cut: try input.day("statement_date"), due: try input.day("due_date"),
            purchases: purchases, converted: converted,
            paid: purchases - converted - (try input.money("statement_unpaid_fen")),
            overdueHistory: input["overdue_history"].array.map { $0 == 1 || $0 == true })
    }

    @Test(arguments: Vector.of("risk"))
    func riskScan(_ vector: Vector) throws {
        let input = vector.input
        let profile = RiskProfile(
            fraudFlag: try input.flag("fraud_flag"),
            lendersWithBalance: try input.int("lenders_with_balance"),
            hardInquiries90Days: try input.int("hard_inquiries_90d"),
            setupAttempts24Hours: try input.int("setup_attempts_24h"),
            monthlyIncome: try input.money("monthly_income_fen"),
            monthlyObligations: try input.money("monthly_obligations_fen"),
            hoursSinceContactChange: input["hours_since_contact_change"].isNull
                ? nil : try input.int("hours_since_contact_change"))
        let scan = profile.scan(
            frozen: try input.flag("frozen"), currentDaysPastDue: try input.int("current_dpd"))
        let answer: JSON = [
            "decision": .string(scan.decision.rawValue),
            "reasons": JSON(scan.reasons.map { .string($0.rawValue) }),
            "handoff": .bool(scan.handoff),
        ]
        #expect(answer == vector.expected)
    }

    @Test(arguments: Vector.of("credit"))
    func credit(_ vector: Vector) throws {
        let line = CreditLine(
            limit: try vector.input.money("limit_fen"),
            used: try vector.input.money("outstanding_principal_fen"),
            holds: try vector.input.money("holds_fen"))
        let available = line.available(
            isNormal: try vector.input.text("status") == "normal",
            isOverdue: try vector.input.flag("overdue"))
        let answer: JSON = [
            "nominal_available": JSON(available.nominal), "usable": JSON(available.usable),
            "over_limit": JSON(available.overLimit),
        ]
        #expect(answer == vector.expected)
    }

    @Test(arguments: Vector.of("ledger"))
    func ledger(_ vector: Vector) throws {
        let postings = try operation(vector.input).postings
        let answer: JSON = [
            "lines": JSON(
                postings.map { [.string($0.account.rawValue), JSON($0.debit), JSON($0.credit)] }),
            "sum_debit": JSON(postings.map(\.debit).sum()),
            "sum_credit": JSON(postings.map(\.credit).sum()),
        ]
        #expect(answer == vector.expected)
    }

    private func operation(_ input: JSON) throws -> Lending.Operation {
        switch try input.text("type") {
        case "drawdown": return .drawdown(loan: "LN1", amount: try input.money("amount"))
        case "purchase": return .purchase(id: "PU1", amount: try input.money("amount"))
        case "convert_statement":
            return .convertStatement(
                statement: "ST1", plan: "IP1", amount: try input.money("amount"))
        case "repayment":
            let parts = input["components"]
            let money = { (key: String) in parts[key].isNull ? Money.zero : try parts.money(key) }
            return .repayment(
                contract: "LN1", principal: try account(input["principal_account"]),
                parts: Parts(
                    principal: try money("principal"), interest: try money("interest"),
                    fee: try money("fee"), penalty: try money("penalty"),
                    prepaymentFee: try money("prepayment_fee"), unapplied: try money("unapplied")))
        case let type: throw JSON.MissingField(key: type)
        }
    }

    private func account(_ name: JSON) throws -> LedgerAccount {
        switch name {
        case .null, "loan", "1301": .loanPrincipal
        case "inst", "1302": .planPrincipal
        case "statement", "1303": .statementReceivable
        default: throw JSON.MissingField(key: "principal_account")
        }
    }

    @Test(arguments: Vector.of("masking"))
    func masking(_ vector: Vector) throws {
        let text = try vector.input.text("text")
        let masked =
            switch try vector.input.text("kind") {
            case "name": Masking.name(text)
            case "phone": Masking.phone(text)
            case "id_card": Masking.identityCard(text)
            case "bank_card": Masking.bankCard(text)
            case "email": Masking.email(text)
            case let kind: throw JSON.MissingField(key: kind)
            }
        #expect(["masked": .string(masked)] == vector.expected)
    }
}

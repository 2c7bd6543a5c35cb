import Lending
import Quantities

/// What the book does with a kind of order: carries it out, and works it out again. Each kind lies
/// in a file of its own beside this one.
protocol LedgerOrder {
    /// Carries the order out; that nothing speaks against it, and that it comes out as it was
    /// agreed to, has been checked.
    func carryOut(_ request: Request, _ account: Account, in book: Book) throws -> Execution
    /// Works the order out again from what was agreed, the journal before it and the rules.
    func derive(_ proof: inout Proof, in book: Book) throws
    /// Whether postings are those of the order.
    func isBorneOut(by postings: [Posting]) -> Bool
    /// Carries a payment into a contract that is built again, and answers what it has to be by
    /// kind; nil for an order that is no payment of a contract's own.
    func repay(_ posted: Parts, of loan: inout Loan, on day: Day) throws -> Parts?
}

extension LedgerOrder {
    func repay(_ posted: Parts, of loan: inout Loan, on day: Day) throws -> Parts? { nil }
}

extension LedgerOrder where Self: OrderRules {
    /// The sum that was told is the sum that moved.
    func isBorneOut(by postings: [Posting]) -> Bool { postings.map(\.debit).sum() == total }
}

extension Order {
    /// The one place where the kinds of order part in the book.
    var inBook: any LedgerOrder {
        switch self {
        case .settle(let id, let quote): SettlementOrder(id, quote)
        case .payDues(let id, let quote): DuesOrder(id, quote)
        case .payStatement(let id, let amount): StatementOrder(id, amount)
        case .prepay(let id, let quote): PrepaymentOrder(id, quote)
        case .repayDrawn(let id, let quote): DrawnRepaymentOrder(id, quote)
        case .convertStatement(let id, let offer): StatementConversionOrder(id, offer)
        case .convertPurchase(let id, let offer): PurchaseConversionOrder(id, offer)
        case .cancelPlan(let id, let amount): PlanCancellationOrder(id, amount)
        case .changePlan(let id, let offer): PlanChangeOrder(id, offer)
        case .certify(let id, let certificate): CertificateOrder(id, certificate)
        case .book(let booking): BookingOrder(booking)
        case .cancelBooking(let booking): BookingCancellationOrder(booking)
        }
    }
}

extension Book {
    /// An order that nothing speaks against and that comes out today as it was agreed to.
    func carryOut(_ request: Request, _ account: Account) throws -> Execution {
        switch try account.renewed(request.order, at: request.at) {
        case .failure(let refusal): return .refused(.notPossible(refusal.code))
        case .success(let order):
            guard order == request.order else { return .stale }
            return try order.inBook.carryOut(request, account, in: self)
        }
    }

    /// Takes the sum from the bound card, carries it into the contract, and posts it.
    func collect(
        _ parts: Parts, for contract: String, _ request: Request, _ account: Account,
        carrying: (Loan?) throws -> Void
    ) throws -> Execution {
        guard account.customer.cardBalance >= parts.total else {
            return .refused(.insufficientFunds)
        }
        try carrying(account.contract(contract))
        try take(parts.total, fromCardOf: request.customer)
        let operation = Operation.repayment(
            contract: contract, principal: account.principalAccount(of: contract), parts: parts)
        return .posted(try request.receipt(of: try post(operation, request.occasion)))
    }
}

extension Account {
    fileprivate func principalAccount(of id: String) -> LedgerAccount {
        if statement?.id == id { return .statementReceivable }
        return plans.contains { $0.id == id } ? .planPrincipal : .loanPrincipal
    }
}

extension Proof {
    mutating func compare<Figures: Equatable>(
        _ derived: Figures, _ stored: Figures, _ what: String
    ) {
        if derived != stored {
            findings.append(
                Discrepancy("\(what) the customer agreed to is not what the rules make"))
        }
    }

    /// Rows a payment covers, part by part.
    mutating func add(
        _ covered: [Allocation.Row], of loan: Loan, in account: LedgerAccount
    ) throws {
        for part in covered {
            guard let row = loan.rows.first(where: { $0.instalment.number == part.number }) else {
                throw LedgerError.damaged("contract \(loan.id) has no row \(part.number)")
            }
            add(account, -part.parts.principal, .row(part.number, .principal))
            add(.interestIncome, -part.parts.interest, .row(part.number, .interest))
            add(.feeIncome, -part.parts.fee, .row(part.number, .fee))
            add(
                .penaltyIncome, -part.parts.penalty,
                .penalty(
                    row: part.number, on: row.open.principal,
                    days: valueDate - row.instalment.due))
        }
    }

    /// The fee, or the reason why there is none.
    mutating func addPrepaymentFee(
        _ fee: Money, on principal: Money, of loan: Loan
    ) {
        let rule = loan.prepaymentFee
        add(.prepaymentFeeIncome, -fee, .prepaymentFee(on: principal, rate: rule.rate))
        guard fee == .zero, principal > .zero else { return }
        let days = valueDate - loan.terms.start
        if rule.rate == .zero {
            notes.append(.freeByContract)
        } else if days <= rule.coolingOffDays {
            notes.append(.freeInCoolingOff(days: days, of: rule.coolingOffDays))
        } else if loan.paidRows >= rule.freeAfterPaidRows {
            notes.append(.freeAfterRows(paid: loan.paidRows, needed: rule.freeAfterPaidRows))
        }
    }
}

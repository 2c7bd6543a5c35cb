import Lending
import Quantities

/// Orders that take money from the bound card.
extension Book {
    func settle(
        _ id: String, _ agreed: PayoffQuote, _ request: Request, _ account: Account
    ) throws -> Execution {
        guard let loan = account.contract(id) else { return .refused(.noContract) }
        let day = valueDate(at: request.at)
        if let refusal = loan.payoffRefusal(
            on: day, at: request.at, customer: account.customer.status)
        {
            return .refused(.notPossible(refusal.rawValue))
        }
        let quote = try loan.payoffQuote(on: day)
        guard quote == agreed else { return .stale }
        guard quote.total > .zero else { return .refused(.notPossible("NOTHING_OWED")) }
        return try collect(quote.parts, for: id, request, account) { try settle(loan, quote) }
    }

    func payDues(
        _ id: String, _ agreed: DuesQuote, _ request: Request, _ account: Account
    ) throws -> Execution {
        guard let loan = account.contract(id) else { return .refused(.noContract) }
        let day = valueDate(at: request.at)
        if let refusal = loan.duesRefusal(
            on: day, at: request.at, customer: account.customer.status)
        {
            return .refused(.notPossible(refusal.rawValue))
        }
        guard let quote = try? loan.duesQuote(paying: agreed.total, on: day), quote == agreed else {
            return .stale
        }
        return try collect(quote.parts, for: id, request, account) { try pay(quote, of: loan) }
    }

    func payStatement(
        _ id: String, _ amount: Money, _ request: Request, _ account: Account
    ) throws -> Execution {
        guard let statement = account.statement, statement.id == id else {
            return .refused(.notPossible("NO_SUCH_STATEMENT"))
        }
        if let refusal = statement.paymentRefusal(
            at: request.at, customer: account.customer.status)
        {
            return .refused(.notPossible(refusal.rawValue))
        }
        guard amount > .zero, amount <= statement.unpaid else { return .stale }
        return try collect(Parts(principal: amount), for: id, request, account) {
            try run(
                "UPDATE statements SET paid = paid + ? WHERE id = ?", [amount.fen, statement.id])
        }
    }

    func prepay(
        _ id: String, _ agreed: PrepaymentQuote, _ request: Request, _ account: Account
    ) throws -> Execution {
        guard let loan = account.contract(id) else { return .refused(.noContract) }
        let day = valueDate(at: request.at)
        if let refusal = loan.prepaymentRefusal(
            of: agreed.principal, on: day, at: request.at, customer: account.customer.status)
        {
            return .refused(.notPossible(refusal.rawValue))
        }
        let quote = try loan.prepaymentQuote(of: agreed.principal, mode: agreed.mode, on: day)
        guard quote == agreed else { return .stale }
        return try collect(quote.parts, for: id, request, account) { try prepay(loan, quote) }
    }

    func repayDrawn(
        _ id: String, _ agreed: DrawnRepayment, _ request: Request, _ account: Account
    ) throws -> Execution {
        guard let loan = account.contract(id) else { return .refused(.noContract) }
        let day = valueDate(at: request.at)
        if let refusal = loan.prepaymentRefusal(
            of: agreed.principal, on: day, at: request.at, customer: account.customer.status)
        {
            return .refused(.notPossible(refusal.rawValue))
        }
        let quote = try loan.drawnRepayment(of: agreed.principal, on: day)
        guard quote == agreed else { return .stale }
        return try collect(Parts(principal: quote.principal), for: id, request, account) {
            let repaid = DailyMovement(day: day, kind: .repay, amount: quote.principal)
            try add(repaid, to: id)
        }
    }

    /// Takes the sum from the bound card, carries it into the contract, and posts it.
    private func collect(
        _ parts: Parts, for contract: String, _ request: Request, _ account: Account,
        carrying: () throws -> Void
    ) throws -> Execution {
        guard account.customer.cardBalance >= parts.total else {
            return .refused(.insufficientFunds)
        }
        try carrying()
        try take(parts.total, fromCardOf: request.customer)
        let operation = Operation.repayment(
            contract: contract, principal: account.principalAccount(of: contract), parts: parts)
        return .posted(try request.receipt(of: try post(operation, request.occasion)))
    }
}

extension Account {
    /// A loan or a plan of the customer's own.
    func contract(_ id: String) -> Loan? { (loans + plans).first { $0.id == id } }

    fileprivate func principalAccount(of id: String) -> LedgerAccount {
        if statement?.id == id { return .statementReceivable }
        return plans.contains { $0.id == id } ? .planPrincipal : .loanPrincipal
    }
}

extension Refusal {
    static let noContract = Refusal.notPossible("NO_SUCH_CONTRACT")
}

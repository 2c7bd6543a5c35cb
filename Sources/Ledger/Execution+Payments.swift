import Lending
import Quantities

/// Orders that take money from the bound card.
extension Book {
    func settle(
        _ id: String, _ agreed: PayoffQuote, _ request: Request, _ account: Account
    ) throws -> Execution {
        let day = valueDate(at: request.at)
        let (at, status) = (request.at, account.customer.status)
        return try requoted(
            id, agreed, account,
            refusal: { $0.payoffRefusal(on: day, at: at, customer: status)?.rawValue },
            quote: { try $0.payoffQuote(on: day) },
            then: { loan in
                guard agreed.total > .zero else { return .refused(.notPossible("NOTHING_OWED")) }
                return try collect(agreed.parts, for: id, request, account) {
                    try settle(loan, agreed)
                }
            })
    }

    func payDues(
        _ id: String, _ agreed: DuesQuote, _ request: Request, _ account: Account
    ) throws -> Execution {
        let day = valueDate(at: request.at)
        let (at, status) = (request.at, account.customer.status)
        return try requoted(
            id, agreed, account,
            refusal: { $0.duesRefusal(on: day, at: at, customer: status)?.rawValue },
            quote: { try? $0.duesQuote(paying: agreed.total, on: day) },
            then: { loan in
                try collect(agreed.parts, for: id, request, account) { try pay(agreed, of: loan) }
            })
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
        let day = valueDate(at: request.at)
        return try requoted(
            id, agreed, account,
            refusal: { prepaymentRefusal($0, of: agreed.principal, request, account) },
            quote: { try $0.prepaymentQuote(of: agreed.principal, mode: agreed.mode, on: day) },
            then: { loan in
                try collect(agreed.parts, for: id, request, account) { try prepay(loan, agreed) }
            })
    }

    func repayDrawn(
        _ id: String, _ agreed: DrawnRepayment, _ request: Request, _ account: Account
    ) throws -> Execution {
        let day = valueDate(at: request.at)
        return try requoted(
            id, agreed, account,
            refusal: { prepaymentRefusal($0, of: agreed.principal, request, account) },
            quote: { try $0.drawnRepayment(of: agreed.principal, on: day) },
            then: { _ in
                try collect(Parts(principal: agreed.principal), for: id, request, account) {
                    let repaid = DailyMovement(day: day, kind: .repay, amount: agreed.principal)
                    try add(repaid, to: id)
                }
            })
    }

    private func prepaymentRefusal(
        _ loan: Loan, of principal: Money, _ request: Request, _ account: Account
    ) -> String? {
        loan.prepaymentRefusal(
            of: principal, on: valueDate(at: request.at), at: request.at,
            customer: account.customer.status)?.rawValue
    }

    /// How every order on a contract opens: the contract is there, nothing speaks against the
    /// order, and what was agreed to is what comes out today.
    private func requoted<Quote: Equatable>(
        _ id: String, _ agreed: Quote, _ account: Account, refusal: (Loan) -> String?,
        quote: (Loan) throws -> Quote?, then carryOut: (Loan) throws -> Execution
    ) throws -> Execution {
        guard let loan = account.contract(id) else { return .refused(.noContract) }
        if let code = refusal(loan) { return .refused(.notPossible(code)) }
        return try quote(loan) == agreed ? carryOut(loan) : .stale
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
    fileprivate func principalAccount(of id: String) -> LedgerAccount {
        if statement?.id == id { return .statementReceivable }
        return plans.contains { $0.id == id } ? .planPrincipal : .loanPrincipal
    }
}

extension Refusal {
    static let noContract = Refusal.notPossible("NO_SUCH_CONTRACT")
}

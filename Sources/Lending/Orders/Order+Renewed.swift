import Quantities

extension Account {
    /// An order as it comes out at a moment, with the figures of then; or why it cannot be had.
    /// A sum that the customer chose is never exceeded, and made less where less is owed.
    ///
    /// - Throws: `LendingError` where the contract contradicts itself.
    public func renewed(
        _ order: Order, at moment: Moment
    ) throws(LendingError) -> Result<Order, OrderRefusal> {
        switch order {
        case .settle(let id, _): try settlement(of: id, at: moment)
        case .payDues(let id, let agreed): try duesPayment(of: id, agreed, at: moment)
        case .payStatement(let id, let amount): statementPayment(of: id, amount, at: moment)
        case .prepay(let id, let agreed): try prepayment(of: id, agreed, at: moment)
        case .repayDrawn(let id, let agreed): try drawnRepayment(of: id, agreed, at: moment)
        case .book(let booking): try renewed(booking, at: moment)
        case .cancelBooking(let booking):
            bookings.contains(booking)
                ? .success(order) : .failure(OrderRefusal(BookingRefusal.nothingBooked))
        case .convertStatement, .convertPurchase, .cancelPlan, .changePlan, .certify:
            .success(order)
        }
    }

    /// A loan or a plan of the customer's own.
    public func contract(_ id: String) -> Loan? { (loans + plans).first { $0.id == id } }
}

extension Account {
    private func settlement(
        of id: String, at moment: Moment
    ) throws(LendingError) -> Result<Order, OrderRefusal> {
        guard let loan = contract(id) else { return .failure(.noContract) }
        let day = valueDate(at: moment)
        if let refusal = loan.payoffRefusal(on: day, at: moment, customer: customer.status) {
            return .failure(OrderRefusal(refusal))
        }
        let quote = try loan.payoffQuote(on: day)
        guard quote.total > .zero else { return .failure(OrderRefusal("NOTHING_OWED")) }
        return .success(.settle(loan: id, quote))
    }

    /// An instalment ahead stays that instalment: paid meanwhile, it is not followed by the next.
    private func duesPayment(
        of id: String, _ agreed: DuesQuote, at moment: Moment
    ) throws(LendingError) -> Result<Order, OrderRefusal> {
        guard let loan = contract(id) else { return .failure(.noContract) }
        let day = valueDate(at: moment)
        if let refusal = loan.duesRefusal(on: day, at: moment, customer: customer.status) {
            return .failure(OrderRefusal(refusal))
        }
        let (rows, isAhead) = try loan.payable(on: day)
        guard isAhead == agreed.isAhead,
            !isAhead || rows.first?.number == agreed.covered.first?.number
        else { return .failure(OrderRefusal(DuesRefusal.nothingDue)) }
        let due = rows.map(\.parts.total).sum()
        let quote = try loan.duesQuote(
            paying: isAhead ? due : min(agreed.total, due), on: day)
        return .success(.payDues(contract: id, quote))
    }

    private func statementPayment(
        of id: String, _ amount: Money, at moment: Moment
    ) -> Result<Order, OrderRefusal> {
        guard let statement, statement.id == id else {
            return .failure(OrderRefusal("NO_SUCH_STATEMENT"))
        }
        if let refusal = statement.paymentRefusal(at: moment, customer: customer.status) {
            return .failure(OrderRefusal(refusal))
        }
        return .success(.payStatement(id: id, amount: min(amount, statement.unpaid)))
    }

    private func prepayment(
        of id: String, _ agreed: PrepaymentQuote, at moment: Moment
    ) throws(LendingError) -> Result<Order, OrderRefusal> {
        guard let loan = contract(id) else { return .failure(.noContract) }
        let day = valueDate(at: moment)
        if let refusal = loan.prepaymentRefusal(
            of: agreed.principal, on: day, at: moment, customer: customer.status)
        {
            return .failure(OrderRefusal(refusal))
        }
        return .success(
            .prepay(
                loan: id,
                try loan.prepaymentQuote(of: agreed.principal, mode: agreed.mode, on: day)))
    }

    private func drawnRepayment(
        of id: String, _ agreed: DrawnRepayment, at moment: Moment
    ) throws(LendingError) -> Result<Order, OrderRefusal> {
        guard let loan = contract(id) else { return .failure(.noContract) }
        let day = valueDate(at: moment)
        if let refusal = loan.prepaymentRefusal(
            of: agreed.principal, on: day, at: moment, customer: customer.status)
        {
            return .failure(OrderRefusal(refusal))
        }
        return .success(
            .repayDrawn(loan: id, try loan.drawnRepayment(of: agreed.principal, on: day)))
    }
}

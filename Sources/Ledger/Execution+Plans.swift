import Lending
import Quantities

/// Orders about instalment plans and documents: no money moves.
extension Book {
    func convertStatement(
        _ id: String, _ agreed: InstalmentOffer, _ request: Request, _ account: Account
    ) throws -> Execution {
        guard let statement = account.statement, statement.id == id else {
            return .refused(.notPossible("NO_SUCH_STATEMENT"))
        }
        let refusals = account.conversionRefusals(
            of: statement, amount: agreed.amount, periods: agreed.periods, on: request.at.day)
        if let refusal = refusals.first { return .refused(.notPossible(refusal.rawValue)) }
        if let reason = account.riskReason(on: request.at.day) { return .refused(reason) }
        let offers = try InstalmentOffer.offers(
            for: agreed.amount, startingFrom: statement.due)
        guard offers.contains(agreed) else { return .stale }
        return .posted(
            try request.receipt(of: try convert(statement, agreed, request.occasion)))
    }

    func convertPurchase(
        _ id: String, _ agreed: InstalmentOffer, _ request: Request, _ account: Account
    ) throws -> Execution {
        guard let purchase = account.purchases.first(where: { $0.id == id }) else {
            return .refused(.notPossible("NO_SUCH_PURCHASE"))
        }
        let refusals = account.purchaseRefusals(
            purchase, periods: agreed.periods, on: request.at.day)
        if let refusal = refusals.first { return .refused(.notPossible(refusal.rawValue)) }
        if let reason = account.riskReason(on: request.at.day) { return .refused(reason) }
        guard try account.instalmentOffers(for: purchase).contains(agreed) else { return .stale }
        return .posted(try request.receipt(of: try convert(purchase, agreed, request.occasion)))
    }

    func cancelPlan(
        _ id: String, _ amount: Money, _ request: Request, _ account: Account
    ) throws -> Execution {
        guard let plan = account.plans.first(where: { $0.id == id }),
            let owed = account.owed(of: plan)
        else { return .refused(.noContract) }
        if let refusal = plan.planRefusal(at: request.at, customer: account.customer.status) {
            return .refused(.notPossible(refusal.rawValue))
        }
        guard plan.terms.principal == amount else { return .stale }
        return .posted(
            try request.receipt(of: try cancel(plan, owed: owed, request.occasion)))
    }

    /// Judged as a new plan would be if the old one did not exist.
    func changePlan(
        _ id: String, _ agreed: InstalmentOffer, _ request: Request, _ account: Account
    ) throws -> Execution {
        guard let plan = account.plans.first(where: { $0.id == id }),
            let owed = account.owed(of: plan)
        else { return .refused(.noContract) }
        let day = request.at.day
        let refusals = account.changeRefusals(
            plan, amount: agreed.amount, periods: agreed.periods, at: request.at)
        if let refusal = refusals.first { return .refused(.notPossible(refusal)) }
        if let reason = account.riskReason(on: day) { return .refused(reason) }
        let offers = try account.changeOffers(plan, amount: agreed.amount)
        guard offers.contains(agreed) else { return .stale }
        return .posted(
            try request.receipt(of: try change(plan, to: agreed, owed: owed, request.occasion)))
    }

    func certify(
        _ id: String, _ agreed: Certificate, _ request: Request, _ account: Account
    ) throws -> Execution {
        guard let loan = account.contract(id) else { return .refused(.noContract) }
        switch account.certificate(of: loan, on: request.at.day) {
        case .failure(let refusal): return .refused(.notPossible(refusal.rawValue))
        case .success(let certificate):
            guard certificate == agreed else { return .stale }
            let entry = try post(.certificate(loan: id), request.occasion)
            return .posted(try request.receipt(of: entry))
        }
    }
}

extension Account {
    /// The first reason of the in-loan risk scan against lending now; nil when it passes.
    fileprivate func riskReason(on day: Day) -> Refusal? {
        let scan = risk.scan(
            frozen: customer.status == .frozen, currentDaysPastDue: daysPastDue(on: day))
        guard scan.decision != .pass, let reason = scan.reasons.first else { return nil }
        return .notPossible(reason.rawValue)
    }
}

import Lending
import Quantities

/// The instalment plans that run. Read only.
extension Service {
    static let instalmentPlans = Service(
        name: "instalment_plans", intents: ["query_instalment_plan"],
        answer: { _, facts in
            guard let account = facts.account else { return .refuse("NOT_SIGNED_IN", []) }
            let plans = account.plans.filter { $0.status == .active }
            guard !plans.isEmpty else { return .say([Reply("plans_none")]) }
            return .say(
                [Reply("plans_intro", ["count": .count(plans.count)])]
                    + plans.flatMap { plan in
                        var values = LoanSlot.values(plan)
                        values["paid"] = .count(plan.paidRows)
                        values["term"] = .count(plan.rows.count)
                        values["bar"] = .bar(plan.paidRows, of: plan.rows.count)
                        values["left"] = .money(plan.rows.map(\.open.total).sum())
                        return [Reply("plan", values)] + rows(of: plan)
                    })
        }
    ).with {
        $0.tells = { _, facts in
            let plans = facts.account?.plans.filter { $0.status == .active } ?? []
            return plans.count == 1 ? .reference(plans[0].id) : .references(plans.map(\.id))
        }
    }

    /// What each instalment of a plan comes to, and when they are due.
    private static func rows(of plan: Loan) -> [Reply] {
        let open = plan.rows.filter { !$0.isPaid }
        guard let next = open.first, let last = open.last else { return [] }
        return [
            Reply(
                "plan_rows",
                [
                    "count": .count(open.count), "each": .money(next.open.total),
                    "fee": .money(next.open.fee),
                    "day": .day(next.instalment.due), "last": .day(last.instalment.due),
                ])
        ]
    }
}

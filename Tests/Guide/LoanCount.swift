import Lending

/// How many contracts there are: read only.
extension Service {
    static let loanCount = Service(
        name: "loan_count", intents: ["query_loan_count"], slots: [],
        answer: { _, facts in
            guard let account = facts.account else { return .refuse("NOT_SIGNED_IN", []) }
            return .say([Reply("loan_count", ["count": .count(account.activeContracts.count)])])
        })
}

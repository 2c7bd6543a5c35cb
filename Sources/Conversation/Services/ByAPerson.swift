import Quantities

/// What the desk hears but does not carry out: said plainly, with the person who does.
extension Service {
    static let byAPerson = Service(
        name: "by_a_person",
        intents: [
            "early_repay_partial", "repay_due", "instalment_setup_purchase", "instalment_cancel",
            "instalment_modify", "settlement_certificate", "query_history",
        ],
        level: 0,
        answer: { form, _ in
            .refuse(
                "BY_A_PERSON", [Reply("by_a_person", ["name": .phrase("name_" + form.intent)])])
        })
}

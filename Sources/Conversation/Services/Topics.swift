extension Service {
    /// What each enquiry tells of a topic that figures on the table leave open, by its name: "and
    /// the late charge?" after what is due.
    static let topicsOf: [String: Set<String>] = [
        "overdue_status": ["ask_penalty", "ask_daily"],
        "due_date": ["ask_taken", "ask_first"],
        "amount_due": ["ask_each", "ask_interest"],
        "schedule": ["ask_last", "ask_schedule"],
        "instalment_plans": [
            "ask_fee", "ask_each", "ask_extra", "ask_first", "ask_last", "ask_left", "ask_taken",
        ],
        "outstanding": ["ask_total", "ask_everything", "ask_left", "ask_daily"],
        "available_credit": ["ask_left"],
        "comparison": ["ask_rate"],
        "history": ["ask_count"],
        "settlement_quote": ["ask_saving", "ask_total"],
    ]

    /// The slots by which one of them tells of a topic alone, by its name.
    static let asking: [String: [String: [String: SlotValue]]] = [
        "amount_due": ["ask_interest": [FallingDue.inParts.name: .choice("interest")]]
    ]
}

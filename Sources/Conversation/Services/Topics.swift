extension Service {
    /// What each enquiry tells of a topic that figures on the table leave open, by its name: "and
    /// the late charge?" after what is due.
    static let topicsOf: [String: Set<String>] = [
        "overdue_status": ["ask_penalty"],
        "due_date": ["ask_taken", "ask_first"],
        "amount_due": ["ask_each"],
        "schedule": ["ask_last", "ask_schedule"],
        "outstanding": ["ask_total", "ask_everything", "ask_interest"],
        "settlement_quote": ["ask_saving"],
    ]
}

/// Which intent wins when two fit: the order of the classes of intents, and of names within one.
enum Priority {
    /// Lower wins. An intent of a user's own corpus stands after all of ours.
    static func rank(of intent: String) -> Int {
        switch intent {
        case "fraud_or_identity_dispute": return 0
        case "handoff_human": return 1
        case "complaint": return 2
        case "hardship_request": return 3
        case _ where Decision.transactional.contains(intent): return 4
        case _ where intent.hasPrefix("quote_"): return 5
        case _ where intent.hasPrefix("query_"): return 6
        case _ where intent.hasPrefix("faq_"): return 7
        case "greet", "help", "repeat", "thank", "goodbye", "affirm", "deny", "inform",
            "switch_language":
            return 8
        default: return 9
        }
    }

    static func precedes(_ a: String, _ b: String) -> Bool {
        (rank(of: a), a) < (rank(of: b), b)
    }
}

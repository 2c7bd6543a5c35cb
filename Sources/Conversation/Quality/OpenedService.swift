import NLU

/// Which order a conversation on paper is about.
extension Proceedings {
    /// The desk's services, by the intents that open them.
    private static let services: [String: Service] = Service.all.reduce(into: [:]) {
        for intent in $1.intents { $0[intent] = $1 }
    }

    /// The service that a turn leaves open, of those that carry something out. What only gives a
    /// detail to the one that is open opens no other, unless that one came to its end in the same
    /// turn.
    func service(after opened: Service?, _ exchange: Exchange) -> Service? {
        let end = place(in: exchange) {
            switch $0 {
            case .receipt, .cancelled, .refused: true
            default: false
            }
        }
        var service = end == nil ? opened : nil
        for intent in exchange.intents where kinds.isOrder(intent) {
            if service?.refinedBy.contains(intent) != true { service = Self.services[intent] }
        }
        return service
    }
}

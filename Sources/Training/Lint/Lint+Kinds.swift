import Text

extension Lint {
    /// A corpus that says of some intents what they are should say it of all: the others are heard
    /// without caution, and last. One that says it of none is somebody's own, and fine as it is.
    func kinds() -> [Finding] {
        guard !corpus.traits.isEmpty else { return [] }
        var places: [String: Place] = [:]
        for example in corpus.examples where places[example.intent] == nil {
            places[example.intent] = example.place
        }
        var found: [Finding] = []
        for intent in corpus.intents {
            guard let traits = corpus.traits[intent] else {
                found.append(
                    Finding(
                        .warning, .kind, places[intent],
                        "\(intent) does not say what it is, and other intents do; add `kind:` "
                            + "beside its name."))
                continue
            }
            guard let price = traits.price, corpus.traits[price]?.kind != .price else { continue }
            found.append(
                Finding(
                    .error, .kind, places[intent],
                    "\(price), which \(intent) names as its price, is no intent of kind price; "
                        + "mend one of them."))
        }
        return found
    }
}

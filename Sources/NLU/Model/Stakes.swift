/// What is at stake in each class of a model, by its number.
struct Stakes: Sendable {
    let costOfError: [Double]
    /// The class that asks for the price of an order.
    let price: [Int?]
    let isOrder: [Bool]

    init(_ classes: [String], _ kinds: IntentKinds) {
        let numbers = Dictionary(uniqueKeysWithValues: classes.enumerated().map { ($1, $0) })
        costOfError = classes.map { Judgement.costOfError(kinds.kind(of: $0)) }
        price = classes.map { kinds[$0]?.price.flatMap { numbers[$0] } }
        isOrder = classes.map(kinds.isOrder)
    }
}

/// What is at stake in each class of a model, by its number.
struct Stakes: Sendable {
    let costOfError: [Double]
    /// The class that asks for the price of a transaction.
    let price: [Int?]
    let isTransactional: [Bool]

    init(_ classes: [String]) {
        let numbers = Dictionary(uniqueKeysWithValues: classes.enumerated().map { ($1, $0) })
        costOfError = classes.map { Decision.costOfError($0) }
        price = classes.map { Decision.priceOf[$0].flatMap { numbers[$0] } }
        isTransactional = classes.map { Decision.transactional.contains($0) }
    }
}

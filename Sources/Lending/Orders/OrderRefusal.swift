/// Why an order cannot be carried out: a reason code, as transcripts and the phrasebook know it.
package struct OrderRefusal: Error, Equatable, Sendable {
    package var code: String

    init(_ code: String) { self.code = code }
    init<Reason: RawRepresentable<String>>(_ reason: Reason) { code = reason.rawValue }

    /// The customer has no contract, statement or purchase of that number.
    static let noContract = OrderRefusal("NO_SUCH_CONTRACT")
}

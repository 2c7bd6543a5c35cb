/// What is typed for a word, or says the same, and the word it is read as.
package struct Slip: Hashable, Comparable, Sendable {
    package var from: String
    package var to: String
    /// It does not hold before any of these characters.
    var unlessNext = ""

    package init(from: String, to: String) {
        self.from = from
        self.to = to
    }

    init(from: String, to: String, unlessNext: String) {
        self.init(from: from, to: to)
        self.unlessNext = unlessNext
    }

    package static func < (a: Slip, b: Slip) -> Bool { (a.from, a.to) < (b.from, b.to) }
}

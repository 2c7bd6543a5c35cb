/// What is held against the threshold of rejection.
package enum Rejection {
    /// How far the best class stands out from the mean of all classes (which is 0, rows being
    /// centred), and the line from those out of scope, per root of the number of distinct features
    /// of the line, unknown ones included.
    ///
    /// The first part alone tells other subjects; near misses of our own need the second. A fit of
    /// the two on lines not seen weighs them alike, so that there is nothing to store.
    package static func score(top: Float, scope: Float, length: Int) -> Float {
        length == 0 ? 0 : (top + scope) / Float(length).squareRoot()
    }
}

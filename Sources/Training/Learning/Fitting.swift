/// How far training goes beyond counting to tell lines apart.
struct Fitting: Sendable {
    /// What an error adds to how much a line counts against another class. The complement of a
    /// class has as many times the mass of the class as there are classes, so an error has to weigh
    /// more there to tell.
    var othersRate: Float
    /// Steps in which the weights of features are fitted, and how much of each is taken.
    var iterations: Int
    var damping: Float
    /// λ of the prior that keeps the weights of features together.
    var penalty: Float
    /// What the temperature is multiplied by while they are fitted: under 1, lines that are won
    /// narrowly pull as well.
    var flatness: Float

    /// Tells most lines right.
    static let free = Fitting(
        othersRate: 60, iterations: 3, damping: 0.4, penalty: 0.2, flatness: 0.4)

    /// Keeps nearer to the counts, and to what is known of lines out of scope.
    static let close = Fitting(
        othersRate: 30, iterations: 4, damping: 0.2, penalty: 1, flatness: 1)

    /// A desk that holds conversations would rather ask back than be wrong; elsewhere each line is
    /// judged by itself.
    static func of(_ corpus: Corpus) -> Fitting {
        corpus.moves.isEmpty && !corpus.isConversational ? free : close
    }
}

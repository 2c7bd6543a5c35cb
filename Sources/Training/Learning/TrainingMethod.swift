/// How much is learnt from the lines of a corpus.
package enum TrainingMethod: String, CaseIterable, Sendable {
    /// Every line is counted once: one pass, and every weight is a ratio of counts.
    case closedForm
    /// Lines that their neighbours would give to another class count for more.
    case weightedCounts
    /// And every feature has one weight of its own.
    case featureWeights
}

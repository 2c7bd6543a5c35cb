import NLU

extension Lint {
    /// Every line in scope judged by all the others, in one pass over the counts: what the closed
    /// form makes of it when the line itself is taken out.
    func neighbours() -> [Finding] {
        let minimum = Model.minimumFrequency(corpus)
        let set = TrainingSet(corpus, minimumFrequency: minimum)
        let inScope = set.documents.indices.filter { set.documents[$0].label != nil }
        guard set.classes.count > 1, !inScope.isEmpty else { return [] }
        let odds = LogOdds(of: set, inScope, minimumFrequency: minimum)
        let scores = LeaveOneOut(set, odds, LineWeights(of: set))
            .scores(inScope)
        let labels = inScope.enumerated().compactMap { row, document in
            set.documents[document].label.map { (row: row, label: $0) }
        }
        let temperature = Temperature.fit(scores, labels, classCount: set.classes.count)
        let examples = TrainingSet.ordered(corpus.examples)
        var softmax = Softmax(classCount: set.classes.count, stride: scores.width * 8)
        return labels.compactMap { row, label in
            scores.withVectors {
                softmax.take($0 + row * scores.width, temperature: temperature)
            }
            let best = set.classes.indices.reduce(0) { softmax[$1] > softmax[$0] ? $1 : $0 }
            guard best != label else { return nil }
            return finding(
                examples[inScope[row]], set.classes[best], Double(softmax[best]))
        }
    }

    private func finding(_ example: Corpus.Example, _ other: String, _ share: Double) -> Finding {
        Finding(
            .note, .neighbours, example.place,
            "\(quoted(example.text)) is \(example.intent), and its neighbours would make it "
                + "\(other) (\(Int((share * 100).rounded())) %).")
    }
}

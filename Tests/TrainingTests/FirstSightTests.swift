import NLU
import TestSupport
import Testing
import Text
import Training

/// What a line more changes is told at first sight as training tells it later.
@Suite struct FirstSightTests {
    /// What is heard of a line: an intent, those it may be, or none; or the likeliest move.
    private func heard(_ text: String, _ model: Model, isMove: Bool) -> [String] {
        var interpreter = Interpreter(model)
        let found = interpreter.hear(text, today: day)
        if isMove { return found.moves.prefix(1).map(\.intent) }
        switch found.decision {
        case .accept: return found.intent.map { [$0] } ?? []
        case .clarify(let intents): return intents.sorted()
        case .reject: return []
        }
    }

    /// The line, what it is taught to be, and lines like it.
    @Test(arguments: [
        ("苹果树上有几只鸟", "query_due_date", ["苹果树上的鸟有几只", "苹果多少钱", "哪天还款", "还要还多少"]),
        ("那个花明白了没", "query_outstanding", ["花明白了没", "那个花明白了吗", "明白了没", "还完了没"]),
        (
            "how do you say thank you in Welsh", "out_of_scope",
            ["thank you", "how do you say it", "thanks", "what do you say"]
        ),
        ("苹果树上有几只鸟", "ask_fee", ["树上有几只鸟", "手续费几个点", "几期", "好的"]),
    ])
    func trainingAgrees(_ line: String, _ name: String, _ neighbours: [String]) throws {
        let corpus = try CorpusReader.read([Project.intents])
        let isMove = corpus.moves.contains { $0.intent == name }
        let example = Corpus.Example(text: line, intent: name)
        let newer = corpus.adding(example, isMove: isMove)
        let first = try Project.model.atFirstSight(example, isMove: isMove, of: newer)
            .model
        let trained = try Retraining.model(of: newer, after: corpus, Project.model)
        #expect(heard(line, Project.model, isMove: isMove) != heard(line, first, isMove: isMove))
        #expect(
            heard(line, first, isMove: isMove)
                == (name == Interpretation.outOfScope ? [] : [name]))
        #expect(heard(line, trained, isMove: isMove) == heard(line, first, isMove: isMove))
        // One in four of lines like it may be a near thing that training decides otherwise.
        let otherwise = neighbours.filter {
            heard($0, first, isMove: isMove) != heard($0, trained, isMove: isMove)
        }
        #expect(otherwise.count * 4 <= neighbours.count, "\(otherwise)")
    }

    /// Lines that have nothing in common with the new one are heard as before, to the last digit.
    @Test func theRestStays() throws {
        let corpus = try CorpusReader.read([Project.intents])
        let example = Corpus.Example(text: "苹果树上有几只鸟", intent: "query_due_date")
        let first = try Project.model.atFirstSight(
            example, isMove: false, of: corpus.adding(example, isMove: false)
        ).model
        var (before, after) = (Interpreter(Project.model), Interpreter(first))
        for text in ["when is my next payment", "bye", "提前结清", "转人工"] {
            #expect(before.hear(text, today: day) == after.hear(text, today: day), "\(text)")
        }
    }

    /// What is kept in memory is what is read again.
    @Test func aLineMoreStandsInItsPlace() throws {
        let text = """
            nlu:
            - intent: a
              examples: |
                - 一
                - one
            - intent: b
              examples: |
                - x
            """
        var corpus = Corpus()
        try CorpusReader.add(text, file: "a.yml", to: &corpus)
        let edit = try CorpusEdit(adding: "二", as: "a", to: corpus) { _ in text }
        let example = Corpus.Example(
            text: "二", intent: "a", place: Place(file: "a.yml", line: edit.line))
        var read = Corpus()
        try CorpusReader.add(edit.text, file: "a.yml", to: &read)
        let kept = corpus.adding(example, isMove: false)
        func lines(_ corpus: Corpus) -> [[String]] {
            corpus.examples.map { [$0.intent, $0.text, "\($0.place?.line ?? 0)"] }
                .sorted { $0.lexicographicallyPrecedes($1) }
        }
        #expect(lines(kept) == lines(read))
    }
}

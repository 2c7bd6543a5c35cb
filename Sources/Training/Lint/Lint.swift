import Text

/// Looks a corpus over: what contradicts itself, what is missing, what will be misunderstood.
package struct Lint {
    let corpus: Corpus
    let tests: [Corpus.Example]
    /// Whether a text names a person's number or address.
    let isPersonal: (String) -> Bool

    /// - Parameter tests: lines held out, which must not be trained on.
    package init(
        _ corpus: Corpus, tests: [Corpus.Example] = [], isPersonal: @escaping (String) -> Bool
    ) {
        self.corpus = corpus
        self.tests = tests
        self.isPersonal = isPersonal
    }

    /// What the checks find, in the order of severity, place and words.
    /// - Parameter replies: findings about replies, from who says them.
    package func findings(
        _ checks: Set<Finding.Check> = Set(Finding.Check.allCases), replies: [Finding] = []
    ) -> [Finding] {
        let parts: [(Set<Finding.Check>, () -> [Finding])] = [
            ([.reading], reading), ([.conflict, .duplicate, .nearDuplicate, .test], lines),
            ([.balance], balance), ([.kind], kinds), ([.rule], rules), ([.list], lists),
            ([.reply], { replies }), ([.translation], translations),
            ([.personal], personal), ([.neighbours], neighbours),
        ]
        let found = parts.filter { !checks.isDisjoint(with: $0.0) }.flatMap { $0.1() }
        return found.filter { checks.contains($0.check) }.ordered
    }

    /// Lines under two labels are found again as conflicts.
    private func reading() -> [Finding] {
        let conflicts = Set(corpus.conflicts().map(\.description))
        let warnings = corpus.warnings.filter { !conflicts.contains($0.description) }
        return corpus.faults.map { Finding(.error, .reading, $0.place, $0.message) }
            + warnings.map { Finding(.warning, .reading, $0.place, $0.message) }
            + corpus.notes.map { Finding(.note, .reading, $0.place, $0.message) }
    }

    private func personal() -> [Finding] {
        var found: [Finding] = []
        for example in corpus.examples + tests where isPersonal(example.text) {
            found.append(
                Finding(
                    .error, .personal, example.place,
                    "the line holds a number or an address of a person; write another."))
        }
        for (key, languages) in corpus.responses {
            let texts = languages.values.flatMap { $0 }
            guard texts.contains(where: isPersonal) else { continue }
            found.append(
                Finding(
                    .error, .personal, corpus.responsePlaces[key],
                    "\(key) holds a number or an address of a person; write another."))
        }
        return found
    }
}

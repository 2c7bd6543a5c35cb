import Text

extension Lint {
    /// An intent of fewer lines is hardly told from the others.
    private static let fewestLines = 10
    /// How many times the median is out of proportion.
    private static let proportion = 5

    func balance() -> [Finding] {
        var lines: [String: [Corpus.Example]] = [:]
        for example in corpus.examples { lines[example.intent, default: []].append(example) }
        let counts = corpus.intents.map { lines[$0]?.count ?? 0 }.sorted()
        guard !counts.isEmpty else { return [] }
        let median = counts[counts.count / 2]
        var found: [Finding] = []
        if counts.count == 1 {
            found.append(
                Finding(
                    .warning, .balance, nil,
                    "the only intent is \(corpus.intents[0]), so every line will be taken for it; "
                        + "add lines of others."))
        }
        for intent in corpus.intents {
            let own = lines[intent] ?? []
            let place = own.first?.place
            if let message = sizeMessage(intent, own.count, median) {
                found.append(Finding(.warning, .balance, place, message))
            }
            if let language = missingLanguage(own, lines) {
                found.append(
                    Finding(
                        .warning, .balance, place,
                        "\(intent) has no line in \(language == .zh ? "Chinese" : "English"), which "
                            + "other intents have; write some."))
            }
        }
        return found
    }

    private func sizeMessage(_ intent: String, _ count: Int, _ median: Int) -> String? {
        if count == 0 { return "\(intent) has a rule and no lines; write some." }
        if count < Self.fewestLines {
            return "\(intent) has \(count == 1 ? "1 line" : "\(count) lines"); with "
                + "\(Self.fewestLines) or more it can be told from the others."
        }
        if count > median * Self.proportion {
            return
                "\(intent) has \(count) lines where half of the intents have \(median) or fewer; "
                + "keep the most different ones."
        }
        return nil
    }

    /// A language of three in four intents that these lines have nothing in.
    private func missingLanguage(
        _ own: [Corpus.Example], _ lines: [String: [Corpus.Example]]
    ) -> Language? {
        Language.allCases.first { language in
            func speaks(_ examples: [Corpus.Example]) -> Bool {
                examples.contains { Language.of($0.text) == language }
            }
            guard !own.isEmpty, !speaks(own) else { return false }
            let speakers = corpus.intents.count { speaks(lines[$0] ?? []) }
            return speakers * 4 >= corpus.intents.count * 3
        }
    }
}

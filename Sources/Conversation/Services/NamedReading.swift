import NLU
import Text

/// Which of several things is meant: by the last four digits of its number, by its name, or by its
/// place in the list ("第二笔").
enum NamedReading {
    struct Candidate {
        var id: String
        /// How customers name it, in lower case.
        var words: [String]

        var tail: Substring { id.suffix(4) }
    }

    static func read(
        _ heard: Interpretation, among candidates: [Candidate], _ words: Words
    ) -> Slot.Reading {
        let tails = tails(heard)
        // A bare number of four digits is a tail too, when something has it.
        let bare = heard.text.bare
        if let found = candidates.first(where: {
            tails.contains(String($0.tail)) || $0.tail == bare[...]
        }) {
            return .value(.reference(found.id))
        }
        if let tail = tails.first { return .unusable(Reply("loan_unknown", ["tail": .text(tail)])) }
        let text = heard.text.folded.replacing("<phone>", with: "")
        let named = firstNamed(text, among: candidates, words)
        if named.count == 1 { return .value(.reference(named[0].id)) }
        guard candidates.count > 1 else { return .nothing }
        guard let place = (1...4).first(where: { words.says("nth_\($0)", in: text) }),
            candidates.count >= place
        else { return .nothing }
        return .value(.reference(candidates[place - 1].id))
    }

    /// Those that the first sentence naming any of them names: "close the phone loan. And what is
    /// the rate of the travel loan" closes one.
    static func firstNamed(
        _ text: String, among candidates: [Candidate], _ words: Words
    ) -> [Candidate] {
        sentences(text, words).lazy
            .map { sentence in
                candidates.filter { candidate in
                    candidate.words.contains {
                        sentence.contains($0) && !words.denies($0, in: sentence)
                    }
                }
            }
            .first { !$0.isEmpty } ?? []
    }

    /// "And the travel one?" goes on with the sentence before it.
    static func sentences(_ text: String, _ words: Words) -> [String] {
        text.split { ".?!。？！;；".contains($0) }.map(String.init)
            .reduce(into: []) { sentences, next in
                guard let last = sentences.last, words.begins("also", next) else {
                    return sentences.append(next)
                }
                sentences[sentences.count - 1] = last + " " + next
            }
    }

    private static func tails(_ heard: Interpretation) -> [String] {
        heard.entities.compactMap { entity in
            guard entity.name == "reference", case .text(let text) = entity.value else {
                return nil
            }
            let digits = text.filter(\.isNumber)
            return digits.count >= 4 ? String(digits.suffix(4)) : nil
        }
    }
}

import NLU
import Text

/// Chatito's language of sentences that stand for many: `%[intent]`, `~[alias]`, `@[slot]`, with a
/// `?` for what may be missing. Each intent is written out, as evenly over its sentences as can be.
struct Chatito {
    private enum Kind: Character {
        case intent = "%"
        case alias = "~"
        case slot = "@"
    }

    private struct Definition {
        var kind: Kind
        var name: String
        var sentences: [(text: String, place: Place)] = []
    }

    /// Most sentences an intent is written out to, unless the file asks for fewer.
    private static let most = 300
    /// Aliases within aliases: deeper ones lead in a circle.
    private static let deepest = 16

    private var definitions: [Definition] = []

    static func isIt(_ text: String) -> Bool {
        text.split(whereSeparator: \.isNewline).contains { $0.hasPrefix("%[") && $0.contains("]") }
    }

    static func read(
        _ text: String, file: String, into corpus: inout Corpus
    ) throws(CorpusError) {
        var chatito = Chatito()
        chatito.read(text, file: file)
        for intent in chatito.definitions where intent.kind == .intent {
            try chatito.write(intent, to: &corpus)
        }
    }

    private mutating func read(_ text: String, file: String) {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() {
            let words = String(line).trimmed
            guard !words.isEmpty, !words.hasPrefix("#"), !words.hasPrefix("//") else { continue }
            if line.first != " ", line.first != "\t", let kind = line.first.flatMap(Kind.init),
                let name = Self.name(in: line)
            {
                definitions.append(Definition(kind: kind, name: name))
            } else if !definitions.isEmpty {
                definitions[definitions.count - 1].sentences.append(
                    (words, Place(file: file, line: index + 1, column: 5)))
            }
        }
    }

    /// `greet` of `%[greet]('training': '10')`; a variation `@[date#first]` is one of its name.
    private static func name(in text: Substring) -> String? {
        guard let open = text.firstIndex(of: "["), let close = text.firstIndex(of: "]"),
            open < close
        else { return nil }
        let name = text[text.index(after: open)..<close]
        return String(name.hasSuffix("?") ? name.dropLast() : name)
    }

    private func write(_ intent: Definition, to corpus: inout Corpus) throws(CorpusError) {
        let share = max(1, Self.most / max(1, intent.sentences.count))
        for (sentence, place) in intent.sentences {
            let parts = Self.parts(sentence)
            let ways = try ways(parts, place, depth: 0)
            var written: Set<String> = []
            // Those that are too many are gone through in steps that meet all of them.
            let step = ways > 4 * share ? Self.step : 1
            for number in 0..<min(ways, 4 * share) where written.count < share {
                var pick = number * step % ways
                var phrases: [KnownPhrase] = []
                let text = expand(parts, &pick, &phrases)
                let words = text.split(separator: " ").joined(separator: " ")
                guard written.insert(words).inserted else { continue }
                corpus.phrases += phrases
                corpus.add(words, intent: intent.name, place)
            }
        }
    }

    /// A prime, so that it has no divisor in common with a count of ways.
    private static let step = 7_368_787

    /// A piece of a sentence: words, or what stands for others.
    private enum Part {
        case words(String)
        case choice(Kind, String, isOptional: Bool)
    }

    private static func parts(_ sentence: String) -> [Part] {
        var parts: [Part] = []
        var (words, rest) = ("", sentence[...])
        while let first = rest.first {
            guard let kind = Kind(rawValue: first), rest.dropFirst().first == "[",
                let close = rest.firstIndex(of: "]"), let name = name(in: rest)
            else {
                words.append(rest.removeFirst())
                continue
            }
            parts.append(.words(words))
            words = ""
            parts.append(.choice(kind, name, isOptional: rest[..<close].hasSuffix("?")))
            rest = rest[rest.index(after: close)...]
        }
        return parts + [.words(words)]
    }

    private func sentences(_ kind: Kind, _ name: String) -> [[Part]] {
        let found = definitions.first { $0.kind == kind && $0.name == name }?.sentences ?? []
        // An alias that is nowhere defined stands for itself.
        return found.isEmpty ? [[.words(name)]] : found.map { Self.parts($0.text) }
    }

    /// How many ways there are to say it, or more, up to a million.
    private func ways(_ parts: [Part], _ place: Place, depth: Int) throws(CorpusError) -> Int {
        guard depth < Self.deepest else {
            throw CorpusError(.invalid, place, "the aliases lead in a circle; break it.")
        }
        var ways = 1
        for case .choice(let kind, let name, let isOptional) in parts {
            let sentences = sentences(kind, name)
            var most = 1
            for sentence in sentences {
                most = max(most, try self.ways(sentence, place, depth: depth + 1))
            }
            ways = min(1_000_000, ways * most * (sentences.count + (isOptional ? 1 : 0)))
        }
        return ways
    }

    /// - Parameter pick: which of all ways it is, of which each choice takes its part.
    private func expand(
        _ parts: [Part], _ pick: inout Int, _ phrases: inout [KnownPhrase]
    ) -> String {
        var text = ""
        for part in parts {
            switch part {
            case .words(let words): text += words
            case .choice(let kind, let name, let isOptional):
                let sentences = sentences(kind, name)
                let choices = sentences.count + (isOptional ? 1 : 0)
                let choice = pick % choices
                pick /= choices
                guard choice < sentences.count else { continue }
                let words = expand(sentences[choice], &pick, &phrases)
                if kind == .slot {
                    let entity = String(name.prefix { $0 != "#" })
                    phrases.append(KnownPhrase(text: words, entity: entity, value: words))
                }
                text += words
            }
        }
        return text
    }
}

import Text

/// The texts the desk speaks with, in both languages, as the corpus gives them.
package struct Phrasebook: Sendable {
    /// By key without `utter_`.
    private let texts: [String: [Language: [String]]]

    /// - Parameter replies: the `responses` of a corpus, with their variants.
    package init(_ replies: [String: [Language: [String]]]) {
        var texts = [String: [Language: [String]]](minimumCapacity: replies.count)
        for (key, variants) in replies {
            let name = key.hasPrefix("utter_") ? String(key.dropFirst(6)) : key
            texts[name] = variants
        }
        self.texts = texts
    }

    package var keys: Set<String> { Set(texts.keys) }

    func has(_ key: String) -> Bool { texts[key] != nil }

    /// The reply as text. A key the corpus lacks shows as `⟨key⟩`: visible, and never a trap.
    package func text(_ reply: Reply, in language: Language) -> String {
        reply.words ?? said(reply, in: language).words
    }

    /// The same events with each reply in the words it is said in: what is sent, written down and
    /// judged by the quality rules.
    package func spoken(_ events: [Event], in language: Language) -> [Event] {
        events.map { event in
            guard case .replied(var reply) = event, reply.spoken == nil else { return event }
            reply.spoken = said(reply, in: language)
            return .replied(reply)
        }
    }

    /// The same events, each reply with the variant after the one it was said in a turn ago: what
    /// is said twice running reads differently, and the same conversation always reads the same.
    func varied(_ events: [Event], after earlier: [Reply]) -> [Event] {
        events.map { event in
            guard case .replied(var reply) = event, reply.variant == nil,
                let count = texts[reply.key]?.values.map(\.count).min(), count > 1
            else { return event }
            let last = earlier.last { $0.key == reply.key }?.variant
            reply.variant = last.map { ($0 + 1) % count } ?? 0
            return .replied(reply)
        }
    }

    private func said(_ reply: Reply, in language: Language) -> Reply.Spoken {
        let own = texts[reply.key]?[language]
        let variants = own ?? texts[reply.key]?.values.first ?? []
        let place = min(reply.variant ?? 0, variants.count - 1)
        guard variants.indices.contains(place) else {
            return Reply.Spoken(words: "⟨\(reply.key)⟩")
        }
        let template = variants[place]
        var spoken = Reply.Spoken(words: "")
        spoken.isInCorpus = own != nil
        for part in Template(template).parts {
            switch part {
            case .literal(let text): spoken.words += text
            case .placeholder(let name, let width):
                let value = fill(name, of: reply, in: language, noting: &spoken)
                let blank = String(
                    repeating: " ", count: max(0, abs(width) - Self.columns(value)))
                spoken.words += width < 0 ? value + blank : blank + value
            }
        }
        return spoken
    }

    /// The text for a placeholder, and a note of what it tells. A phrase may have placeholders of
    /// its own.
    private func fill(
        _ name: String, of reply: Reply, in language: Language, noting spoken: inout Reply.Spoken
    ) -> String {
        if case .phrase(let key)? = reply.values[name] {
            var values = reply.values
            // Not the phrase itself: a text that names it would never come to an end.
            values[name] = nil
            let phrase = said(Reply(key, values), in: language)
            spoken.figures += phrase.figures
            spoken.told += phrase.told
            if phrase.isInCorpus, Self.saysSomething(phrase.words) { spoken.told.append(name) }
            return phrase.words
        }
        guard let value = text(of: name, in: reply, language) else { return "{\(name)}" }
        spoken.figures.append(value)
        if Self.saysSomething(value) { spoken.told.append(name) }
        return value
    }

    private static func saysSomething(_ text: String) -> Bool { !text.allSatisfy(\.isWhitespace) }

    private func text(of name: String, in reply: Reply, _ language: Language) -> String? {
        if let sum = Self.inCapitals(name), case .money(let amount)? = reply.values[sum] {
            return Wording(language).capitals(amount)
        }
        guard let value = reply.values[name] ?? Company.value(name) else {
            let lines = Company.replies(name).map { text($0, in: language) }
            return lines.isEmpty ? nil : lines.joined(separator: "\n")
        }
        return text(of: value, in: language)
    }

    /// A figure, as the replies of this language have it.
    package func text(of value: Reply.Value, in language: Language) -> String {
        let wording = Wording(language)
        return switch value {
        case .money(let amount): wording.money(amount)
        case .capitals(let amount): wording.capitals(amount)
        case .day(let day): wording.day(day)
        case .days(let from, let to): wording.days(from, to)
        case .time(let moment): wording.time(moment)
        case .rate(let rate): "\(rate)"
        case .percent(let hundredths): Wording.percent(hundredths)
        case .count(let count): "\(count)"
        case .bar(let done, let whole): Wording.bar(done, of: whole)
        case .text(let text): text
        case .phrase(let key): text(Reply(key), in: language)
        case .list(let values): wording.list(values.map { text(of: $0, in: language) })
        case .sequence(let values): wording.sequence(values.map { text(of: $0, in: language) })
        }
    }

    /// Terminal columns: two for the wide characters of Chinese.
    private static func columns(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + ((0x2E80...0xFFE6).contains($1.value) ? 2 : 1) }
    }

    /// The customer's own figures a text tells, in whichever language; nil where there is no text.
    func figures(of key: String) -> Set<String>? {
        has(key) ? placeholders(of: key).intersection(OwnFigures.names) : nil
    }

    /// All placeholders a text uses, in whichever language.
    func placeholders(of key: String) -> Set<String> {
        Language.allCases.compactMap { placeholders(of: key, in: $0) }
            .reduce(Set<String>()) { $0.union($1) }
    }

    /// A placeholder of an answer that nothing can fill: an error of the corpus.
    package struct UnknownPlaceholder: Equatable, Sendable, CustomStringConvertible {
        package var key: String
        package var name: String
        /// The placeholders that this answer may use.
        var known: Set<String>
        package var description: String {
            "utter_\(key) uses {\(name)}, which nothing fills; it may use "
                + known.sorted().map { "{\($0)}" }.joined(separator: " ")
        }
    }

    /// The placeholders of these FAQs that are on neither closed list, by key and name. The
    /// customer's own figures belong to the text for somebody who is signed in, and to it alone.
    package func unknownPlaceholders(in faqs: Set<String>) -> [UnknownPlaceholder] {
        faqs.sorted().flatMap { faq in
            unknown(in: faq, known: Company.names)
                + unknown(
                    in: faq + OwnFigures.suffix, known: Company.names.union(OwnFigures.names))
        }
    }

    private func unknown(in key: String, known: Set<String>) -> [UnknownPlaceholder] {
        placeholders(of: key).subtracting(known).sorted().map {
            UnknownPlaceholder(key: key, name: $0, known: known)
        }
    }

    /// The placeholders a text uses, all variants of it: two translations of one reply must use
    /// the same.
    package func placeholders(of key: String, in language: Language) -> Set<String>? {
        guard let variants = texts[key]?[language] else { return nil }
        // Most have none, and all are looked at as the program starts.
        let filled = variants.filter { $0.utf8.contains(UInt8(ascii: "{")) }
        return Set(
            filled.flatMap { Template($0).parts }.compactMap { part in
                guard case .placeholder(let name, _) = part else { return nil }
                return Self.inCapitals(name) ?? name
            })
    }

    /// `amount` for `{amount_capitals}`: the same sum, in the capitals that show what was heard.
    private static func inCapitals(_ name: String) -> String? {
        name.hasSuffix("_capitals") ? String(name.dropLast("_capitals".count)) : nil
    }
}

/// A reply's text with its holes: `{total}`, or `{total:12}` to align right in twelve columns and
/// `{name:-12}` to align left.
private struct Template {
    enum Part {
        case literal(String)
        case placeholder(String, width: Int)
    }

    private(set) var parts: [Part] = []

    init(_ text: String) {
        var rest = text[...]
        // By bytes: a brace is one in UTF-8, and part of no other character.
        while let open = rest.utf8.firstIndex(of: UInt8(ascii: "{")),
            let close = rest[open...].utf8.firstIndex(of: UInt8(ascii: "}"))
        {
            parts.append(.literal(String(rest[..<open])))
            let inside = rest[rest.index(after: open)..<close].split(separator: ":")
            let width = inside.count > 1 ? Int(inside[1]) ?? 0 : 0
            parts.append(.placeholder(inside.first.map(String.init) ?? "", width: width))
            rest = rest[rest.utf8.index(after: close)...]
        }
        parts.append(.literal(String(rest)))
    }
}

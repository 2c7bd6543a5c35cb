import NLU
import Text

/// What the desk may never say, in either language; its negation may be said.
extension QualityRule {
    /// QA03: no personal data in full, neither said by the desk nor kept of what was typed.
    static let personalDataMasked = QualityRule(
        id: "QA03", name: "PII masked", severity: .fatal
    ) { proceedings in
        places(of: proceedings).compactMap { place in
            let text: String?
            switch proceedings.events[place] {
            case .said(let line): text = line
            case .replied(let reply): text = reply.words
            default: text = nil
            }
            let leak = text.flatMap {
                PersonalData.leaks(in: $0, names: proceedings.names).first
            }
            return leak.map { (place, "an unmasked \($0.kind.rawValue)") }
        }
    }

    private static func places(of proceedings: Proceedings) -> Range<Int> {
        proceedings.judgedFrom..<max(proceedings.judgedFrom, proceedings.events.count)
    }

    /// Each reply in which `offends` finds words, with those words.
    private static func replies(
        _ proceedings: Proceedings, _ offends: (FoldedText) -> String?
    ) -> [Breach] {
        places(of: proceedings).compactMap { place in
            guard let found = proceedings.text(at: place).flatMap(offends) else { return nil }
            return (place, "“\(found)”")
        }
    }

    private static func replies(_ proceedings: Proceedings, meaning list: QualityList) -> [Breach] {
        replies(proceedings) { proceedings.meant(list, in: $0) }
    }

    /// QA04: nobody is asked for a password, a card number, or a code to be handed on.
    static let noAskingForSecrets = QualityRule(
        id: "QA04", name: "Never ask for secrets", severity: .fatal,
        lists: [.secrets, .tails, .codes, .requests, .handing, .negators, .connectors]
    ) { proceedings in
        replies(proceedings) { text in
            guard proceedings.says(.secrets, in: text) || proceedings.says(.codes, in: text) else {
                return nil
            }
            return text.clauses.first { isRequest(text, $0, proceedings) }.map(text.string)
        }
    }

    private static func isRequest(
        _ text: FoldedText, _ clause: Range<Int>, _ proceedings: Proceedings
    ) -> Bool {
        // The tail of an ID is what the desk itself asks for.
        if let secret = proceedings.place(of: .secrets, in: text, within: clause),
            !proceedings.says(.tails, in: text, within: clause),
            let verb = proceedings.place(of: .requests, in: text, within: clause)
        {
            let end = max(secret.lowerBound, verb.lowerBound)
            return !proceedings.isDenied(text, from: clause.lowerBound, to: end)
        }
        if let code = proceedings.place(of: .codes, in: text, within: clause),
            let verb = proceedings.place(of: .handing, in: text, within: clause)
        {
            let end = max(code.lowerBound, verb.lowerBound)
            return !proceedings.isDenied(text, from: clause.lowerBound, to: end)
        }
        return false
    }

    /// QA13: nothing is guaranteed.
    static let noGuarantees = QualityRule(
        id: "QA13", name: "No guarantees", severity: .major,
        lists: [.guarantees, .negators, .connectors]
    ) { replies($0, meaning: .guarantees) }

    /// QA14: nobody is threatened or shamed into paying.
    static let noThreats = QualityRule(
        id: "QA14", name: "No coercive collection wording", severity: .fatal,
        lists: [.threats, .negators, .connectors],
        unseen: "the hours of reminders, of which the desk sends none"
    ) { replies($0, meaning: .threats) }

    /// QA21: a credit record is neither repaired nor hidden.
    static let creditRecordAccurate = QualityRule(
        id: "QA21", name: "Accurate credit-report wording", severity: .major,
        lists: [.records, .negators, .connectors]
    ) { replies($0, meaning: .records) }

    /// QA24: no way round the rules, and no look behind them.
    static let noOverride = QualityRule(
        id: "QA24", name: "No instruction override or policy leak", severity: .major,
        lists: [.leaks, .overrides, .negators, .connectors]
    ) { proceedings in
        replies(proceedings, meaning: .leaks)
            + proceedings.judged.compactMap { exchange in
                guard let said = exchange.said, proceedings.says(.overrides, in: FoldedText(said)),
                    let place = proceedings.place(
                        in: exchange, where: { if case .posted = $0 { true } else { false } })
                else { return nil }
                return (place, "a posting on a line that asked to skip the rules")
            }
    }

    /// QA22: in the customer's language, in sentences that can be read in one breath.
    static let readable = QualityRule(
        id: "QA22", name: "Language and readability", severity: .minor,
        unseen: "the elderly mode, which the desk does not have"
    ) { proceedings in
        foreign(proceedings)
            + replies(proceedings) { text in
                text.string.split { "\n。！!?；;".contains($0) }
                    .flatMap { $0.split(separator: ". ").map(String.init) }
                    .first(where: isTooLong).map { String($0.prefix(24)) + "… is too long" }
            }
    }

    /// Sixty ideographs, thirty words. Rows of a table are no sentences.
    private static func isTooLong(_ sentence: String) -> Bool {
        guard !sentence.hasPrefix("  ") else { return false }
        let ideographs = sentence.unicodeScalars.reduce(0) {
            $0 + ((0x4E00...0x9FFF).contains($1.value) ? 1 : 0)
        }
        return ideographs > 60 || (ideographs == 0 && sentence.split(separator: " ").count > 30)
    }

    private static func foreign(_ proceedings: Proceedings) -> [Breach] {
        var chosen = proceedings.language
        var spoken = Set<Language>()
        return proceedings.exchanges.compactMap { exchange in
            let isSwitched = exchange.intents.contains { proceedings.kinds.talk($0) == .language }
            if isSwitched { chosen = nil }
            let understood =
                !exchange.intents.isEmpty && !exchange.intents.contains(Interpretation.outOfScope)
            if let said = exchange.said.flatMap(plainLanguage), understood { spoken.insert(said) }
            guard let words = proceedings.words(of: exchange), let answer = plainLanguage(words),
                exchange.said != nil, !isSwitched
            else {
                if let words = proceedings.words(of: exchange) {
                    plainLanguage(words).map { _ = spoken.insert($0) }
                }
                return nil
            }
            if let chosen {
                return answer == chosen
                    ? nil : (proceedings.firstReply(of: exchange), "not in the chosen language")
            }
            return spoken.contains(answer) || spoken.isEmpty
                ? nil
                : (
                    proceedings.firstReply(of: exchange),
                    "in a language the customer does not speak"
                )
        }
    }

    /// The one language of a text; nil when it has enough of neither or much of both.
    private static func plainLanguage(_ text: String) -> Language? {
        var ideographs = 0
        var letters = 0
        for scalar in text.unicodeScalars {
            if (0x4E00...0x9FFF).contains(scalar.value) { ideographs += 1 }
            if (0x61...0x7A).contains(scalar.value) { letters += 1 }
        }
        if ideographs >= 4, letters < 12 { return .zh }
        return ideographs == 0 && letters >= 12 ? .en : nil
    }
}

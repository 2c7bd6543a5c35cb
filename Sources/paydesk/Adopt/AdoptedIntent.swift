import Conversation
import Foundation
import NLU
import Text
import Transcripts

/// An intent of an adopted desk: its lines, and what it is answered with.
struct AdoptedIntent {
    /// As the desk calls it.
    let name: String
    let lines: [String]
    /// What the desk itself does at it; nil for a question with an answer of its own.
    let act: House.Act?
    /// Variants; empty where the desk answers in its own words.
    let texts: [String]
    /// What the desk calls what it does itself.
    let called: [Language: String]?

    /// Nothing but an action answered it.
    var isStandIn: Bool { act == nil && texts.isEmpty && !isOutOfScope }
    var isAnswer: Bool { act == nil && !texts.isEmpty }
    /// What a question is called where the desk asks back.
    var label: String { lines.first?.onOneLine ?? name }

    private var isOutOfScope: Bool { name == Interpretation.outOfScope }

    /// The replies that its file has.
    var keys: [String] {
        isOutOfScope ? [] : ["utter_name_" + name] + (key.map { [$0] } ?? [])
    }

    private var key: String? {
        guard let act else { return "utter_" + name }
        return texts.isEmpty ? nil : "utter_" + act.name
    }

    /// Its file.
    var text: String {
        var text = "version: \"3.1\"\nnlu:\n- intent: \(YamlText.quoted(name))\n"
        if !isOutOfScope { text += "  kind: \((act?.kind ?? .faq).rawValue)\n" }
        if let act { text += "  act: \(act.name)\n" }
        text += "  examples: |\n" + lines.map { "    - \($0.onOneLine)\n" }.joined()
        guard !isOutOfScope else { return text }
        text += "responses:\n"
        if let key {
            text += "  \(YamlText.quoted(key)):\n"
            text +=
                isStandIn
                ? String(decoding: PackageResources.stand_in_yml, as: UTF8.self)
                : texts.map { "  - text: \(YamlText.quoted($0))\n" }.joined()
        }
        text += "  \(YamlText.quoted("utter_name_" + name)):\n"
        guard let called, let chinese = called[.zh], let english = called[.en] else {
            return text + "  - text: \(YamlText.quoted(label))\n"
        }
        return text + "  - text: \(YamlText.quoted(chinese))\n"
            + "    translation: {en: \(YamlText.quoted(english))}\n"
    }
}

extension RasaProject {
    /// What becomes of its intents; what they did besides is added to what is left.
    mutating func adopted(by house: House, as names: [String: String]) -> [AdoptedIntent] {
        let acts = house.acts(of: lines)
        let ways = followedBy
        var used: Set<String> = []
        let found = intents.map { intent in
            let act = acts[intent]
            let answer = answer(to: intent, ways[intent] ?? [])
            used.formUnion(answer)
            let says = act.map { House.saysMore.contains($0.name) } ?? true
            if !says, !answer.isEmpty {
                leave("answers of the desk's own", answer.joined(separator: ", "), intent)
            }
            return AdoptedIntent(
                name: names[intent] ?? intent, lines: lines[intent] ?? [], act: act,
                texts: says ? texts(of: answer) : [], called: act.flatMap(house.label))
        }
        for key in replies.texts.keys.sorted() where !used.contains(key) {
            left.append(Left(place: key, kind: "replies that no intent leads to", what: "not said"))
        }
        return found
    }

    /// The keys of the replies that an intent is most often answered with.
    private mutating func answer(to intent: String, _ ways: [[String]]) -> [String] {
        for action in Set(ways.joined()).sorted() where !action.hasPrefix("utter_") {
            leave("what actions and forms did", action, intent)
        }
        let answers = ways.map { $0.filter { replies.texts[$0] != nil } }.filter { !$0.isEmpty }
        let counts = Dictionary(grouping: answers, by: \.self).mapValues(\.count)
        let often = counts.sorted {
            ($1.value, $0.key.joined(separator: " ")) < ($0.value, $1.key.joined(separator: " "))
        }
        for (other, _) in often.dropFirst() {
            leave("answers in other situations", other.joined(separator: ", "), intent)
        }
        let own = "utter_" + intent
        return often.first?.key ?? (replies.texts[own] == nil ? [] : [own])
    }

    private mutating func leave(_ kind: String, _ what: String, _ intent: String) {
        left.append(Left(place: intent, kind: kind, what: what))
    }

    /// The variants of one reply, or several said one after the other.
    private func texts(of answer: [String]) -> [String] {
        let variants = answer.map { replies.texts[$0] ?? [] }
        guard variants.count != 1 else { return variants[0] }
        let one = variants.compactMap(\.first).joined(separator: "\n")
        return one.isEmpty ? [] : [one]
    }

    /// What the desk calls its intents: letters, digits and `_`, and no name that a service of ours
    /// goes by.
    var names: [String: String] {
        var taken = Set(Service.all.flatMap(\.intents))
        var names: [String: String] = [:]
        for intent in intents {
            let plain = String(
                intent.prefix(80).map { $0.isLetter || $0.isNumber ? $0 : Character("_") })
            names[intent] = ConvertedFiles.unused(plain, &taken) { "\($0)_\($1)" }
        }
        return names
    }
}

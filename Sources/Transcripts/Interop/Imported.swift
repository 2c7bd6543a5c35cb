import Conversation

/// What a conversation from elsewhere lacks: who is at the desk, when, and in which language.
package struct MissingSettings: Sendable {
    fileprivate let settings: [(key: String, value: String)]

    /// Nil for what is not to be added; values as a transcript has them.
    package init(language: String?, opened: String?, now: String?, customer: String?) {
        settings = [
            ("language", language), ("opened", opened), ("now", now),
            ("customer", customer.map { $0 + " level 1" }),
        ].compactMap { key, value in value.map { (key, $0) } }
    }
}

extension Transcript {
    /// With personal data masked in every line.
    /// - Parameter isOurs: of a desk that has masked it, so that six digits are a sum and no code.
    package func masked(isOurs: Bool) -> Transcript {
        Transcript(
            turns: turns.map { turn in
                Turn(
                    preface: turn.preface.map { $0.masked(isOurs) },
                    said: turn.said?.masked(isOurs), answer: turn.answer.map { $0.masked(isOurs) })
            })
    }

    /// Marked as from another tool, so that a replay compares no more of an answer than stands
    /// there.
    package func imported(from format: Interchange) -> Transcript {
        guard setting(Self.importedKey) == nil else { return self }
        var turns = turns.isEmpty ? [Turn()] : turns
        turns[0].preface.append(Line(.setting, "\(Self.importedKey) \(format.rawValue)"))
        return Transcript(turns: turns)
    }

    /// The setting that tells from which tool a conversation comes.
    package static let importedKey = "imported"

    /// Without that setting: of whoever has been replayed and written down in full.
    package var withoutImport: Transcript {
        var turns = turns
        for turn in turns.indices {
            turns[turn].preface.removeAll { $0.setting?.key == Self.importedKey }
        }
        return Transcript(turns: turns)
    }

    /// With the settings that it has not.
    package func filled(with missing: MissingSettings) -> Transcript {
        let known = Set(turns.flatMap(\.preface).compactMap { $0.setting?.key })
        let added = missing.settings.filter { !known.contains($0.key) }
            .map { Line(.setting, "\($0.key) \($0.value)") }
        guard !added.isEmpty else { return self }
        var turns = turns.isEmpty ? [Turn()] : turns
        turns[0].preface += added
        return Transcript(turns: turns)
    }
}

extension Transcript.Line {
    fileprivate func masked(_ isOurs: Bool) -> Transcript.Line {
        var line = self
        switch kind {
        case .said: line.text = MaskedLine.mask(text, hiding: isOurs ? .none : .unknown)
        case .setting, .event: break
        case .note, .understood, .reply:
            let leaks = PersonalData.tales(in: text)
                .sorted { ($1.text.count, $0.text) < ($0.text.count, $1.text) }
            for leak in leaks {
                line.text = line.text.replacing(leak.text, with: leak.kind.label)
            }
        }
        return line
    }
}

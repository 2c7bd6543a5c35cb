import NLU
import TestSupport
import Testing
import Text

@testable import Conversation

/// The closed lists of the shipped corpus: what is an answer, and what is none.
@Suite struct WordsTests {
    private static let words = Words(Project.model.lists)

    /// Whole lines made of phrases of consent and of fillers agree; one refusal makes a no.
    @Test(arguments: [
        ("确认", "yes"), ("“确认”", "yes"), ("确认吧", "yes"), ("好的，确认", "yes"), ("要办", "yes"),
        ("yes", "yes"), ("yes yes yes", "yes"), ("Yes, confirm.", "yes"),
        ("ok go ahead please", "yes"),
        ("yes do it", "yes"), ("整！", "yes"), ("dont confirm", "no"), ("don't confirm", "no"),
        ("yes cancel it", "no"), ("算了算了", "no"), ("算逑", "no"), ("不确认", "no"),
        ("nah leave it", "no"),
        ("可以吗", "none"), ("确认？", "none"), ("yes but 6", "none"), ("要", "none"),
        ("no problem", "none"),
        ("now", "none"), ("不是我不办", "none"), ("确认一下每期多少", "none"), ("嗯？", "none"),
    ])
    func answers(_ line: String, _ expected: String) {
        let answer =
            switch Self.words.answer(line) {
            case .yes: "yes"
            case .no: "no"
            case nil: "none"
            }
        #expect(answer == expected, "\(line)")
    }

    /// Consent stands in no other list of whole lines, so that no line means two things.
    @Test func consentIsNothingElse() {
        let lists = Project.model.lists
        let consent = Set((lists["consent"] ?? []).map(\.bare))
        #expect(consent.count > 50)
        for name in [
            "refusal", "waiting", "meaning", "who", "back", "wish", "why", "asked_consent",
        ] {
            let both = consent.intersection((lists[name] ?? []).map(\.bare))
            #expect(both.isEmpty, "\(name): \(both.sorted())")
        }
        let refusal = Set((lists["refusal"] ?? []).map(\.bare))
        #expect(refusal.isDisjoint(with: (lists["waiting"] ?? []).map(\.bare)))
    }

    @Test(
        arguments: [
            ("2", 2), ("②", 2), ("２", 2), ("第二个", 2), ("the second one", 2), ("option 1", 1),
            ("头一个", 1), ("两个都要", nil), ("12", nil),
        ] as [(String, Int?)])
    func places(_ line: String, _ place: Int?) { #expect(Self.words.place(line) == place) }
}

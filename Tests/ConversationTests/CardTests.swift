import Conversation
import Desk
import Ledger
import Lending
import Quantities
import TestSupport
import Testing
import Text
import Transcripts

/// Every card of every order, in both languages, mutilated field by field: what it has to tell and
/// its text does not is never put on the table, and nothing is posted on it.
@Suite struct CardTests {
    /// The first part of the card of each kind of order.
    static let kinds = [
        "settle_card", "prepay_card", "repay_drawn_card", "pay_card", "pay_statement_card",
        "instalment_title_statement", "instalment_title_purchase", "change_title", "cancel_card",
        "certificate_card", "booking_cancel_card", "booking_cancel_statement",
    ]

    /// A transcript that shows a card, up to the turn that shows it, and the card's replies.
    struct Shown: Sendable {
        var path: String
        var turns: [Transcript.Turn]
        var language: Language
        var card: [Reply]
    }

    /// One way to damage the texts of a card.
    struct Damage: Sendable {
        var what: String
        var key: String
        var text: String?
    }

    private static let replies = Project.model.replies

    /// For each kind and language, one transcript for each set of parts its card can have.
    static let shown: [String: [Shown]] = {
        var found: [String: [Shown]] = [:]
        var seen: Set<[String]> = []
        for path in Project.transcripts {
            for shown in (try? cards(in: path)) ?? [] {
                let keys = shown.card.map(\.key)
                guard seen.insert([shown.language.rawValue] + keys).inserted else { continue }
                found[keys[0], default: []].append(shown)
            }
        }
        return found
    }()

    private static func cards(in path: String) throws -> [Shown] {
        let transcript = try Transcript.read(Project.bytes(path))
        let replay = try Replay(transcript, model: Project.model, assistant: Project.assistant)
        return replay.turns.enumerated().compactMap { place, turn in
            guard turn.events.contains(where: { if case .quote = $0 { true } else { false } })
            else { return nil }
            let card = turn.events.compactMap { event -> Reply? in
                guard case .replied(let reply) = event, reply.duty != nil else { return nil }
                return reply
            }
            guard let first = card.first else { return nil }
            let turns = Array(transcript.turns[...place])
            return Shown(path: path, turns: turns, language: language(of: first), card: card)
        }
    }

    /// Which language a reply was said in: the one whose text gives its words.
    private static func language(of reply: Reply) -> Language {
        var unspoken = reply
        unspoken.spoken = nil
        return Project.phrasebook.text(unspoken, in: .zh) == reply.words ? .zh : .en
    }

    /// Each field out of the text, each phrase of it emptied, the whole text emptied and missing.
    private static func damages(to reply: Reply, in language: Language) -> [Damage] {
        let text = replies["utter_" + reply.key]?[language]?.first ?? ""
        var damages = (reply.duty?.fields ?? []).map { field in
            Damage(
                what: "\(reply.key) without {\(field.rawValue)}", key: reply.key,
                text: without(field.rawValue, text))
        }
        for case .phrase(let key) in reply.values.values {
            damages.append(Damage(what: "\(key) emptied", key: key, text: ""))
        }
        damages.append(Damage(what: "\(reply.key) emptied", key: reply.key, text: " "))
        damages.append(Damage(what: "\(reply.key) missing", key: reply.key, text: nil))
        return damages
    }

    private static func without(_ field: String, _ text: String) -> String {
        var text = text
        while let start = ["{\(field)}", "{\(field):"].compactMap({ text.range(of: $0) }).first,
            let end = text[start.lowerBound...].firstIndex(of: "}")
        {
            text.removeSubrange(start.lowerBound...end)
        }
        return text
    }

    /// The same lines with these texts, then others, "yes" and the right code.
    private static func events(
        _ shown: Shown, _ damage: Damage?, then lines: [String] = []
    ) throws -> [Event] {
        let more = lines + [shown.language == .zh ? "确认" : "confirm", "<secret>"]
        let turns =
            shown.turns + more.map { Transcript.Turn(said: Transcript.Line(.said, $0)) }
        return try Replay(
            Transcript(turns: turns), model: Project.model,
            assistant: assistant(damage, shown.language)
        ).events
    }

    private static func postings(_ events: some Sequence<Event>) -> Int {
        events.count { if case .posted = $0 { true } else { false } }
    }

    /// All kinds are shown in both languages, and whole cards are agreed to and carried out.
    @Test(arguments: kinds, Language.allCases)
    func aWholeCardIsCarriedOut(_ kind: String, _ language: Language) throws {
        let shown = (Self.shown[kind] ?? []).filter { $0.language == language }
        // Some are refused by the book: a card may be empty.
        var receipts = 0
        for shown in shown {
            let events = try Self.events(shown, nil)
            #expect(!events.contains { if case .withheld = $0 { true } else { false } })
            receipts += events.count { if case .receipt = $0 { true } else { false } }
        }
        #expect(receipts > 0, "\(kind) \(language)")
    }

    @Test(arguments: kinds, Language.allCases)
    func aMutilatedCardIsWithheld(_ kind: String, _ language: Language) throws {
        var tried: Set<String> = []
        for shown in (Self.shown[kind] ?? []).filter({ $0.language == language }) {
            for damage in shown.card.flatMap({ Self.damages(to: $0, in: language) })
            where tried.insert(damage.what).inserted {
                let events = try Self.events(shown, damage)
                let withheld = events.firstIndex { event in
                    guard case .withheld(let rule) = event else { return false }
                    return rule == "QA05" || rule == "QA06"
                }
                let place = try #require(withheld, "\(shown.path): \(damage.what)")
                #expect(Self.postings(events[place...]) == 0, "\(shown.path): \(damage.what)")
            }
        }
        #expect(tried.count >= 10, "\(tried.count)")
    }

    /// The same where paying early costs more than it saves, which no demo customer meets.
    @Test(arguments: ["settle_loss", "prepay_loss"], Language.allCases)
    func aLossIsToldOrWithheld(_ key: String, _ language: Language) throws {
        let whole = try Self.loss(key, language, nil)
        let reply = try #require(
            whole.lazy.compactMap { event -> Reply? in
                guard case .replied(let reply) = event, reply.key == key else { return nil }
                return reply
            }.first)
        for damage in Self.damages(to: reply, in: language) {
            let events = try Self.loss(key, language, damage)
            let isWithheld = events.contains(.withheld("QA05"))
            #expect(isWithheld && Self.postings(events) == 0, "\(damage.what)")
        }
    }

    /// A customer whose contract takes a fifth of what is paid early.
    private static func loss(
        _ key: String, _ language: Language, _ damage: Damage?
    ) throws -> [Event] {
        let day = try #require(Day("2026-03-02"))
        let now = Moment(day, hour: 10)
        let ledger = try Ledger(at: .memory, now: Moment(day - 1, hour: 0))
        var book = Bookkeeping(ledger)
        book.load = { customer, now in
            var account = try ledger.account(of: customer, at: now)
            account?.loans[0].prepaymentFee.rate = Rate(ppm: 200_000)
            return account
        }
        let session = Session(
            conversation: "C1", customer: "zhang-wei", level: 1, lastHeard: now)
        var desk = Desk(
            model: Project.model, assistant: assistant(damage, language), book: book,
            dialogue: Dialogue(session: session, language: language, languageIsFixed: true),
            takesPlaceholders: true, clock: { now }, drawCode: { "246810" },
            announce: { _, _, _ in })
        let lines =
            key == "settle_loss" ? ["提前结清"] : ["先还3000", "1"]
        return try desk.open()
            + (lines + ["确认", "<secret>"]).flatMap { try desk.hear(.text($0)) }
    }

    private static func assistant(_ damage: Damage?, _ language: Language) -> Assistant {
        var texts = replies
        if let damage { texts["utter_" + damage.key]?[language] = damage.text.map { [$0] } }
        return Assistant(
            intents: Project.model.intents, kinds: Project.model.kinds,
            phrasebook: Phrasebook(texts), words: Words(Project.model.lists))
    }

    /// A line that may have changed the quote has it restated, and the same quote is agreed to;
    /// restated without its sum or its question it is withheld.
    @Test func aRestatedQuoteIsAgreedTo() throws {
        let shown = try #require(
            Self.shown["instalment_title_statement"]?.first { $0.language == .en })
        func events(_ damage: Damage?) throws -> ArraySlice<Event> {
            let lines = ["my friend paid 500 here", "confirm"]
            return try Self.events(shown, damage, then: lines)[...]
        }
        let whole = try events(nil)
        let restated = try #require(
            whole.firstIndex { event in
                if case .replied(let reply) = event {
                    reply.key == "restated_plan"
                } else {
                    false
                }
            })
        let quotes = whole[..<restated].compactMap { event in
            if case .quote(let quote, _, _) = event { quote } else { nil }
        }
        #expect(whole[restated...].contains { $0 == .consent(quotes.last ?? "") })
        #expect(Self.postings(whole[restated...]) > 0)
        #expect(
            QualityRule.inspect(
                Proceedings(Array(whole), Project.assistant.rulebook), by: QualityRule.fatal
            ).isEmpty)
        for (key, text) in [("restated_plan", "Just to be sure: {name}."), ("ask_again", " ")] {
            let events = try events(Damage(what: key, key: key, text: text))
            let place = try #require(events.firstIndex(of: .withheld("QA06")), "\(key)")
            #expect(Self.postings(events[place...]) == 0, "\(key)")
        }
    }

    /// A service that leaves a part of its card out is found too: the order knows what it needs.
    @Test(arguments: kinds)
    func aForgottenPartIsFound(_ kind: String) throws {
        let shown = try #require(Self.shown[kind]?.first)
        let events = try Self.events(shown, nil)
        #expect(QualityRule.inspect(events, Project.assistant.rulebook).isEmpty)
        let rest = events.filter { event in
            if case .replied(let reply) = event { reply.key != kind } else { true }
        }
        #expect(!QualityRule.inspect(rest, Project.assistant.rulebook).isEmpty, "\(shown.path)")
    }

    /// A figure that the corpus writes itself is nobody's: a rate, and a sum beside real ones.
    @Test(arguments: [
        "{fee_rate} a month ({nominal} annualised), 3% for paying early", "Only 5% a year",
        "{amount} and ¥5.00 more", "{fee_rate} a month", "You save {saved}, fee {fee}",
    ])
    func aFigureHasItsFactAndItsCompany(_ text: String) {
        let values: [String: Reply.Value] = [
            "fee_rate": .rate(Rate(ppm: 6000)), "nominal": .percent(1303),
            "amount": .money(Money(fen: 100)), "saved": .money(Money(fen: 200)),
            "fee": .money(Money(fen: 300)), "net": .money(Money(fen: 400)),
        ]
        func rules(_ text: String) -> [String] {
            let book = Phrasebook(["utter_x": [.en: [text]]])
            let said = book.spoken([.level(1), .replied(Reply("x", values))], in: .en)
            return QualityRule.inspect(said, Project.assistant.rulebook).map(\.rule)
                .filter { !["QA11", "QA18"].contains($0) }
        }
        #expect(!rules(text).isEmpty)
        #expect(
            rules("{fee_rate} a month ({nominal} annualised); save {saved}, fee {fee}, net {net}")
                .isEmpty)
    }

    /// A quote of our own desk without the facts of its card is none.
    @Test func aQuoteHasItsFacts() throws {
        let shown = try #require(Self.shown["settle_card"]?.first)
        let events = try Self.events(shown, nil).filter { event in
            if case .disclosed = event { false } else { true }
        }
        #expect(
            QualityRule.inspect(events, Project.assistant.rulebook).map(\.rule).contains("QA05"))
    }

    /// Every part of a card that can be built is among those that were mutilated.
    @Test func everyPartIsTried() throws {
        let sources = try Project.files(in: "Sources/Conversation/Orders", ending: ".swift")
            .map(Project.text)
        let parts = sources.flatMap { source in
            source.matches(of: /(?:add|Part)\(\s*"([a-z_]+)"/).map { String($0.output.1) }
                + source.matches(of: /"([a-z_]+)",\s*orLoss: "([a-z_]+)"/).flatMap {
                    [String($0.output.1), String($0.output.2)]
                }
        }
        #expect(parts.count > 20)
        let tried = Set(Self.shown.values.joined().flatMap { $0.card.map(\.key) })
        let missing = Set(parts).subtracting(tried).subtracting(["settle_loss", "prepay_loss"])
        #expect(missing.isEmpty, "\(missing.sorted())")
    }
}

import Conversation
import Desk
import Lending
import Quantities
import TestSupport
import Testing

@testable import Ledger

/// Two terminals on one account, each with an order of its own: every pair of the kinds of orders,
/// and each pair in every order of its six steps. What is posted is what was agreed to there; what
/// no longer fits is quoted anew, refused with a reason, told to be done, or asked about.
@Suite struct PairsOfOrdersTests {
    /// Who has the two orders, what was done before, and what each terminal asks for.
    struct Pair {
        var customer: String
        var setup: String?
        var requests: [String]
        var kinds: [String]
    }

    private static let now = Moment("2026-03-02T10:00+08:00") ?? Moment(seconds: 0)

    /// Which of the six steps are the second terminal's.
    private static let interleavings = (0..<64).filter { $0.nonzeroBitCount == 3 }

    @Test func whatIsPostedIsWhatWasAgreedTo() throws {
        var random = Gate.random("whatIsPostedIsWhatWasAgreedTo")
        let pairs = try Pairs.all(&random)
        let runs = pairs.flatMap { pair in Self.interleavings.map { (pair, $0) } }
        let some = Gate.isFull ? runs : Array(runs.shuffled(using: &random).prefix(24))
        var count: [String: Int] = [:]
        for (pair, interleaving) in some {
            do {
                let run = try Encounter(pair, at: Self.now)
                try run.take(interleaving, &count)
            } catch {
                Issue.record("\(pair), \(String(interleaving, radix: 2)): \(error)")
            }
        }
        let ways = count.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
        #expect(count["posted", default: 0] >= some.count / 2)
        Gate.tell(
            "Two terminals, one account, two orders", "PairsOfOrdersTests",
            "\(pairs.count) pairs of \(Set(pairs.flatMap(\.kinds)).count) kinds of orders, "
                + "\(some.count) orders of their steps",
            "books right after each step: " + ways.joined(separator: ", "))
    }
}

/// Finds the pairs: each two kinds of orders that some customer can have at the same time.
private enum Pairs {
    private static let now = Moment("2026-03-02T10:00+08:00") ?? Moment(seconds: 0)
    private static let setups: [String?] = [
        nil, "账单分12期", "星期五再结清", "pay my bill on Friday", "提前结清",
    ]

    static func all(_ random: inout SplitMix) throws -> [PairsOfOrdersTests.Pair] {
        var pairs: [String: PairsOfOrdersTests.Pair] = [:]
        let template = try Ledger(at: .memory, now: now + -86_400)
        let customers = try template.customers().map(\.id).shuffled(using: &random)
        for customer in customers.prefix(Gate.count(2, full: customers.count)) {
            for setup in setups {
                let requests = try quotable(customer, after: setup, in: template)
                for (first, a) in requests {
                    for (second, b) in requests where first <= second {
                        let pair = PairsOfOrdersTests.Pair(
                            customer: customer, setup: setup, requests: [a, b],
                            kinds: [first, second])
                        let key = first + " " + second
                        if pairs[key] == nil { pairs[key] = pair }
                    }
                }
            }
        }
        return pairs.sorted { $0.key < $1.key }.map(\.value)
    }

    /// Requests that are answered with a quote, one for each kind of order.
    private static func quotable(
        _ customer: String, after setup: String?, in template: Ledger
    ) throws -> [(kind: String, request: String)] {
        let ledger = try template.rehearsal()
        if let setup, try !carryOut(setup, customer, ledger) { return [] }
        var found: [String: String] = [:]
        for request in Talker.orders {
            var terminal = Terminal(
                "T", on: ledger, for: customer, clock: TestClock(now),
                random: SplitMix(state: 1))
            _ = try terminal.open()
            _ = try terminal.hear(.text(request))
            guard let order = terminal.desk.dialogue.openProposal?.order else { continue }
            let kind = String("\(order)".prefix { $0 != "(" })
            if found[kind] == nil { found[kind] = request }
        }
        return found.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    static func carryOut(_ request: String, _ customer: String, _ ledger: Ledger) throws -> Bool {
        var terminal = Terminal(
            "setup", on: ledger, for: customer, clock: TestClock(now), random: SplitMix(state: 2))
        _ = try terminal.open()
        for line in [request, "确认"] { _ = try terminal.hear(.text(line)) }
        guard let code = terminal.code else { return false }
        let events = try terminal.hear(.text(code))
        terminal.show(events)
        return events.contains { if case .receipt = $0 { true } else { false } }
    }
}

/// Two terminals at a book in a file, each with its own connection.
private final class Encounter {
    private let pair: PairsOfOrdersTests.Pair
    private let folder: QuickFolder
    private var books: Books
    private var terminals: [Terminal] = []
    private var steps = [0, 0]
    /// What each has heard since the other one's order was carried out.
    private var heard: [[Event]] = [[], []]
    private var posted = [false, false]

    init(_ pair: PairsOfOrdersTests.Pair, at now: Moment) throws {
        self.pair = pair
        folder = try QuickFolder()
        let path = folder.path + "/book.sqlite"
        let opened = try Ledger(at: .file(path), now: now + -86_400)
        if let setup = pair.setup, try !Pairs.carryOut(setup, pair.customer, opened) {
            throw Wrong("\(setup) was not done")
        }
        books = try Books(path)
        for number in 0..<2 {
            var terminal = Terminal(
                "T\(number)", on: try Ledger(at: .file(path), now: now), for: pair.customer,
                clock: TestClock(now), random: SplitMix(state: UInt64(10 + number)))
            terminal.show(try terminal.open())
            terminals.append(terminal)
        }
    }

    func take(_ interleaving: Int, _ count: inout [String: Int]) throws {
        for step in 0..<6 { try move(interleaving >> step & 1) }
        var outcomes: [String] = []
        for place in 0..<2 where !posted[place] {
            let outcome = try outcome(at: place)
            outcomes.append(outcome)
            count[outcome, default: 0] += 1
            // What was quoted anew can be agreed to.
            for _ in 0..<2 where outcome == "quoted anew" && !posted[place] {
                steps[place] = 1
                try move(place)
                try move(place)
            }
            guard outcome != "quoted anew" || posted[place] || hasAnswer(place) else {
                throw Wrong("the new quote cannot be agreed to")
            }
        }
        count["posted", default: 0] += posted.count { $0 }
        // A card may not hold enough for either.
        guard posted.contains(true) || outcomes.allSatisfy({ $0 == "refused with a reason" }) else {
            throw Wrong("nothing was carried out")
        }
        let wrong = try terminals[0].ledger.verify()
        guard wrong.isEmpty else { throw Wrong("\(wrong)") }
    }

    private func move(_ place: Int) throws {
        let line =
            switch steps[place] {
            case 0: pair.requests[place]
            case 1: "确认"
            default: terminals[place].code ?? "000000"
            }
        steps[place] += 1
        let events = try terminals[place].hear(.text(line))
        terminals[place].show(events)
        heard[place] += events
        let operations = try books.look()
        try terminals[place].judge(operations, typed: line)
        if operations.contains(where: { $0.origin == "desk" }) {
            posted[place] = true
            // The other one has something to be told, where it says anything more.
            if steps[1 - place] < 3 { heard[1 - place] = [] }
        }
    }

    private func hasAnswer(_ place: Int) -> Bool {
        heard[place].contains {
            switch $0 {
            case .told, .refused: true
            default: false
            }
        }
    }

    /// What a terminal was told whose order was not carried out.
    private func outcome(at place: Int) throws -> String {
        for event in heard[place].reversed() {
            switch event {
            case .told: return "told of the other"
            case .refused: return "refused with a reason"
            case .quote: return "quoted anew"
            default: continue
            }
        }
        let keys = heard[place].compactMap { event in
            if case .replied(let reply) = event { reply.key } else { nil }
        }
        if case .asking = terminals[place].desk.dialogue.state { return "asked which is meant" }
        throw Wrong("terminal \(place) heard only \(keys)")
    }
}

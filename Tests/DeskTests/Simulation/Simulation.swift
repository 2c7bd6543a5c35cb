import Desk
import Quantities
import TestSupport

@testable import Conversation
@testable import Ledger

/// Several terminals on one book, their customers, the clock and everything that goes wrong, all
/// drawn from one seed and interleaved turn by turn. After every turn the books are worked out
/// again, and what was posted is held against what the customer has seen and agreed to.
struct Simulation {
    struct Plan {
        var terminals = 8
        /// Of each terminal.
        var turns = 400
        /// How many customers they share.
        var customers = 12
        var hasFaults = true
        /// Whether each dialogue can be stopped, left and passed on is tried as well.
        var hasProbes = false
    }

    struct Count {
        var turns = 0
        var orders = 0
        var debits = 0
        var failures = 0
        var crashes = 0
        /// Receipts that were not on a screen when they came about, and were told later.
        var toldLater = 0
        /// What was asked for.
        var services: Set<String> = []
        /// What happened, to be the same whenever it is run.
        var digest: UInt64 = 0xCBF2_9CE4_8422_2325

        mutating func add(_ other: Count) {
            turns += other.turns
            orders += other.orders
            debits += other.debits
            failures += other.failures
            crashes += other.crashes
            toldLater += other.toldLater
            services.formUnion(other.services)
        }

        mutating func note(_ text: String) {
            for byte in text.utf8 { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3 }
        }
    }

    private struct Seat {
        var terminal: Terminal
        var talker: Talker
        let disk: Disk
        let clock: TestClock
        var skew: Int64
    }

    private static let opened = Moment("2026-03-01T10:00+08:00") ?? Moment(seconds: 0)

    private let plan: Plan
    private let folder: QuickFolder
    private var path: String { folder.path + "/book.sqlite" }
    private var random: SplitMix
    private var time = opened + 3600
    private var people: [Talker.Identity] = []
    private var seats: [Seat] = []
    private var books: Books
    private var conversations = 0
    /// Receipts by number, and whether they have been on a screen.
    private var receipts: [String: Bool] = [:]
    private(set) var count = Count()
    /// The last lines said, for a failure.
    private var log: [String] = []

    init(seed: UInt64, _ plan: Plan = Plan()) throws {
        self.plan = plan
        random = SplitMix(state: seed)
        folder = try QuickFolder()
        let ledger = try Self.ledger(at: folder.path + "/book.sqlite", Disk(), now: Self.opened)
        books = try Books(folder.path + "/book.sqlite")
        let all = try ledger.customers().map { customer in
            Talker.Identity(
                name: customer.id, phone: customer.phone,
                digits: try ledger.rightDigits(of: customer.id) ?? "")
        }
        people = Array(all.shuffled(using: &random).prefix(plan.customers))
        for _ in 0..<plan.terminals { seats.append(try seat()) }
    }

    private static func ledger(at path: String, _ disk: Disk, now: Moment) throws -> Ledger {
        try Ledger(
            at: .file(path), now: now, newKey: { [UInt8](repeating: 7, count: 32) },
            commit: { try disk.commit($0) })
    }

    private mutating func chance(_ permille: Int) -> Bool {
        Int.random(in: 0..<1000, using: &random) < permille
    }

    // MARK: - Terminals

    private mutating func seat() throws -> Seat {
        let disk = Disk()
        let clock = TestClock(time)
        // A clock may be some minutes out, and now and then by days.
        let skew =
            !plan.hasFaults || chance(700)
            ? 0 : chance(50) ? -86_400 * 3 : Int64.random(in: -300...300, using: &random)
        clock.now = time + skew
        // Half of the time somebody who is at another terminal already.
        let others = seats.map(\.talker.customer)
        let person = (chance(500) ? others : people).randomElement(using: &random) ?? people[0]
        conversations += 1
        let talker = Talker(random: SplitMix(state: random.next()), customer: person)
        var terminal = Terminal(
            "S\(conversations)", on: try Self.ledger(at: path, disk, now: clock.now),
            for: chance(500) ? person.name : nil, language: chance(500) ? .zh : .en,
            clock: clock, random: SplitMix(state: random.next()))
        let events = try terminal.open()
        note(events, by: terminal.conversation, saying: "<opened>")
        show(events, at: terminal)
        return Seat(terminal: terminal, talker: talker, disk: disk, clock: clock, skew: skew)
    }

    private mutating func show(_ events: [Event], at terminal: Terminal) {
        terminal.show(events)
        for event in events {
            switch event {
            case .receipt(let number), .told(let number):
                if let wasShown = receipts[number], !wasShown, case .told = event {
                    count.toldLater += 1
                }
                receipts[number] = true
            default: continue
            }
        }
    }

    // MARK: - Turns

    /// All turns, and then a last look at everything.
    mutating func run() throws {
        do {
            for _ in 0..<plan.turns * plan.terminals {
                try turn(Int.random(in: 0..<seats.count, using: &random))
            }
            try end()
        } catch {
            throw Wrong("\(error)\n" + log.suffix(40).joined(separator: "\n"))
        }
    }

    private mutating func turn(_ place: Int) throws {
        count.turns += 1
        letTimePass()
        if seats[place].terminal.desk.hasEnded { return try replace(place) }
        seats[place].clock.now = time + seats[place].skew
        let terminal = seats[place].terminal
        let said = seats[place].talker.line(at: terminal)
        let line = self.line(said)
        // Where money is about to move more goes wrong than elsewhere.
        let isNear = terminal.desk.dialogue.expects == .code
        if plan.hasFaults, chance(isNear ? 300 : 50) { breakSomething(seats[place].disk) }
        let heard: [Event]?
        do {
            heard = try seats[place].terminal.hear(line)
        } catch let error as LedgerError {
            // The program ends here. Without a fault there is no reason to.
            guard seats[place].disk.isFailing, error.isOfWriting else { throw error }
            heard = nil
        }
        note(heard ?? [], by: terminal.conversation, saying: "\(line)")
        if seats[place].disk.isFailing { count.failures += 1 }
        seats[place].disk.mend()
        try judge(place, line)
        guard let heard, !(plan.hasFaults && chance(isNear ? 100 : 5)) else {
            // What was written is not on the screen.
            count.crashes += 1
            return try replace(place)
        }
        let reached = seats[place].terminal
        show(heard, at: reached)
        if let form = reached.desk.dialogue.state.form ?? reached.desk.dialogue.answered {
            count.services.insert(form.service)
        }
        if plan.hasProbes { try WaysOut(of: reached, at: seats[place].clock.now).check() }
    }

    private mutating func replace(_ place: Int) throws { seats[place] = try seat() }

    private mutating func line(_ text: String) -> Desk.Line {
        guard chance(25) else { return .text(text) }
        return [.end, .away, .interrupted, .tooLong].randomElement(using: &random) ?? .end
    }

    private mutating func letTimePass() {
        time = time + Int64.random(in: 0...8, using: &random)
        if chance(2) { time = time + Int64.random(in: 600...7200, using: &random) }
        if chance(1) { time = time + 86_400 * Int64.random(in: 1...12, using: &random) }
    }

    private mutating func breakSomething(_ disk: Disk) {
        disk.fail(
            Disk.Failure.allCases.randomElement(using: &random) ?? .lost,
            after: Int.random(in: 0...3, using: &random))
    }

    // MARK: - Judging

    private mutating func judge(_ place: Int, _ line: Desk.Line) throws {
        let operations = try books.look()
        guard !operations.isEmpty else { return }
        if case .text(let typed) = line {
            try seats[place].terminal.judge(operations, typed: typed)
        } else if operations.contains(where: { $0.origin == "desk" }) {
            throw Wrong("an order was posted at \(line)")
        }
        for operation in operations {
            switch operation.origin {
            case "desk": count.orders += 1
            case "debit", "booking": count.debits += 1
            default: throw Wrong("operation \(operation.number) is \(operation.origin)")
            }
            if let receipt = operation.receipt { receipts[receipt] = false }
        }
    }

    private mutating func note(_ events: [Event], by name: String, saying line: String) {
        var text = "\(time.seconds) \(name) \(line):"
        for event in events {
            switch event {
            case .replied(let reply): text += " " + reply.key
            case .quote(let quote, let total, _): text += " \(quote)=\(total.fen)"
            case .receipt(let number): text += " receipt " + number
            case .told(let number): text += " told " + number
            default: continue
            }
        }
        count.note(text)
        log.append(text)
        if log.count > 80 { log.removeFirst(40) }
    }

    /// Whoever was not told is told now; and the book agrees with itself, by its own rules too.
    private mutating func end() throws {
        for person in people {
            let clock = TestClock(time)
            conversations += 1
            var terminal = Terminal(
                "S\(conversations)", on: try Self.ledger(at: path, Disk(), now: time),
                for: person.name, clock: clock, random: SplitMix(state: 0))
            let events = try terminal.open()
            note(events, by: terminal.conversation, saying: "<last>")
            show(events, at: terminal)
        }
        let untold = receipts.filter { !$0.value }.keys.sorted()
        guard untold.isEmpty else { throw Wrong("never told: \(untold)") }
        try books.checkNothingChanged()
        let wrong = try Self.ledger(at: path, Disk(), now: time).verify()
        guard wrong.isEmpty else { throw Wrong("\(wrong)") }
    }
}

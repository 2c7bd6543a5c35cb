import Quantities
import Testing

@testable import Ledger

@Suite(.onBothStores) struct TicketTests {
    private static let alice = Clerk(name: "alice", login: "desk1")
    private static let bob = Clerk(name: "bob", login: "desk2")

    static func request(
        _ reason: String = "human", customer: String? = "li-na", conversation: String = "c1",
        joins: String? = nil
    ) -> HandOffPacket {
        HandOffPacket(
            conversation: conversation, customer: customer, level: customer == nil ? 0 : 1,
            reason: reason, summary: "language=zh said=…",
            priority: reason == "human" ? 3 : 2, at: morning, joins: joins)
    }

    private static func step(_ clerk: Clerk, _ act: TicketStep.Act) -> TicketStep {
        TicketStep(at: morning, by: clerk, act: act)
    }

    /// How a ticket stands follows from its steps.
    @Test(
        arguments: [
            ([], .waiting, nil, nil),
            ([step(alice, .taken)], .taken, "alice", nil),
            ([step(alice, .taken), step(bob, .taken)], .taken, "bob", nil),
            ([step(bob, .noted("x"))], .waiting, nil, nil),
            ([step(alice, .assigned(to: "bob"))], .taken, "bob", nil),
            ([step(alice, .closed(outcome: "done"))], .closed, "alice", "done"),
            ([step(alice, .taken), step(bob, .closed(outcome: "done"))], .closed, "alice", "done"),
            (
                [step(alice, .closed(outcome: "done")), step(bob, .reopened(""))], .waiting, nil,
                nil
            ),
            (
                [
                    step(alice, .closed(outcome: "a")), step(bob, .reopened("")),
                    step(bob, .closed(outcome: "b")),
                ], .closed, "bob", "b"
            ),
        ] as [([TicketStep], Ticket.State, String?, String?)])
    func stands(steps: [TicketStep], state: Ticket.State, holder: String?, outcome: String?) {
        let ticket = Ticket("H000001", Self.request(), steps: steps)
        #expect(ticket.state == state && ticket.holder == holder && ticket.outcome == outcome)
        #expect(ticket.steps == steps)
    }

    /// What bob may do with a ticket: "" where nothing stands against it.
    @Test(
        arguments: [
            ([], .taken, false, ""), ([], .noted("x"), false, ""),
            ([], .assigned(to: "eve"), false, ""),
            ([], .closed(outcome: "x"), false, ""), ([], .reopened(""), false, "open"),
            ([step(alice, .taken)], .taken, false, "alice"),
            ([step(alice, .taken)], .taken, true, ""),
            ([step(alice, .taken)], .noted("x"), false, ""),
            ([step(alice, .taken)], .assigned(to: "eve"), false, "alice"),
            ([step(alice, .taken)], .closed(outcome: "x"), false, "alice"),
            ([step(alice, .taken)], .closed(outcome: "x"), true, ""),
            ([step(bob, .taken)], .closed(outcome: "x"), false, ""),
            ([step(alice, .closed(outcome: "x"))], .taken, true, "closed"),
            ([step(alice, .closed(outcome: "x"))], .closed(outcome: "y"), true, "closed"),
            ([step(alice, .closed(outcome: "x"))], .noted("y"), false, ""),
            ([step(alice, .closed(outcome: "x"))], .reopened(""), false, ""),
        ] as [([TicketStep], TicketStep.Act, Bool, String)])
    func refuses(steps: [TicketStep], act: TicketStep.Act, isForced: Bool, why: String) {
        let ticket = Ticket("H000001", Self.request(), steps: steps)
        let refusal: TicketRefusal? =
            switch why {
            case "": nil
            case "open": .open(ticket)
            case "closed": .closed(ticket)
            default: .heldBy(why, ticket)
            }
        #expect(ticket.refusal(of: act, by: Self.bob, isForced: isForced) == refusal)
    }

    /// In the book as in the value; what changes nothing is not written down.
    @Test func isWorked() throws {
        let ledger = try Ledger.inMemory()
        #expect(try ledger.queueHandOff(Self.request()) == "H000001")
        var expected = Ticket("H000001", Self.request())
        for act in [
            TicketStep.Act.taken, .noted("twice\nlines"), .assigned(to: "alice"),
            .closed(outcome: "done"), .reopened("called again"),
        ] {
            expected.take(Self.step(Self.alice, act))
            let worked = try ledger.work("h1", act, by: Self.alice, at: morning)
            // Assigned to whoever has it already.
            guard act != .assigned(to: "alice") else { continue }
            #expect(try worked.get().state == expected.state)
        }
        let ticket = try #require(try ledger.ticket("H000001"))
        #expect(ticket.steps == expected.steps.filter { $0.act != .assigned(to: "alice") })
        #expect(try ledger.queue() == [ticket])
        #expect(try ledger.count("ticket_steps") == 4)
        #expect(try ledger.verify() == [])
        #expect(
            try ledger.work("H000002", .taken, by: Self.alice, at: morning)
                == .failure(.unknown("H000002")))
        #expect(try ledger.ticket("R000001") == nil)
    }

    /// What is asked for again in the same matter belongs to its ticket: while it is open, in the
    /// same conversation and by the same customer.
    @Test(
        arguments: [
            ("li-na", "c1", false, "H000001"), ("zhang-wei", "c1", false, "H000002"),
            (nil, "c1", false, "H000002"), ("li-na", "c2", false, "H000002"),
            ("li-na", "c1", true, "H000002"),
        ] as [(String?, String, Bool, String)])
    func joins(customer: String?, conversation: String, isClosed: Bool, ticket: String) throws {
        let ledger = try Ledger.inMemory()
        _ = try ledger.queueHandOff(Self.request())
        if isClosed {
            _ = try ledger.work("1", .closed(outcome: "x"), by: Self.alice, at: morning)
        }
        let more = Self.request(
            "complaint", customer: customer, conversation: conversation, joins: "H000001")
        #expect(try ledger.queueHandOff(more) == ticket)
        let first = try #require(try ledger.ticket("H000001"))
        let isJoined = ticket == "H000001"
        #expect(first.requests.map(\.reason) == (isJoined ? ["human", "complaint"] : ["human"]))
        #expect(first.request.reason == (isJoined ? "complaint" : "human"))
        #expect(try ledger.counters().tickets == (isJoined ? 1 : 2))
        #expect(try ledger.verify() == [])
    }

    /// A book of schema 5, with a ticket in it, is brought to the present one and goes on.
    @Test func comesFromSchema5() throws {
        let folder = try Folder()
        let old = try Ledger(at: .file(folder.file()), now: morning)
        #expect(try old.queueHandOff(Self.request()) == "H000001")
        try old.store.write { book in
            try book.runScript(
                """
                DROP TABLE ticket_steps; DROP INDEX plans; DROP INDEX operations_in_time;
                DROP TABLE passed; DROP TABLE record_parts;
                PRAGMA writable_schema = ON
                """)
            try book.run(
                "UPDATE sqlite_schema SET sql = replace(sql, ', ''ticket'')', ')') WHERE name = 'audit'"
            )
            try book.runScript("PRAGMA writable_schema = RESET; PRAGMA user_version = 5")
            let version5 = "0270b50958585b5bb09b3a261e7781dbddccc64445aef5798fa71cf54132a2b6"
            #expect(try Schema.digest(of: Schema.text(in: book)) == version5)
        }
        let ledger = try Ledger(at: .file(folder.file()), now: morning)
        #expect(try ledger.store.read { try $0.number("PRAGMA user_version") } == Schema.version)
        #expect(try ledger.verify() == [])
        #expect(try ledger.work("1", .taken, by: Self.alice, at: morning).get().holder == "alice")
        #expect(try ledger.verify() == [])
        #expect(throws: LedgerError.self) { try ledger.run("DELETE FROM ticket_steps") }
    }
}

import GRDB
import Lending
import Quantities
import Testing

@testable import Ledger

@Suite struct VerificationTests {
    @Test(arguments: [
        "UPDATE postings SET debit = debit + 1 WHERE operation = 1",
        "DELETE FROM postings", "UPDATE operations SET at = 0", "DELETE FROM operations",
        "UPDATE receipts SET content = ''", "DELETE FROM receipts WHERE number = 1",
        "UPDATE audit SET record = ''", "DELETE FROM audit",
        "INSERT INTO audit SELECT 9999, at, kind, NULL, NULL, record, digest FROM audit LIMIT 1",
        "INSERT OR REPLACE INTO postings VALUES (1, 1, '1001', 'x', 1, 0)",
        "INSERT INTO postings VALUES (1, 3, '1001', 'x', 1, 0)",
        "INSERT OR REPLACE INTO receipts VALUES (2, (SELECT operation FROM receipts), '')",
        "UPDATE rows SET paid_principal = principal + 1",
        "UPDATE rows SET paid_interest = interest, waived_interest = 1 WHERE number = 1",
        "UPDATE customers SET card_balance = -1", "UPDATE customers SET card_balance = 1.5",
        "UPDATE statements SET paid = purchases + 1", "UPDATE loans SET customer = 'nobody'",
        "UPDATE customers SET card_balance = 1000000000001",
        "UPDATE handoffs SET priority = 9", "DELETE FROM handoffs",
        "INSERT INTO handoffs SELECT 9, conversation, customer, level, reason, summary, priority, at"
            + " FROM handoffs LIMIT 1",
        "UPDATE ticket_steps SET content = 'x'", "DELETE FROM ticket_steps WHERE number = 1",
        "INSERT INTO ticket_steps SELECT 9, ticket, at, kind, who, login, content, NULL, NULL, NULL"
            + " FROM ticket_steps LIMIT 1",
        "INSERT INTO ticket_steps SELECT 4, 9, at, kind, who, login, content, NULL, NULL, NULL"
            + " FROM ticket_steps LIMIT 1",
        "INSERT INTO ticket_steps SELECT 4, ticket, at, 'lost', who, login, content, NULL, NULL, NULL"
            + " FROM ticket_steps LIMIT 1",
        "INSERT INTO ticket_steps SELECT 4, ticket, at, kind, NULL, NULL, content, NULL, NULL, NULL"
            + " FROM ticket_steps LIMIT 1",
    ])
    func theSchemaRefuses(sql: String) throws {
        let ledger = try Self.lived()
        let before = try ledger.everything()
        #expect(throws: LedgerError.self) { try ledger.run(sql) }
        #expect(try ledger.everything() == before)
    }

    @Test(arguments: [
        (
            "UPDATE postings SET credit = credit + 1 WHERE operation = 7 AND line = 2",
            "operation 7 is not balanced"
        ),
        (
            "UPDATE postings SET contract = 'LN10002264' WHERE operation = 7",
            "operation 7 differs from its audit record"
        ),
        ("DELETE FROM postings WHERE operation = 7", "operation 7 has no two postings"),
        ("UPDATE operations SET at = 0 WHERE number = 9", "operation 9 is dated before"),
        ("UPDATE operations SET consent = 'no' WHERE origin = 'desk'", "differs from its audit"),
        ("UPDATE audit SET record = record || 'x' WHERE number = 5", "record 5 does not follow"),
        ("UPDATE audit SET at = at + 1 WHERE number = 5", "record 5 does not follow"),
        ("UPDATE audit SET customer = 'li-na' WHERE number = 5", "record 5 does not follow"),
        ("DELETE FROM audit WHERE number = 5", "audit record 5 is missing"),
        ("DELETE FROM audit WHERE number = 1", "the day of the opening differs"),
        ("UPDATE meta SET opened = opened + 1", "the day of the opening differs"),
        ("UPDATE meta SET reached = reached + 1", "no time it can have stopped at"),
        ("DROP INDEX open_rows", "the definition of index open_rows was changed"),
        ("DELETE FROM purchases WHERE amount = 0", "of trigger audit_dense was changed"),
        ("UPDATE receipts SET content = '{}'", "has no readable receipt"),
        ("DELETE FROM receipts WHERE number = 1", "receipt R000001 is missing"),
        (
            "UPDATE rows SET paid_principal = 0 WHERE loan = 'LN10004183' AND number = 1",
            "contract LN10004183 has"
        ),
        (
            "UPDATE rows SET due = due + 1 WHERE loan = 'LN10004183' AND number = 4",
            "row 4 of contract LN10004183 differs from its terms"
        ),
        ("DELETE FROM rows WHERE loan = 'LN10004183' AND number = 12", "has 11 of 12 rows"),
        ("UPDATE loans SET annual_rate = 1 WHERE id = 'LN10005516'", "of contract LN10005516"),
        ("UPDATE loans SET status = 'settled' WHERE id = 'LN10005516'", "is settled but not paid"),
        ("UPDATE statements SET paid = 1 WHERE customer = 'ma-li'", "differs from its postings"),
        ("UPDATE statements SET converted = 1 WHERE customer = 'ma-li'", "from its conversions"),
        ("UPDATE purchases SET amount = 1 WHERE customer = 'ma-li'", "differs from its"),
        ("UPDATE customers SET card_balance = 1 WHERE id = 'xu-bo'", "customer xu-bo differ"),
        ("UPDATE customers SET name = '李' WHERE id = 'xu-bo'", "customer xu-bo differ"),
        ("UPDATE customers SET credit_limit = 1 WHERE id = 'xu-bo'", "customer xu-bo differ"),
        ("UPDATE handoffs SET summary = '' WHERE number = 1", "ticket H000001 differs from its"),
        ("UPDATE handoffs SET customer = NULL WHERE number = 2", "ticket H000002 differs from its"),
        ("DELETE FROM handoffs WHERE number = 1", "ticket H000001 is missing"),
        ("DELETE FROM handoffs WHERE number = 2", "ticket H000002 is missing"),
        (
            "INSERT INTO handoffs SELECT 4, conversation, customer, level, reason, summary, priority, at"
                + " FROM handoffs LIMIT 1", "ticket H000004 is not in the audit chain"
        ),
        (
            "UPDATE ticket_steps SET content = 'all well' WHERE number = 2",
            "step 2, of ticket H000003, differs from its"
        ),
        (
            "UPDATE ticket_steps SET who = 'bob' WHERE number = 3",
            "step 3, of ticket H000003, differs from its"
        ),
        ("DELETE FROM ticket_steps WHERE number = 1", "step 1, of ticket H000003, is missing"),
        ("DELETE FROM ticket_steps WHERE number = 3", "step 3, of ticket H000003, is missing"),
        (
            "INSERT INTO ticket_steps SELECT 4, ticket, at, kind, who, login, content, NULL, NULL, NULL"
                + " FROM ticket_steps LIMIT 1", "step 4 of the tickets is not in the audit chain"
        ),
        ("UPDATE movements SET amount = 1", "contract LN10001637 has"),
    ])
    func namesTheRowThatWasTamperedWith(sql: String, sentence: String) throws {
        let ledger = try Self.lived()
        #expect(try ledger.verify() == [])
        try ledger.tamper(sql)
        let found = try ledger.verify()
        #expect(found.contains { $0.description.contains(sentence) }, "\(found)")
    }

    /// What a finding is about, and the sums that differ, can be told from it without reading it.
    @Test(arguments: [
        ("UPDATE statements SET purchases = purchases + 1", "statement", true),
        ("UPDATE purchases SET amount = amount + 1", "purchase", true),
        ("DELETE FROM ticket_steps WHERE number = 1", "ticket_step", false),
        ("UPDATE handoffs SET reason = 'x' WHERE number = 1", "ticket", false),
        ("UPDATE customers SET name = 'x' WHERE id = 'zhang-wei'", "customer", false),
    ])
    func aFindingHasItsParts(sql: String, kind: String, hasSums: Bool) throws {
        let ledger = try Self.lived()
        try ledger.tamper(sql)
        let found = try ledger.verify().filter { $0.subject?.kind == kind }
        let finding = try #require(found.first)
        #expect(finding.description.contains(finding.subject?.name ?? "nothing"))
        #expect((finding.expected != nil && finding.found != finding.expected) == hasSums)
    }

    /// By which a sound book is known without another to compare it with.
    @Test func theDigestOfWhatABookIsMadeOf() throws {
        let fresh = try Ledger.inMemory().store.read { try Schema.fresh(in: $0) }
        #expect(Schema.digest(of: fresh) == Schema.digest)
    }

    @Test func namesARowThatRefersToNothing() throws {
        let folder = try Folder()
        let ledger = try Ledger(at: .file(folder.file()), now: morning)
        var outside = Configuration()
        outside.foreignKeysEnabled = false
        try DatabaseQueue(path: folder.file(), configuration: outside).write {
            try $0.execute(sql: "DELETE FROM customers WHERE id = 'lin-xue'")
        }
        let found = try ledger.verify()
        #expect(found.contains { $0.description.hasSuffix("of customers that is missing") })
    }

    @Test func survivesValuesThatCannotBe() throws {
        let ledger = try Self.lived()
        try ledger.tamper("UPDATE rows SET principal = 9223372036854775807")
        try ledger.tamper("UPDATE postings SET debit = 9223372036854775807")
        #expect(try !ledger.verify().isEmpty)
        #expect(throws: LedgerError.self) { try ledger.account(of: "wang-fang", at: morning) }
    }

    @Test func nothingIsPostedOnADamagedPart() throws {
        let ledger = try Ledger.inMemory()
        let (order, evidence) = try ledger.settlement(by: "zhang-wei")
        try ledger.tamper("UPDATE customers SET card_balance = 9000000 WHERE id = 'zhang-wei'")
        #expect(
            try ledger.execute(
                order, customer: "zhang-wei", key: "c1-Q1", evidence: evidence, at: morning)
                == .refused(.booksDamaged))
        #expect(try ledger.count("receipts") == 0)
    }

    /// Time does not launder what was tampered with: the debits of the day are refused too, while
    /// the customer still gets an answer.
    @Test func nothingIsDebitedOnADamagedPart() throws {
        let ledger = try Ledger.inMemory()
        try ledger.tamper("UPDATE customers SET card_balance = 9000000 WHERE id = 'zhang-wei'")
        let later = Moment(morning.day + 30, hour: 12)
        #expect(throws: LedgerError.self) { try ledger.advance(to: later) }
        #expect(try ledger.known("zhang-wei", at: later).asOf == later.day)
        #expect(try ledger.known("li-na", at: later).asOf == later.day)
        #expect(
            try ledger.verify().contains { $0.description.contains("customer zhang-wei differ") })
    }

    /// A book with a settlement and a conversion in it, and three requests for a person, of
    /// which the last was worked to its close.
    static func lived() throws -> Ledger {
        let ledger = try Ledger.inMemory()
        let settled = try ledger.settlement(by: "zhang-wei")
        let converted = try ledger.conversion(of: yuan(6_000), into: 12, by: "li-na")
        for (customer, item) in [("zhang-wei", settled), ("li-na", converted)] {
            let execution = try ledger.execute(
                item.order, customer: customer, key: "\(customer)-Q1", evidence: item.evidence,
                at: morning)
            try #require(execution.receipt != nil)
            let packet = HandOffPacket(
                conversation: "c1", customer: customer, level: 1, reason: "human", summary: "…",
                priority: 2, at: morning)
            _ = try ledger.queueHandOff(packet)
        }
        let complaint = HandOffPacket(
            conversation: "c2", customer: "li-na", level: 1, reason: "complaint", summary: "…",
            priority: 2, at: morning)
        let ticket = try ledger.queueHandOff(complaint)
        let alice = Clerk(name: "alice", login: "desk1")
        let acts: [TicketStep.Act] = [
            .taken, .noted("nobody answered"), .closed(outcome: "explained"),
        ]
        for act in acts { _ = try ledger.work(ticket, act, by: alice, at: morning) }
        return ledger
    }
}

extension Ledger {
    /// Changes rows past every trigger, check and reference, as somebody with the file could.
    func tamper(_ sql: String) throws {
        try store.write { book in
            let triggers = try book.all("SELECT name FROM sqlite_schema WHERE type = 'trigger'") {
                try $0.text(0)
            }
            for trigger in triggers { try book.runScript("DROP TRIGGER \(trigger)") }
            try book.runScript("PRAGMA ignore_check_constraints = ON")
            try book.runScript("PRAGMA defer_foreign_keys = ON")
            try book.runScript(sql)
        }
    }
}

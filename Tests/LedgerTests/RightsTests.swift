import Foundation
import Lending
import Quantities
import TestSupport
import Testing

@testable import Ledger

/// Roles of the server's: a desk adds to the book and changes nothing of it, staff read it.
@Suite struct RightsTests {
    private let books = ServerBooks()

    /// The book of the usual morning, and the same in the name of a role with these rights.
    private func book(_ rights: Rights) throws -> (owner: Ledger, role: Ledger, server: Server) {
        let server = try books.seeded()
        let owner = try Ledger(at: .server(server), now: morning)
        let role = "\(rights)_\(try owner.store.read { try $0.number("SELECT txid_current()") })"
        try owner.run("CREATE ROLE \"\(role)\" LOGIN")
        try owner.grant(rights, to: role)
        let url = server.url.replacing("paydesk@", with: "\(role)@")
        let other = try #require(Server(url, folder: server.folder))
        return (owner, try Ledger(at: .server(other), now: morning), other)
    }

    private static let refused = [
        "UPDATE postings SET debit = debit + 1", "DELETE FROM postings", "TRUNCATE postings",
        "UPDATE receipts SET content = ''", "DELETE FROM receipts",
        "UPDATE audit SET record = ''", "DELETE FROM audit", "UPDATE operations SET at = 0",
        "ALTER TABLE audit DISABLE TRIGGER audit_no_change", "DROP TABLE audit",
        "DROP TRIGGER postings_balance ON postings", "ALTER TABLE audit DISABLE ROW LEVEL SECURITY",
        "DELETE FROM customers", "DELETE FROM shown", "DELETE FROM record_parts",
        "UPDATE handoffs SET reason = ''",
        "COMMENT ON TABLE meta IS 'paydesk book, schema 1'", "CREATE TABLE mine (a int)",
    ]

    @Test func aDeskOrdersAndTakesNothingBack() throws {
        let (owner, desk, _) = try book(.desk)
        #expect(try owner.standing() == .owner)
        #expect(try desk.standing() == .granted(.desk))
        let order = try desk.settlement(by: "zhang-wei")
        let execution = try desk.execute(
            order.order, customer: "zhang-wei", key: "k1", evidence: order.evidence, at: morning)
        #expect(execution.receipt != nil)
        // Time passes, a conversation is kept, a lock is counted and taken away.
        try desk.advance(to: morning + 40 * 86_400)
        try desk.keepRecord("a", of: "C1", began: morning, at: morning)
        try desk.saveDialogue([1], conversation: "c1", customer: "li-na", at: morning)
        for digits in ["9999", "9998", "9997"] {
            _ = try desk.checkIdentity(phone: "13800000002", digits: digits, at: morning)
        }
        #expect(
            try desk.unlock(customer: "li-na", by: "alice", reason: "seen", at: morning))
        let before = try owner.everything()
        for sql in Self.refused {
            do {
                try desk.store.write { try $0.runScript(sql) }
                Issue.record("a desk may \(sql)")
            } catch {
                #expect(error.exitCode == 77, "\(sql): \(error)")
            }
        }
        #expect(try owner.everything() == before)
        #expect(try desk.verify() == [])
    }

    @Test func staffReadAndNoteThatTheyLooked() throws {
        let (owner, staff, server) = try book(.staff)
        #expect(try staff.standing() == .granted(.staff))
        #expect(try staff.known("zhang-wei", at: tomorrow + 40 * 86_400).loans.count == 1)
        #expect(try staff.copiedToMemory().known("li-na").customer.name == "李娜")
        try staff.noteAccess(
            by: "alice", to: "show", customer: "li-na", reason: "asked", at: morning)
        let before = try owner.everything()
        let others = [
            "UPDATE customers SET card_balance = 0", "UPDATE meta SET reached = reached + 1",
            "DELETE FROM attempts", "INSERT INTO shown SELECT 1, 0",
        ]
        for sql in Self.refused + others {
            do {
                try staff.store.write { try $0.runScript(sql) }
                Issue.record("staff may \(sql)")
            } catch {
                #expect(error.exitCode == 77, "\(sql): \(error)")
            }
        }
        // Of the chain only that.
        #expect(throws: LedgerError.self) {
            try staff.store.write { try $0.audit(.accepted, "accepted\n", at: morning) }
        }
        let order = try staff.settlement(by: "zhang-wei")
        #expect(throws: LedgerError.self) {
            try staff.execute(
                order.order, customer: "zhang-wei", key: "k1", evidence: order.evidence,
                at: morning)
        }
        #expect(try owner.everything() == before)
        #expect(try Ledger(at: .server(server), now: morning).verify() == [])
    }

    @Test(arguments: ["nobody_there", "paydesk"])
    func refusesARole(_ role: String) throws {
        let ledger = try Ledger(at: .server(books.seeded()), now: morning)
        #expect(throws: LedgerError.self) { try ledger.grant(.desk, to: role) }
        #expect(throws: LedgerError.self) { try Ledger.inMemory().grant(.desk, to: role) }
        #expect(try Ledger.inMemory().standing() == nil)
    }

    /// A book of an earlier version is the owner's to bring to the present one. What is new is
    /// granted to whom the rest was, constraints are exchanged, and no row changes.
    @Test func aBookOnAServerIsMigrated() throws {
        let (owner, _, desk) = try book(.desk)
        #expect(try owner.queueHandOff(TicketTests.request()) == "H000001")
        let before = try owner.everything()
        try owner.store.write { book in
            try book.runScript(
                """
                DROP INDEX plans; DROP INDEX operations_in_time; DROP TABLE shown;
                DROP TABLE passed; DROP TABLE record_parts;
                ALTER TABLE audit DROP CONSTRAINT audit_kind_check, ADD CONSTRAINT audit_kind_check
                    CHECK (kind IN ('opening', 'position', 'operation', 'statement', 'ticket',
                        'debit-refused', 'handoff', 'access'));
                DROP TRIGGER audit_dense ON audit;
                CREATE OR REPLACE FUNCTION book_refuses() RETURNS trigger LANGUAGE plpgsql
                    AS 'BEGIN RETURN NULL; END';
                COMMENT ON TABLE meta IS 'paydesk book, schema 6'
                """)
        }
        do {
            _ = try Ledger(at: .server(desk), now: morning)
            Issue.record("a desk has changed the tables")
        } catch {
            #expect(error.description.contains("an earlier version (schema 6)"), "\(error)")
            #expect(error.exitCode == 77)
        }
        guard case .server(let server) = owner.store.place else { return }
        let migrated = try Ledger(at: .server(server), now: morning)
        #expect(try migrated.verify() == [])
        #expect(try migrated.everything() == before)
        let later = try Ledger(at: .server(desk), now: morning)
        let order = try later.settlement(by: "zhang-wei")
        let execution = try later.execute(
            order.order, customer: "zhang-wei", key: "k1", evidence: order.evidence, at: morning)
        try later.markTold([try #require(execution.receipt).number], at: morning)
        #expect(try later.count("shown") == 1)
        #expect(try later.verify() == [])
    }

    /// The same of a file.
    @Test func aFileIsMigrated() throws {
        let folder = try Folder()
        let old = try Ledger(at: .file(folder.file()), now: morning)
        let before = try old.everything()
        try old.store.write { book in
            try book.runScript(
                """
                DROP INDEX plans; DROP INDEX operations_in_time; DROP TABLE passed; DROP TABLE record_parts;
                PRAGMA user_version = 6
                """)
            let version6 = "3e63e42aed74258783220c6f5c398d3aab53d68a32268ee91b3739dd6801891b"
            #expect(try Schema.digest(of: Schema.text(in: book)) == version6)
        }
        let ledger = try Ledger(at: .file(folder.file()), now: morning)
        #expect(try ledger.store.read { try $0.number("PRAGMA user_version") } == Schema.version)
        #expect(try ledger.verify() == [])
        #expect(try ledger.everything() == before)
    }
}

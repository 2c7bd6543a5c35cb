import Foundation
import Lending
import Quantities
import Testing

@testable import Ledger

/// What became of an order is told in the end, whatever happened in between.
@Suite(.onBothStores) struct OutcomeTests {
    private func told(_ ledger: Ledger, _ customer: String) throws -> [String] {
        try ledger.untoldOutcomes(of: customer).map { outcome in
            switch outcome {
            case .carriedOut(let receipt): "done \(receipt.number)"
            case .madeAsBooked(let receipt): "as booked \(receipt.number)"
            case .bookingRefused(let reference, _, let reason): "\(reason) \(reference)"
            case .notCarriedOut(let reference, let order, _):
                "not done \(reference) \(order.total.fen)"
            }
        }
    }

    @Test func aReceiptIsToldUntilItWasShown() throws {
        let ledger = try Ledger.inMemory()
        let (order, evidence) = try ledger.settlement(by: "zhang-wei")
        _ = try ledger.execute(
            order, customer: "zhang-wei", key: "c1/Q1", evidence: evidence, at: morning)
        #expect(try told(ledger, "zhang-wei") == ["done R000001"])
        #expect(try told(ledger, "zhang-wei") == ["done R000001"])
        #expect(try told(ledger, "li-na") == [])
        #expect(try ledger.receipts().map(\.isShown) == [false])
        try ledger.markTold(["R000001"], at: morning)
        #expect(try told(ledger, "zhang-wei") == [])
        #expect(try ledger.receipts().map(\.isShown) == [true])
        try ledger.markTold(["R000001", "R000009", "R9", "nonsense"], at: morning)
        #expect(try ledger.verify() == [])
    }

    /// A program that died between the note and the postings, or that is still about to post.
    @Test func anOrderFoundWithoutPostingsIsVoid() throws {
        let ledger = try Ledger.inMemory()
        let (order, evidence) = try ledger.settlement(by: "zhang-wei")
        try ledger.note(order, of: "zhang-wei", key: "c1/Q1", evidence)
        #expect(try told(ledger, "zhang-wei") == ["not done c1/Q1 859863"])
        #expect(try told(ledger, "zhang-wei") == ["not done c1/Q1 859863"])
        // The terminal that noted it comes too late: the customer has been told otherwise.
        let late = try ledger.execute(
            order, customer: "zhang-wei", key: "c1/Q1", evidence: evidence, at: morning)
        #expect(late == .stale)
        #expect(try ledger.count("receipts") == 0)
        try ledger.markTold(["c1/Q1"], at: morning)
        #expect(try told(ledger, "zhang-wei") == [])
        let again = try ledger.execute(
            order, customer: "zhang-wei", key: "c2/Q1", evidence: evidence, at: morning)
        #expect(again.receipt?.number == "R000001")
    }

    /// What was told at once is not told again.
    @Test func aRefusedOrderLeavesNothingToTell() throws {
        let ledger = try Ledger.inMemory()
        let (order, evidence) = try ledger.settlement(by: "xu-bo")
        let refused = try ledger.execute(
            order, customer: "xu-bo", key: "c1/Q1", evidence: evidence, at: morning)
        #expect(refused == .refused(.insufficientFunds))
        #expect(try told(ledger, "xu-bo") == [])
    }

    /// The disk failed in the last step and could not be read after that: at the next sign-in the
    /// order has either been carried out or never will be.
    @Test(arguments: [(CommitTests.Failure.after, "done R000001"), (.before, "not done c1/Q1")])
    func anUnknownOutcomeIsSettled(_ failure: CommitTests.Failure, _ words: String) throws {
        let folder = try Folder()
        let disk = CommitTests.Disk()
        let ledger = try CommitTests.ledger(at: folder.file(), disk)
        let (order, evidence) = try ledger.settlement(by: "zhang-wei")
        disk.fail(failure, leavingUnreadable: folder.file())
        let execution = try ledger.execute(
            order, customer: "zhang-wei", key: "c1/Q1", evidence: evidence, at: morning)
        #expect(execution == .unknown(reference: "c1/Q1"))
        #expect(throws: LedgerError.self) { try ledger.untoldOutcomes(of: "zhang-wei") }

        try disk.mend(folder.file())
        let reopened = try Ledger(at: .file(folder.file()), now: tomorrow)
        #expect(try told(reopened, "zhang-wei").first?.hasPrefix(words) == true)
        #expect(try told(ledger, "zhang-wei").first?.hasPrefix(words) == true)
        #expect(try reopened.verify() == [])
    }
}

extension Ledger {
    /// The note of an order whose terminal went away before it was tried.
    fileprivate func note(
        _ order: Order, of customer: String, key: String, _ evidence: Evidence
    ) throws {
        let authority = Entry.Authority(
            key: key, parameters: [UInt8](repeating: 1, count: 32), evidence: evidence)
        let request = Request(
            order: order, customer: customer, authority: authority,
            content: try OrderText.write(order), at: morning)
        try store.write { try $0.note(request) }
    }
}

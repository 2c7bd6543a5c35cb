import Foundation
import Quantities
import Testing

@testable import Ledger

@Suite(.onBothStores) struct RecordPartsTests {
    @Test func partsAreOneRecord() throws {
        let ledger = try Ledger.inMemory()
        for (conversation, text, late) in [("C2", "a", 0), ("C1", "x", 5), ("C2", "b", 9)] {
            try ledger.keepRecord(
                text, of: conversation, began: morning + (conversation == "C1" ? 1 : 0),
                at: morning + Int64(late))
        }
        let records = try ledger.keptRecords()
        #expect(records.map(\.text) == ["ab", "x"])
        #expect(records.map(\.conversation) == ["C2", "C1"])
        #expect(records.map(\.last) == [morning + 9, morning + 5])
        #expect(try ledger.keptRecords(of: "C1") == [records[1]])
        #expect(try ledger.copiedToMemory().keptRecords() == records)
        #expect(try ledger.verify() == [])
    }
}

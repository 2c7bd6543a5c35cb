import Lending
import Quantities
import Testing

@testable import Ledger

/// A position that was read is not read again, unless anything could have changed it.
@Suite struct LastPositionTests {
    private func card(of book: Ledger, at now: Moment = morning) throws -> Money {
        try book.known("li-na", at: now).customer.cardBalance
    }

    @Test func isForgottenWhenThisTerminalWrites() throws {
        let book = try Ledger.inMemory()
        let before = try card(of: book)
        #expect(try card(of: book) == before)
        try book.setCard(of: "li-na", to: Money(fen: 12_345))
        #expect(try card(of: book) == Money(fen: 12_345))
    }

    @Test func isForgottenWhenAnotherTerminalWrites() throws {
        let folder = try Folder()
        let one = try Ledger(at: .file(folder.file()), now: morning)
        let other = try Ledger(at: .file(folder.file()), now: morning)
        _ = try (card(of: one), card(of: other))
        try other.setCard(of: "li-na", to: Money(fen: 12_345))
        #expect(try card(of: one) == Money(fen: 12_345))
        try one.setCard(of: "li-na", to: Money(fen: 54_321))
        #expect(try card(of: other) == Money(fen: 54_321))
    }

    @Test func isForgottenWhenARehearsalStartsOver() throws {
        let book = try Ledger.inMemory().rehearsal()
        let before = try card(of: book)
        try book.setCard(of: "li-na", to: Money(fen: 12_345))
        #expect(try card(of: book) == Money(fen: 12_345))
        try book.startOver()
        #expect(try card(of: book) == before)
    }

    @Test func isOfItsOwnTimeAndCustomer() throws {
        let book = try Ledger.inMemory()
        let today = try book.known("li-na")
        #expect(try book.known("li-na", at: tomorrow).asOf == today.asOf + 1)
        #expect(try book.known("zhang-wei").customer.id == "zhang-wei")
        #expect(try book.account(of: "nobody", at: morning) == nil)
        #expect(try book.account(of: "nobody", at: morning) == nil)
        #expect(try book.known("li-na", at: tomorrow).customer.id == "li-na")
    }
}

import Conversation
import Ledger
import Lending

/// A customer named on the command line: as the book does, `zhang-wei`; by name in Chinese or Latin
/// letters; by phone; name and phone masked too; by number, as `account list` shows them; or by the
/// number of a contract, receipt, ticket or conversation of theirs.
enum CustomerName {
    /// - Throws: `Failure` that names the nearest customer, or those that are meant alike.
    static func resolve(_ word: String, in ledger: Ledger) throws -> String {
        guard let customer = try find(word, in: ledger) else {
            throw unknown(word, among: try ledger.customers())
        }
        return customer
    }

    /// Nil when it is nobody.
    static func find(_ word: String, in ledger: Ledger) throws -> String? {
        if try ledger.phone(of: word) != nil { return word }
        let customers = try ledger.customers()
        let named = customers.enumerated().filter { matches(word, $1, number: $0 + 1) }
            .map(\.element.id)
        let meant = try named.isEmpty ? ledger.customers(ofNumber: word) : named
        guard meant.count <= 1 else {
            let names = meant.joined(separator: ", ")
            throw Failure(.usage, "'\(word)' may be any of these, name one: \(names)")
        }
        return meant.first
    }

    static func unknown(_ word: String, among customers: [Customer]) -> Failure {
        let near = Nearest.names(
            to: parts(word).joined(separator: "-"), among: customers.map(\.id))
        let mend =
            near.isEmpty ? "; `paydesk account list` names them" : Nearest.question(near)
        return Failure(.noInput, "there is no customer '\(word)' in this book" + mend)
    }

    private static func matches(_ word: String, _ customer: Customer, number: Int) -> Bool {
        let (name, phone) = (customer.name, customer.phone)
        return [name, Masking.name(name), phone, Masking.phone(phone), "\(number)"].contains(word)
            || isLatin(word, customer.id)
    }

    /// `Zhang Wei`, `zhangwei`, and `Wei Zhang`, as it is put in English.
    private static func isLatin(_ word: String, _ id: String) -> Bool {
        let (typed, known) = (parts(word), parts(id))
        return typed.joined() == known.joined() || typed.sorted() == known.sorted()
    }

    private static func parts(_ name: String) -> [String] {
        name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
}

import Lending
import Quantities

/// Something in the books that does not agree with the rest of them.
package struct Discrepancy: Equatable, Sendable, CustomStringConvertible {
    /// A row, or what several rows are about.
    package enum Subject: Equatable, Sendable, CustomStringConvertible {
        case account(LedgerAccount)
        case auditRecord(Int64)
        case booking(Int64)
        case contract(String)
        case customer(String)
        case operation(Int64)
        case purchase(String)
        case receipt(String)
        case statement(String)
        case ticket(String)
        /// Of the working of tickets, by its number.
        case ticketStep(Int64)

        /// As scripts read it.
        package var kind: String {
            switch self {
            case .account: "account"
            case .auditRecord: "audit_record"
            case .booking: "booking"
            case .contract: "contract"
            case .customer: "customer"
            case .operation: "operation"
            case .purchase: "purchase"
            case .receipt: "receipt"
            case .statement: "statement"
            case .ticket: "ticket"
            case .ticketStep: "ticket_step"
            }
        }

        /// Its number or name.
        package var name: String {
            switch self {
            case .account(let account): account.rawValue
            case .auditRecord(let number), .booking(let number), .operation(let number),
                .ticketStep(let number):
                "\(number)"
            case .contract(let name), .customer(let name), .purchase(let name),
                .receipt(let name), .statement(let name), .ticket(let name):
                name
            }
        }

        package var description: String {
            switch self {
            case .auditRecord: "audit record \(name)"
            case .ticketStep: "step \(name)"
            default: "\(kind) \(name)"
            }
        }
    }

    /// Nil where it is about no single thing.
    package let subject: Subject?
    /// What the rules make of it, where that is a sum.
    package let expected: Money?
    package let found: Money?
    /// A sentence.
    package let description: String

    /// - Parameters:
    ///   - what: what is wrong with the subject, which begins the sentence.
    ///   - expected: by the rules.
    ///   - found: in the books.
    init(_ subject: Subject, _ what: String, expected: Money? = nil, found: Money? = nil) {
        self.init("\(subject) \(what)", about: subject, expected: expected, found: found)
    }

    init(
        _ sentence: String, about subject: Subject? = nil, expected: Money? = nil,
        found: Money? = nil
    ) {
        (self.subject, self.expected, self.found) = (subject, expected, found)
        description = sentence
    }
}

import Conversation
import Lending

/// Who a customer is, as far as the reader may know.
struct PersonView: Encodable {
    var id: String
    var name: String
    var phone: String
    var card: String
    var language: String
    var status: String

    init(_ customer: Customer, revealed: Bool) {
        id = customer.id
        name = revealed ? customer.name : Masking.name(customer.name)
        phone = revealed ? customer.phone : Masking.phone(customer.phone)
        card = "**** " + customer.cardTail
        language = customer.language
        status = customer.status.rawValue
    }

    static let heads = ["customer", "name", "phone", "language", "status"]

    func row(_ words: StaffWords) -> [String] { [id, name, phone, language, words(status)] }
}

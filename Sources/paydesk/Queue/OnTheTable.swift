import Quantities
import Text

/// What a customer was at when a person was asked for: the summary of a ticket, taken apart.
struct OnTheTable: Encodable, Equatable {
    struct Form: Encodable, Equatable {
        var service: String
        var slots: [String: String] = [:]
    }
    struct Quote: Encodable, Equatable {
        var quote: String
        /// In fen; nil where the summary has no sum.
        var total: Int64?
    }

    var language: String?
    /// Services that were open, the latest first.
    var forms: [Form] = []
    var quotes: [Quote] = []
    /// What else was asked for and not come to yet: intents.
    var waiting: [String] = []
    /// The reason class of a decision to be reviewed.
    var why: String?
    /// The customer's last words, masked.
    var said: String?

    var isEmpty: Bool { forms.isEmpty && quotes.isEmpty }

    /// - Parameter summary: `name=value`, one after the other; what was said takes the rest.
    init(_ summary: String) {
        var rest = summary[...]
        while !rest.isEmpty {
            if rest.hasPrefix("said=") {
                said = String(rest.dropFirst("said=".count))
                return
            }
            let word = rest.prefix { $0 != " " }
            rest = rest.dropFirst(word.count + 1)
            guard let sign = word.firstIndex(of: "=") else { continue }
            take(String(word[..<sign]), String(word[word.index(after: sign)...]))
        }
    }

    private mutating func take(_ name: String, _ value: String) {
        switch name {
        case "language": language = value
        case "service": forms.append(Form(service: value))
        case "quote": quotes.append(Quote(quote: value))
        case "total" where !quotes.isEmpty: quotes[quotes.count - 1].total = Int64(value)
        case "waiting": waiting.append(value)
        case "why": why = value
        default: if !forms.isEmpty { forms[forms.count - 1].slots[name] = value }
        }
    }
}

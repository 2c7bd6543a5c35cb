import Transcripts

/// What happened in a turn, for a script: the name of the event, and what belongs to it. Amounts
/// in fen, debits positive.
struct EventView: Encodable {
    var event: String
    var account: String?
    var amount: Int64?
    /// A year, in percent.
    var apr: Double?
    var level: Int?
    var quote: String?
    var reason: String?
    var receipt: String?
    /// `ok`, `wrong`, `expired` or `locked`.
    var result: String?
    var rule: String?
    var ticket: String?
    var total: Int64?

    /// - Parameter text: as a transcript has it, `quote Q1 total=643200 apr=13.03`.
    init(_ text: String) {
        let words = text.split(separator: " ").map(String.init)
        event = words.first ?? ""
        let rest = Array(words.dropFirst())
        guard let first = rest.first else { return }
        switch event {
        case "level": level = Int(first)
        case "identity", "code": result = first
        case "quote":
            quote = first
            total = Self.value("total", in: rest).flatMap { Int64($0) }
            apr = Self.value("apr", in: rest).flatMap { Double($0) }
        case "consent", "cancelled": quote = first
        case "post": (account, amount) = (first, rest.last.flatMap { Int64($0) })
        case "receipt", "told": receipt = first
        case "refused": reason = first
        case "handoff": (reason, ticket) = (first, rest.last)
        case "withheld": rule = first
        default: return
        }
    }

    private static func value(_ name: String, in words: [String]) -> String? {
        words.first { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.count + 1)) }
    }
}

/// What was understood of a line, for a script: the intents, several where the desk asks back, and
/// the slots that the line filled.
struct UnderstoodView: Encodable {
    /// A count or a sum in fen, or else a text: a day, the last digits of a contract.
    enum Value: Encodable {
        case integer(Int64)
        case text(String)

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .integer(let number): try container.encode(number)
            case .text(let text): try container.encode(text)
            }
        }
    }

    var intents: [String]
    var slots: [String: Value] = [:]

    /// Slots that hold numbers; digits in the others name something.
    private static let numbers: Set<String> = ["amount", "term"]

    /// - Parameter text: as a transcript has it, `instalment_setup_statement term=12`.
    init(_ text: String) {
        intents = []
        for word in text.split(separator: " ").map(String.init) where word != "|" {
            guard let sign = word.firstIndex(of: "=") else {
                intents.append(word)
                continue
            }
            let (name, value) = (String(word[..<sign]), String(word[word.index(after: sign)...]))
            let number = Self.numbers.contains(name) ? Int64(value) : nil
            slots[name] = number.map(Value.integer) ?? .text(value)
        }
    }
}

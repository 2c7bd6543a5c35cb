/// Personal data made safe to show and to keep (rule R17).
package enum Masking {
    /// First character, then a star for each further one.
    package static func name(_ name: String) -> String {
        guard let first = name.first, name.count > 1 else { return "*" }
        return String(first) + stars(name.count - 1)
    }

    /// Eleven digits: first three, four stars, last four.
    package static func phone(_ phone: String) -> String {
        guard phone.count == 11 else { return stars(phone.count) }
        return phone.prefix(3) + "****" + phone.suffix(4)
    }

    /// Fifteen or eighteen characters: first three, stars, last four.
    package static func identityCard(_ number: String) -> String {
        guard number.count == 15 || number.count == 18 else { return stars(number.count) }
        return number.prefix(3) + stars(number.count - 7) + number.suffix(4)
    }

    /// Thirteen to nineteen digits: four stars and the last four.
    package static func bankCard(_ number: String) -> String {
        guard (13...19).contains(number.count) else { return stars(number.count) }
        return "**** " + number.suffix(4)
    }

    package static func email(_ address: String) -> String {
        guard let first = address.first, let at = address.firstIndex(of: "@") else {
            return stars(address.count)
        }
        return String(first) + "***" + address[at...]
    }

    private static func stars(_ count: Int) -> String { String(repeating: "*", count: count) }
}

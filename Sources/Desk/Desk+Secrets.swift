import Conversation
import Quantities

/// Phone, digits of an ID and codes: taken before a line is anything else, checked here, and
/// written down only as what they are.
extension Desk {
    /// Nil when the line is no phone number: then it is an ordinary line.
    mutating func takePhone(_ text: String, at now: Moment) throws -> [Event]? {
        let number: String
        if takesPlaceholders, text == "<phone>", let owner = phoneOwner,
            let own = try book.phone(owner)
        {
            number = own
        } else if takesPlaceholders, text == "<unknown phone>" {
            number = "10000000000"
        } else if let typed = MaskedLine.phone(in: text) {
            number = typed
        } else {
            return nil
        }
        let customer = try book.owner(number)
        claim = (number, customer)
        if let customer { phoneOwner = customer }
        let said = customer == nil ? "<unknown phone>" : "<phone>"
        return try run(.phoneGiven, saying: said, at: now)
    }

    /// The tail of an ID is tried as such; anything else is words.
    mutating func takeDigits(_ text: String, at now: Moment) throws -> [Event]? {
        guard let claim else { return nil }
        var typed = SecretText.narrowed(text)
        if takesPlaceholders, typed == "<secret>" {
            typed = try claim.customer.flatMap { try book.rightDigits($0) } ?? "<wrong>"
        }
        let isWrong = takesPlaceholders && typed == "<wrong>"
        guard isWrong || SecretText.isIdentityTail(typed) else { return nil }
        let (check, customer) = try book.checkIdentity(claim.phone, typed, now)
        let said = check == .right || text == "<secret>" ? "<secret>" : "<wrong>"
        self.claim = nil
        return try run(.digits(check, customer: customer), saying: said, at: now)
    }

    /// Six digits are tried as the code of the quote that was agreed to, and of no other.
    mutating func takeCode(_ text: String, at now: Moment) throws -> [Event]? {
        guard let customer = dialogue.session.customer, let quote = dialogue.codeQuote else {
            return nil
        }
        let typed = SecretText.narrowed(text)
        let isPlaceholder = takesPlaceholders && ["<secret>", "<wrong>"].contains(typed)
        guard isPlaceholder || SecretText.isCode(typed) else { return nil }
        let check = try checkCode(typed, of: quote, customer, at: now)
        let said = check == .right || typed == "<secret>" ? "<secret>" : "<wrong>"
        return try run(.code(check), saying: said, at: now)
    }

    private mutating func checkCode(
        _ typed: String, of quote: String, _ customer: String, at now: Moment
    ) throws -> Input.Check {
        if let until = try book.lock(customer, now) { return .locked(until: until) }
        // Without a fresh code for this quote there is nothing to guess, and nothing is counted.
        guard let code, code.quote == quote, code.isFresh(at: now) else { return .expired }
        let count = try book.countCode(customer, now)
        guard case .wrong(let left) = count else { return count }
        if (takesPlaceholders && typed == "<secret>") || code.matches(typed) {
            try book.codeAccepted(customer)
            self.code = nil
            return .right
        }
        guard left == 0, let until = try book.lock(customer, now) else { return count }
        return .locked(until: until)
    }
}

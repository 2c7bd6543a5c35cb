import Conversation
import Quantities

/// Phone, digits of an ID and codes: taken before a line is anything else, checked here, and
/// written down only as what they are.
extension Desk {
    /// Nil when the line is no phone number: then it is an ordinary line.
    mutating func takePhone(_ text: String, at now: Moment) throws -> [Event]? {
        let number: String
        if takesPlaceholders, text == "<phone>" {
            number = try phoneOwner.flatMap { try book.phone($0) } ?? Self.nobodysPhone
        } else if let typed = MaskedLine.phone(in: text) {
            number = typed
        } else {
            return nil
        }
        let customer = try book.owner(number)
        claim = (number, customer)
        phoneOwner = customer
        // The same whoever it belongs to: what is said tells nobody who is a customer.
        return try run(.phoneGiven, saying: "<phone>", at: now)
    }

    /// A number by itself signs in wherever it is said: with it stands at most what announces it.
    static func isPhoneAlone(_ text: String) -> Bool {
        let masked = MaskedLine.mask(text)
        guard let number = masked.firstRange(of: "<phone>") else { return false }
        return SecretLine.announces(masked[..<number.lowerBound])
            && SecretLine.announces(masked[number.upperBound...])
    }

    static let nobodysPhone = "10000000000"

    /// Nil when the line is words.
    mutating func takeSecret(
        _ text: String, as kind: SecretLine.Kind, at now: Moment
    ) throws -> [Event]? {
        switch read(text, as: kind) {
        case .words: return nil
        case .unread(let besideWords):
            let said = besideWords ? Self.unreadWords : "<unread>"
            return try run(.unread(besideWords: besideWords), saying: said, at: now)
        case .secret(let typed):
            let events =
                switch kind {
                case .identityTail: try takeDigits(typed, at: now)
                case .code: try takeCode(typed, at: now)
                }
            return try events ?? run(.unread(besideWords: false), saying: "<unread>", at: now)
        }
    }

    /// What is kept of a line that nobody read and that had more to say than digits.
    private static let unreadWords = "<unread words>"

    private func read(_ text: String, as kind: SecretLine.Kind) -> SecretLine {
        let bare = text.filter { $0 != " " }
        if bare == "<unread>" { return .unread(besideWords: false) }
        if text == Self.unreadWords { return .unread(besideWords: true) }
        let isPlaceholder = takesPlaceholders && ["<secret>", "<wrong>"].contains(bare)
        return isPlaceholder ? .secret(bare) : SecretLine(text, as: kind)
    }

    private mutating func takeDigits(_ typed: String, at now: Moment) throws -> [Event]? {
        guard let claim else { return nil }
        var digits = typed
        if typed == "<secret>" {
            digits = try claim.customer.flatMap { try book.rightDigits($0) } ?? "<wrong>"
        }
        let signIn = try book.checkIdentity(claim.phone, digits, now)
        let said = signIn.check == .right || typed == "<secret>" ? "<secret>" : "<wrong>"
        self.claim = nil
        failedTries = signIn.failed
        return try run(.digits(signIn.check, customer: signIn.customer), saying: said, at: now)
    }

    /// Six digits are tried as the code of the quote that was agreed to, and of no other.
    private mutating func takeCode(_ typed: String, at now: Moment) throws -> [Event]? {
        guard let customer = dialogue.session.customer, let quote = dialogue.codeQuote else {
            return nil
        }
        let check = try checkCode(typed, of: quote, customer, at: now)
        let said = check == .right || typed == "<secret>" ? "<secret>" : "<wrong>"
        return try run(.code(check), saying: said, at: now)
    }

    private mutating func checkCode(
        _ typed: String, of quote: String, _ customer: String, at now: Moment
    ) throws -> Input.Check {
        if let locked = try book.codeLock(customer, now) { return locked }
        // Without a fresh code for this quote there is nothing to guess, and nothing is counted.
        guard let code, code.quote == quote, code.isFresh(at: now) else { return .expired }
        let count = try book.countCode(customer, now)
        guard case .wrong(let left) = count else { return count }
        if (takesPlaceholders && typed == "<secret>") || code.matches(typed) {
            try book.codeAccepted(customer)
            self.code = nil
            return .right
        }
        return left == 0 ? try book.codeLock(customer, now) ?? count : count
    }
}

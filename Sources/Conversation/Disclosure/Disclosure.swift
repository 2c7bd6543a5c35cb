import Lending
import Quantities

/// Everything that has to be told of an order before it can be agreed to: one value, made from the
/// order and the facts by `init(of:_:)`. What an order does not have is nil. Sums are in fen.
///
/// The phrasebook renders it, part by part; the quality rules check that each field was rendered.
public struct Disclosure: Equatable, Codable, Sendable {
    /// The line of the inspection sheet that asks for the card.
    public enum Sheet: String, Codable, Sendable {
        case payment = "QA05"
        case plan = "QA06"
    }

    /// A sentence or a table of the card: the reply it is said with, and the fields that the text
    /// of this reply has to render.
    public struct Part: Equatable, Codable, Sendable {
        public var key: String
        public var fields: [Field]
    }

    public let sheet: Sheet
    /// What the order needs: of each entry at least one field has to be rendered.
    public let needs: [[Field]]
    /// The card, in the order in which it is said.
    public internal(set) var parts: [Part] = []

    // MARK: - What it is about

    /// The purpose of the contract, a key of the phrasebook after `purpose_`.
    public internal(set) var purpose: String?
    /// The last four digits of the contract number.
    public internal(set) var tail: String?
    public internal(set) var merchant: String?
    /// The customer's name, masked.
    public internal(set) var holder: String?
    /// What is split, taken back, or was paid last.
    public internal(set) var amount: Money?
    /// Number of instalments.
    public internal(set) var term: Int?
    /// The plan as it was.
    public internal(set) var formerAmount: Money?
    public internal(set) var formerTerm: Int?

    // MARK: - What is paid now

    public internal(set) var principal: Money?
    public internal(set) var interest: Money?
    /// Days the interest is for.
    public internal(set) var days: Int?
    /// Due and not yet paid.
    public internal(set) var dues: Money?
    public internal(set) var penalty: Money?
    /// For paying early, or for undoing.
    public internal(set) var fee: Money?
    public internal(set) var total: Money?
    /// Unpaid of the statement: before a payment, or after a plan came back to it.
    public internal(set) var unpaid: Money?
    /// Taken as usual before the day of the payment.
    public internal(set) var debits: Money?
    /// What stays to be paid afterwards.
    public internal(set) var left: Money?
    /// The first instalment that is paid.
    public internal(set) var number: Int?
    /// Until so many days late a payment goes to the oldest instalment first.
    public internal(set) var lateDays: Int?

    // MARK: - What is saved

    public internal(set) var saved: Money?
    public internal(set) var net: Money?
    /// What it costs more than paying to the end.
    public internal(set) var loss: Money?

    // MARK: - Instalments

    public internal(set) var each: Money?
    public internal(set) var first: Money?
    public internal(set) var last: Money?
    public internal(set) var count: Int?
    public internal(set) var formerEach: Money?
    public internal(set) var formerCount: Int?
    /// Fees of all instalments, or up to now.
    public internal(set) var fees: Money?
    /// A period, on the original amount.
    public internal(set) var feeRate: Rate?
    /// A year, in hundredths of a percent: simple, and compound.
    public internal(set) var nominal: Int?
    public internal(set) var effective: Int?
    /// Interest of a day, before and after.
    public internal(set) var aDay: Money?
    public internal(set) var aDayAfter: Money?

    // MARK: - Who, when, and what else it means

    /// The last four digits of the card that is debited.
    public internal(set) var card: String?
    /// The day the payment counts for.
    public internal(set) var day: Day?
    public internal(set) var due: Day?
    public internal(set) var firstDue: Day?
    public internal(set) var lastDue: Day?
    public internal(set) var formerLastDue: Day?
    public internal(set) var drawn: Day?
    public internal(set) var paid: Day?
    /// Until when the quote is good, and until when the plan or booking can be undone.
    public internal(set) var until: Moment?
    public internal(set) var cancelBy: Moment?
    /// The hour after which it can no longer be undone.
    public internal(set) var cutOff: String?
    /// What paying late means: calendar days without a penalty, the penalty a day and a year.
    public internal(set) var graceDays: Int?
    public internal(set) var dailyPenalty: Rate?
    public internal(set) var yearlyPenalty: Rate?
    /// What is told in words, without a figure.
    public internal(set) var sentences: [Field: Sentence] = [:]

    /// Nothing yet but what the order needs.
    init(for order: Order) {
        sheet = order.told.sheet
        needs = order.told.needs
    }
}

extension Disclosure {
    /// What a card says in words. Each is a reply of its own, so that the text of the card has a
    /// place for it that can be checked. The raw values are keys of the phrasebook.
    public enum Sentence: String, Codable, Sendable, CaseIterable {
        case contractEnds = "card_contract_ends"
        case otherTermsStay = "card_other_terms"
        case noSavingAhead = "card_no_saving"
        case interestByTheDay = "card_by_the_day"
        case settlementStays = "card_no_undo_settlement"
        case paymentStays = "card_no_undo_payment"
        case cancellingStays = "card_no_undo_cancelling"
        case bookingStaysOpen = "card_undo_booking"
        case bookingCanBeMadeAgain = "card_book_again"
        case noFeeEarly = "card_no_fee_early"
        case noFeeStatement = "card_no_fee_statement"
        case noFeeDocument = "card_no_fee_document"
        case payingOffEarly = "card_paying_off_early"
        case creditRegister = "card_credit_register"
        case simpleRate = "card_simple"
        case compoundRate = "card_compound"
        case obligationsPerformed = "card_obligations"
    }
}

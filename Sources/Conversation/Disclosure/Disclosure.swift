import Lending
import Quantities

/// Everything that has to be told of an order before it can be agreed to: one value, made from the
/// order and the facts by `init(of:_:)`. What an order does not have is nil. Sums are in fen.
///
/// The phrasebook renders it, part by part; the quality rules check that each field was rendered.
package struct Disclosure: Equatable, Codable, Sendable {
    /// The line of the inspection sheet that asks for the card.
    package enum Sheet: String, Codable, Sendable {
        case payment = "QA05"
        case plan = "QA06"
    }

    /// A sentence or a table of the card: the reply it is said with, and the fields that the text
    /// of this reply has to render.
    package struct Part: Equatable, Codable, Sendable {
        package var key: String
        package var fields: [Field]
    }

    package let sheet: Sheet
    /// What the order needs: of each entry at least one field has to be rendered.
    package let needs: [[Field]]
    /// The card, in the order in which it is said.
    package internal(set) var parts: [Part] = []

    // MARK: - What it is about

    /// The purpose of the contract, a key of the phrasebook after `purpose_`.
    package internal(set) var purpose: String?
    /// The last four digits of the contract number.
    package internal(set) var tail: String?
    package internal(set) var merchant: String?
    /// The customer's name, masked.
    package internal(set) var holder: String?
    /// What is split, taken back, or was paid last.
    package internal(set) var amount: Money?
    /// Number of instalments.
    package internal(set) var term: Int?
    /// The plan as it was.
    package internal(set) var formerAmount: Money?
    package internal(set) var formerTerm: Int?

    // MARK: - What is paid now

    package internal(set) var principal: Money?
    package internal(set) var interest: Money?
    /// Days the interest is for.
    package internal(set) var days: Int?
    /// Due and not yet paid.
    package internal(set) var dues: Money?
    package internal(set) var penalty: Money?
    /// For paying early, or for undoing.
    package internal(set) var fee: Money?
    package internal(set) var total: Money?
    /// Unpaid of the statement: before a payment, or after a plan came back to it.
    package internal(set) var unpaid: Money?
    /// Taken as usual before the day of the payment.
    package internal(set) var debits: Money?
    /// What stays to be paid afterwards.
    package internal(set) var left: Money?
    /// The first instalment that is paid.
    package internal(set) var number: Int?
    /// Until so many days late a payment goes to the oldest instalment first.
    package internal(set) var lateDays: Int?

    // MARK: - What is saved

    package internal(set) var saved: Money?
    package internal(set) var net: Money?
    /// What it costs more than paying to the end.
    package internal(set) var loss: Money?

    // MARK: - Instalments

    package internal(set) var each: Money?
    package internal(set) var first: Money?
    package internal(set) var last: Money?
    package internal(set) var count: Int?
    package internal(set) var formerEach: Money?
    package internal(set) var formerCount: Int?
    /// Fees of all instalments, or up to now.
    package internal(set) var fees: Money?
    /// A period, on the original amount.
    package internal(set) var feeRate: Rate?
    /// A year, in hundredths of a percent: simple, and compound.
    package internal(set) var nominal: Int?
    package internal(set) var effective: Int?
    /// Interest of a day, before and after.
    package internal(set) var aDay: Money?
    package internal(set) var aDayAfter: Money?

    // MARK: - Who, when, and what else it means

    /// The last four digits of the card that is debited.
    package internal(set) var card: String?
    /// The day the payment counts for.
    package internal(set) var day: Day?
    package internal(set) var due: Day?
    package internal(set) var firstDue: Day?
    package internal(set) var lastDue: Day?
    package internal(set) var formerLastDue: Day?
    package internal(set) var drawn: Day?
    package internal(set) var paid: Day?
    /// Until when the quote is good, and until when the plan or booking can be undone.
    package internal(set) var until: Moment?
    package internal(set) var cancelBy: Moment?
    /// The hour after which it can no longer be undone.
    package internal(set) var cutOff: String?
    /// What paying late means: calendar days without a penalty, the penalty a day and a year.
    package internal(set) var graceDays: Int?
    package internal(set) var dailyPenalty: Rate?
    package internal(set) var yearlyPenalty: Rate?
    /// What is told in words, without a figure.
    package internal(set) var sentences: [Field: Sentence] = [:]

    /// Nothing yet but what the order needs.
    init(for order: Order) {
        sheet = order.told.sheet
        needs = order.told.needs
    }
}

extension Disclosure {
    /// What a card says in words. Each is a reply of its own, so that the text of the card has a
    /// place for it that can be checked. The raw values are keys of the phrasebook.
    package enum Sentence: String, Codable, Sendable, CaseIterable {
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

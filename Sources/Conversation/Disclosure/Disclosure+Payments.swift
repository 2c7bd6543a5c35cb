import Lending
import Quantities

extension Disclosure {
    /// Paying off: every item, also when it is nothing.
    mutating func tell(_ quote: PayoffQuote, of loan: Loan?) {
        day = quote.valueDate
        principal = quote.notDuePrincipal
        interest = quote.accruedInterest + quote.accruedFee
        days = quote.accruedDays
        dues = quote.dueParts.principal + quote.dueParts.interest + quote.dueParts.fee
        penalty = quote.dueParts.penalty
        fee = quote.prepaymentFee
        sentences = [.effect: .contractEnds, .undo: .settlementStays]
        add(
            "settle_card",
            [
                .name, .tail, .day, .principal, .interest, .days, .dues, .penalty, .fee, .total,
                .company, .card, .until, .effect, .undo,
            ])
        guard loan?.terms.method != .daily else {
            sentences[.byTheDay] = .interestByTheDay
            sentences[.noFee] = .noFeeEarly
            return add("settle_daily", [.byTheDay, .noFee])
        }
        tellSaving(
            quote.interestSaved + quote.feeSaved, net: quote.netSaved, "settle_saving",
            orLoss: "settle_loss")
    }

    /// What is saved, with the fee and the net beside it, and plainly when it is a loss.
    private mutating func tellSaving(
        _ saved: Money, net: Money, _ saving: String, orLoss aLoss: String
    ) {
        self.saved = saved
        if net < .zero {
            loss = -net
            add(aLoss, [.saved, .fee, .loss])
        } else {
            self.net = net
            add(saving, [.saved, .fee, .net])
        }
    }

    /// A part of the principal, and what becomes of the instalments.
    mutating func tell(_ quote: PrepaymentQuote, of loan: Loan?) {
        day = quote.valueDate
        principal = quote.principal
        interest = quote.accruedInterest
        days = quote.accruedDays
        (dues, penalty) = (.zero, .zero)
        fee = quote.prepaymentFee
        left = quote.remainingPrincipal
        let open = loan?.rows.filter { !$0.isPaid } ?? []
        formerEach = open.first?.open.total
        formerCount = open.count
        formerLastDue = open.last?.instalment.due
        each = quote.rows.first?.total
        count = quote.rows.count
        lastDue = quote.rows.last?.due
        sentences = [.undo: .paymentStays, .otherTerms: .otherTermsStay]
        add(
            "prepay_card",
            [
                .name, .tail, .day, .principal, .interest, .days, .dues, .penalty, .fee, .total,
                .company, .card, .until, .undo,
            ])
        switch quote.mode {
        case .shortenTerm:
            add(
                "prepay_ends_sooner",
                [.left, .each, .formerCount, .count, .lastDue, .formerLastDue, .otherTerms])
        case .reduceInstalment:
            add(
                "prepay_costs_less",
                [.left, .formerEach, .each, .count, .lastDue, .otherTerms])
        }
        tellSaving(
            quote.interestSaved, net: quote.netSaved, "prepay_saving", orLoss: "prepay_loss")
    }

    /// A part of what is drawn of a revolving loan.
    mutating func tell(_ quote: DrawnRepayment, of loan: Loan?) {
        day = quote.valueDate
        principal = quote.principal
        fee = .zero
        left = quote.remaining
        interest = quote.interestSoFar
        nominal = loan.map { Int($0.terms.annualRate.disclosedSimpleAnnual / 10_000) }
        aDay = quote.interestADay
        aDayAfter = quote.interestADayAfter
        sentences = [.undo: .paymentStays, .simple: .simpleRate]
        add(
            "repay_drawn_card",
            [
                .name, .tail, .day, .principal, .fee, .total, .left, .aDayAfter, .aDay, .nominal,
                .simple, .interest, .company, .card, .until, .undo,
            ])
    }

    /// What is due or overdue, or the next instalment ahead of its day.
    mutating func tell(_ quote: DuesQuote, of loan: Loan?) {
        day = quote.valueDate
        principal = quote.parts.principal
        interest = quote.parts.interest
        fee = quote.parts.fee
        penalty = quote.parts.penalty
        sentences = [.undo: .paymentStays]
        add(
            "pay_card",
            [
                .name, .tail, .day, .principal, .interest, .fee, .penalty, .total, .card,
                .company, .until, .undo,
            ])
        if quote.isAhead {
            number = quote.covered.first?.number
            due = loan?.nextDue?.instalment.due
            sentences[.noSaving] = .noSavingAhead
            add("pay_ahead", [.due, .number, .noSaving])
        }
        if quote.remaining.total > .zero {
            left = quote.remaining.total
            if quote.daysPastDue >= Allocation.principalFirstFrom {
                lateDays = Allocation.principalFirstFrom - 1
                add("pay_order_principal", [.lateDays])
            } else {
                add("pay_order_rows", [])
            }
            add("pay_left", [.left])
        } else if !quote.isAhead {
            add("pay_clear", [])
        }
    }

    /// A statement, or a part of it.
    mutating func tell(_ amount: Money, on statement: Statement?, _ facts: Facts) {
        day = valueDate(at: facts.now)
        unpaid = statement?.unpaid
        let rest = statement.map { $0.unpaid - amount }
        left = rest
        due = statement?.due
        sentences = [.undo: .paymentStays, .noFee: .noFeeStatement]
        add(
            "pay_statement_card",
            [.day, .unpaid, .total, .left, .card, .company, .noFee, .until, .undo])
        if let rest, let due, rest > .zero, due >= facts.now.day {
            add("pay_statement_left", [.left, .due])
        }
    }

    /// The paper that a contract is paid off.
    mutating func tell(_ certificate: Certificate, of customer: Customer) {
        holder = Masking.name(customer.name)
        principal = certificate.principal
        drawn = certificate.drawn
        paid = certificate.paid
        amount = certificate.amount
        sentences = [.noFee: .noFeeDocument, .states: .obligationsPerformed]
        add(
            "certificate_card",
            [
                .name, .tail, .holder, .principal, .drawn, .paid, .amount, .company, .noFee,
                .states,
            ])
    }
}

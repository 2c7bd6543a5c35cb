import Entities
import Lending
import NLU
import Quantities

/// A repayment for a later day: "pay 2,000 on Friday", 星期五再结清. The services that repay take a
/// day to come; their order is then booked, and made by the book on its day.
extension Service {
    /// Heard where a payment for another day is asked for: what is to be paid decides which of the
    /// services that repay goes on with it.
    static let repaymentBooking = Service(
        name: "repayment_booking", intents: [Booked.intent],
        slots: [Booked.what, Booked.day(beside: [])],
        answer: { form, _ in
            Booked.form(of: form.slots["what"], form, isForLater: true).map(Outcome.become)
                ?? .refuse("NO_QUOTE", [])
        }
    ).with {
        $0.becomes = { line, form, facts in
            let isForLater =
                facts.words.finds("booking", in: line.text)
                || line.period.map { $0.upperBound > facts.now.day } == true
            return Booked.what(in: line, form, facts).flatMap {
                Booked.form(of: $0, form, isForLater: isForLater)
            }
        }
    }

    /// Takes a booking back, until it is made.
    static let bookingCancellation = Service(
        name: "booking_cancellation", intents: ["booking_cancel"], slots: [Booked.standing],
        answer: Booked.cancel, receipt: Booked.receipt
    ).with {
        $0.undoes = { $0.booking != nil }
    }

    /// The same service, which also takes a day to come.
    ///
    /// - Parameter slots: those whose values are of that day and not of today.
    func bookable(onItsDay slots: Set<String> = []) -> Service {
        let own = self
        return with { service in
            service.refinedBy.append(Booked.intent)
            service.slots =
                [Booked.day(beside: own.slots)]
                + own.slots.map { Booked.slot($0, isOfItsDay: slots.contains($0.name)) }
            service.answer = { form, facts in Booked.answer(form, facts, by: own) }
            service.receipt = { receipt, facts in
                guard receipt.order.booking == nil else { return Booked.receipt(receipt, facts) }
                let replies = own.receipt(receipt, facts)
                return replies.prefix(1) + Booked.overtaken(by: receipt, facts)
                    + replies.dropFirst()
            }
        }
    }
}

enum Booked {
    /// The intent of a line that asks for a payment on another day.
    static let intent = "repayment_booking"

    /// The day a form is for; nil where it is today's.
    static func day(_ form: Form, _ facts: Facts) -> Day? {
        guard let day = Period(form.slots[LaterDay.name])?.from, day > facts.now.day else {
            return nil
        }
        return day
    }

    /// The facts a form is for: of its day, or of now.
    static func facts(_ form: Form, _ facts: Facts) -> Facts {
        day(form, facts).map { facts.projected(to: $0) } ?? facts
    }

    // MARK: - What is paid

    /// What can be booked.
    private enum What: String, CaseIterable { case all, part, dues }

    static let what = Slot(
        name: "what", isChosenByPlace: true,
        choices: { _, _ in
            What.allCases.map {
                Slot.Choice(.choice($0.rawValue), Reply("booking_what_" + $0.rawValue))
            }
        },
        read: { heard, form, facts in what(in: heard, form, facts).map { .value($0) } ?? .nothing },
        ask: { _, _ in [Reply("ask_booking_what")] })

    /// What a line wants to pay, by what it names, then by what it is most like.
    static func what(
        in line: Interpretation, _ form: Form, _ facts: Facts
    ) -> SlotValue? {
        if facts.words.finds("dues", in: line.text) { return .choice(What.dues.rawValue) }
        if Part.isNamed(in: line, form, facts) { return .choice(What.part.rawValue) }
        if Part.isWhole(line, facts.words) || facts.words.finds("payoff", in: line.text) {
            return .choice(What.all.rawValue)
        }
        let likely = line.ranking.lazy.filter { $0.confidence >= 0.1 }
            .compactMap { ranked in What.allCases.first { opening($0).intent == ranked.intent } }
        return likely.first.map { .choice($0.rawValue) }
    }

    private static func opening(_ what: What) -> (service: String, intent: String) {
        switch what {
        case .all: ("early_settlement", "early_settle_full")
        case .part: ("partial_repayment", "early_repay_partial")
        case .dues: ("due_repayment", "repay_due")
        }
    }

    /// The form of the service that pays it: still one for another day, or one for today.
    static func form(of value: SlotValue?, _ form: Form, isForLater: Bool) -> Form? {
        guard case .choice(let name) = value, let what = What(rawValue: name) else { return nil }
        let (service, today) = opening(what)
        return Part.form(of: form, service, isForLater ? form.intent : today)
    }

    // MARK: - Answer

    static func answer(_ form: Form, _ facts: Facts, by service: Service) -> Outcome {
        guard let account = facts.account, let day = day(form, facts) else {
            return service.answer(form, facts)
        }
        if let refusal = refusal(form, facts) { return refusal }
        let outcome = service.answer(form, facts.projected(to: day))
        guard case .propose(let order, let rate, _) = outcome else { return outcome }
        if account.booking(of: order.subject) != nil { return standing(order.subject, account) }
        return .propose(.book(Booking(day: day, order: order)), rate: rate, facts)
    }

    /// Why the contract that was chosen can have nothing booked for its day; nil when it can, and
    /// where nothing is booked.
    static func refusal(_ form: Form, _ facts: Facts) -> Outcome? {
        guard let account = facts.account, let day = day(form, facts),
            case .reference(let id)? = form.slots["due"] ?? form.slots[LoanSlot.name]
        else { return nil }
        if account.booking(of: id) != nil { return standing(id, account) }
        if form.slots["due"] != nil, let due = debited(id, by: day, account) {
            return .refuse(
                "DEBITED_ANYWAY",
                [
                    Reply(
                        "booking_debited_anyway",
                        ["day": .day(due), "card": .text(account.customer.cardTail)])
                ])
        }
        guard let loan = account.contract(id), loan.status == .active,
            loan.projected(from: account.asOf, to: day).status == .settled
        else { return nil }
        return .refuse("ENDS_BEFORE", [LoanSlot.ended(loan)])
    }

    /// What falls due until the day is taken by itself; what is past due is not.
    private static func debited(_ id: String, by day: Day, _ account: Account) -> Day? {
        if let statement = account.statement, statement.id == id {
            // No range of days: where another terminal's clock is ahead, the day may be past.
            return account.asOf <= statement.due && statement.due <= day ? statement.due : nil
        }
        guard let loan = account.contract(id), loan.arrears(on: account.asOf).total == .zero,
            let due = loan.nextDue(from: account.asOf)?.instalment.due
        else { return nil }
        return due <= day ? due : nil
    }

    private static func standing(_ id: String, _ account: Account) -> Outcome {
        let booked = account.booking(of: id).map { values($0, account) } ?? [:]
        return .refuse(
            BookingRefusal.alreadyBooked.rawValue, [Reply("booking_already_booked", booked)])
    }

    // MARK: - What stands

    /// Name, tail, day and the most that is taken, as replies show them.
    static func values(_ booking: Booking, _ account: Account?) -> [String: Reply.Value] {
        let subject = booking.order.subject
        let purpose = account?.contract(subject)?.purpose
        return [
            "name": .phrase(purpose.map { "purpose_" + $0 } ?? "history_statement"),
            "tail": .text(String(subject.suffix(4))), "day": .day(booking.day),
            "total": .money(booking.order.total),
        ]
    }

    /// A line for each booking of an account, or of the contracts it is narrowed to.
    ///
    /// - Parameter period: the days that are asked about; nil for all.
    static func lines(_ account: Account, in period: Period? = nil) -> [Reply] {
        let isWhole = account.statement != nil || account.loans.count + account.plans.count == 0
        return account.bookings
            .filter { isWhole || account.contract($0.order.subject) != nil }
            .filter { period?.contains($0.day) ?? true }
            .map { Reply("booking_stands", values($0, account)) }
    }

    /// Reason codes of what was paid before its day, and is not wanted once more.
    static let notNeeded = ["ALREADY_SETTLED", "NOTHING_DUE"]

    /// Of a booking for which a payment at the desk has left nothing to do.
    static func overtaken(by receipt: Receipt, _ facts: Facts) -> [Reply] {
        guard let account = facts.account,
            let booking = account.booking(of: receipt.order.subject),
            case .failure(let refusal)? = try? account.projected(to: booking.day).due(booking),
            notNeeded.contains(refusal.code)
        else { return [] }
        return [Reply("booking_overtaken", values(booking, account))]
    }

    // MARK: - Cancelling

    static let standing = Slot(
        name: "booking", isChosenByPlace: true,
        choices: { _, facts in
            (facts.account?.bookings ?? []).map {
                Slot.Choice(
                    .reference($0.order.subject), Reply("booking_choice", values($0, facts.account))
                )
            }
        },
        read: { heard, _, facts in
            let bookings = facts.account?.bookings ?? []
            let days = heard.entities.compactMap { entity -> Day? in
                if case .date(let day) = entity.value { day } else { nil }
            }
            let onDay = bookings.filter { days.contains($0.day) }
            if onDay.count == 1 { return .value(.reference(onDay[0].order.subject)) }
            let loans = bookings.compactMap { facts.account?.contract($0.order.subject) }
            return LoanSlot.read(
                heard, among: loans, named: loans.map { LoanSlot.candidate($0, facts.words) }, facts
            )
        },
        ask: { _, _ in [Reply("ask_booking_which")] })

    @Sendable static func cancel(_ form: Form, _ facts: Facts) -> Outcome {
        guard case .reference(let id) = form.slots["booking"],
            let booking = facts.account?.booking(of: id)
        else { return .refuse(BookingRefusal.nothingBooked.rawValue, [Reply("booking_none")]) }
        return .propose(.cancelBooking(booking), facts)
    }

    @Sendable static func receipt(_ receipt: Receipt, _ facts: Facts) -> [Reply] {
        let key: String
        let booking: Booking
        switch receipt.order {
        case .book(let made): (key, booking) = ("booking_done", made)
        case .cancelBooking(let gone): (key, booking) = ("booking_cancelled", gone)
        default: return []
        }
        var values = values(booking, facts.account)
        values["receipt"] = .text(receipt.number)
        return [Reply(key, values)]
    }
}

import Quantities

/// A repayment for a later day: made then by itself, once the debits of that day are taken, or not
/// at all. Nothing moves before.
package struct Booking: Equatable, Codable, Sendable {
    /// The day it is made.
    package var day: Day
    /// What is paid, as quoted for that day. Its total is the most that is taken.
    package var order: Order

    package init(day: Day, order: Order) {
        self.day = day
        self.order = order
    }

    /// When it is made. Until then it can be cancelled.
    package var due: Moment { Moment(day, hour: Product.debitHour) }
}

/// Making a repayment on a later day.
package struct BookingOrder: OrderRules {
    package let booking: Booking

    package init(_ booking: Booking) { self.booking = booking }

    package var subject: String { booking.order.subject }
    package var total: Money { booking.order.total }

    /// The repayment as quoted for its day, when all goes on as it is until then.
    package func renewed(
        in account: Account, at moment: Moment
    ) throws(LendingError) -> Result<Order, OrderRefusal> {
        guard booking.order.isRepayment else {
            return .failure(OrderRefusal(BookingRefusal.notARepayment))
        }
        if let refusal = account.bookingRefusal(
            of: subject, for: booking.day, on: moment.day)
        {
            return .failure(OrderRefusal(refusal))
        }
        let day = booking.day
        return try account.projected(to: day).renewed(booking.order, at: booking.due)
            .map { .book(Booking(day: day, order: $0)) }
    }
}

/// Taking a booking back.
package struct BookingCancellationOrder: OrderRules {
    package let booking: Booking

    package init(_ booking: Booking) { self.booking = booking }

    package var subject: String { booking.order.subject }
    package var total: Money { booking.order.total }

    package func renewed(
        in account: Account, at moment: Moment
    ) -> Result<Order, OrderRefusal> {
        account.bookings.contains(booking)
            ? .success(.cancelBooking(booking))
            : .failure(OrderRefusal(BookingRefusal.nothingBooked))
    }
}

/// Why a repayment cannot be booked, is not made on its day, or cannot be cancelled. The raw values
/// are reason codes; on its day those of the repayment itself come before.
package enum BookingRefusal: String, Codable, Sendable, CaseIterable {
    case accountFrozen = "ACCOUNT_FROZEN"
    /// Only what pays a contract or a statement back can be booked.
    case notARepayment = "NOT_A_REPAYMENT"
    /// Today is no later day.
    case notLater = "NOT_LATER"
    /// More than `Product.mostDaysBooked` days from today.
    case tooFar = "TOO_FAR_AHEAD"
    /// One a contract: it has to be cancelled first.
    case alreadyBooked = "ALREADY_BOOKED"
    /// On its day more is owed than was agreed to.
    case moreThanAgreed = "MORE_THAN_AGREED"
    case nothingBooked = "NOTHING_BOOKED"
}

extension Order {
    /// The repayment that a booking is for; nil for other orders.
    package var booking: Booking? {
        if case .book(let booking) = self { booking } else { nil }
    }
}

extension Account {
    /// The repayment booked for a contract or a statement, if one is.
    package func booking(of subject: String) -> Booking? {
        bookings.first { $0.order.subject == subject }
    }

    /// Why nothing can be booked for a contract or statement, or nil when it can.
    ///
    /// - Parameters:
    ///   - day: the day to book for; nil while it is not chosen.
    ///   - today: the day it is booked on.
    package func bookingRefusal(
        of subject: String, for day: Day? = nil, on today: Day
    ) -> BookingRefusal? {
        guard customer.status == .normal else { return .accountFrozen }
        guard booking(of: subject) == nil else { return .alreadyBooked }
        guard let day else { return nil }
        guard day > today else { return .notLater }
        return day - today > Product.mostDaysBooked ? .tooFar : nil
    }

    /// The repayment that a booking comes to on its day: never more than was agreed to.
    package func due(_ booking: Booking) throws(LendingError) -> Result<Order, OrderRefusal> {
        try renewed(booking.order, at: booking.due).flatMap { order in
            order.total <= booking.order.total
                ? .success(order) : .failure(OrderRefusal(BookingRefusal.moreThanAgreed))
        }
    }
}

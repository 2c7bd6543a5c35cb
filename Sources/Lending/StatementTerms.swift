import Quantities

extension Statement {
    /// The days on which it can be put into instalments.
    package var conversionWindow: ConversionWindow { ConversionRule.standard.window(of: self) }

    /// The most of it that can be put into instalments, in fen, down to a whole yuan.
    package var convertible: Money { ConversionRule.standard.convertible(of: self) }

    /// The least to pay by the due date, in fen: a tenth of the purchases not paid, rounded up, and
    /// all of what is handed in.
    package func minimumPayment(
        instalmentsDue: Money = .zero, fees: Money = .zero, arrears: Money = .zero
    ) -> Money {
        let tenth = roundUp(
            Int128(max(.zero, unpaid).fen) * Int128(Product.minimumPaymentShare.ppm),
            over: 1_000_000)
        return Money(fen: tenth) + instalmentsDue + fees + arrears
    }

    /// Unpaid after its due date: the desk debits statements in full.
    package func isPastDue(on day: Day) -> Bool { due < day && unpaid > .zero }

    /// Days since its due date when it is unpaid and beyond the days of grace, else 0.
    package func daysPastDue(on day: Day) -> Int {
        isPastDue(on: day) && day - due > Product.graceDays ? day - due : 0
    }
}

/// Every service of the desk, in the order they are offered. Adding one is its file and this line.
extension Service {
    package static let all: [Service] = [
        earlySettlement.bookable(), partialRepayment.bookable(onItsDay: ["amount", "mode"]),
        dueRepayment.bookable(), repaymentBooking, bookingCancellation,
        instalmentSetup, purchaseInstalment, planCancellation, planChange,
        settlementCertificate,
        outstanding, amountDue, dueDate, availableCredit,
        overdueStatus, schedule, history, comparison,
        settlementQuote, instalmentQuote, instalmentPlans,
        signIn,
    ].map { service in
        service.with {
            $0.topics = topicsOf[service.name] ?? []
            $0.asking = asking[service.name] ?? [:]
            $0.tellsTimes = ["history", "due_date"].contains(service.name)
        }
    }

    /// What is offered to somebody who was not understood.
    static let mostWanted = [earlySettlement, instalmentSetup, outstanding]
}

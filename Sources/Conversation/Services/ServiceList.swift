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
            $0.leadsTo = leads(from: service.name)
            $0.tellsTimes = ["history", "due_date"].contains(service.name)
        }
    }

    /// Who was told what is due may pay it, or pay the contract off; who was told what is owed may
    /// pay it off.
    private static func leads(from service: String) -> @Sendable (Form) -> [Form] {
        let next: [(service: Service, slot: String)]
        switch service {
        case amountDue.name, dueDate.name:
            next = [(dueRepayment, "due"), (earlySettlement, LoanSlot.name)]
        case overdueStatus.name: next = [(dueRepayment, "due")]
        case outstanding.name, schedule.name, instalmentPlans.name, comparison.name:
            next = [(earlySettlement, LoanSlot.name)]
        default: next = []
        }
        let orders = next.map { ($0.service.name, $0.service.intents.first ?? "", $0.slot) }
        return { told in
            orders.map { name, intent, slot in
                var form = Form(service: name, intent: intent)
                if case .reference(let id)? = told.slots[LoanSlot.name] {
                    form.slots[slot] = .reference(id)
                }
                return form
            }
        }
    }

    /// What is offered to somebody who was not understood.
    static let mostWanted = [earlySettlement, instalmentSetup, outstanding]
}

import Lending
import Quantities
import Testing

/// Putting the statement of an account into instalments, where rule R13 meets the book.
struct ConversionTests {
    @Test(arguments: [
        ("2026-06-10", 100_000, nil, [ConversionRefusal.outsideWindow]),
        ("2026-06-11", 100_000, 12, []), ("2026-06-27", 720_000, nil, []),
        ("2026-06-28", 100_000, nil, [.outsideWindow]),
        ("2026-06-12", 720_001, 12, [.aboveMaximum]),
        ("2026-06-12", 59_999, 5, [.belowMinimum, .termNotAllowed]),
    ])
    func refusals(
        _ day: String, _ fen: Int64, _ periods: Int?, are expected: [ConversionRefusal]
    ) {
        let day = Sample.day(day)
        let account = Sample.account(on: day)
        #expect(
            account.conversionRefusals(
                of: Sample.statement, amount: Money(fen: fen), periods: periods, on: day)
                == expected)
    }

    @Test func oneConversionForEachStatement() throws {
        let day = Sample.day("2026-06-12")
        var plan = try Sample.loan(Sample.plan, id: "IP1", source: Sample.statement.id)
        let refusals = { (plan: Loan, status: Customer.Status) in
            Sample.account(plans: [plan], status: status, on: day).conversionRefusals(
                of: Sample.statement, amount: Sample.yuan(600), on: day)
        }
        // The plan's own first row, due on 5 June, is overdue as well.
        #expect(refusals(plan, .frozen) == [.accountBlocked, .overdueNow, .alreadyConverted])
        plan.status = .cancelled
        #expect(refusals(plan, .normal) == [])
    }

    @Test func whatIsLeftOfASmallStatement() {
        var statement = Sample.statement
        (statement.purchases, statement.paid) = (Money(fen: 66_677), .zero)
        #expect(statement.convertible == Sample.yuan(600))
        statement.paid = Money(fen: 6678)
        #expect(statement.convertible == Sample.yuan(599))
        #expect(
            Sample.account(on: Sample.day("2026-06-12")).conversionRefusals(
                of: statement, amount: Sample.yuan(1), on: Sample.day("2026-06-12"))
                == [.belowMinimumAvailable])
        statement.purchases = Sample.yuan(100_000)
        #expect(statement.convertible == Product.maximumConversion)
        statement.paid = Sample.yuan(100_001)
        #expect(statement.convertible == .zero)
    }

    /// Newest first.
    @Test(
        arguments: [
            ([], true), ([true, false, true], true), ([true, true], false),
            ([true, false, true, false, true], false),
            ([false, false, false, false, false, false, true, true], true),
            ([false, false, false, false, false, true, true], true),
        ] as [([Bool], Bool)])
    func history(_ overdue: [Bool], isFine: Bool) {
        var statement = Sample.statement
        statement.overdueHistory = overdue
        let day = Sample.day("2026-06-12")
        let refusals = Sample.account(on: day).conversionRefusals(
            of: statement, amount: Sample.yuan(600), on: day)
        #expect(refusals == (isFine ? [] : [.overdueHistory]))
    }

    @Test func everyHardReasonComesFirst() {
        let profile = RiskProfile(
            fraudFlag: true, lendersWithBalance: 7, hardInquiries90Days: 6,
            setupAttempts24Hours: 3, monthlyIncome: Sample.yuan(100),
            monthlyObligations: Sample.yuan(71), hoursSinceContactChange: 71)
        #expect(
            profile.scan(frozen: false, currentDaysPastDue: 1).reasons
                == [.accountRestricted, .overdueNow, .multiLenderHigh, .debtBurden])
    }

    @Test func everyReviewReasonInOrder() {
        var profile = RiskProfile(
            fraudFlag: false, lendersWithBalance: 5, hardInquiries90Days: 6,
            setupAttempts24Hours: 3, monthlyIncome: Sample.yuan(100),
            monthlyObligations: Sample.yuan(56), hoursSinceContactChange: 71)
        #expect(
            profile.scan(frozen: false, currentDaysPastDue: 0).reasons
                == [
                    .multiLenderElevated, .manyInquiries, .repeatedAttempts, .debtBurdenElevated,
                    .recentContactChange,
                ])
        (profile.lendersWithBalance, profile.hardInquiries90Days) = (3, 5)
        (profile.setupAttempts24Hours, profile.hoursSinceContactChange) = (2, 72)
        profile.monthlyObligations = Sample.yuan(55)
        #expect(profile.scan(frozen: false, currentDaysPastDue: 0).decision == .pass)
        (profile.monthlyIncome, profile.monthlyObligations) = (.zero, .zero)
        #expect(profile.scan(frozen: false, currentDaysPastDue: 0).reasons == [.incomeUnknown])
    }
}

import Foundation
import Lending
import Quantities
import Testing

/// One worked case.
struct Vector: Codable, Sendable, CustomTestStringConvertible {
    var id: String
    var category: String
    var title: String
    var input: JSON
    var expected: JSON

    var testDescription: String { "\(id): \(title)" }

    /// The cases of the test bundle, then those of the file that `LENDING_VECTORS` names.
    static let shipped = try? read(
        Bundle.module.url(forResource: "Vectors/lending", withExtension: "json"))
    static let furtherFile = ProcessInfo.processInfo.environment["LENDING_VECTORS"]
    static let further = try? furtherFile.map { try read(URL(fileURLWithPath: $0)) }

    static let all = (shipped ?? []) + (further ?? [])

    static func of(_ category: String) -> [Vector] { all.filter { $0.category == category } }

    private static func read(_ url: URL?) throws -> [Vector] {
        struct File: Decodable { var vectors: [Vector] }
        let data = try Data(contentsOf: try #require(url))
        if let list = try? JSONDecoder().decode([Vector].self, from: data) { return list }
        return try JSONDecoder().decode(File.self, from: data).vectors
    }
}

/// Reading a case's input in the types of the program.
extension JSON {
    func int(_ key: String) throws -> Int {
        guard case .int(let value) = self[key] else { throw MissingField(key: key) }
        return Int(value)
    }
    func money(_ key: String) throws -> Money { Money(fen: Int64(try int(key))) }
    func rate(_ key: String) throws -> Rate {
        self[key].isNull ? .zero : Rate(ppm: Int64(try int(key)))
    }
    func flag(_ key: String) throws -> Bool {
        guard case .bool(let value) = self[key] else { throw MissingField(key: key) }
        return value
    }
    func text(_ key: String) throws -> String {
        guard case .string(let value) = self[key] else { throw MissingField(key: key) }
        return value
    }
    func day(_ key: String) throws -> Day { try #require(Day(try text(key)), "\(key)") }

    func terms(defaultStart: Day? = nil) throws -> Terms {
        Terms(
            method: try #require(RepaymentMethod(rawValue: try text("method"))),
            principal: try money("principal_fen"), annualRate: try rate("annual_rate_ppm"),
            feeRatePerPeriod: try rate("fee_rate_ppm_per_period"),
            feeTiming: try self["fee_timing"].isNull
                ? .perPeriod : #require(FeeTiming(rawValue: try text("fee_timing"))),
            periods: try int("n"), start: try defaultStart ?? day("start_date"))
    }

    func penaltyRule() throws -> PenaltyRule {
        let days = try int("grace_days")
        if try text("mode") == "daily" {
            return PenaltyRule(graceDays: days, mode: .daily(try rate("daily_ppm")))
        }
        return PenaltyRule(
            graceDays: days,
            mode: .multiple(
                numerator: try int("num"), denominator: try int("den"),
                cap: self["cap_ppm"].isNull ? nil : try rate("cap_ppm")))
    }

    /// A contract whose first `paid_rows` rows are paid.
    func loan() throws -> Loan {
        let terms = try terms()
        let paid = try int("paid_rows")
        let fee = self["prepay_fee"]
        let rows = try Schedule(terms).rows.map { row in
            Loan.Row(
                instalment: row,
                paid: row.number <= paid
                    ? Parts(principal: row.principal, interest: row.interest, fee: row.fee) : .zero)
        }
        return Loan(
            id: "LN00000001", purpose: "cash", status: .active, terms: terms, rows: rows,
            penalty: self["penalty"].isNull
                ? PenaltyRule(graceDays: 0, mode: .daily(.zero))
                : try self["penalty"].penaltyRule(),
            prepaymentFee: PrepaymentFee(
                rate: try fee.rate("rate_ppm"),
                freeAfterPaidRows: try fee.int("free_after_paid_rows"),
                coolingOffDays: try fee.int("cooling_off_days")),
            flatFeePolicy: self["flat_fee_policy"].isNull
                ? .proRataCurrent
                : try #require(FlatFeePolicy(rawValue: try text("flat_fee_policy"))),
            signed: terms.start)
    }

    struct MissingField: Error { var key: String }
}

/// Writing answers as a case does.
extension JSON {
    init(_ amount: Money) { self = .int(amount.fen) }
    init(_ day: Day) { self = .string(day.description) }
    init(_ rows: [Instalment]) {
        self.init(
            rows.map { row -> JSON in
                [
                    JSON(row.number), JSON(row.due), JSON(row.principal), JSON(row.interest),
                    JSON(row.fee), JSON(row.total), JSON(row.balanceAfter),
                ]
            })
    }
}

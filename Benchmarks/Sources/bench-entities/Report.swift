import Entities
import Foundation
import Quantities

/// The figures of every suite, and what was not heard.
struct Report {
    struct Figure {
        var attempted = 0, correct = 0
        var negatives = 0, clean = 0
    }

    struct Failure: Hashable {
        var suite: String
        var input: String
        var expected: String
        var heard: String
    }

    private(set) var figures: [(suite: String, language: String, figure: Figure)] = []
    private(set) var failures: [Failure] = []

    init(_ suites: [Suite]) {
        for suite in suites {
            for row in suite.rows { judge(row, of: suite) }
        }
    }

    private mutating func judge(_ row: Suite.Row, of suite: Suite) {
        guard let measure = row.measure(of: suite.kind) else { return }
        let judge = Judge(kind: suite.kind, row: row)
        let heard = judge.heard()
        let isRight = judge.isRight(heard)
        let place = place(of: measure, suite.language)
        if row.expected.isEmpty {
            figures[place].figure.negatives += 1
            figures[place].figure.clean += isRight ? 1 : 0
        } else {
            figures[place].figure.attempted += 1
            figures[place].figure.correct += isRight ? 1 : 0
        }
        guard !isRight else { return }
        failures.append(
            Failure(
                suite: "\(suite.language) \(measure)", input: row.input,
                expected: row.expected.joined(separator: " | "),
                heard: heard.map(Self.notation).joined(separator: " | ")))
    }

    private mutating func place(of measure: String, _ language: String) -> Int {
        if let place = figures.firstIndex(where: { $0.suite == measure && $0.language == language })
        {
            return place
        }
        figures.append((measure, language, Figure()))
        return figures.count - 1
    }

    private static func notation(_ entity: Entity) -> String {
        let value =
            switch entity.value {
            case .amount(let money, let currency): "\(money) \(currency)"
            case .number(let tenThousandths), .things(let tenThousandths):
                "\(Decimal(tenThousandths) / 10_000)"
            case .count(let count, let unit): "\(count) \(unit.rawValue)"
            case .date(let day): "\(day)"
            case .period(let from, let to): "\(from)..\(to)"
            case .monthly(let day): "monthly \(day)"
            case .weekly(let weekday): "weekly \(weekday)"
            case .ownDay(let day, let offset): "\(day) \(offset)"
            case .share(let part, let whole): "\(part)/\(whole)"
            case .text(let text): text
            case .impossible(let what): "impossible \(what)"
            }
        return "\(entity.name) \(entity.approximate ? "~" : "")\(value)"
    }
}

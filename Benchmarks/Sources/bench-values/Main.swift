import Entities
import Foundation
import Quantities

/// Times the reading of values: `bench-values FILE` prints microseconds a line, of the lines that
/// hold a value and of those that hold none, and how much longer a line takes that is ten times as
/// long.
@main struct BenchValues {
    static func main() throws {
        guard CommandLine.arguments.count == 2 else {
            FileHandle.standardError.write(Data("usage: bench-values FILE\n".utf8))
            exit(64)
        }
        let text = try String(contentsOfFile: CommandLine.arguments[1], encoding: .utf8)
        let lines = text.split(separator: "\n").map(String.init)
        let (valued, plain) = (lines.filter(holdsValue), lines.filter { !holdsValue($0) })
        let long = valued.prefix(500).map { Array(repeating: $0, count: 10).joined(separator: "; ") }
        let ratio = microseconds(long) / microseconds(Array(valued.prefix(500)))
        print("with values: \(valued.count) lines, \(shown(microseconds(valued))) µs a line")
        print("without: \(plain.count) lines, \(shown(microseconds(plain))) µs a line")
        print("ten times as long: \(shown(ratio)) times the work")
    }

    private static let today = Day(number: 0)

    private static func holdsValue(_ line: String) -> Bool {
        !EntityReader.entities(in: line, today: today).isEmpty
    }

    /// A line, in the fastest of five runs over all of them.
    private static func microseconds(_ lines: [String]) -> Double {
        let runs = (0..<5).map { _ in
            let start = ContinuousClock.now
            for line in lines { _ = EntityReader.entities(in: line, today: today) }
            return (ContinuousClock.now - start) / .microseconds(1)
        }
        return (runs.min() ?? 0) / Double(max(1, lines.count))
    }

    private static func shown(_ number: Double) -> String { String(format: "%.2f", number) }
}

import Foundation
import NLU
import Quantities

/// Times lines one by one, in process: `bench-line MODEL FILE` prints the medians, in microseconds, of
/// a decision about a line and of a whole interpretation with its entities.
@main struct BenchLine {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3 else {
            FileHandle.standardError.write(Data("usage: bench-line MODEL FILE\n".utf8))
            exit(64)
        }
        let bytes = try Data(contentsOf: URL(fileURLWithPath: arguments[1]))
        let model = try Model(bytes: [UInt8](bytes))
        let text = try String(contentsOfFile: arguments[2], encoding: .utf8)
        let lines = text.split(separator: "\n").prefix(20_000).map { Array($0.utf8) }
        var interpreter = Interpreter(model)
        let answering = median(of: lines) { line in
            line.withUnsafeBufferPointer { _ = interpreter.verdict($0) }
        }
        let interpreting = median(of: lines) { line in
            _ = interpreter.interpret(String(decoding: line, as: UTF8.self), today: Day(number: 0))
        }
        print(String(format: "%.2f\t%.2f", answering, interpreting))
    }

    /// Of the microseconds that lines take, every line twice and timed the second time round.
    private static func median(of lines: [[UInt8]], _ body: ([UInt8]) -> Void) -> Double {
        lines.forEach(body)
        let times = lines.map { line in
            let start = ContinuousClock.now
            body(line)
            return (ContinuousClock.now - start) / .microseconds(1)
        }
        return times.sorted()[times.count / 2]
    }
}

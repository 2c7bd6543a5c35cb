import NLU
import Text

/// Answers to lines, one line of text each: `intent<TAB>confidence<TAB>decision<TAB>text`.
///
/// The intent is the predicted one, or `out_of_scope` when the line is rejected. Confidence has
/// four decimals.
struct PlainAnswer {
    private var interpreter: Interpreter
    /// The names of the classes, escaped.
    private let names: [[UInt8]]

    init(_ model: Model) {
        interpreter = Interpreter(model)
        names = model.intents.map { Self.escaped($0.utf8) }
    }

    /// Appends the answer to a line as it came, and a line feed. A line that is too long is
    /// rejected unread, and its answer has its beginning.
    /// - Parameter isTooLong: it is the beginning of a line whose end was not kept.
    mutating func append(
        to line: UnsafeBufferPointer<UInt8>, isTooLong: Bool = false, _ output: inout [UInt8]
    ) {
        guard !isTooLong else { return Self.append(.unread(line), to: &output) }
        if Utterance.isPlain(line), let verdict = interpreter.verdict(line) {
            return append(verdict, line, to: &output)
        }
        switch Utterance.make(line) {
        case .line(let text): Self.append(interpreter.classify(text), to: &output)
        case .tooLong: Self.append(.unread(line), to: &output)
        }
    }

    private func append(
        _ verdict: Interpreter.Verdict, _ line: UnsafeBufferPointer<UInt8>,
        to output: inout [UInt8]
    ) {
        output += verdict.decision == .reject ? Self.outOfScope : names[verdict.best]
        output.append(Self.tab)
        Self.append(share: Double(verdict.confidence), to: &output)
        switch verdict.decision {
        case .accept: output += Self.accept
        case .clarify: output += Self.clarify
        case .reject: output += Self.reject
        }
        if line.contains(Self.backslash) {
            output += Self.escaped(line)
        } else {
            output += line
        }
        output.append(Self.newline)
    }

    private static let outOfScope = Array(Interpretation.outOfScope.utf8)
    private static let accept = Array("\taccept\t".utf8)
    private static let clarify = Array("\tclarify\t".utf8)
    private static let reject = Array("\treject\t".utf8)
    private static let (tab, newline, backslash): (UInt8, UInt8, UInt8) = (0x09, 0x0A, 0x5C)

    /// From 0 to 1.
    private static func append(share: Double, to output: inout [UInt8]) {
        let units = Int((share * 10_000).rounded())
        let zero = UInt8(ascii: "0")
        output.append(zero + UInt8(units / 10_000))
        output.append(UInt8(ascii: "."))
        for power in [1000, 100, 10, 1] { output.append(zero + UInt8(units / power % 10)) }
    }

    private static func append(_ answer: Interpretation, to output: inout [UInt8]) {
        output += Self.line(answer).utf8
        output.append(newline)
    }

    /// The answer without its line feed.
    static func line(_ interpretation: Interpretation) -> String {
        let isRejected = interpretation.decision == .reject
        let intent = isRejected ? Interpretation.outOfScope : interpretation.predicted?.intent
        let fields = [
            intent ?? Interpretation.outOfScope,
            Decimals.text(interpretation.predicted?.confidence ?? 0, digits: 4),
            interpretation.decision.word, interpretation.text,
        ]
        return fields.map { String(decoding: escaped($0.utf8), as: UTF8.self) }
            .joined(separator: "\t")
    }

    /// One utterance is one line, and a tab parts two fields, whatever was typed.
    private static func escaped(_ field: some Sequence<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        for byte in field {
            switch byte {
            case backslash: result += [backslash, backslash]
            case tab: result += [backslash, UInt8(ascii: "t")]
            case newline: result += [backslash, UInt8(ascii: "n")]
            case 0x0D: result += [backslash, UInt8(ascii: "r")]
            default: result.append(byte)
            }
        }
        return result
    }
}

extension Interpretation {
    /// As much of a line that is not read as tells which it was, in code points.
    private static let shownOfUnread = 80

    /// A line that is refused unread.
    static func unread(_ line: UnsafeBufferPointer<UInt8>) -> Interpretation {
        let beginning = String(decoding: line.prefix(4 * shownOfUnread), as: UTF8.self)
            .unicodeScalars.prefix(shownOfUnread)
        return Interpretation(
            text: Utterance.visible(String(String.UnicodeScalarView(beginning))) + "…",
            language: nil, predicted: nil, ranking: [], decision: .reject, reason: .nothingKnown,
            entities: [])
    }
}

enum Decimals {
    /// A number with a fixed count of decimals, rounded to the nearest; what is no number is 0.
    static func text(_ value: Double, digits: Int) -> String {
        guard value.isFinite else { return "0" }
        var power = 1.0
        for _ in 0..<digits { power *= 10 }
        guard let units = Int64(exactly: (abs(value) * power).rounded()) else { return "0" }
        let text = String(units)
        let padded = String(repeating: "0", count: max(0, digits + 1 - text.count)) + text
        let sign = value < 0 && units > 0 ? "-" : ""
        return "\(sign)\(padded.dropLast(digits)).\(padded.suffix(digits))"
    }
}

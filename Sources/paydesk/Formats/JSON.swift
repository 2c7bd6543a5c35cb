import Foundation
import Transcripts

/// JSON for scripts: keys in their order, so that equal answers are equal bytes.
enum JSON {
    /// A value on one line, for one object a line.
    static func line(_ value: some Encodable) -> String { text(value, compact) }

    /// A value with a line for each of its members.
    static func page(_ value: some Encodable) -> String { text(value, spread) }

    private static let compact = encoder([.sortedKeys, .withoutEscapingSlashes])
    private static let spread = encoder([.sortedKeys, .withoutEscapingSlashes, .prettyPrinted])

    private static func encoder(_ formatting: JSONEncoder.OutputFormatting) -> JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = formatting
        return encoder
    }

    private static func text(_ value: some Encodable, _ encoder: JSONEncoder) -> String {
        (try? encoder.encode(value)).map {
            VisibleJSON.text(String(decoding: $0, as: UTF8.self))
        } ?? "{}"
    }

    /// A key of an object whose keys are told by what it holds.
    struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(_ name: String) { stringValue = name }
        init?(stringValue: String) { self.init(stringValue) }
        init?(intValue: Int) { nil }
    }
}

extension Double {
    /// To so many decimals; what is no number is 0.
    func rounded(decimals: Int) -> Double {
        guard isFinite else { return 0 }
        let power = (0..<decimals).reduce(1.0) { power, _ in power * 10 }
        return (self * power).rounded() / power
    }
}

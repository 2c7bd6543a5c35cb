import Conversation
import Entities
import Foundation
import NLU
import Quantities
import TestSupport
import Text
import Training
import Transcripts

@testable import paydesk

/// Everything that reads bytes which somebody else wrote. Whatever they are given, they answer or
/// throw; what has to be true of the answer is a precondition, which is a finding where it fails.
package enum FuzzReader {
    /// By the names of their folders in `Corpora`.
    package static let all: [String: @Sendable ([UInt8]) -> Void] = [
        "line": { line($0) }, "amount": { amount($0) }, "talk": { Talk.shared.lead($0) },
        "dialogue": { Talk.shared.resume($0) }, "corpus": { corpus($0, "fuzz.yml") },
        "csv": { corpus($0, "fuzz.csv") }, "tsv": { corpus($0, "fuzz.tsv") },
        "transcript": { transcript($0) }, "rasa": { convert($0, .rasa) },
        "botium": { convert($0, .botium) }, "botframework": { convert($0, .botframework) },
        "model": { model($0) }, "lines": { lines($0) }, "keys": { Keys.shared.type($0) },
    ]

    private static let today = Day(number: 20_514)

    nonisolated(unsafe) private static var interpreter = Interpreter(Project.model)

    /// From the bytes of a line to what is understood of it.
    static func line(_ bytes: [UInt8]) {
        let text: String
        switch Utterance.make(bytes) {
        case .line(let said): text = said
        default: return
        }
        let masked = MaskedLine.mask(text)
        let heard = interpreter.hear(masked, today: today)
        precondition(heard.ranking.allSatisfy { (0...1).contains($0.confidence) })
        let shown = Utterance.visible(text)
        precondition(!shown.unicodeScalars.contains { $0.value < 0x20 && $0 != "\t" && $0 != "\n" })
        _ = SecretLine(text, as: .code)
        _ = SecretLine(text, as: .identityTail)
        _ = MaskedLine.phone(in: text)
    }

    static func amount(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        let length = text.unicodeScalars.count
        for entity in EntityReader.entities(in: text, today: today) {
            precondition(0 <= entity.start && entity.start < entity.end && entity.end <= length)
        }
        _ = Moment(text)
        _ = Day(text)
    }

    static func corpus(_ bytes: [UInt8], _ file: String) {
        guard let text = String(validating: bytes, as: UTF8.self) else { return }
        var corpus = Corpus()
        do throws(CorpusError) {
            try CorpusReader.add(text, file: file, to: &corpus)
            try corpus.resolveLists()
        } catch {
            precondition("\(error)".hasPrefix(file), "\(error)")
        }
    }

    /// What was read and written is read again as the same.
    static func transcript(_ bytes: [UInt8]) {
        guard let transcript = try? Transcript.read(bytes) else { return }
        let text = transcript.text
        let again = try? Transcript.read(Array(text.utf8))
        precondition(again?.text == text, "a transcript that was written is another when read")
        _ = try? transcript.happenings()
    }

    static func convert(_ bytes: [UInt8], _ format: Interchange) {
        _ = Interchange.detect(bytes)
        guard let read = try? format.read(bytes) else { return }
        for other in Interchange.allCases {
            let written = other.write(read.talks)
            precondition(String(validating: Array(written.text.utf8), as: UTF8.self) != nil)
        }
    }

    private static let small: [UInt8] = {
        do {
            let model = try Model.train(SmallCorpus.corpus())
            return Array(model.storage.bytes)
        } catch {
            fatalError("\(error)")
        }
    }()

    /// A model with some bytes changed, three for the place and one for the value, and all sums
    /// right: what follows from a lie in it, and not only that it is found.
    static func model(_ bytes: [UInt8]) {
        let storage = ModelBytes(count: small.count) { memory in
            memory.copyBytes(from: small)
            for change in stride(from: 0, to: bytes.count - 3, by: 4) {
                let place = bytes[change..<change + 3].reduce(0) { $0 << 8 | Int($1) }
                memory[place % small.count] = bytes[change + 3]
            }
            ModelHeader.seal(memory)
        }
        guard let model = try? Model(storage, name: "fuzz") else { return }
        var interpreter = Interpreter(model)
        for line in ["我想提前结清贷款 3000元", "when is my payment due", "能不能全部结清"] {
            _ = interpreter.hear(line, today: today)
        }
    }

    /// Bytes of a pipe, cut into lines.
    static func lines(_ bytes: [UInt8]) {
        var ends: [Int32] = [-1, -1]
        guard bytes.count < 60_000, pipe(&ends) == 0 else { return }
        defer { close(ends[0]) }
        _ = bytes.withUnsafeBytes { write(ends[1], $0.baseAddress, $0.count) }
        close(ends[1])
        var reader = LineReader(descriptor: ends[0])
        var count = 0
        while let line = try? reader.next() {
            precondition(line.bytes.count <= LineReader.byteLimit)
            precondition(!line.bytes.contains(0x0A))
            count += 1
        }
        let expected = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        precondition(count == expected.count - (expected.last?.isEmpty == true ? 1 : 0))
    }
}

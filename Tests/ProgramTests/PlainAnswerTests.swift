import NLU
import TestSupport
import Testing
import Text

@testable import paydesk

/// The quick way from bytes to an answer says what the long way says.
@Suite("Plain answers")
struct PlainAnswerTests {
    private let model: Model

    init() throws { model = Model.train(try SmallCorpus.corpus()) }

    @Test("every line of the corpus, and lines nobody has written")
    func same() throws {
        var plain = PlainAnswer(model)
        var interpreter = Interpreter(model)
        let lines =
            try SmallCorpus.corpus().examples.map(\.text) + [
                "", " ", "zzzz", "⊕⊕", "a\\b pay", "tab\tpay off", "café bill", "还款", "到期日",
                "能不能全部结清", "pay off my loan \u{1B}[2J", "ＰＡＹ　ＯＦＦ", "结清👍",
                String(repeating: "还", count: 1001), String(repeating: "pay ", count: 1025),
            ]
        for line in lines {
            var bytes: [UInt8] = []
            Array(line.utf8).withUnsafeBufferPointer { plain.append(to: $0, &bytes) }
            let answer: Interpretation =
                switch Utterance.make(line.utf8) {
                case .line(let text): interpreter.classify(text)
                case .tooLong:
                    Array(line.utf8).withUnsafeBufferPointer { Interpretation.unread($0) }
                }
            #expect(String(decoding: bytes, as: UTF8.self) == PlainAnswer.line(answer) + "\n")
        }
    }

    @Test("an explanation shows what it is told to, and adds up the rest")
    func explanation() throws {
        var interpreter = Interpreter(model)
        let heard = interpreter.explain("贷款全部还清")
        let lines = try #require(heard).lines(limit: 2)
        #expect(lines.count >= 4 && lines[3].hasSuffix(" more"))
    }

    @Test("random bytes")
    func random() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SplitMix(state: seed)
        var plain = PlainAnswer(model)
        for _ in 0..<2000 {
            let count = Int.random(in: 0...40, using: &random)
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
                .filter { $0 != 0x0A }
            var output: [UInt8] = []
            bytes.withUnsafeBufferPointer { plain.append(to: $0, &output) }
            #expect(output.count { $0 == 0x0A } == 1, "seed \(seed)")
            #expect(String(validating: output, as: UTF8.self) != nil, "seed \(seed)")
        }
    }
}

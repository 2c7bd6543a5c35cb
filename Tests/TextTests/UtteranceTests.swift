import Testing

@testable import Text

@Suite("A line made safe")
struct UtteranceTests {
    @Test(
        "what is shown",
        arguments: [
            ("提前还款", "提前还款"),
            ("a\tb", "a b"),
            ("red \u{1B}[31m", "red \\u{1B}[31m"),
            ("bell\u{07}", "bell\\u{7}"),
            ("c1 \u{9B}31m", "c1 \\u{9B}31m"),
            ("pay\u{202E}yap", "pay\\u{202E}yap"),
            ("zero\u{200B}width", "zero\\u{200B}width"),
            ("tag\u{E0041}", "tag\\u{E0041}"),
            ("line\u{2028}", "line\\u{2028}"),
            ("好的👍🏽❤️", "好的👍🏽❤️"),
            ("naïve — “quoted” …", "naïve — “quoted” …"),
        ])
    func visible(typed: String, shown: String) {
        #expect(Utterance.make(Array(typed.utf8)) == .line(shown))
    }

    @Test("bytes that are no UTF-8 become replacement characters")
    func invalid() {
        #expect(Utterance.make([0x61, 0xFF, 0x62]) == .line("a\u{FFFD}b"))
        #expect(Utterance.make([0xE8, 0xBF]) == .line("\u{FFFD}"))
    }

    @Test("a long line is refused, never cut")
    func long() {
        let scalars = [UInt8](repeating: 0x61, count: Utterance.scalarLimit)
        #expect(Utterance.make(scalars) == .line(String(repeating: "a", count: 1000)))
        #expect(Utterance.make(scalars + [0x61]) == .tooLong(bytes: 1001))
        let wide = Array(String(repeating: "還", count: 1000).utf8)
        #expect(Utterance.make(wide) == .line(String(repeating: "還", count: 1000)))
        #expect(Utterance.make([UInt8](repeating: 0xF0, count: 4097)) == .tooLong(bytes: 4097))
    }

    @Test("no control character survives, wherever it stands")
    func controls() {
        for code in (0...0x1F).map({ UInt8($0) }) + [0x7F] where code != 0x09 {
            guard case .line(let text) = Utterance.make([0x61, code, 0x62]) else {
                Issue.record("refused \(code)")
                continue
            }
            #expect(text == "a\\u{\(String(code, radix: 16, uppercase: true))}b")
        }
    }

    @Test(
        "a plain line is one that is shown as it came",
        arguments: [
            ("pay off", true), ("", true), ("提前还款，多少？", true), ("ＡＢ", true),
            ("tab\t", false), ("café", false), ("\u{200B}", false), ("👍", false),
            ("\u{3000}", false),
        ])
    func isPlain(line: String, expected: Bool) {
        let bytes = Array(line.utf8)
        #expect(bytes.withUnsafeBufferPointer { Utterance.isPlain($0) } == expected)
        if expected { #expect(Utterance.make(bytes) == .line(line)) }
    }
}

import Conversation
import Desk
import Quantities
import TestSupport
import Testing
import Transcripts

/// Secrets planted in every form people type them in, at every prompt where they may be typed:
/// nothing that the desk keeps, says or understands holds them.
@Suite struct SecretsTests {
    private struct Form {
        var text: String
        /// Nobody could take it for anything else: then it is heard as the secret.
        var isPlain: Bool
    }

    private static let scripts = [
        "0123456789", "０１２３４５６７８９", "零一二三四五六七八九", "〇壹贰叁肆伍陆柒捌玖", "٠١٢٣٤٥٦٧٨٩",
    ]
    .map(Array.init)
    private static let plainJoints = ["", " ", "-", "－", ".", "–", "　"]
    private static let joints = plainJoints + ["/", "，", ", ", "*"]
    private static let before = [
        "", "验证码", "验证码是", "code ", "my code is ", "“", "我的是", "尾号", "收到了，", "can you take ",
    ]
    private static let behind = ["", "。", ".", "！", " 谢谢", "”", "，对吗", " pls", "元"]
    private static let plainBefore: Set = ["", "验证码", "验证码是", "code ", "my code is ", "“", "尾号"]
    private static let plainBehind: Set = ["", "。", ".", "！", " 谢谢", "”"]

    private static func form(
        of secret: String, slipping slips: Bool, _ random: inout SplitMix
    ) -> Form {
        let script = scripts.randomElement(using: &random) ?? []
        let joint = joints.randomElement(using: &random) ?? ""
        let group = Int.random(in: 1...secret.count, using: &random)
        let slip = slips ? Int.random(in: 0..<secret.count, using: &random) : -1
        var text = ""
        for (place, digit) in secret.enumerated() {
            if place > 0, place % group == 0 { text += joint }
            text += place == slip ? "x" : String(script[digit.wholeNumberValue ?? 0])
        }
        let (start, end) = (
            before.randomElement(using: &random) ?? "", behind.randomElement(using: &random) ?? ""
        )
        // An X at the end of the tail of an ID is its check digit.
        let isPlain =
            !slips && plainJoints.contains(joint) && plainBefore.contains(start)
            && plainBehind.contains(end)
        return Form(text: start + text + end, isPlain: isPlain)
    }

    /// By a reading of its own: every character that has the value of a digit.
    private static func digits(_ text: String) -> Int {
        text.unicodeScalars.count { scalar in
            scalar.properties.numericValue.map { $0 < 10 && $0 == $0.rounded() } ?? false
        }
    }

    private func check(
        _ prompt: String, _ secret: String, plain kind: SecretLine.Kind?, _ random: inout SplitMix
    ) throws {
        let prompts = try Prompts()
        let prepared = try prompts.desk(prompt)
        let count = Gate.count(150, full: 10_000)
        defer {
            Gate.tell(
                "A secret is typed at: \(prompt)", "SecretsTests", "\(count) forms", "kept nowhere")
        }
        for number in 0..<count {
            let form = Self.form(of: secret, slipping: number % 3 == 2, &random)
            var desk = prepared
            let events = try desk.hear(.text(form.text))
            guard case .said(let said) = events.first else {
                Issue.record("nothing was said of \(form.text)")
                continue
            }
            #expect(Self.digits(said) < 3, "\(prompt): \(form.text) is kept as \(said)")
            let isHeard = ["<secret>", "<wrong>"].contains(said)
            if kind != nil, form.isPlain {
                #expect(isHeard, "\(prompt): \(form.text) is kept as \(said)")
            }
            let lines = Transcript.lines(events, speaking: Project.phrasebook, in: .zh)
            let understood =
                isHeard || said.hasPrefix("<unread") ? "" : desk.lastInterpretation?.text ?? ""
            // How likely a move is may hold any digits.
            let encoded = String(decoding: try DialogueCoding.encode(desk.dialogue), as: UTF8.self)
                .replacing(/"confidence":[0-9.e+-]+/, with: "")
            for text in lines.map(\.text) + [understood, encoded] {
                #expect(!text.contains(form.text), "\(prompt): \(form.text) is in \(text)")
            }
            #expect(Self.digits(understood) < 3, "\(prompt): \(form.text)")
        }
    }

    @Test(arguments: [
        "a code", "consent, with a code about", "a slot, with a code about",
        "nothing, with a code about",
    ])
    func aCodeIsNowhere(_ prompt: String) throws {
        var random = Gate.random("aCodeIsNowhere")
        try check(prompt, Prompts.code, plain: prompt == "a code" ? .code : nil, &random)
    }

    /// A code that is good for nothing any more is a secret still; a date and a sum are none.
    @Test func aDeadCodeIsNowhere() throws {
        var random = Gate.random("aDeadCodeIsNowhere")
        let prompts = try Prompts()
        let prepared = try prompts.desk("nothing, with a code about")
        prompts.clock.now = prompts.clock.now + Session.codeLifetime
        for _ in 0..<Gate.count(150, full: 10_000) {
            let form = Self.form(of: Prompts.code, slipping: false, &random)
            var desk = prepared
            let events = try desk.hear(.text(form.text))
            guard case .said(let said) = events.first else { throw Wrong(form.text) }
            #expect(Self.digits(said) < 3, "\(form.text) is kept as \(said)")
        }
        for text in ["2026/9/2", "还912,797", "912797"] {
            var desk = prepared
            #expect(try desk.hear(.text(text)).first == .said(text))
        }
    }

    @Test(arguments: ["a phone", "digits"])
    func digitsOfAnIDAreNowhere(_ prompt: String) throws {
        var random = Gate.random("digitsOfAnIDAreNowhere")
        try check(prompt, "1001", plain: prompt == "digits" ? .identityTail : nil, &random)
    }
}

import Conversation
import Testing

/// What a line is where a secret was asked for.
@Suite struct SecretLineTests {
    @Test(arguments: [
        "181528", "１８１５２８", "181 528", "1 8 1 5 2 8", "181-528", "181–528", "181.528", "181528。",
        "181528.", "“181528”", "验证码 181 528", "验证码是181528", "我的验证码：181-528，谢谢", "1815 28 谢谢",
        "一八一五二八", "壹捌壹伍贰捌", "幺八幺五二八", "①⑧①⑤②⑧", "code 181-528", "The code is 181528, thanks!",
        "6位数字181528",
    ])
    func codes(_ line: String) {
        #expect(SecretLine(line, as: .code) == .secret("181528"), "\(line)")
    }

    @Test(arguments: [
        ("1001", "1001"), ("1 0 0 1", "1001"), ("10-01", "1001"), ("1001.", "1001"),
        ("1001。", "1001"), ("尾号1001", "1001"), ("身份证后四位是1001", "1001"), ("最后4位：1001", "1001"),
        ("一零零一", "1001"), ("一〇〇一", "1001"), ("100x", "100X"), ("尾号100Ｘ", "100X"),
        ("1 0 0 X", "100X"),
        ("my last four digits are 1001", "1001"), ("ending in 1001, thank you", "1001"),
    ])
    func tails(_ line: String, _ digits: String) {
        #expect(SecretLine(line, as: .identityTail) == .secret(digits), "\(line)")
    }

    /// What may stand beside a phone number that signs in.
    @Test func announcements() {
        for text in ["", "手机号", "我的手机号是", "+", "。", " 谢谢", "my number is ", "Hi, "] {
            #expect(SecretLine.announces(text), "\(text)")
        }
        for text in ["换成", "不是", "call ", "登录不了", "1001"] {
            #expect(!SecretLine.announces(text), "\(text)")
        }
    }

    /// A slip, half of it, another number, a line with more to say: nobody reads it.
    @Test(arguments: [
        "181 528x", "18l528", "18152", "1815281", "1815谢谢28", "不是181528", "cancel 181528",
        "一八一五二", "1001", "181,528元", "2026-03-02", "改成3000元", "R000001",
    ])
    func unread(_ line: String) {
        #expect(SecretLine(line, as: .code).isUnread, "\(line)")
    }

    @Test(arguments: ["1 0 0 1x", "1OO1", "100", "10011", "一千零一", "不是1001", "尾号181528"])
    func unreadTails(_ line: String) {
        #expect(SecretLine(line, as: .identityTail).isUnread, "\(line)")
    }

    @Test(arguments: [
        "取消", "等一下", "人工", "cancel", "what is a code", "改成6期", "make it 20 yuan", "账单分12期", "",
        "第二个", "xxxx", "🙂",
    ])
    func words(_ line: String) {
        #expect(SecretLine(line, as: .code) == .words, "\(line)")
        #expect(SecretLine(line, as: .identityTail) == .words, "\(line)")
    }
}

extension SecretLine {
    fileprivate var isUnread: Bool { if case .unread = self { true } else { false } }
}

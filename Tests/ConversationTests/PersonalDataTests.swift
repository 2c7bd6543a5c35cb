import Conversation
import Testing

@Suite struct PersonalDataTests {
    @Test(
        arguments: [
            ("电话13812345678", [.phone]), ("+86 138-1234-5678", [.phone]), ("１３８１２３４５６７８", [.phone]),
            ("身份证11010519491231002X", [.identity]), ("110105194912310021", []),
            ("130503670401001", [.identity]), ("卡6222 0212 3456 7890 128", [.card]),
            ("6222021234567890129", []), ("me@example.com", [.email]), ("me＠example.com", [.email]),
            ("验证码123456", [.code]), ("your code is 123456", [.code]), ("¥123,456.00", []),
            ("400-000-0000", []), ("R000001 H000002", []), ("138****5678", []),
            ("2026-03-02T10:00", []),
            ("张伟你好", [.name]),
            ("一三八一二三四五六七八", [.phone]), ("捌仟陆佰零贰元捌角陆分", []), ("total=643200", []),
            ("13812345678 13912345678", [.phone, .phone]),
        ] as [(String, [PersonalData.Kind])])
    func finds(_ text: String, _ kinds: [PersonalData.Kind]) {
        #expect(PersonalData.leaks(in: text, names: ["张伟"]).map(\.kind) == kinds, "\(text)")
        #expect(PersonalData.tales(in: text, names: ["张伟"]).map(\.kind) == kinds, "\(text)")
    }

    /// What only a customer says of themselves is looked for in what was said, and withholds no
    /// reply.
    @Test(
        arguments: [
            ("我叫李娜", [.name]), ("12 Baker Street", [.address]), ("010-62345678", [.phone]),
            ("passport E12345678", [.identity]), ("DE89370400440532013000", [.card]),
            ("地址北京市建国路88号，手机13812345678", [.phone, .address]),
        ] as [(String, [PersonalData.Kind])])
    func findsTales(_ text: String, _ kinds: [PersonalData.Kind]) {
        #expect(PersonalData.tales(in: text).map(\.kind) == kinds, "\(text)")
        #expect(PersonalData.leaks(in: text).count < kinds.count)
    }
}

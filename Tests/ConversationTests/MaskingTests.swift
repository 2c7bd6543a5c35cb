import Conversation
import Testing

/// Rule R17, case by case.
@Suite struct MaskingTests {
    @Test(arguments: [("张三", "张*"), ("欧阳娜娜", "欧***"), ("李", "*")])
    func name(_ name: String, _ masked: String) { #expect(Masking.name(name) == masked) }

    @Test(arguments: [("13812345678", "138****5678"), ("12345", "*****")])
    func phone(_ phone: String, _ masked: String) { #expect(Masking.phone(phone) == masked) }

    @Test(arguments: [
        ("110101199003074258", "110***********4258"), ("110101900307425", "110********7425"),
        ("1101", "****"),
    ])
    func identityCard(_ number: String, _ masked: String) {
        #expect(Masking.identityCard(number) == masked)
    }

    @Test(arguments: [("6222021234567890123", "**** 0123"), ("123456", "******")])
    func bankCard(_ number: String, _ masked: String) {
        #expect(Masking.bankCard(number) == masked)
    }

    @Test(arguments: [("zhang@example.com", "z***@example.com"), ("nobody", "******")])
    func email(_ address: String, _ masked: String) { #expect(Masking.email(address) == masked) }

    @Test(arguments: [
        ("我的手机13812345678", "我的手机<phone>"),
        ("call 138-1234-5678 now", "call <phone> now"),
        ("+86 13812345678", "+<phone>"),
        ("１３８１２３４５６７８", "<phone>"),
        ("身份证110101199003078515吧", "身份证<id>吧"),
        ("卡号6222021234567890123", "卡号<card>"),
        ("mail zhang.wei@example.com please", "mail <email> please"),
        ("借10000分10期", "借10000分10期"),
        ("5000 12", "5000 12"),
        ("889453", "<code>"),
        ("密码abc123", "密码<code>"),
        ("my code is 123456, ok", "my code is <code>, ok"),
        ("身份证尾号1001", "身份证尾号<code>"),
        ("尾号6789", "尾号6789"),
        ("分12期 1.5万", "分12期 1.5万"),
        ("a.b and c@d", "a.b and c@d"),
        ("tel13812345678", "tel<phone>"),
        ("write to a.b@example.com.", "write to <email>."),
        ("一三八零零零零零零零一", "<phone>"), ("call 138.0000.0001 now", "call <phone> now"),
        ("身份证一一零一零五一九四九一二三一零零二X", "身份证<id>"), ("٠١٢٣٤٥", "<code>"),
        ("181-528", "<code>"), ("一八一五二八", "<code>"), ("验证码 181 528", "验证码 <code>"),
        ("密码是一八一五二八吧", "密码是<code>吧"), ("三千五百元分十二期", "三千五百元分十二期"),
        ("2026.3.1-2026.3.31", "2026.3.1-2026.3.31"), ("15.50 3月12日", "15.50 3月12日"),
    ])
    func line(_ line: String, _ masked: String) { #expect(MaskedLine.mask(line) == masked) }

    /// Who somebody is and where they live, said in words; and what is only like it.
    @Test(arguments: [
        ("我叫张伟，想结清", "我叫<name>，想结清"), ("我叫张伟想结清贷款", "我叫<name>想结清贷款"),
        ("我叫欧阳娜娜", "我叫<name>"), ("姓名：李娜 手机13812345678", "姓名：<name> 手机<phone>"),
        ("my name is Li Na, I owe 500", "my name is <name>, I owe 500"),
        ("My name is Mary-Jane O'Neil and I", "My name is <name> and I"),
        ("my name is li na", "my name is <name>"),
        ("my name is wrong on the contract", "my name is wrong on the contract"),
        ("someone took out a loan in my name", "someone took out a loan in my name"),
        ("我叫什么你不知道吗", "我叫什么你不知道吗"), ("我叫了三次人工", "我叫了三次人工"),
        ("地址北京市朝阳区建国路88号", "地址<address>"),
        ("我住在南京西路1266号恒隆", "我住在<address>恒隆"), ("搬到阳光小区12栋3单元501室了", "搬到<address>了"),
        ("I moved to 12 Baker Street last week", "I moved to <address> last week"),
        ("221b upper baker rd", "<address>"),
        ("12 months down the road", "12 months down the road"),
        ("我知道12号扣款", "我知道12号扣款"), ("3月16号还款 12期", "3月16号还款 12期"),
        ("家里电话010-62345678", "家里电话<phone>"), ("call (021) 6234 5678", "call <phone>"),
        ("+44 20 7946 0958 please", "<phone> please"), ("01-02-2026 10:00", "01-02-2026 10:00"),
        ("护照E12345678", "护照<id>"), ("passport EA1234567.", "passport <id>."),
        ("LN10003815 ST10008003 R000001", "LN10003815 ST10008003 R000001"),
        ("pay to GB82 WEST 1234 5698 7654 32 now", "pay to <card> now"),
        ("DE89370400440532013000", "<card>"), ("DE89370400440532013001", "DE89370400440532013001"),
    ])
    func words(_ line: String, _ masked: String) {
        #expect(MaskedLine.mask(line, hiding: .none) == masked)
        #expect(MaskedLine.mask(masked, hiding: .none) == masked)
    }

    @Test func ownName() {
        #expect(MaskedLine.mask("我是张伟", hiding: .none, names: ["张伟"]) == "我是<name>")
    }

    /// While a code is about, as it is typed where none was asked for.
    @Test(arguments: [
        ("181528", "<code>"), ("是181528吗", "是<code>吗"), ("code 181-528", "code <code>"),
        ("181 528x", "<code>"), ("18l528", "<code>"), ("l81528", "<code>"),
        ("一八一五二八", "<code>"), ("①⑧①⑤②⑧", "<code>"), ("181.528", "<code>"),
        ("1/8/1/5/2/8", "<code>"), ("181，528", "<code>"), ("是18、15、28吗", "是<code>吗"),
        ("1*8*x*5*2*8", "<code>"), ("x, 8, 1, 5, 2, 8", "<code>"),
        ("181528 12期", "<code> 12期"),
        ("2026/9/2", "2026/9/2"), ("1,000.00", "1,000.00"), ("3/6/12/24期", "3/6/12/24期"),
        ("12000 yuan", "12000 yuan"), ("3000 over 12 months", "3000 over 12 months"),
        ("12000yuan", "12000yuan"), ("三千五百", "三千五百"),
    ])
    func whileACodeIsAbout(_ line: String, _ masked: String) {
        #expect(MaskedLine.mask(line, hiding: .code) == masked)
    }

    /// A code that was sent is hidden for ever, and nothing like it.
    @Test(arguments: [
        ("9/2/2/4/7/5", "<code>"), ("922，475", "<code>"), ("922,475", "<code>"),
        ("9, 2, 2, 4, 7, 5", "<code>"), ("九二二四七五", "<code>"), ("是922475吗", "是<code>吗"),
        ("922475 12期", "<code> 12期"), ("12期 922475", "12期 <code>"), ("92 247 5", "<code>"),
        ("2026/9/2", "<code>"), ("2026/9/3", "2026/9/3"), ("912,797", "912,797"),
        ("9224750", "9224750"), ("1922475", "1922475"), ("922 4750", "922 4750"),
        ("922和475", "922和475"), ("922-1000-475", "922-1000-475"),
    ])
    func codesThatWereSent(_ line: String, _ masked: String) {
        #expect(MaskedLine.mask(line, hiding: .none, codes: ["922475", "202692"]) == masked)
    }

    /// While digits of an ID are.
    @Test(arguments: [
        ("1001", "<code>"), ("尾号1 0 0 1", "尾号<code>"), ("一零零一", "<code>"), ("100x", "<code>"),
        ("13800000", "<code>"), ("1380000000", "<code>"), ("the 2nd", "the 2nd"), ("12期", "12期"),
        ("1/0/0/1", "<code>"), ("100，1", "<code>"),
    ])
    func whileIdentityIsAbout(_ line: String, _ masked: String) {
        #expect(MaskedLine.mask(line, hiding: .identity) == masked)
    }

    @Test(arguments: [
        ("13812345678", "13812345678"), ("一三八一二三四五六七八", "13812345678"),
        ("138.1234.5678", "13812345678"), ("我的是 138 1234 5678", "13812345678"), ("12345", nil),
        ("8613812345678", "13812345678"),
    ])
    func phoneInALine(_ line: String, _ phone: String?) {
        #expect(MaskedLine.phone(in: line) == phone)
    }
}

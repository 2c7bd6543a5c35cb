import Foundation
import Testing

@testable import Text

@Suite("The normalised line")
struct NormaliserTests {
    @Test(
        "width, case, marks and spaces",
        arguments: [
            ("ＡＰＲ　是多少？", "apr是多少?"),
            ("提前 还款", "提前还款"),
            ("Pay  off,  my LOAN!", "pay off my loan!"),
            ("I'd like / I’d like", "id like id like"),
            ("5,000元", "5 000元"),
            ("分１２期", "分12期"),
            ("￥3999.00", "¥3999 00"),
            ("café CAFÉ cafe\u{301}", "cafe cafe cafe"),
            ("①号", "1号"),
            ("👍 ok", "ok"),
            ("", ""),
        ])
    func shape(typed: String, normal: String) {
        #expect(NormalisedText(typed).string == normal)
    }

    @Test(
        "Traditional characters",
        arguments: [
            ("怎麼提前結清", "怎么提前结清"), ("賬單", "账单"), ("帳單", "账单"), ("還款計劃", "还款计划"),
            ("額度夠嗎", "额度够吗"), ("遲啲先還得唔得", "迟啲先还得唔得"),
        ])
    func traditional(typed: String, normal: String) {
        #expect(NormalisedText(typed).string == normal)
    }

    @Test(
        "known slips",
        arguments: [
            ("帐单", "账单"), ("预期了", "逾期了"), ("预期收益", "预期收益"), ("提前换款", "提前还款"),
            ("提前还请", "提前还清"), ("还请告知", "还请告知"), ("提钱还款", "提前还款"), ("提钱到卡里", "提钱到卡里"),
            ("能在借吗", "能再借吗"), ("提前换卡", "提前换卡"), ("分欺", "分期"), ("征心", "征信"),
            ("登陆不上", "登录不上"), ("可已分期吗", "可以分期吗"), ("它可已经用了", "它可已经用了"),
            ("肿么还款", "怎么还款"), ("神马时候", "什么时候"), ("木有扣款", "没有扣款"), ("在那里看", "在哪里看"),
            ("那里远不远", "那里远不远"), ("最底还款", "最低还款"), ("在次申清", "再次申请"),
            ("installments", "instalments"), ("pls pay", "please pay"), ("payoff", "pay off"),
            ("u and ur", "you and your"),
            ("plush", "plush"), ("reemit", "reemit"),
        ])
    func slips(typed: String, normal: String) {
        #expect(NormalisedText(typed).string == normal)
    }

    @Test("letters, width and script fold as Foundation folds them")
    func oracle() {
        for value in UInt32(0x21)...0x7E {
            guard let scalar = Unicode.Scalar(value), let wide = Unicode.Scalar(value + 0xFEE0)
            else { continue }
            let plain = NormalisedText(String(Character(scalar))).string
            #expect(NormalisedText(String(Character(wide))).string == plain)
            if scalar.properties.isAlphabetic, plain != "you" {
                #expect(plain == String(Character(scalar)).lowercased())
            }
        }
    }

    @Test("every pair of the table is in order, and no result is folded again")
    func table() {
        let pairs = Traditional.pairs.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }
        let scalars = Array(pairs.unicodeScalars)
        #expect(scalars.count.isMultiple(of: 2) && scalars.count > 5000)
        let traditional = stride(from: 0, to: scalars.count, by: 2).map { scalars[$0].value }
        #expect(traditional == traditional.sorted())
        #expect(Set(traditional).count == traditional.count)
    }

    @Test("folding twice changes nothing more")
    func idempotent() {
        for text in ["提前还请贷款", "帳單 ＡＰＲ", "I’d pay my installments pls", "预期 360天"] {
            let once = NormalisedText(text).string
            #expect(NormalisedText(once).string == once)
        }
    }

    @Test(
        "language by letters",
        arguments: [
            ("提前还款", Language.zh), ("pay off", .en), ("app咋登不上", .zh),
            ("please cancel my 分期 plan now", .en), ("12345", nil), ("?!", nil),
        ])
    func language(text: String, language: Language?) {
        #expect(Language.of(text) == language)
    }

    @Test(
        "stems",
        arguments: [
            ("paying", "pay"), ("instalments", "instalment"), ("rate", "rat"), ("fees", "fee"),
            ("is", "is"), ("bus", "bus"), ("early", "ear"), ("due", "due"),
        ])
    func stem(word: String, stem: String) {
        let scalars = word.unicodeScalars.map(\.value)
        let end = scalars.withUnsafeBufferPointer { Tokeniser.stemEnd($0, 0, $0.count) }
        #expect(NormalisedText.string(scalars[0..<end]) == stem)
    }
}

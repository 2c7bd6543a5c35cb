import NLU
import Testing

/// Numbers, shares and sums by the kind of expression, in both languages.
@Suite struct EntityNumberKindTests {
    @Test(arguments: [
        ("2e3", "number 2000"), ("1.25E+4", "number 12500"), ("5e-1", "number 0.5"),
        ("1.5*10^3", "number 1500"), ("10^-2", "number 0.01"), ("-2.5^2", "number -6.25"),
        ("1.1^3", "number 1.331"), ("3^-1", "~number 0.3333"), ("1e400", ""), ("A1e5", ""),
        ("1.5M", "number 1500000"), ("1.2b", "number 1200000000"), ("250B", "number 250000000000"),
        ("12M", ""), ("256G", ""),
        ("3bn", "number 3000000000"), ("one hundred grand", "number 100000"),
        ("a hundred and twenty five thousand", "number 125000"),
        ("two and a half million", "number 2500000"), ("1/4 million", "number 250000"),
        ("2 and 3/4", "number 2.75"), ("half a dozen", "number 6"), ("two dozen", "number 24"),
        ("two point oh five", "number 2.05"),
        ("4 thousand 3 hundred and 0", "number 4300; number 0"),
        ("a score of 700", "number 700"),
    ])
    func english(_ line: String, _ expected: String) { #expect(notation(line) == expected) }

    @Test(arguments: [
        ("three fifths", "share 3/5"), ("twenty one twenty-seconds", "share 21/22"),
        ("eighty-five hundred fifths", "share 1700/1"), ("a trillionth", "share 1/1000000000000"),
        ("one over three", "share 1/3"), ("3000 over 6", "number 3000; number 6"),
        ("12 over 24", "number 12; number 24"),
        ("pay 1 over 12", "number 1; number 12"),
        ("minus 1/2", "share -1/2"), ("-3/4", "share -3/4"),
        ("minus five percent", "share -1/20"), ("-10%", "share -1/10"),
        ("百万分之三", "share 3/1000000"), ("千万分之一", "share 1/10000000"), ("仟分之贰", "share 1/500"),
        ("负40%", "share -2/5"), ("剩下的三分之二", "share 2/3"), ("剩下的一半", "share 1/2"),
        ("half of the rest", "share 1/2"), ("a third now", "share 1/3"),
        ("剩下的分6期", "share 1/1; count 6 instalment"), ("三成半", "share 7/20"), ("三成五", "share 7/20"),
        ("八点五成", "share 17/20"), ("半成", "share 1/20"), ("八折", "~share 4/5"),
        ("七五折", "~share 3/4"), ("给我打八折", ""), ("打个8.5折", ""),
        ("降5个百分点", "number 5 things"),
    ])
    func shares(_ line: String, _ expected: String) { #expect(notation(line) == expected) }

    @Test(arguments: [
        ("两个半", "number 2.5"), ("两打", "number 24 things"), ("一打鸡蛋", ""), ("我一打电话就断", ""),
        ("一百来", "~number 100"), ("三千5", "number 3500"), ("3千5百", "number 3500"),
        ("2.5亿", "number 250000000"), ("十万零三", "number 100003"), ("３５００", "number 3500"),
        ("住三楼", "number 3 things"), ("我18周岁", "number 18 things"), ("...7", "number 7"),
        ("- 3000", "~number -3000"), ("- 3000 and more", "number 3000"), ("第二名", ""),
        ("9\u{202F}876\u{202F}543.21", "number 9876543.21"), ("百三", ""), ("千三", ""),
        ("-223344556677889", "number -223344556677889"), ("6222021234567890", ""),
        ("5 000", "number 5000"), ("5 500", "~number 5; ~number 500"),
        ("1.000,50", "number 1000.5"),
    ])
    func chineseAndDigits(_ line: String, _ expected: String) {
        #expect(notation(line) == expected)
    }

    /// A wrong nought is a wrong payment.
    @Test(arguments: [
        ("¥1 000", "amount 1,000.00 CNY"), ("¥3,999分3期", "amount 3,999.00 CNY; count 3 instalment"),
        ("make it 1,000 per month", "number 1000"), ("三千分6期", "number 3000; count 6 instalment"),
        ("人民币陆分", "amount 0.06 CNY"), ("1 000 yuan", "amount 1,000.00 CNY"),
        ("¥5 500", "~amount 5.00 CNY; ~number 500"), ("¥1.000,50", "amount 1,000.50 CNY"),
        ("hk $ 12.5 billion", "amount 12,500,000,000.00 HKD"),
        ("10 U.S. dollars", "amount 10.00 USD"), ("250 dutch guilders", "amount 250.00 NLG"),
        ("a buck fifty", "amount 1.50 USD"), ("five pounds twenty", "amount 5.20 GBP"),
        ("一千块多", "~amount 1,000.00 CNY"), ("一百欧", "amount 100.00 EUR"), ("两块半", "amount 2.50 CNY"),
        ("三块半年后还", "amount 3.00 CNY; date 2027-05-21"), ("500缅元", "amount 500.00 MMK"),
        ("100印尼卢比", "amount 100.00 IDR"),
        ("20 turkish lira 7a", "amount 20.00 TRY"), ("approx. 500 yuan", "~amount 500.00 CNY"),
        ("3 working days", "number 3 things"),
    ])
    func sums(_ line: String, _ expected: String) { #expect(notation(line) == expected) }

    /// Digits that name something.
    @Test(arguments: [
        "http://shop.example/item?id=305&d=12-24", "see https://a.example/2026/12/24 please",
        "12345@mail.example", "version 3.11", "room 12/14", "open 24/7", "233-03-03-2020",
        "5G手机", "iPhone15", "24小时", "4:3",
    ])
    func names(_ line: String) { #expect(notation(line) == "") }
}

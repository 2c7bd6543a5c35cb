import Testing

/// Nothing is silently wrong: a value that would be cut short is read whole, marked as one to ask
/// about, or not read at all.
@Suite struct EntityUncutTests {
    @Test(arguments: [
        ("两千半", "~number 2500"), ("三千半块", "~amount 3,500.00 CNY"), ("3万半", "~number 35000"),
        ("半万", "number 5000"), ("三千半年后还", "number 3000; date 2027-05-21"),
        ("两块半", "amount 2.50 CNY"), ("两期半", "~count 2 instalment"),
        ("2.5个月", "~count 75 day"), ("half or more", "~share 1/2"),
    ])
    func halves(_ line: String, _ expected: String) { #expect(notation(line) == expected) }

    @Test(arguments: [
        ("还-500", "number -500"), ("提前还-500元", "amount -500.00 CNY"), ("负500", "number -500"),
        ("负五百元", "amount -500.00 CNY"), ("minus 500 yuan", "amount -500.00 CNY"),
        ("分-3期", "number -3"), ("¥-500", "number -500"), ("3-5元", "~number 3; ~amount 5.00 CNY"),
    ])
    func signs(_ line: String, _ expected: String) { #expect(notation(line) == expected) }

    @Test(arguments: [
        ("3，218元", "amount 3,218.00 CNY"), ("3，000", "number 3000"),
        ("还3，218", "~number 3; ~number 218"), ("３，２１８元", "amount 3,218.00 CNY"),
        ("分6，300元", "~number 6; ~amount 300.00 CNY"), ("500，120天", "number 500; count 120 day"),
        ("0.3w", "number 3000"), ("3000.005元", "~amount 3,000.00 CNY"),
        ("3000块50", "~amount 3,000.00 CNY; ~number 50"), ("3000块5", "amount 3,000.50 CNY"),
    ])
    func figures(_ line: String, _ expected: String) { #expect(notation(line) == expected) }

    @Test(arguments: [
        ("三千三", "number 3300"), ("三千三千", "number 3000; number 3000"),
        ("三千三千三", "number 3000; number 3300"), ("两万 一万八", "number 20000; number 18000"),
        ("六百 四千二", "number 600; number 4200"), ("一七二零点一", "number 1720.1"),
        ("上千块", "~amount 1,000.00 CNY"), ("十好几万", "~number 100000"),
        ("三四成", "~share 3/10"), ("还3000到卡6001", "amount 3,000.00 CNY; reference 6001"),
    ])
    func numerals(_ line: String, _ expected: String) { #expect(notation(line) == expected) }

    @Test(arguments: [
        ("一到两年", "~count 1 year; ~count 2 year"), ("1万-5万", "~number 10000; ~number 50000"),
        ("between 10 and 20", "~number 10; ~number 20"), ("10~15k", "~number 10; ~number 15000"),
        ("提前还不到3千", "~number 3000"), ("3000 at most", "~number 3000"),
        ("3000 or less", "~number 3000"), ("four payments max", "~count 4 instalment"),
        ("less than a year", "~count 1 year"), ("how about 3000", "number 3000"),
    ])
    func rangesAndBounds(_ line: String, _ expected: String) {
        #expect(notation(line) == expected)
    }

    @Test(arguments: [
        ("12月月底", "date 2026-12-31"), ("下月十五", "date 2026-12-15"),
        ("下个月15结清", "date 2026-12-15"),
        ("下月20块", "period 2026-12-01..2026-12-31; amount 20.00 CNY"),
        ("下下下周一", "date 2026-12-07"), ("下下下周", "period 2026-12-07..2026-12-13"),
    ])
    func days(_ line: String, _ expected: String) { #expect(notation(line) == expected) }
}

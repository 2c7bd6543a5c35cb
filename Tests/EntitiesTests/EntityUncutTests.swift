import Testing

/// Nothing is silently wrong: a value that would be cut short is read whole, marked as one to ask
/// about, or not read at all.
@Suite struct EntityUncutTests {
    @Test(arguments: [
        ("两千半", "~number 2500"), ("三千半块", "~amount 3,500.00 CNY"), ("3万半", "~number 35000"),
        ("半万", "number 5000"), ("三千半年后还", "number 3000; date 2027-05-21"),
        ("两块半", "amount 2.50 CNY"), ("两期半", "~count 2 instalment"),
        ("2.5个月", "~count 75 day"), ("half or more", "≥share 1/2"),
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
        ("3元5", "~amount 3.00 CNY; ~number 5"), ("100000", "code 100000"),
        ("100000元", "amount 100,000.00 CNY"), ("¥3000元", "amount 3,000.00 CNY"),
        ("尾号3815还3000", "reference 3815; amount 3,000.00 CNY"),
        ("尾号三八幺五还3000", "reference 3815; amount 3,000.00 CNY"),
        ("pay3000 in6", "amount 3,000.00 CNY; number 6"), ("小三千", "~number 3000"),
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
        ("两到三千", "~number 2; ~number 3000"), ("about 3000", "~number 3000"),
        ("三千左右", "~number 3000"), ("how about 3000", "number 3000"),
        ("rather than 3000", "~number 3000"),
    ])
    func rangesAndEstimates(_ line: String, _ expected: String) {
        #expect(notation(line) == expected)
    }

    @Test(arguments: [
        ("提前还不到3千", "≤number 3000"), ("3000 at most", "≤number 3000"),
        ("3000 or less", "≤number 3000"), ("four payments max", "≤count 4 instalment"),
        ("less than a year", "≤count 1 year"), ("no more than 500", "≤number 500"),
        ("up to 3000", "≤number 3000"), ("不超过12期", "≤count 12 instalment"),
        ("最多还三千", "≤amount 3,000.00 CNY"), ("3000以下", "≤number 3000"),
        ("12期以内", "≤count 12 instalment"), ("under 2000 yuan", "≤amount 2,000.00 CNY"),
        ("at least 3000", "≥number 3000"), ("not less than 500", "≥number 500"),
        ("more than 3000", "≥number 3000"), ("至少12期", "≥count 12 instalment"),
        ("12期以上", "≥count 12 instalment"), ("50万元(含)以上", "≥amount 500,000.00 CNY"),
        ("over 5000 yuan", "≥amount 5,000.00 CNY"), ("500+", "≥number 500"),
        ("500+300", "number 500; number 300"), ("3000 or more", "≥number 3000"),
        ("up to today 3000", "date 2026-11-21; number 3000"),
    ])
    func bounds(_ line: String, _ expected: String) { #expect(notation(line) == expected) }

    @Test(arguments: [
        ("before the 20th", "≤date 2026-12-20"), ("by Friday", "≤date 2026-11-27"),
        ("15号之前还", "≤date 2026-12-15"), ("5号以后", "≥date 2026-12-05"),
        ("15号起", "≥date 2026-12-15"), ("after 5 March", "≥date 2027-03-05"),
        ("the 20th or later", "≥date 2026-12-20"), ("15号前后", "date 2026-12-15"),
        ("on the 20th", "date 2026-12-20"),
        ("debit 5000 on 15th for it", "number 5000; date 2026-12-15"),
        ("2月30日", "date impossible 02-30"), ("31 June", "date impossible 06-31"),
    ])
    func openEnds(_ line: String, _ expected: String) { #expect(notation(line) == expected) }

    @Test(arguments: [
        ("12月月底", "date 2026-12-31"), ("下月十五", "date 2026-12-15"),
        ("下个月15结清", "date 2026-12-15"),
        ("下月20块", "period 2026-12-01..2026-12-31; amount 20.00 CNY"),
        ("下下下周一", "date 2026-12-07"), ("下下下周", "period 2026-12-07..2026-12-13"),
    ])
    func days(_ line: String, _ expected: String) { #expect(notation(line) == expected) }
}

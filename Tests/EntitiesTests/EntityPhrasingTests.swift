import NLU
import Quantities
import Testing

/// Sums, counts and days inside chatty sentences, counted from Saturday, 2026-11-21.
@Suite struct EntityPhrasingTests {
    @Test(arguments: [
        ("我想把那个三千五的手机分12期", "number 3500; count 12 instalment"),
        ("我打算先还个五千，剩下的慢慢来", "amount 5,000.00 CNY; share 1/1"),
        ("这个月还不上了，能不能只还一半", "period 2026-11-01..2026-11-30; share 1/2"),
        ("一万二分六期一个月还多少", "number 12000; count 6 instalment"),
        ("我卡里只有两千三百五十块六毛", "amount 2,350.60 CNY"),
        ("尾号6789那笔下个月15号还三千五", "reference 6789; date 2026-12-15; amount 3,500.00 CNY"),
        ("好几千呢", "~number 1000"), ("不到两千", "≤number 2000"), ("一千来块钱", "~amount 1,000.00 CNY"),
        ("从8500到3万", "~number 8500; ~number 30000"), ("至多两千块", "≤amount 2,000.00 CNY"),
        ("1万元--5万元", "~amount 10,000.00 CNY; ~amount 50,000.00 CNY"),
        ("50万元（含）以上", "≥amount 500,000.00 CNY"), ("五百 余万", "~number 5000000"),
        ("两个亿", "number 200000000"), ("一点五万", "number 15000"), ("早一点五号还", "date 2026-12-05"),
        ("少一点五百行吗", "number 500"), ("十分之一", "share 1/10"), ("一千万分之六", "share 3/5000000"),
        ("还3次了", "number 3 things"), ("我有两个账户", "number 2 things"), ("打八折", ""),
        ("每月15号扣款", "recurring monthly 15"), ("每周三", "recurring weekly 3"), ("每月三百", "number 300"),
        ("过期了", ""),
        ("卡号6222 0212 3456 7890", "reference 6222021234567890"),
        ("6222 0212 3456 7890", ""), ("650.650.6500", ""),
        ("一个半月", "~count 45 day"), ("两年零三个月", "count 27 month"), ("四个多星期", "~count 28 day"),
        ("三星期后还", "date 2026-12-12"), ("两月", "count 2 month"), ("90日", "count 90 day"),
        ("￥3，999", "amount 3,999.00 CNY"), ("82，225.00元", "amount 82,225.00 CNY"),
    ])
    func chinese(_ line: String, _ expected: String) { #expect(notation(line) == expected) }

    /// Heard right, or asked about: never a figure nobody said.
    @Test(arguments: [
        ("1w2", "number 12000"), ("3k5", "number 3500"), ("2w3k", "number 23000"),
        ("1w25", "~number 10000"), ("1w2期", "number 10000; count 2 instalment"),
        ("3'500.00", "number 3500"), ("小一万", "~number 10000"), ("两k", "number 2000"),
        ("三w", "number 30000"), ("3个w", "number 30000"),
        ("十几w", "~number 100000"), ("三两天", "~count 3 day"), ("五十千", "~number 50"),
        ("九百亿亿元", "amount impossible 九百亿亿元"),
        ("最多还八百", "≤amount 800.00 CNY"),
        ("百分之百", "share 1/1"), ("百八十块", ""), ("万八千", ""),
        ("千把块", ""), ("几块钱", ""), ("6期或者12期", "~count 6 instalment; ~count 12 instalment"),
        ("6 or 12 months", "~number 6; ~count 12 month"),
        ("3、6、9期", "~number 3; ~number 6; ~count 9 instalment"), ("24月", "count 24 month"),
        ("****1234", "reference 1234"), ("last bill", "reference last statement"),
        ("3000 or so", "~number 3000"), ("500-ish", "~number 500"),
        ("close to 3000", "~number 3000"),
        ("差点五百", "~number 500"), ("五百不到", "≤number 500"), ("五百以内", "≤number 500"),
        ("顶多五百", "≤number 500"), ("12期以内", "≤count 12 instalment"),
        ("3 1/2 yuan", "amount 3.50 CNY"), ("1 1/2 years", "count 18 month"),
        ("point five", "number 0.5"), ("half a percent", "share 1/200"), ("1.234.567,89", ""),
        ("the 1st one", "reference 1"),
        ("三又二分之一", "number 3.5"), ("五千(5000)元", "number 5000; number 5000"),
    ])
    func neverGuessed(_ line: String, _ expected: String) { #expect(notation(line) == expected) }

    @Test(arguments: [
        ("split the 3,500 into 12 payments please", "number 3500; count 12 instalment"),
        (
            "can I pay half of it now and 500 next month",
            "share 1/2; number 500; period 2026-12-01..2026-12-31"
        ),
        ("how about 3000", "number 3000"), ("no more than 500", "≤number 500"),
        ("up to 3000", "≤number 3000"),
        ("under 2000 yuan", "≤amount 2,000.00 CNY"), ("over 5000 yuan", "≥amount 5,000.00 CNY"),
        ("over 12 months", "count 12 month"), ("3000 over 6", "number 3000; number 6"),
        ("between 3000 and 5000", "~number 3000; ~number 5000"),
        ("3000 to 5000", "~number 3000; ~number 5000"),
        ("change it from 6 to 12 months", "number 6; count 12 month"),
        ("junes payment", "period 2027-06-01..2027-06-30"),
        ("after the may debit", "period 2027-05-01..2027-05-31"),
        ("five grand", "number 5000"), ("the twenty grand one", "number 20000"),
        ("a million and a half", "number 1500000"),
        ("three billions", "number 3000000000"), ("point of no return", ""),
        ("two point eleven", "number 2.11"), ("negative five hundred", "number -500"),
        ("I have two loans", "number 2 things"), ("one moment please", "number 1 things"),
        ("no one told me", ""), ("12 thanks", "number 12"), ("split it in 3 pls", "number 3"),
        ("half an hour", ""),
        ("an hour and a half", ""), ("a month and a half", "~count 45 day"),
        ("2 years and 3 months", "count 27 month"), ("twenty-three fifths", "share 23/5"),
        ("every Monday", "recurring weekly 1"), ("I won 500", "number 500"),
        ("I try 500", "number 500"),
    ])
    func english(_ line: String, _ expected: String) { #expect(notation(line) == expected) }

    /// Named, so that the desk can say that it handles yuan alone.
    @Test(arguments: [
        ("42 kuwaiti dinar", "amount 42.00 KWD"), ("RM42", "amount 42.00 MYR"),
        ("ten shekels", "amount 10.00 ILS"), ("500 canadian dollars", "amount 500.00 CAD"),
        ("500 hong kong dollars", "amount 500.00 HKD"), ("C$500", "amount 500.00 CAD"),
        ("AUD$ 15", "amount 15.00 AUD"), ("Rs. 20", "amount 20.00 INR"),
        ("$20 and 43c", "amount 20.43 USD"), ("10¢", "amount 0.10 USD"),
        ("a dollar", "amount 1.00 USD"), ("$1.5m", "amount 1,500,000.00 USD"),
        ("120 MEUR", "amount 120,000,000.00 EUR"), ("₱500", "amount 500.00 PHP"),
        ("TRY 500", "amount 500.00 TRY"), ("twenty dollars and 43", "amount 20.43 USD"),
        ("三万元欧元", "amount 30,000.00 EUR"), ("9000元日币", "amount 9,000.00 JPY"),
        ("加拿大元500", "amount 500.00 CAD"), ("500澳大利亚元", "amount 500.00 AUD"),
        ("20个比特币", "amount 20.00 BTC"), ("港币两千元", "amount 2,000.00 HKD"),
        ("1000越南盾", "amount 1,000.00 VND"), ("五百元人民币", "amount 500.00 CNY"),
    ])
    func currencies(_ line: String, _ expected: String) { #expect(notation(line) == expected) }

    @Test(arguments: [
        ("春节前还清", "≤date 2027-02-06"), ("除夕", "date 2027-02-05"), ("中秋节", "date 2027-09-15"),
        ("2026年端午", "date 2026-06-19"), ("农历八月十五", "date 2027-09-15"), ("正月初八", "date 2027-02-13"),
        ("农历腊月三十", "date impossible 农历腊月三十"), ("母亲节", "date 2027-05-09"),
        ("国庆节", "date 2027-10-01"), ("十月第一个星期一", "date 2027-10-04"),
        ("下旬", ""), ("12月下旬", "~period 2026-12-21..2026-12-31"), ("两日前", "date 2026-11-19"),
        ("1-3月", "period 2027-01-01..2027-03-31"), ("一年半后", "date 2028-05-21"),
        ("27年底", "date 2027-12-31"), ("过去的一年", "period 2025-11-21..2026-11-20"),
        ("过两天还", "~date 2026-11-23"), ("再过三个月", "date 2027-02-21"),
        ("这一周", "period 2026-11-16..2026-11-22"),
        ("26/12/15", "date 2026-12-15"), ("3月32号", "date impossible 03-32"),
        ("2026-13-01", "date impossible 2026-13-01"),
    ])
    func namedDaysInChinese(_ line: String, _ expected: String) {
        #expect(notation(line) == expected)
    }

    @Test(arguments: [
        ("before Christmas", "≤date 2026-12-25"), ("new year's eve", "date 2026-12-31"),
        ("Chinese New Year", "date 2027-02-06"), ("Easter 2027", "date 2027-03-28"),
        ("thanksgiving", "date 2026-11-26"), ("black friday", "date 2026-11-27"),
        ("two weeks before Christmas", "date 2026-12-11"),
        ("last Monday of March", "date 2027-03-29"),
        ("the third Tuesday of September 2027", "date 2027-09-21"),
        ("last day of next month", "date 2026-12-31"), ("20 of next month", "date 2026-12-20"),
        ("next month on the 15th", "date 2026-12-15"), ("Q1 2027", "period 2027-01-01..2027-03-31"),
        ("next quarter", "period 2027-01-01..2027-03-31"), ("end of April", "date 2027-04-30"),
        ("early March", "~period 2027-03-01..2027-03-10"),
        ("3 Fridays from now", "date 2026-12-11"),
        ("Wednesday of next week", "date 2026-11-25"),
        ("23rd to 26th Dec", "period 2026-12-23..2026-12-26"),
        ("in a fortnight", "date 2026-12-05"),
        ("for 3 days, from today", "period 2026-11-21..2026-11-23"),
        ("the week after next", "period 2026-11-30..2026-12-06"),
        ("12/2026", "period 2026-12-01..2026-12-31"),
        ("13/13/2026", "date impossible 13/13/2026"),
    ])
    func namedDaysInEnglish(_ line: String, _ expected: String) {
        #expect(notation(line) == expected)
    }
}

import Entities
import Quantities
import Testing

@Suite struct EntityTests {
    @Test(arguments: [
        ("12期", "count 12 instalment"), ("十二期", "count 12 instalment"),
        ("分12期", "count 12 instalment"), ("分成十二期", "count 12 instalment"),
        ("两期", "count 2 instalment"), ("24個月", "count 24 month"), ("分6个月", "count 6 month"),
        ("12 months", "count 12 month"), ("12-month plan", "count 12 month"),
        ("in twelve payments", "count 12 instalment"), ("9 mths", "count 9 month"),
        ("split it in 12 months", "count 12 month"), ("in 12 months", "count 12 month"),
        ("six monthly instalments", "count 6 instalment"), ("6 EMIs", "count 6 instalment"),
        ("半年", "count 6 month"), ("一年", "count 1 year"), ("一年半", "count 18 month"),
        ("half a year", "count 6 month"), ("over a year", "count 1 year"),
        ("a year and a half", "count 18 month"), ("1.5年", "count 18 month"),
        ("两周", "count 14 day"), ("宽限七天", "count 7 day"), ("晚两日", "count 2 day"),
        ("12", "number 12"), ("十二", "number 12"), ("twelve", "number 12"),
        ("三五期", "~count 3 instalment"), ("十几期", "~count 10 instalment"),
        ("12期左右", "~count 12 instalment"), ("12-15期", "~number 12; ~count 15 instalment"),
        ("a couple of months", "~count 2 month"), ("about 12 months", "~count 12 month"),
        ("几期", ""), ("几个月", ""), ("how much a month", ""), ("一个月还多少", ""),
        ("第5个月还清", ""), ("每三个月", ""),
    ])
    func counts(_ line: String, _ expected: String) { #expect(notation(line) == expected) }

    @Test(arguments: [
        ("5000", "number 5000"), ("５０００", "number 5000"), ("五千", "number 5000"),
        ("三千五", "number 3500"), ("两万三", "number 23000"), ("1.5万", "number 15000"),
        ("5k", "number 5000"), ("10w", "number 100000"), ("1万2", "number 12000"),
        ("1万600", "number 10600"), ("3万4000", "number 34000"), ("一百零五", "number 105"),
        ("一万零三十", "number 10030"), ("叁仟伍佰", "number 3500"), ("廿三", "number 23"),
        ("三点五", "number 3.5"), ("零点五", "number 0.5"), ("1,234,567", "number 1234567"),
        ("12,34,567.89", "number 1234567.89"), ("3 lakh", "number 300000"),
        ("three and a half thousand", "number 3500"), ("twenty-five hundred", "number 2500"),
        ("half a million", "number 500000"), ("two point five", "number 2.5"),
        ("one hundred and six", "number 106"), ("-5", "number -5"), ("负三", "number -3"),
        ("几千", "~number 1000"), ("三五百", "~number 300"), ("两三千", "~number 2000"),
        ("一千多", "~number 1000"), ("5000多", "~number 5000"), ("100左右", "~number 100"),
        ("最多三千", "≤number 3000"), ("a couple of thousand", "~number 2000"),
        ("a few hundred", "~number 300"), ("500+", "≥number 500"),
        ("12,50", "~number 12; ~number 50"), ("two fifty", "~number 2; ~number 50"),
        ("5 k", "number 5000"), ("1万到5万", "~number 10000; ~number 50000"),
    ])
    func numbers(_ line: String, _ expected: String) { #expect(notation(line) == expected) }

    @Test(arguments: [
        ("¥3,999.00", "amount 3,999.00 CNY"), ("￥５０００", "amount 5,000.00 CNY"),
        ("三千五百元", "amount 3,500.00 CNY"), ("1.2万元", "amount 12,000.00 CNY"),
        ("十块三毛", "amount 10.30 CNY"), ("三块零四", "amount 3.04 CNY"),
        ("12块5", "amount 12.50 CNY"), ("一块二毛五", "amount 1.25 CNY"),
        ("两毛五", "amount 0.25 CNY"), ("六角七分", "amount 0.67 CNY"),
        ("五千塊錢", "amount 5,000.00 CNY"), ("RMB 200", "amount 200.00 CNY"),
        ("5k yuan", "amount 5,000.00 CNY"), ("five hundred yuan", "amount 500.00 CNY"),
        ("人民币叁仟伍佰元整", "amount 3,500.00 CNY"), ("还3000", "amount 3,000.00 CNY"),
        ("pay back 500", "amount 500.00 CNY"), ("还12", "number 12"),
        ("四五千块钱", "~amount 4,000.00 CNY"), ("50万元以上", "≥amount 500,000.00 CNY"),
        ("3.999元", "~amount 3.99 CNY"), ("$20", "amount 20.00 USD"),
        ("HK$500", "amount 500.00 HKD"), ("a $5 fee", "amount 5.00 USD"),
        ("十美元", "amount 10.00 USD"), ("60 quid", "amount 60.00 GBP"),
        ("3 dollars 50 cents", "amount 3.50 USD"), ("50 cents", "amount 0.50 USD"),
        ("100亿元", "amount 10,000,000,000.00 CNY"), ("101亿元", "amount 10,100,000,000.00 CNY"),
    ])
    func amounts(_ line: String, _ expected: String) { #expect(notation(line) == expected) }

    @Test(
        arguments: [
            ("全部", "share 1/1"), ("一次性还清", "share 1/1"), ("剩下的都还了", "share 1/1"),
            ("一半", "share 1/2"), ("三分之一", "share 1/3"), ("百分之十", "share 1/10"),
            ("10%", "share 1/10"), ("三成", "share 3/10"), ("half of it", "share 1/2"),
            ("all of it", "share 1/1"), ("pay it in full", "share 1/1"), ("the rest", "share 1/1"),
            ("in one go", "share 1/1"), ("two thirds", "share 2/3"), ("⅔", "share 2/3"),
            ("1/3 of it", "share 1/3"), ("还1/3", "share 1/3"), ("大概一半", "~share 1/2"),
            ("can I take a third loan", ""),
        ])
    func shares(_ line: String, _ expected: String) { #expect(notation(line) == expected) }

    @Test(arguments: [
        ("尾号6789", "reference 6789"), ("尾号是６７８９", "reference 6789"),
        ("尾号六七八九", "reference 6789"), ("末四位 0012", "reference 0012"),
        ("ending 6789", "reference 6789"), ("card ending in 0921", "reference 0921"),
        ("last four digits 6789", "reference 6789"), ("订单号 A202112345", "reference A202112345"),
        ("order number 12345", "reference 12345"), ("第二笔", "reference 2"),
        ("the second one", "reference 2"), ("the phone one", "reference phone"),
        ("手机那笔", "reference 手机"), ("本期账单", "reference this statement"),
        ("next statement", "reference next statement"), ("13800138000", "phone 13800138000"),
        ("138-0013-8000", "phone 13800138000"), ("138 0013 8000", "phone 13800138000"),
        ("１３８００１３８０００", "phone 13800138000"), ("+86 13800138000", "phone 13800138000"),
        ("123456", "code 123456"), ("０１２３４５。", "code 012345"), ("验证码123456", "code 123456"),
        ("还123456", "amount 123,456.00 CNY"), ("12345", "number 12345"),
    ])
    func references(_ line: String, _ expected: String) { #expect(notation(line) == expected) }

    @Test(arguments: [
        "李四", "万一", "三心二意", "一下", "十分", "四川", "我看一看", "二维码", "陆地", "退伍",
        "second thoughts", "this one", "the other one", "may I", "192.168.0.1", "v2.3.1",
        "400-000-0000", "021-12345678", "6222021234567890123", "A2021", "25ml", "晚上十点半", "10:30",
        "at 3 pm", "日息万四", "0% plan", "一块还", "what is the APR", "打八五折", "俩人", "",
    ])
    func nothing(_ line: String) { #expect(notation(line) == "") }

    @Test(arguments: [
        ("借10000分10期", "amount 10,000.00 CNY; count 10 instalment"),
        ("把本期没还的4600分三期", "reference this statement; number 4600; count 3 instalment"),
        ("不是三千是五千", "number 3000; number 5000"),
        ("不是6期是12期", "count 6 instalment; count 12 instalment"),
        ("我想先还5000块，剩下的分12期", "amount 5,000.00 CNY; share 1/1; count 12 instalment"),
        ("not 6, make it 12 months", "number 6; count 12 month"),
        ("pay 500 on the 15th", "amount 500.00 CNY; date 2026-12-15"),
        ("borrow five thousand twelve months", "amount 5,000.00 CNY; count 12 month"),
        ("1万12期", "number 10000; count 12 instalment"),
        ("五百块三期", "amount 500.00 CNY; count 3 instalment"),
        ("500，120天", "number 500; count 120 day"),
        ("尾号6789那笔下个月15号还三千五", "reference 6789; date 2026-12-15; amount 3,500.00 CNY"),
        ("$899 over 6 months", "amount 899.00 USD; count 6 month"),
    ])
    func several(_ line: String, _ expected: String) { #expect(notation(line) == expected) }

    @Test(
        arguments: [
            ("分１２期吧", "１２期", 1, 4), ("😀还５０００", "５０００", 2, 6), ("  12 months.", "12 months", 2, 11),
            ("e\u{301}5k", "5k", 2, 4),
        ])
    func places(_ line: String, _ text: String, _ start: Int, _ end: Int) throws {
        let entity = try #require(EntityReader.entities(in: line, today: entityToday).first)
        #expect(entity.text == text && entity.start == start && entity.end == end)
    }
}

/// One code point for the many that are written for it.
enum Folding {
    /// Full-width forms narrowed, capitals lowered, dashes one dash, Traditional characters of
    /// the vocabulary Simplified.
    static func fold(_ scalar: Unicode.Scalar) -> UInt32 {
        var value = scalar.value
        if (0xFF01...0xFF5E).contains(value) { value -= 0xFEE0 }
        switch value {
        case 0x41...0x5A: return value + 0x20
        case 0..<0x80: return value
        case 0x3000, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F: return 0x20
        case 0xFFE5: return 0xA5
        case 0x2010...0x2015, 0x2212: return 0x2D
        case 0x301C, 0x223C: return 0x7E
        case 0x2018, 0x2019: return 0x27
        case han: return UInt32(simplified[Int(value - han.lowerBound)])
        default: return value
        }
    }

    static let currencies: [UInt32: String] = [
        0x24: "USD", 0xA3: "GBP", 0xA5: "CNY", 0x20AC: "EUR", 0x20B9: "INR", 0x20A9: "KRW",
        0x20BD: "RUB",
        0x20AB: "VND", 0x20AA: "ILS", 0x20BA: "TRY", 0x20B1: "PHP", 0x20A6: "NGN", 0x20B4: "UAH",
        0x20BF: "BTC", 0x0E3F: "THB",
        0x20A1: "CRC", 0x20AD: "LAK", 0x20AE: "MNT", 0x20B2: "PYG", 0x20B5: "GHS", 0x20B8: "KZT",
        0x20BC: "AZN", 0x20BE: "GEL", 0x17DB: "KHR",
    ]

    static let fractions: [UInt32: (Int64, Int64)] = [
        0xBC: (1, 4), 0xBD: (1, 2), 0xBE: (3, 4), 0x2150: (1, 7), 0x2151: (1, 9),
        0x2152: (1, 10), 0x2153: (1, 3), 0x2154: (2, 3), 0x2155: (1, 5), 0x2156: (2, 5),
        0x2157: (3, 5), 0x2158: (4, 5), 0x2159: (1, 6), 0x215A: (5, 6), 0x215B: (1, 8),
        0x215C: (3, 8), 0x215D: (5, 8), 0x215E: (7, 8),
    ]

    /// The characters of Chinese text, each with a place in the tables by code point.
    static let han: ClosedRange<UInt32> = 0x3400...0x9FFF

    private static let simplified: [UInt16] = {
        let pairs = """
            個个週周禮礼後后點点萬万億亿兩两號号塊块當当這这錢钱幾几數数還还雙双陸陆參叁叄叁貳贰貮贰負负間间從从與与內内餘余額额單单筆笔條条鐘钟時时節节國国慶庆聖圣誕诞勞劳\
            動动電电話话機机碼码訂订編编約约過过開开來来倆俩圓圆歐欧鎊镑幣币臺台張张項项現现學学費费遊游驗验證证總总結结貸贷轉转賬账帳帐應应該该繳缴僅仅種种隻只隊队樣样會会\
            們们趙赵孫孙吳吴無无處处見见連连獨独賣卖買买說说氣气終终頭头實实滿满統统韓韩盧卢銖铢戶户憑凭帶带據据歲岁長长網网進进線线樓楼題题關关\
            紐纽蘭兰馬马亞亚爾尔羅罗門门達达納纳農农曆历歷历陰阴舊旧臘腊聽听尋寻復复陽阳師师親亲軍军黨党樹树灣湾濟济薩萨紀纪夠够
            """
        let values = pairs.unicodeScalars.map(\.value)
        var table = han.map { UInt16($0) }
        for index in stride(from: 0, to: values.count - 1, by: 2) {
            table[Int(values[index] - han.lowerBound)] = UInt16(values[index + 1])
        }
        return table
    }()
}

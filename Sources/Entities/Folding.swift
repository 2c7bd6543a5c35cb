import Text

/// One code point for the many that are written for it.
enum Folding {
    /// As phrases are folded, with dashes one dash and capital numerals plain. Letters with accents
    /// and numbers in circles stay: nothing is read from them.
    static func fold(_ scalar: Unicode.Scalar) -> UInt32 {
        switch scalar.value {
        case 0x2010...0x2015, 0x2212: 0x2D
        case 0x301C, 0x223C: 0x7E
        case 0xA1...0x24F, 0x2460...0x2468: scalar.value
        // 參 is three in a sum before it is anything else, and 貮 is written for 贰.
        case 0x53C3: 0x53C1
        case 0x8CAE: 0x8D30
        default: FoldedText.fold(scalar.value)
        }
    }

    static let currencies: [UInt32: LetterCode] = [
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
}

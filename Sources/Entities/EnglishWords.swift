/// The English words the readers know.
enum EnglishWords {
    /// A word of letters as one number, exact up to thirteen letters; longer words are unknown.
    static func key(_ letters: some Sequence<UInt32>) -> UInt64? {
        var key: UInt64 = 0
        var count = 0
        for letter in letters {
            guard (0x61...0x7A).contains(letter), count < 13 else { return nil }
            key = key * 27 + UInt64(letter - 0x60)
            count += 1
        }
        return key
    }

    static let meanings: [UInt64: Meaning] = {
        var table: [UInt64: Meaning] = [:]
        let currencies = Currencies.english.map { ($0.0, Meaning.currency($0.1)) }
        let countries = Currencies.countries.map { ($0.0, Meaning.country($0.1)) }
        let codes = Currencies.codes.split(separator: " ").map {
            (String($0), Meaning.currency(LetterCode($0.uppercased())))
        }
        let holidays = Holiday.english.map { ($0.0, Meaning.holiday($0.1)) }
        let millions = ["usd", "eur", "gbp", "cny", "jpy", "hkd", "aud", "cad", "sgd", "chf"].map {
            ("m" + $0, Meaning.currencyMillions(LetterCode($0.uppercased())))
        }
        let words =
            millions + codes + currencies + countries + holidays
            + [(Holiday.beginnings, .holidayBeginning)]
        for (words, meaning) in words + numbers + ordinals + money + times + glue + besides {
            for word in words.split(separator: " ") {
                guard let key = key(word.unicodeScalars.map(\.value)) else { continue }
                table[key] = meaning
            }
        }
        return table
    }()

    /// Words that mean money when they are typed in capitals.
    static let capitals: [UInt64: Meaning] = {
        let pairs = Currencies.capitalCodes.split(separator: " ").compactMap { word in
            key(word.unicodeScalars.map(\.value)).map {
                ($0, Meaning.currency(LetterCode(word.uppercased())))
            }
        }
        return Dictionary(pairs) { first, _ in first }
    }()

    private static let numbers: [(String, Meaning)] = [
        ("zero nought naught nil", .small(0)), ("one", .small(1)), ("two", .small(2)),
        ("three", .small(3)), ("four", .small(4)), ("five", .small(5)), ("six", .small(6)),
        ("seven", .small(7)), ("eight", .small(8)), ("nine", .small(9)), ("ten", .small(10)),
        ("eleven", .small(11)), ("twelve", .small(12)), ("thirteen", .small(13)),
        ("fourteen", .small(14)), ("fifteen", .small(15)), ("sixteen", .small(16)),
        ("seventeen", .small(17)), ("eighteen", .small(18)), ("nineteen", .small(19)),
        ("twenty", .tens(20)), ("thirty", .tens(30)), ("forty fourty", .tens(40)),
        ("fifty", .tens(50)), ("sixty", .tens(60)), ("seventy", .tens(70)),
        ("eighty", .tens(80)), ("ninety", .tens(90)), ("hundred", .hundred),
        ("thousand grand thou", .scale(1000)), ("million mil mm mn mln", .scale(1_000_000)),
        ("billion bn bln", .scale(1_000_000_000)),
        ("trillion tn tln trln", .scale(1_000_000_000_000)),
        ("lakh lakhs lac", .scale(100_000)), ("crore crores", .scale(10_000_000)),
        ("dozen dozens dz dzs doz dozs", .scale(12)),
        ("hundreds", .scales(100)), ("thousands", .scales(1000)), ("millions", .scales(1_000_000)),
        ("billions", .scales(1_000_000_000)), ("trillions", .scales(1_000_000_000_000)),
        ("k", .suffix(1000)), ("w", .suffix(10_000)),
    ]

    private static let ordinals: [(String, Meaning)] = [
        ("first", .ordinal(1)), ("second", .ordinal(2)), ("third", .ordinal(3)),
        ("fourth", .ordinal(4)), ("fifth", .ordinal(5)), ("sixth", .ordinal(6)),
        ("seventh", .ordinal(7)), ("eighth", .ordinal(8)), ("ninth", .ordinal(9)),
        ("tenth", .ordinal(10)), ("eleventh", .ordinal(11)), ("twelfth", .ordinal(12)),
        ("thirteenth", .ordinal(13)), ("fourteenth", .ordinal(14)), ("fifteenth", .ordinal(15)),
        ("sixteenth", .ordinal(16)), ("seventeenth", .ordinal(17)), ("eighteenth", .ordinal(18)),
        ("nineteenth", .ordinal(19)), ("twentieth", .ordinal(20)), ("thirtieth", .ordinal(30)),
        ("fortieth", .ordinal(40)), ("fiftieth", .ordinal(50)), ("hundredth", .ordinal(100)),
        ("thousandth", .ordinal(1000)), ("millionth", .ordinal(1_000_000)),
        ("billionth", .ordinal(1_000_000_000)),
        ("trillionth", .ordinal(1_000_000_000_000)),
        ("firsts", .part(1)), ("halves", .part(2)), ("thirds", .part(3)),
        ("quarters fourths", .part(4)), ("fifths", .part(5)), ("sixths", .part(6)),
        ("sevenths", .part(7)), ("eighths", .part(8)), ("ninths", .part(9)),
        ("tenths", .part(10)), ("elevenths", .part(11)), ("twelfths", .part(12)),
        ("fifteenths", .part(15)), ("sixteenths", .part(16)), ("twentieths", .part(20)),
        ("thirtieths", .part(30)), ("hundredths", .part(100)), ("thousandths", .part(1000)),
        ("millionths", .part(1_000_000)), ("billionths", .part(1_000_000_000)),
        ("trillionths", .part(1_000_000_000_000)),
    ]

    private static let money: [(String, Meaning)] = [
        ("hong new south sri", .countryBeginning),
        ("m", .sumSuffix(1_000_000)), ("b", .sumSuffix(1_000_000_000)),
        ("jiao mao", .subunit(10, "CNY")), ("fen", .subunit(1, "CNY")),
        ("cent cents", .subunit(1, "USD")), ("penny pence pennies", .subunit(1, "GBP")),
    ]

    private static let times: [(String, Meaning)] = [
        ("january jan januarys janury januray", .month(1)),
        ("february feb februarys febuary feburary", .month(2)),
        ("march", .perhapsMonth(3)),
        ("mar", .perhapsMonth(3)), ("april aprils", .month(4)), ("apr", .perhapsMonth(4)),
        ("may", .perhapsMonth(5)),
        ("june jun junes", .month(6)), ("july jul julys", .month(7)),
        ("august aug augusts", .month(8)), ("september sep sept septembers", .month(9)),
        ("october oct octobers", .month(10)), ("november nov novembers", .month(11)),
        ("december dec decembers", .month(12)),
        ("monday mondays mon", .weekday(1)), ("tuesday tuesdays tue tues", .weekday(2)),
        ("wednesday wednesdays wednes", .weekday(3)), ("wed", .perhapsWeekday(3)),
        ("thursday thursdays thu thur thurs", .weekday(4)), ("friday fridays fri", .weekday(5)),
        ("saturday saturdays", .weekday(6)), ("sat", .perhapsWeekday(6)),
        ("sunday sundays", .weekday(7)), ("sun", .perhapsWeekday(7)),
        ("fortnight fortnights", .time(.fortnight)), ("day days d night nights", .time(.day)),
        ("week weeks wk wks", .time(.week)),
        ("month months mth mths mo mos", .time(.month)), ("quarter qtr", .keyword(.quarter)),
        ("quarterly", .other), ("year years yr yrs y cy fy", .time(.year)),
        ("weekend weekends", .time(.weekend)), ("workweek", .time(.workweek)),
        ("decade decades", .time(.decade)), ("workday workdays weekdays", .time(.businessDay)),
        ("summer", .season(6)), ("autumn", .season(9)), ("winter", .season(12)),
        ("noughties", .decadeYears(0)), ("tens", .decadeYears(10)), ("twenties", .decadeYears(20)),
        ("thirties", .decadeYears(30)), ("forties", .decadeYears(40)),
        ("fifties", .decadeYears(50)), ("sixties", .decadeYears(60)),
        ("seventies", .decadeYears(70)), ("eighties", .decadeYears(80)),
        ("nineties", .decadeYears(90)),
        ("eom", .closeOf(.month)), ("eoy", .closeOf(.year)), ("eow", .closeOf(.week)),
        ("statement statements bill bills", .time(.statement)),
        ("today todays tonight otd", .day(0)),
        ("tomorrow tomorrows tmrw tmr tommorow tomorow", .day(1)),
        ("afternoon evening", .partOfDay), ("payday paydays", .ownDay(.payday)),
        ("yesterday yesterdays", .day(-1)),
        ("next following", .direction(1, nearest: false)),
        ("last previous", .direction(-1, nearest: false)),
        ("coming upcoming", .direction(1, nearest: true)), ("past", .direction(-1, nearest: true)),
        ("this current", .direction(0, nearest: false)), ("ago", .keyword(.ago)),
        ("later hence", .keyword(.later)), ("before", .keyword(.before)),
        ("after", .keyword(.after)),
        ("now date", .keyword(.now)), ("start starting beginning commencing", .keyword(.start)),
        ("early earlier", .keyword(.firstHalf)), ("late", .keyword(.secondHalf)),
        ("mid middle", .keyword(.middle)), ("end close", .keyword(.close)),
        (
            "hour hours hr hrs h minute minutes min mins seconds sec secs am pm oclock",
            .keyword(.clockUnit)
        ),
    ]

    private static let glue: [(String, Meaning)] = [
        ("a an", .keyword(.a)), ("and", .keyword(.and)),
        ("between", .keyword(.between)), ("by", .keyword(.by)), ("each every per", .keyword(.each)),
        ("from since", .keyword(.from)), ("in", .keyword(.in)), ("of", .keyword(.of)),
        ("on", .keyword(.on)), ("out", .keyword(.out)), ("for", .keyword(.for)),
        ("the", .keyword(.the)), ("to through thru till", .keyword(.to)),
        ("within", .keyword(.within)), ("over", .keyword(.over)), ("until", .keyword(.until)),
        ("during", .keyword(.during)), ("q", .quarterNumber),
        ("is was be are", .keyword(.isWord)), ("it", .keyword(.it)),
        ("minus negative", .keyword(.minus)),
        ("point", .keyword(.point)), ("half", .keyword(.half)), ("couple", .keyword(.couple)),
        ("few several", .keyword(.several)),
        ("percent pct percents percentage", .keyword(.percent)),
    ]

    private static let besides: [(String, Meaning)] = [
        (
            "instalment instalments installment installments payment payments emi emis "
                + "repayment repayments period periods parts pieces chunks slices",
            .keyword(.instalments)
        ),
        ("monthly equal more", .keyword(.monthly)), ("another", .keyword(.another)),
        (
            "about around roughly approximately approx nearly almost circa maybe quite",
            .keyword(.roughly)
        ),
        ("ish odd plus", .keyword(.orSo)), ("or", .keyword(.orWord)), ("so", .keyword(.so)),
        ("least above exceeding minimum", .keyword(.atLeast)),
        ("most less fewer under below maximum max", .keyword(.atMost)), ("than", .keyword(.than)),
        ("that which any no some other same whole good right wrong", .keyword(.pronounBefore)),
        (
            "pay repay prepay borrow owe put transfer deposit paid repaid spend paying repaying",
            .keyword(.pay)
        ),
        ("ending ends ended tail", .keyword(.tail)),
        ("digit digits with", .keyword(.digitsWord)),
        ("order reference ref contract receipt invoice transaction txn", .keyword(.reference)),
        ("number no nr num id", .keyword(.numberWord)), ("phone mobile", .keyword(.phone)),
        ("version room flat suite gate flight chapter page", .keyword(.label)),
        ("travel trip holiday education tuition school course cash laptop car", .keyword(.purpose)),
        ("code otp passcode", .keyword(.code)),
        ("split spread divide break convert", .keyword(.split)),
        ("us hk nt au nz mex s c", .keyword(.country)),
        ("everything", .keyword(.whole)),
        ("go shot", .keyword(.go)), ("up", .keyword(.upTo)),
        (
            "change changed changing switch switched move moved raise increase extend shorten reduce",
            .keyword(.change)
        ),
        ("all entire", .keyword(.full)), ("full", .keyword(.full)),
        ("rest remainder remaining", .keyword(.remaining)),
        ("amount balance sum thing lot principal", .keyword(.sum)),
        ("loan loans plan plans", .keyword(.selection)),
    ]
}

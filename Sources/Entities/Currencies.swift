/// The currencies of the world by code, name and country. The desk handles yuan alone; it hears
/// the others so that it can say so, and never takes forty dollars for forty yuan.
enum Currencies {
    /// The codes of ISO 4217 that are no English words, with a few that are history.
    static let codes = """
        usd eur gbp jpy cny hkd aud cad chf sgd nzd twd krw inr thb myr idr vnd php brl mxn zar \
        sek nok dkk isk pln czk huf bgn uah aed qar kwd bhd omr jod egp iqd irr yer lbp syp tnd \
        dzd lyd ngn ghs kes tzs ugx etb xaf xof pkr lkr npr bdt mmk khr mnt kzt uzs azn byn rsd \
        uyu pyg ves crc gtq hnl nio jmd ttd bbd bsd bzd fjd pgk bwp zmw mzn scr mvr bnd kpw afn \
        htg cdf rwf kmf djf gmd gnf lrd mwk szl lsl gyd xcd kyd awg fkp shp tjs tmt mkd hrk skk \
        frf itl nlg bef grd iep mtl btc cnh
        """

    /// Codes that read as words or names of everyday English: money only in capitals.
    static let capitalCodes =
        "mad pen sos cop cup lak mop bam try rub sar ron bob gel ars esp dem ats clp dop ils fim"

    /// Names in English. A name that several countries share stands for the best known of them.
    static let english: [(String, LetterCode)] = [
        ("yuan rmb cny kuai renminbi cnh", "CNY"), ("dollar dollars usd buck bucks", "USD"),
        ("euro euros eur", "EUR"), ("pound pounds gbp quid sterling", "GBP"), ("yen jpy", "JPY"),
        ("rupee rupees rs inr", "INR"), ("won krw", "KRW"), ("ntd", "TWD"), ("baht", "THB"),
        ("franc francs", "CHF"), ("peso pesos", "MXN"), ("krone kroner", "DKK"),
        ("krona kronor", "SEK"), ("koruna korunas", "CZK"), ("dinar dinars", "KWD"),
        ("riyal riyals", "SAR"), ("rial rials", "IRR"), ("shilling shillings", "KES"),
        ("ruble rubles rouble roubles", "RUB"), ("lira liras lire", "TRY"), ("reais reals", "BRL"),
        ("rand rands", "ZAR"), ("dirham dirhams", "AED"), ("ringgit ringgits rm", "MYR"),
        ("rupiah rupiahs", "IDR"), ("dong dongs", "VND"), ("taka takas", "BDT"),
        ("kip kips", "LAK"), ("riel riels", "KHR"), ("kyat kyats", "MMK"),
        ("tugrik tugriks", "MNT"), ("tenge", "KZT"), ("lari", "GEL"), ("leu lei", "RON"),
        ("leva", "BGN"), ("forint forints", "HUF"), ("zloty zlotys", "PLN"), ("kuna kunas", "HRK"),
        ("hryvnia hryvnias", "UAH"), ("shekel shekels", "ILS"), ("naira nairas", "NGN"),
        ("cedi cedis", "GHS"), ("birr", "ETB"), ("kwacha", "ZMW"), ("peseta pesetas", "ESP"),
        ("escudo escudos", "PTE"), ("drachma drachmas", "GRD"), ("guilder guilders", "NLG"),
        ("schilling schillings", "ATS"), ("markka markkas", "FIM"),
        ("deutschmark deutschmarks", "DEM"), ("bolivar bolivars", "VES"), ("quetzal", "GTQ"),
        ("lempira lempiras", "HNL"), ("cordoba cordobas", "NIO"), ("guarani guaranis", "PYG"),
        ("boliviano bolivianos", "BOB"), ("pataca patacas", "MOP"), ("gourde gourdes", "HTG"),
        ("bitcoin bitcoins", "BTC"), ("colones colons", "CRC"), ("laris", "GEL"),
        ("lek leks", "ALL"),
        ("dram drams", "AMD"), ("manat manats", "AZN"), ("somoni", "TJS"), ("denar denars", "MKD"),
        ("dalasi", "GMD"), ("balboa balboas", "PAB"), ("nakfa", "ERN"), ("pula", "BWP"),
        ("metical meticais", "MZN"), ("ariary", "MGA"), ("vatu", "VUV"), ("kina", "PGK"),
        ("tala", "WST"), ("rufiyaa", "MVR"), ("ngultrum", "BTN"), ("afghani afghanis", "AFN"),
        ("ethereum ether", "ETH"),
    ]

    static let chinese: [(String, LetterCode)] = [
        ("元 圆 块 块钱 元钱 元整 圆整 元人民币 人民币 大洋", "CNY"), ("美元 美圆 美金 美刀 刀 美钞", "USD"),
        ("欧元 欧", "EUR"), ("英镑 镑 英磅", "GBP"), ("日元 日圆 日币 円", "JPY"),
        ("港元 港币 港纸 港圆 蚊", "HKD"), ("韩元 韩币 韩圆", "KRW"), ("澳元 澳币", "AUD"),
        ("加元 加币", "CAD"), ("新币 新元 坡币", "SGD"), ("纽元 纽币", "NZD"),
        ("台币 新台币", "TWD"), ("卢布", "RUB"), ("泰铢 铢", "THB"), ("卢比", "INR"),
        ("瑞郎 法郎", "CHF"), ("克朗", "SEK"), ("越南盾", "VND"), ("印尼盾", "IDR"),
        ("林吉特 令吉 马币", "MYR"), ("比索", "MXN"), ("里拉", "TRY"), ("雷亚尔", "BRL"),
        ("兰特", "ZAR"), ("迪拉姆", "AED"), ("里亚尔", "SAR"), ("第纳尔", "KWD"), ("谢克尔", "ILS"),
        ("福林", "HUF"), ("兹罗提", "PLN"), ("马克", "DEM"), ("坚戈", "KZT"), ("澳门元 葡币", "MOP"),
        ("比特币", "BTC"), ("以太币 以太坊", "ETH"), ("格里夫纳", "UAH"), ("列伊", "RON"), ("先令", "KES"),
        ("基普", "LAK"), ("瑞尔", "KHR"), ("缅元", "MMK"), ("图格里克", "MNT"), ("苏姆", "UZS"),
        ("拉里", "GEL"), ("德拉姆", "AMD"), ("马纳特", "AZN"), ("列弗", "BGN"), ("库纳", "HRK"),
        ("奈拉", "NGN"), ("塞地", "GHS"), ("瓜拉尼", "PYG"), ("格查尔", "GTQ"), ("伦皮拉", "HNL"),
        ("科多巴", "NIO"), ("科朗", "CRC"), ("塔卡", "BDT"), ("荷兰盾", "NLG"), ("玻利瓦尔", "VES"),
        ("比塞塔", "ESP"), ("埃斯库多", "PTE"), ("德拉克马", "GRD"), ("阿富汗尼", "AFN"),
    ]

    /// Countries, as they stand before a currency's name: "canadian dollars", 澳大利亚元.
    static let countries: [(String, LetterCode)] = [
        ("american", "US"), ("canadian", "CA"), ("australian aussie", "AU"), ("kong", "HK"),
        ("zealand", "NZ"), ("singapore singaporean", "SG"), ("taiwan taiwanese", "TW"),
        ("jamaican", "JM"), ("brunei", "BN"), ("namibian", "NA"), ("fijian fiji", "FJ"),
        ("british english uk scottish", "GB"), ("egyptian", "EG"), ("lebanese", "LB"),
        ("syrian", "SY"), ("irish", "IE"), ("cypriot", "CY"), ("swiss", "CH"), ("french", "FR"),
        ("belgian", "BE"), ("indian", "IN"), ("pakistani pakistan", "PK"), ("nepalese", "NP"),
        ("lanka lankan", "LK"), ("mexican", "MX"), ("philippine filipino", "PH"),
        ("argentine argentinian", "AR"), ("chilean", "CL"), ("colombian", "CO"),
        ("cuban", "CU"), ("dominican", "DO"), ("danish", "DK"), ("norwegian", "NO"),
        ("swedish", "SE"), ("icelandic", "IS"), ("czech", "CZ"), ("slovak", "SK"),
        ("kuwaiti", "KW"), ("iraqi", "IQ"), ("jordanian", "JO"), ("bahraini", "BH"),
        ("tunisian", "TN"), ("algerian", "DZ"), ("libyan", "LY"), ("serbian", "RS"),
        ("saudi", "SA"), ("qatari", "QA"), ("omani", "OM"), ("yemeni", "YE"),
        ("iranian", "IR"), ("korean korea", "KR"), ("kenyan", "KE"), ("tanzanian", "TZ"),
        ("ugandan", "UG"), ("russian", "RU"), ("belarusian", "BY"), ("turkish", "TR"),
        ("italian", "IT"), ("moroccan", "MA"), ("german deutsche", "DE"), ("brazilian", "BR"),
        ("finnish", "FI"), ("malaysian malaysia", "MY"), ("indonesian", "ID"), ("thai", "TH"),
        ("vietnamese", "VN"), ("chinese china", "CN"), ("japanese", "JP"), ("african", "ZA"),
        ("dutch", "NL"), ("spanish", "ES"), ("greek", "GR"), ("austrian", "AT"),
        ("portuguese", "PT"), ("polish", "PL"), ("hungarian", "HU"), ("romanian", "RO"),
        ("bulgarian", "BG"), ("croatian", "HR"), ("ukrainian", "UA"), ("israeli", "IL"),
        ("nigerian", "NG"), ("ghanaian", "GH"), ("ethiopian", "ET"), ("bangladeshi", "BD"),
        ("cambodian", "KH"), ("mongolian", "MN"), ("kazakh", "KZ"), ("georgian", "GE"),
        ("venezuelan", "VE"), ("peruvian", "PE"), ("uruguayan", "UY"), ("bermudian", "BM"),
        ("bahamian", "BS"), ("barbadian", "BB"), ("trinidad", "TT"), ("liberian", "LR"),
    ]

    static let chineseCountries: [(String, LetterCode)] = [
        ("加拿大", "CA"), ("澳大利亚", "AU"), ("新加坡", "SG"), ("新西兰", "NZ"), ("墨西哥", "MX"),
        ("菲律宾", "PH"), ("阿根廷", "AR"), ("瑞士", "CH"), ("法国", "FR"), ("瑞典", "SE"), ("挪威", "NO"),
        ("丹麦", "DK"), ("捷克", "CZ"), ("印度", "IN"), ("巴基斯坦", "PK"), ("土耳其", "TR"), ("巴西", "BR"),
        ("南非", "ZA"), ("沙特", "SA"), ("卡塔尔", "QA"), ("科威特", "KW"), ("伊拉克", "IQ"), ("德国", "DE"),
        ("韩国", "KR"), ("泰国", "TH"), ("埃及", "EG"), ("黎巴嫩", "LB"), ("叙利亚", "SY"), ("比利时", "BE"),
        ("意大利", "IT"), ("日本", "JP"), ("美国", "US"), ("英国", "GB"), ("中国", "CN"), ("越南", "VN"),
        ("尼泊尔", "NP"), ("印尼", "ID"), ("荷兰", "NL"), ("西班牙", "ES"), ("希腊", "GR"), ("芬兰", "FI"),
        ("蒙古", "MN"), ("老挝", "LA"), ("柬埔寨", "KH"), ("缅甸", "MM"), ("智利", "CL"), ("哥伦比亚", "CO"),
        ("冰岛", "IS"), ("约旦", "JO"), ("巴林", "BH"),
        ("塞尔维亚", "RS"), ("阿曼", "OM"), ("伊朗", "IR"), ("肯尼亚", "KE"), ("乌干达", "UG"),
        ("白俄罗斯", "BY"), ("马来西亚", "MY"), ("俄罗斯", "RU"), ("香港", "HK"), ("台湾", "TW"),
    ]

    /// The currency a name means with a country before it; without an own name there, the name's.
    static func code(of name: LetterCode, in country: LetterCode) -> LetterCode {
        national[name.followed(by: country)] ?? name
    }

    /// By name and country, where it is not what the name means by itself.
    private static let national: [LetterCode: LetterCode] = {
        let table = """
            USDCA CAD USDAU AUD USDHK HKD USDNZ NZD USDSG SGD USDTW TWD USDJM JMD USDBN BND \
            USDNA NAD USDFJ FJD USDBM BMD USDBS BSD USDBB BBD USDTT TTD USDLR LRD \
            MXNUY UYU CNYCA CAD CNYAU AUD CNYSG SGD CNYNZ NZD CNYHK HKD CNYTW TWD \
            CNYKR KRW CNYJP JPY CNYUS USD \
            GBPEG EGP GBPLB LBP GBPSY SYP GBPIE IEP GBPCY CYP \
            CHFFR FRF CHFBE BEF INRID IDR INRPK PKR INRNP NPR INRLK LKR MXNPH PHP MXNAR ARS MXNCL CLP \
            MXNCO COP MXNCU CUP MXNDO DOP DKKNO NOK SEKNO NOK SEKDK DKK SEKIS ISK SEKCZ CZK \
            CZKSK SKK \
            KWDIQ IQD KWDJO JOD KWDBH BHD KWDTN TND KWDDZ DZD KWDLY LYD KWDRS RSD \
            SARQA QAR SAROM OMR SARYE YER IRROM OMR IRRYE YER IRRSA SAR IRRQA QAR \
            KESTZ TZS KESUG UGX RUBBY BYN TRYIT ITL AEDMA MAD
            """.split(separator: " ")
        var codes: [LetterCode: LetterCode] = [:]
        for index in stride(from: 0, to: table.count - 1, by: 2) {
            codes[LetterCode(table[index])] = LetterCode(table[index + 1])
        }
        return codes
    }()
}

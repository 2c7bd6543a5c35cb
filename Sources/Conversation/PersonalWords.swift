import Text

/// What tells in a line who somebody is or where they live, and is more than digits: a name
/// behind its announcement, an address, a passport, an account abroad, a phone at home. What
/// cannot be told from ordinary words stays: too much hidden would not be understood.
package enum PersonalWords {
    /// Places in the text, in their order, none within another.
    static func places(
        in text: [Unicode.Scalar]
    ) -> [(place: Range<Int>, kind: PersonalData.Kind)] {
        let folded = text.map(lowercased)
        var places: [(place: Range<Int>, kind: PersonalData.Kind)] = []
        for place in addresses(in: folded) { places.append((place, .address)) }
        for place in names(in: text, folded) { places.append((place, .name)) }
        var index = 0
        while index < text.count {
            let found = beginsWord(folded, index) ? number(folded[index...]) : nil
            if let found { places.append(found) }
            index = found?.place.upperBound ?? index + 1
        }
        var end = 0
        return places.sorted { $0.place.lowerBound < $1.place.lowerBound }.filter { found in
            guard found.place.lowerBound >= end else { return false }
            end = found.place.upperBound
            return true
        }
    }

    private static func lowercased(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0x41...0x5A: Unicode.Scalar(scalar.value + 0x20) ?? scalar
        // Full width.
        case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0).map(lowercased) ?? scalar
        default: scalar
        }
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool { ("a"..."z").contains(scalar) }
    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
    private static func isHan(_ scalar: Unicode.Scalar) -> Bool {
        (0x4E00...0x9FFF).contains(scalar.value)
    }

    private static func beginsWord(_ text: [Unicode.Scalar], _ index: Int) -> Bool {
        index == 0 || !isLetter(text[index - 1]) && !isDigit(text[index - 1])
    }

    // MARK: - Numbers

    private static func number(
        _ text: ArraySlice<Unicode.Scalar>
    ) -> (place: Range<Int>, kind: PersonalData.Kind)? {
        if let place = landline(text) { return (place, .phone) }
        if let place = accountAbroad(text) { return (place, .card) }
        return passport(text).map { ($0, .identity) }
    }

    /// `010-62345678`, `(021) 6234 5678`, `+44 20 7946 0958`. A date is none.
    private static func landline(_ text: ArraySlice<Unicode.Scalar>) -> Range<Int>? {
        guard let first = text.first, isDigit(first) || first == "(" || first == "+" else {
            return nil
        }
        var groups: [Int] = []
        var bare = ""
        var end = text.startIndex
        for index in text.indices {
            if isDigit(text[index]) {
                if groups.isEmpty || index != end { groups.append(0) }
                groups[groups.count - 1] += 1
                bare.unicodeScalars.append(text[index])
                end = index + 1
            } else if index - end > 1 || !"+()- ".unicodeScalars.contains(text[index]) {
                break
            }
        }
        let place = text.startIndex..<end
        // Mobiles are told by their digits.
        if first == "+" {
            return (9...15).contains(bare.count) && !bare.hasPrefix("86") ? place : nil
        }
        guard bare.hasPrefix("0"), !bare.hasPrefix("00"), (10...12).contains(bare.count) else {
            return nil
        }
        let isArea = (3...4).contains(groups[0])
        let isOwn = [[7], [8], [4, 4], [3, 4]].contains(Array(groups.dropFirst()))
        return groups.count == 1 || isArea && isOwn ? place : nil
    }

    /// Two letters, two check digits, and what the account is, in groups or not; the rest of a
    /// division by 97 is 1 (ISO 13616).
    private static func accountAbroad(_ text: ArraySlice<Unicode.Scalar>) -> Range<Int>? {
        guard text.count >= 15, text.prefix(2).allSatisfy(isLetter),
            text.dropFirst(2).prefix(2).allSatisfy(isDigit)
        else { return nil }
        var characters: [Unicode.Scalar] = []
        var found: Range<Int>?
        for index in text.indices {
            let scalar = text[index]
            if scalar == " ", characters.count % 4 == 0 { continue }
            guard isLetter(scalar) || isDigit(scalar), characters.count < 34 else { break }
            characters.append(scalar)
            let isEnd =
                index + 1 == text.endIndex
                || !isLetter(text[index + 1]) && !isDigit(text[index + 1])
            if characters.count >= 15, isEnd, isChecked(characters) {
                found = text.startIndex..<(index + 1)
            }
        }
        return found
    }

    private static func isChecked(_ account: [Unicode.Scalar]) -> Bool {
        var rest = 0
        for scalar in account[4...] + account[..<4] {
            let value = isDigit(scalar) ? Int(scalar.value) - 0x30 : Int(scalar.value) - 0x61 + 10
            rest = (rest * (value < 10 ? 10 : 100) + value) % 97
        }
        return rest == 1
    }

    /// A letter and eight digits, or two and seven: no number of our own is like it.
    private static func passport(_ text: ArraySlice<Unicode.Scalar>) -> Range<Int>? {
        let letters = text.prefix(while: isLetter).count
        let digits = text.dropFirst(letters).prefix(while: isDigit).count
        guard (letters, digits) == (1, 8) || (letters, digits) == (2, 7) else { return nil }
        let end = text.startIndex + letters + digits
        guard end == text.endIndex || !isLetter(text[end]) else { return nil }
        return text.startIndex..<end
    }

    // MARK: - Names

    private static func names(
        in text: [Unicode.Scalar], _ folded: [Unicode.Scalar]
    ) -> [Range<Int>] {
        var names: [Range<Int>] = []
        for announcement in announcements {
            for start in places(of: announcement, in: folded) {
                var first = start + announcement.count
                while first < text.count, " ：:".unicodeScalars.contains(text[first]) { first += 1 }
                let length = max(hanName(folded[first...]), latinName(text[first...], folded))
                if length > 0 { names.append(first..<(first + length)) }
            }
        }
        return names
    }

    private static let announcements = [
        "我叫", "名叫", "我的名字是", "我名字是", "名字叫", "姓名是", "姓名", "本人叫", "my name is", "my name's",
        "my full name is", "i am called", "i'm called",
    ].map { Array($0.unicodeScalars) }

    /// A family name and one or two characters, unless these begin what comes next.
    private static func hanName(_ text: ArraySlice<Unicode.Scalar>) -> Int {
        let run = text.prefix(while: isHan)
        let isDouble = run.count > 2 && doubleSurnames.contains(Array(run.prefix(2)))
        guard isDouble || run.first.map(surnames.contains) == true else { return 0 }
        let family = isDouble ? 2 : 1
        guard run.count > family else { return 0 }
        let given = run.dropFirst(family).prefix(2)
        let isShort = given.count < 2 || following.contains(given[given.startIndex + 1])
        return family + (isShort ? 1 : 2)
    }

    private static let surnames = Set(
        """
        王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖\
        贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤張劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧蔣葉蘇魏呂盧鐘譚陸範\
        賈韋鄒閆龍賀顧龔萬錢嚴湯
        """.unicodeScalars)
    private static let doubleSurnames = [
        "欧阳", "上官", "司马", "诸葛", "东方", "皇甫", "尉迟", "歐陽", "司馬", "諸葛",
    ]
    .map { Array($0.unicodeScalars) }
    private static let following = Set("手电電身想要的住我家来來今在卡是有和跟把还還欠，。".unicodeScalars)

    /// Up to three words: with capitals, or two that are no ordinary words.
    private static func latinName(
        _ text: ArraySlice<Unicode.Scalar>, _ folded: [Unicode.Scalar]
    ) -> Int {
        var end = text.startIndex
        var words = 0
        var hasCapitals = true
        while words < (hasCapitals ? 3 : 2) {
            let start = words == 0 ? end : end + 1
            guard words == 0 || end < text.endIndex && text[end] == " " else { break }
            let word = folded[start..<text.endIndex].prefix {
                isLetter($0) || $0 == "'" || $0 == "-"
            }
            let isCapital = word.first.map { text[start] != $0 } ?? false
            if words == 0 { hasCapitals = isCapital }
            let isOrdinary = ordinary.contains(String(String.UnicodeScalarView(word)))
            guard !word.isEmpty, !isOrdinary, isCapital || !hasCapitals else { break }
            end = word.endIndex
            words += 1
        }
        return end - text.startIndex
    }

    private static let ordinary: Set = [
        "on", "in", "not", "wrong", "still", "missing", "spelled", "spelt", "misspelled", "the",
        "a",
        "an", "there", "and", "but", "for", "to", "with", "also", "no", "is", "was", "at", "of",
        "different", "incorrect", "correct", "same", "under", "i", "my", "it", "this", "that",
        "what",
        "who", "why", "how", "or", "so", "now", "changed", "here", "please", "phone", "mobile",
        "number", "id", "need", "want", "would", "can", "could", "im", "i'm", "from", "calling",
    ]

    private static func places(
        of word: [Unicode.Scalar], in text: [Unicode.Scalar]
    ) -> [Int] {
        guard text.count > word.count, let first = word.first else { return [] }
        return (0...(text.count - word.count)).filter {
            text[$0] == first && text[$0..<($0 + word.count)].elementsEqual(word)
        }
    }

    // MARK: - Addresses

    private static func addresses(in text: [Unicode.Scalar]) -> [Range<Int>] {
        text.indices.compactMap { index in
            if isDigit(text[index]), index == 0 || !isDigit(text[index - 1]) {
                return hanAddress(text, number: index) ?? latinAddress(text[index...])
            }
            return nil
        }
    }

    /// 建国路88号 with what stands before it and behind: `number` is where its digits begin.
    private static func hanAddress(_ text: [Unicode.Scalar], number: Int) -> Range<Int>? {
        let digits = text[number...].prefix(while: isDigit)
        guard digits.count <= 5, digits.endIndex < text.count else { return nil }
        let before = text[..<number]
        let unit = text[digits.endIndex]
        let isStreet =
            "号號弄".unicodeScalars.contains(unit) && streets.contains { before.ends(with: $0) }
        let isEstate =
            "栋棟幢座".unicodeScalars.contains(unit) && estates.contains { before.ends(with: $0) }
        guard isStreet || isEstate else { return nil }
        var start = number
        while start > 0, isHan(text[start - 1]) || isDigit(text[start - 1]), number - start < 30 {
            if starters.contains(where: { text[..<start].ends(with: $0) }) { break }
            start -= 1
        }
        let end = text[digits.endIndex...].prefix {
            isDigit($0) || "号號弄栋棟幢座楼樓单單元室层層院门門-".unicodeScalars.contains($0)
        }.endIndex
        return start..<end
    }

    private static let streets = words("路 街 巷 弄 胡同 大道 村")
    private static let estates = words("小区 小區 园区 花园 花園 新村 家园 公寓 苑")
    /// Where what is no part of an address ends.
    private static let starters = words("地址 地址是 住在 家住 住 家在 寄到 送到 发到 搬到 在")

    private static func words(_ text: String) -> [[Unicode.Scalar]] {
        text.split(separator: " ").map { Array($0.unicodeScalars) }
    }

    /// `12 Baker Street`, `221b upper baker rd`.
    private static func latinAddress(_ text: ArraySlice<Unicode.Scalar>) -> Range<Int>? {
        let number = text.prefix(while: isDigit)
        guard number.count <= 5 else { return nil }
        var end = number.endIndex
        if end < text.endIndex, isLetter(text[end]) { end += 1 }
        for words in 0...3 {
            guard end < text.endIndex, text[end] == " " else { return nil }
            let word = text[(end + 1)...].prefix(while: isLetter)
            let name = String(String.UnicodeScalarView(word))
            end = word.endIndex
            if words > 0, roads.contains(name) { return text.startIndex..<end }
            guard !word.isEmpty, !ordinary.contains(name), !counted.contains(name) else {
                return nil
            }
        }
        return nil
    }

    private static let roads: Set = [
        "street", "road", "avenue", "lane", "boulevard", "rd", "ave", "blvd",
    ]
    private static let counted: Set = [
        "months", "month", "days", "day", "weeks", "years", "yuan", "rmb", "times", "instalments",
        "installments", "payments", "periods", "per", "down", "more", "percent",
    ]
}

extension ArraySlice<Unicode.Scalar> {
    fileprivate func ends(with word: [Unicode.Scalar]) -> Bool {
        suffix(word.count).elementsEqual(word)
    }
}

/// Most lines hold no value, and are told by a look at each letter before anything of them is kept.
struct PlainLine {
    /// A word that names what comes next was met: "this", "the phone", 下个.
    private var isNamed = false

    /// Nothing of the line can be a value, nor looks like a number. A line may be plain all the
    /// same where this says that it is not.
    static func isPlain(_ text: String) -> Bool {
        var (text, line) = (text, PlainLine())
        return text.withUTF8 { line.isPlain($0) }
    }

    private mutating func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte >= 0x80 {
                guard index + 2 < bytes.count, byte & 0xF0 == 0xE0,
                    takes(Self.scalar(byte, bytes[index + 1], bytes[index + 2]))
                else { return false }
                index += 3
            } else if (0x61...0x7A).contains(byte | 0x20) {
                guard takesWord(bytes, &index) else { return false }
            } else {
                guard !(0x30...0x39).contains(byte) else { return false }
                index += 1
            }
        }
        return true
    }

    private static func scalar(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> UInt32 {
        UInt32(first & 0xF) << 12 | UInt32(second & 0x3F) << 6 | UInt32(third & 0x3F)
    }

    private mutating func takesWord(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Bool
    {
        var (key, start): (UInt64, Int) = (0, index)
        while index < bytes.count, (0x61...0x7A).contains(bytes[index] | 0x20) {
            key = key &* 27 &+ UInt64((bytes[index] | 0x20) - 0x60)
            index += 1
        }
        start = index - start
        return start > 13 || takes(EnglishWords.roles[key])
    }

    private mutating func takes(_ scalar: UInt32) -> Bool {
        guard Folding.han.contains(scalar) else { return Self.marks.contains(scalar) }
        let folded = Folding.fold(Unicode.Scalar(scalar) ?? " ")
        guard Folding.han.contains(folded) else { return false }
        let roles = ChineseWords.roles[Int(folded - Folding.han.lowerBound)]
        return roles == 0 || takes(Role(rawValue: roles))
    }

    private mutating func takes(_ role: Role?) -> Bool {
        guard let role else { return true }
        if role.contains(.core) || isNamed && role.contains(.named) { return false }
        isNamed = isNamed || role.contains(.naming)
        return true
    }

    /// Punctuation of Chinese lines.
    private static let marks = Set("，。！？：；、“”‘’…（）《》～·　".unicodeScalars.map(\.value))

    /// What a word does in a value.
    struct Role: OptionSet {
        let rawValue: UInt8
        /// It makes one with anything or nothing.
        static let core = Role(rawValue: 1)
        /// It makes one with what it names, which stands behind it.
        static let naming = Role(rawValue: 2)
        static let named = Role(rawValue: 4)

        init(rawValue: UInt8) { self.rawValue = rawValue }

        init(of meaning: Meaning) {
            switch meaning {
            case .direction, .keyword(.pronounBefore), .keyword(.phone), .keyword(.purpose):
                self = .naming
            case .time(.statement), .keyword(.thatOne), .keyword(.selection), .keyword(.sum):
                self = .named
            default: self = meaning.isCore ? .core : []
            }
        }
    }
}

extension EnglishWords {
    /// What each word does, where it does anything.
    fileprivate static let roles = meanings.compactMapValues { meaning -> PlainLine.Role? in
        let role = PlainLine.Role(of: meaning)
        return role.isEmpty ? nil : role
    }
}

extension ChineseWords {
    /// What the words that begin with a character do, by its place in `Folding.han`.
    fileprivate static let roles: [UInt8] = {
        var table = [UInt8](repeating: 0, count: Folding.han.count)
        for (key, meaning) in meanings {
            var beginning = key
            while beginning > 0xFFFF { beginning >>= 16 }
            guard Folding.han.contains(UInt32(beginning)) else { continue }
            let place = Int(UInt32(beginning) - Folding.han.lowerBound)
            table[place] |= PlainLine.Role(of: meaning).rawValue
        }
        return table
    }()
}

import Text

extension Transcript {
    /// Longest line, most lines and largest file that are read: more is no conversation.
    static let longestLine = 16_384
    static let mostLines = 20_000
    static let largestFile = 16 << 20

    /// Reads the bytes of a file.
    /// - Throws: `TranscriptError` with line and column (in bytes, from 1).
    package static func read(_ bytes: [UInt8]) throws(TranscriptError) -> Transcript {
        guard bytes.count <= largestFile else {
            throw TranscriptError(line: 1, column: 1, what: "the file is over 16 MiB; split it")
        }
        var turns = [Turn()]
        var number = 0
        // Some editors put a mark before UTF-8.
        let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        for raw in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            guard number <= mostLines else {
                throw TranscriptError(
                    line: number, column: 1,
                    what: "more than 20,000 lines are no conversation; split the file")
            }
            guard let line = try line(raw, number) else { continue }
            add(line, to: &turns)
        }
        try check(turns)
        return Transcript(turns: turns)
    }

    private static func line(
        _ raw: ArraySlice<UInt8>, _ number: Int
    ) throws(TranscriptError) -> Line? {
        var bytes = raw
        if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        guard let first = bytes.first else { return nil }
        guard bytes.count <= longestLine else {
            throw TranscriptError(
                line: number, column: longestLine, what: "the line is over 16 KiB; shorten it")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw TranscriptError(
                line: number, column: validPrefix(bytes) + 1,
                what: "the line is not UTF-8; save it so")
        }
        guard let kind = Line.Kind(rawValue: Character(Unicode.Scalar(first))) else {
            throw TranscriptError(
                line: number, column: 1,
                what: "[{".contains(Character(Unicode.Scalar(first)))
                    ? "this is no transcript of ours; `paydesk convert` reads other formats"
                    : "a line begins with one of ; @ > = < *")
        }
        // By code points: a mark that combines with the first character is not part of it.
        var rest = text.unicodeScalars.dropFirst()
        if rest.first == " " { rest = rest.dropFirst() }
        return Line(kind, try unescaped(Substring(rest), number), number: number)
    }

    /// How many bytes are UTF-8.
    private static func validPrefix(_ bytes: ArraySlice<UInt8>) -> Int {
        var count = 0
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            let width = UTF8.width(scalar)
            let isThere =
                scalar != "\u{FFFD}"
                || bytes.dropFirst(count).starts(with: [0xEF, 0xBF, 0xBD])
            guard isThere else { break }
            count += width
        }
        return count
    }

    private static func add(_ line: Line, to turns: inout [Turn]) {
        let last = turns.count - 1
        switch line.kind {
        case .note, .setting:
            let isOpen = turns[last].said == nil && turns[last].answer.isEmpty
            isOpen ? turns[last].preface.append(line) : turns.append(Turn(preface: [line]))
        case .said:
            let waits = turns[last].said == nil && turns[last].answer.isEmpty && last > 0
            if waits { turns[last].said = line } else { turns.append(Turn(said: line)) }
        case .understood, .reply, .event: turns[last].answer.append(line)
        }
    }

    private static func check(_ turns: [Turn]) throws(TranscriptError) {
        for turn in turns.dropFirst() where turn.said == nil {
            guard let first = turn.answer.first else { continue }
            throw TranscriptError(
                line: first.number, column: 1,
                what: "nobody has said anything yet; put a line with > before it")
        }
        // `@ now` may be repeated; whose phone `<phone>` is, how that customer's last conversation
        // was left and what came before it, and what others do, may be told late; the rest comes
        // first.
        let late: Set = [
            "now", "phone", "left", "before", "meanwhile", "receipts", "plans", "tickets",
        ]
        for line in turns.dropFirst().flatMap(\.preface) {
            guard let key = line.setting?.key, !late.contains(key) else { continue }
            throw TranscriptError(
                line: line.number, column: 1,
                what: "@ \(key) belongs at the top, before the customer's first line")
        }
    }

    private static func unescaped(
        _ text: Substring, _ number: Int
    ) throws(TranscriptError) -> String {
        guard text.unicodeScalars.contains(where: { $0 == "\\" || $0.isControl }) else {
            return String(text)
        }
        var result = ""
        var rest = text.unicodeScalars
        while let character = rest.first {
            if character.isControl {
                throw TranscriptError(
                    line: number, column: column(of: rest, in: text),
                    what: "a control character; write it as \\u{…}")
            }
            let here = rest
            rest = rest.dropFirst()
            guard character == "\\" else {
                result.unicodeScalars.append(character)
                continue
            }
            guard let escaped = Escape.take(&rest) else {
                throw TranscriptError(
                    line: number, column: column(of: here, in: text),
                    what: "a backslash stands before \\ or as \\u{…}; double it to mean itself")
            }
            result.unicodeScalars.append(escaped)
        }
        return result
    }

    private static func column(of rest: Substring.UnicodeScalarView, in text: Substring) -> Int {
        3 + text.utf8.distance(from: text.startIndex, to: rest.startIndex)
    }
}

/// `\\` and `\u{1B}`: how a transcript holds a backslash and what no terminal should meet raw.
enum Escape {
    static func take(_ rest: inout Substring.UnicodeScalarView) -> Unicode.Scalar? {
        guard let next = rest.first else { return nil }
        rest = rest.dropFirst()
        if next == "\\" { return "\\" }
        guard next == "u", rest.first == "{", let close = rest.firstIndex(of: "}"),
            let value = UInt32(
                Substring(rest[rest.index(after: rest.startIndex)..<close]), radix: 16),
            let scalar = Unicode.Scalar(value)
        else { return nil }
        rest = rest[rest.index(after: close)...]
        return scalar
    }

    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            if scalar == "\\" {
                result += "\\\\"
            } else if scalar.isControl {
                result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

extension Unicode.Scalar {
    /// C0, DEL, C1, line separators and the marks that turn the direction of text.
    var isControl: Bool {
        switch value {
        case 0...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0xFEFF: true
        default: false
        }
    }
}

/// JSON that no terminal takes for more than text.
package enum VisibleJSON {
    /// What JSON allows raw in a string, and a reader would obey or not see, as `\u202E`.
    package static func text(_ json: String) -> String {
        guard json.unicodeScalars.contains(where: { $0.isHidden && $0 != "\n" }) else {
            return json
        }
        var result = ""
        for scalar in json.unicodeScalars {
            guard scalar.isHidden, scalar != "\n" else {
                result.unicodeScalars.append(scalar)
                continue
            }
            for unit in String(scalar).utf16 {
                let digits = String(unit, radix: 16, uppercase: true)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
        }
        return result
    }
}

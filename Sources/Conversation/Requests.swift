/// A line that may hold several requests, cut where people join them: at sentence ends, commas
/// and words such as 顺便, 然后, "and then". Whether the parts are requests is the engine's to say.
public enum Requests {
    /// More in one line are not taken apart: it is a text, not a list.
    static let most = 3

    /// The parts in their order; the whole line alone where there is nothing to cut.
    public static func parts(of line: String) -> [String] {
        var text = " " + line + " "
        for word in joints { text = text.replacingIgnoringCase(word, with: "\n") }
        let parts = text.split(whereSeparator: { $0 == "\n" || ends.contains($0) })
            .map { trimmed($0) }.filter { $0.count > 1 }
        return (2...most).contains(parts.count) ? parts : [line]
    }

    /// A point between digits belongs to a number, so "." is none of these.
    private static let ends: Set<Character> = ["。", "；", ";", "？", "?", "！", "!", "，", "、"]

    private static let joints = [
        "还有就是", "还有", "另外", "顺便", "顺带", "然后", "并且", "同时", "接着", "再帮我", "再把", "再查", "完了再",
        ", and then ", " and then ", ", then ", " then ", ", and also ", " and also ", ", and ",
        " and ",
        ", also ", " also ", " plus ", ", ", ". ",
    ]

    private static func trimmed(_ part: Substring) -> String {
        var part = part
        while let first = part.first, first.isWhitespace { part.removeFirst() }
        while let last = part.last, last.isWhitespace || last == "." { part.removeLast() }
        return String(part)
    }
}

extension String {
    /// ASCII letters match in either case.
    fileprivate func replacingIgnoringCase(_ word: String, with mark: String) -> String {
        let (text, sought) = (Array(self), Array(word))
        var result = ""
        var place = 0
        while place < text.count {
            let end = place + sought.count
            if end <= text.count,
                zip(text[place..<end], sought).allSatisfy({ $0.lowercased() == String($1) })
            {
                result += mark
                place = end
            } else {
                result.append(text[place])
                place += 1
            }
        }
        return result
    }
}

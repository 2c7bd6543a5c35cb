/// A line that may hold several requests, cut where people join them: at sentence ends, commas
/// and words such as 顺便, 然后, "and then". Whether the parts are requests is the engine's to say.
package enum Requests {
    /// More in one line are not taken one after another: it is a text, not a list.
    static let most = 3
    /// Into so many parts a line is cut at most; not all of them ask for something.
    private static let mostParts = 5

    /// The parts in their order; the whole line alone where there is nothing to cut.
    package static func parts(of line: String, _ words: Words) -> [String] {
        var text: [Unicode.Scalar] = [" "] + Array(line.unicodeScalars) + [" "]
        for joint in words.joints {
            text = cut(text, at: joint.joint, joint.length, but: words.unjoined)
        }
        text = cutAtNumbers(cutAtSpaces(text))
        let parts = text.split(whereSeparator: { $0 == "\n" || ends.contains($0) })
            .map(trimmed).filter { $0.count > 1 && !words.isOne(of: "interjection", $0) }
        return (2...mostParts).contains(parts.count) ? parts : [line]
    }

    /// A point between digits belongs to a number, so "." is none of these.
    private static let ends: Set<Unicode.Scalar> = ["。", "；", ";", "？", "?", "！", "!", "，", "、"]

    /// Whoever writes Chinese puts spaces where others put commas.
    private static func cutAtSpaces(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
        func isHan(_ place: Int) -> Bool {
            text.indices.contains(place) && (0x3400...0x9FFF).contains(text[place].value)
        }
        return text.indices.map { place in
            text[place] == " " && isHan(place - 1) && isHan(place + 1) ? "\n" : text[place]
        }
    }

    /// "1.… 2.… 3.…": a list that somebody has numbered, from one on.
    private static func cutAtNumbers(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
        func isDigit(_ place: Int) -> Bool {
            text.indices.contains(place) && ("0"..."9").contains(text[place])
        }
        let marks = text.indices.filter { place in
            isDigit(place) && !isDigit(place - 1) && !isDigit(place + 2)
                && text.indices.contains(place + 1) && marksOfAList.contains(text[place + 1])
        }
        let isCounted = marks.enumerated().allSatisfy { order, place in
            text[place].value == Unicode.Scalar("1").value + UInt32(order)
        }
        guard marks.count > 1, isCounted else { return text }
        var cut = text
        for place in marks {
            cut[place] = "\n"
            cut[place + 1] = "\n"
        }
        return cut
    }

    private static let marksOfAList: Set<Unicode.Scalar> = [".", "、", ")", "）", "．"]

    private static func trimmed(_ part: ArraySlice<Unicode.Scalar>) -> String {
        var part = part.drop { $0.properties.isWhitespace }
        while let last = part.last, last.properties.isWhitespace || last == "." {
            part.removeLast()
        }
        return String(String.UnicodeScalarView(part))
    }

    /// A line end in place of each joint, or of as much of it as is told; ASCII letters match in
    /// either case.
    private static func cut(
        _ text: [Unicode.Scalar], at joint: [Unicode.Scalar], _ length: Int,
        but others: [[Unicode.Scalar]]
    ) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        result.reserveCapacity(text.count)
        var rest = text[...]
        while let first = rest.first {
            if rest.starts(with: joint, by: { $0.inLowerCase == $1 }),
                !others.contains(where: { rest.starts(with: $0) })
            {
                result.append("\n")
                rest = rest.dropFirst(length)
            } else {
                result.append(first)
                rest = rest.dropFirst()
            }
        }
        return result
    }
}

extension Unicode.Scalar {
    /// Of the letters of ASCII; others stay as they are.
    fileprivate var inLowerCase: Unicode.Scalar {
        ("A"..."Z").contains(self) ? Unicode.Scalar(UInt8(value) + 32) : self
    }
}

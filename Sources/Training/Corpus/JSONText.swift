import Foundation
import Text

/// JSON with the places of what stands in it, and of its first slip. Foundation's decoder knows
/// neither on Linux, and a file of a thousand lines is not searched by hand.
package struct JSONText {
    private struct Slip: Error {
        var at: Int
        var what: String
    }

    /// Deeper than any activity is nested.
    private static let deepest = 256

    /// All of it, where it is JSON. Keys stand in their order.
    package private(set) var tree: YamlTree?

    private let file: String
    private let bytes: [UInt8]
    /// Where lines begin.
    private let lines: [Int]
    private var at = 0
    private var found: Slip?

    package init(_ text: String, file: String = "") {
        self.file = file
        let bytes = Array(text.utf8)
        self.bytes = bytes
        lines = [0] + bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
        do throws(Slip) {
            let root = try value(depth: 0)
            skipSpaces()
            if at < bytes.count { throw Slip(at: at, what: "something stands behind the end") }
            tree = root
        } catch {
            found = error
        }
    }

    /// What is no JSON, and where, its column in bytes; nil when all of it is.
    package var slip: (place: Place, what: String)? { found.map { (place($0.at), $0.what) } }

    /// Where an element of the outer array begins, counted from 0; else the beginning.
    package func element(_ number: Int) -> Place {
        guard case .list(let items)? = tree?.value, items.indices.contains(number) else {
            return place(0)
        }
        return items[number].place
    }

    private func place(_ offset: Int) -> Place {
        var (low, high) = (0, lines.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if lines[middle] <= offset { low = middle } else { high = middle }
        }
        return Place(file: file, line: low + 1, column: offset - lines[low] + 1)
    }

    // MARK: - The grammar of RFC 8259

    private var next: UInt8? { at < bytes.count ? bytes[at] : nil }

    private mutating func skipSpaces() {
        while let next, [0x20, 0x09, 0x0A, 0x0D].contains(next) { at += 1 }
    }

    private func slip(_ expected: String) -> Slip {
        Slip(at: at, what: next == nil ? "the JSON breaks off" : "expected \(expected)")
    }

    private mutating func take(_ character: Unicode.Scalar, _ expected: String) throws(Slip) {
        skipSpaces()
        guard next == UInt8(ascii: character) else { throw slip(expected) }
        at += 1
    }

    private mutating func value(depth: Int) throws(Slip) -> YamlTree {
        skipSpaces()
        guard depth < Self.deepest else { throw Slip(at: at, what: "nested too deep") }
        let start = at
        let value: YamlTree.Value
        switch next.map(Unicode.Scalar.init) {
        case "{":
            value = .map(try list(upTo: "}") { (json) throws(Slip) in try json.member(depth) })
        case "[":
            value = .list(
                try list(upTo: "]") { (json) throws(Slip) in try json.value(depth: depth + 1) })
        case "\"": value = .text(try string(), .flow)
        case "t": value = .text(try word("true"), .flow)
        case "f": value = .text(try word("false"), .flow)
        case "n": value = .text(try word("null", meaning: ""), .flow)
        default: value = .text(try number(), .flow)
        }
        return YamlTree(value, at: place(start))
    }

    /// What stands between brackets: elements with commas between them.
    private mutating func list<Element>(
        upTo end: Unicode.Scalar, _ element: (inout JSONText) throws(Slip) -> Element
    ) throws(Slip) -> [Element] {
        at += 1
        if isAtEnd(of: end) { return [] }
        var found = [try element(&self)]
        while !isAtEnd(of: end) {
            try take(",", "a comma or \(end)")
            found.append(try element(&self))
        }
        return found
    }

    private mutating func member(
        _ depth: Int
    ) throws(Slip) -> (key: YamlTree, value: YamlTree) {
        skipSpaces()
        guard next == UInt8(ascii: "\"") else { throw slip("a name in quotation marks") }
        let start = at
        let key = YamlTree(.text(try string(), .flow), at: place(start))
        try take(":", "a colon")
        return (key, try value(depth: depth + 1))
    }

    private mutating func isAtEnd(of bracket: Unicode.Scalar) -> Bool {
        skipSpaces()
        guard next == UInt8(ascii: bracket) else { return false }
        at += 1
        return true
    }

    private mutating func string() throws(Slip) -> String {
        let start = at
        var isPlain = true
        at += 1
        while let byte = next, byte != UInt8(ascii: "\"") {
            guard byte >= 0x20 else { throw slip("no control character in a text") }
            guard byte == UInt8(ascii: "\\") else {
                at += 1
                continue
            }
            isPlain = false
            try escape()
        }
        guard next != nil else { throw slip("") }
        at += 1
        guard !isPlain else { return String(decoding: bytes[start + 1..<at - 1], as: UTF8.self) }
        let decoded = try? JSONDecoder().decode(String.self, from: Data(bytes[start..<at]))
        guard let decoded else { throw Slip(at: start, what: "no text") }
        return decoded
    }

    private mutating func escape() throws(Slip) {
        let start = at
        at += 1
        guard let mark = next else { throw slip("") }
        at += 1
        guard mark == UInt8(ascii: "u") else {
            guard "\"\\/bfnrt".utf8.contains(mark) else {
                throw Slip(at: start, what: "no escape of JSON")
            }
            return
        }
        guard let unit = codeUnit() else { throw Slip(at: start, what: "\\u needs four digits") }
        guard (0xD800...0xDFFF).contains(unit) else { return }
        // Half of a character outside the first plane: the other half follows.
        guard unit < 0xDC00, bytes[at...].starts(with: "\\u".utf8) else {
            throw Slip(at: start, what: "half a character")
        }
        at += 2
        guard let low = codeUnit(), (0xDC00...0xDFFF).contains(low) else {
            throw Slip(at: start, what: "half a character")
        }
    }

    private mutating func codeUnit() -> UInt16? {
        let digits = bytes[at...].prefix(4)
        guard digits.count == 4, digits.allSatisfy({ $0 != UInt8(ascii: "+") }) else { return nil }
        at += 4
        return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    }

    private mutating func word(
        _ word: String, meaning: String? = nil
    ) throws(Slip) -> String {
        guard bytes[at...].starts(with: word.utf8) else { throw slip("a value") }
        at += word.utf8.count
        return meaning ?? word
    }

    private mutating func number() throws(Slip) -> String {
        let digits = bytes[at...].prefix { "+-.eE0123456789".utf8.contains($0) }
        guard !digits.isEmpty else { throw slip("a value") }
        let text = String(decoding: digits, as: UTF8.self)
        guard text.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/) != nil else {
            throw slip("a number")
        }
        at += digits.count
        return text
    }
}

/// Writes one JSON value without line breaks, in the order it is told.
package struct JSONLine {
    package private(set) var text = ""
    package init() {}

    /// A value has been written at this level, so that the next one needs a comma.
    private var needsComma = false

    package mutating func key(_ name: String) {
        string(name)
        text += ": "
        needsComma = false
    }

    package mutating func string(_ value: String) {
        separate()
        text += "\""
        for scalar in value.unicodeScalars { escape(scalar) }
        text += "\""
        needsComma = true
    }

    /// A number, `true`, `false` or `null`.
    package mutating func raw(_ value: String) {
        separate()
        text += value
        needsComma = true
    }

    package mutating func object(_ body: (inout JSONLine) -> Void) {
        open("{")
        body(&self)
        close("}")
    }

    package mutating func array<Item>(_ items: [Item], _ body: (inout JSONLine, Item) -> Void) {
        open("[")
        for item in items { body(&self, item) }
        close("]")
    }

    private mutating func open(_ bracket: String) {
        separate()
        text += bracket
        needsComma = false
    }

    private mutating func close(_ bracket: String) {
        text += bracket
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { text += ", " }
        needsComma = false
    }

    private mutating func escape(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\"": text += "\\\""
        case "\\": text += "\\\\"
        case "\n": text += "\\n"
        case "\r": text += "\\r"
        case "\t": text += "\\t"
        case _
        where scalar.value < 0x20 || scalar.value == 0x7F || scalar.value == 0x2028
            || scalar.value == 0x2029:
            let digits = String(scalar.value, radix: 16)
            text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: text.unicodeScalars.append(scalar)
        }
    }
}

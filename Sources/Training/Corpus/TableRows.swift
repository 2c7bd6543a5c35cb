import Text

/// The rows of a table one by one, from bytes that are UTF-8: fields between separators, and
/// quotation as RFC 4180 has it. A row ends with LF, CRLF or CR.
struct TableRows {
    struct Field {
        var text: String
        /// Where it begins, and the line it begins on.
        fileprivate var start: Int
        fileprivate var line: Int
        fileprivate var lineStart: Int
    }

    /// Most fields of a row.
    static let fieldLimit = 1000

    let file: String
    private let bytes: [UInt8]
    private let separator: UInt8
    /// Whether a quotation mark at the start of a field must open a quotation. In a tab-separated
    /// table it may be a mark like any other.
    private let isStrict: Bool
    private var position = 0
    private var line = 1
    /// Where the line begins.
    private var lineStart = 0

    init(_ bytes: [UInt8], file: String, separator: Character) {
        self.bytes = bytes
        self.file = file
        self.separator = separator.asciiValue ?? UInt8(ascii: ",")
        isStrict = separator != "\t"
        // What a suite says of itself stands before its header.
        while bytes.dropFirst(position).starts(with: Self.tags) { skipLine() }
    }

    private static let tags = Array("# tags:".utf8)

    func place(of field: Field) -> Place {
        let before = bytes[field.lineStart..<field.start]
        let column = before.reduce(1) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
        return Place(file: file, line: field.line, column: column)
    }

    mutating func next() throws(CorpusError) -> [Field]? {
        guard position < bytes.count else { return nil }
        var fields: [Field] = []
        while true {
            fields.append(try field())
            guard position < bytes.count, bytes[position] == separator else { break }
            guard fields.count < Self.fieldLimit else {
                skipLine()
                throw CorpusError(
                    .example, place(of: fields[0]),
                    "the row has more than \(Self.fieldLimit) fields; leave out columns.")
            }
            position += 1
        }
        endLine()
        return fields
    }

    private mutating func field() throws(CorpusError) -> Field {
        var field = Field(text: "", start: position, line: line, lineStart: lineStart)
        let opens = position < bytes.count && bytes[position] == Self.quote
        if opens, isStrict || endOfQuotation() != nil {
            field.text = try quotedText(of: field)
        } else {
            field.text = plainText()
        }
        return field
    }

    private mutating func plainText() -> String {
        let start = position
        while position < bytes.count, bytes[position] != separator, !isLineEnd(position) {
            position += 1
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func quotedText(of field: Field) throws(CorpusError) -> String {
        guard let end = endOfQuotation() else {
            guard let closing = closingQuote() else {
                throw CorpusError(
                    .invalid, place(of: field),
                    "a quotation is never closed; add the missing \".")
            }
            let place = Place(file: file, offset: closing + 1, in: bytes)
            skipLine()
            throw CorpusError(
                .example, place,
                "text follows a closed quotation; double the quotation marks within a field.")
        }
        var text: [UInt8] = []
        position += 1
        while position < end {
            let byte = bytes[position]
            if isLineEnd(position) {
                text.append(0x0A)
                endLine()
                continue
            }
            text.append(byte)
            position += byte == Self.quote ? 2 : 1
        }
        position = end + 1
        return String(decoding: text, as: UTF8.self)
    }

    /// The mark that closes the quotation that opens here, when the field ends with it.
    private func endOfQuotation() -> Int? {
        guard let closing = closingQuote() else { return nil }
        let next = closing + 1
        guard next < bytes.count, bytes[next] != separator, !isLineEnd(next) else { return closing }
        return nil
    }

    private func closingQuote() -> Int? {
        var index = position + 1
        while index < bytes.count {
            if bytes[index] == Self.quote {
                guard index + 1 < bytes.count, bytes[index + 1] == Self.quote else { return index }
                index += 1
            }
            index += 1
        }
        return nil
    }

    private mutating func skipLine() {
        while position < bytes.count, !isLineEnd(position) { position += 1 }
        endLine()
    }

    private func isLineEnd(_ index: Int) -> Bool { bytes[index] == 0x0A || bytes[index] == 0x0D }

    private mutating func endLine() {
        guard position < bytes.count else { return }
        let isPair = bytes[position] == 0x0D && position + 1 < bytes.count
        position += isPair && bytes[position + 1] == 0x0A ? 2 : 1
        line += 1
        lineStart = position
    }

    private static let quote = UInt8(ascii: "\"")
}

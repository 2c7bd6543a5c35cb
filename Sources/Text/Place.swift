/// A place in a file, counted from 1; columns are code points.
package struct Place: Hashable, Comparable, Sendable, CustomStringConvertible {
    package var file: String
    package var line: Int
    package var column: Int

    package init(file: String, line: Int, column: Int = 1) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// The place of a byte of a file's text.
    package init(file: String, offset: Int, in bytes: some RandomAccessCollection<UInt8>) {
        var (line, column) = (1, 1)
        var previous: UInt8 = 0
        for byte in bytes.prefix(offset) {
            if byte == 0x0A, previous == 0x0D {
                // The second half of one end of a line.
            } else if byte == 0x0A || byte == 0x0D {
                (line, column) = (line + 1, 1)
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
            previous = byte
        }
        self.init(file: file, line: line, column: column)
    }

    package var description: String { "\(file):\(line):\(column)" }

    package static func < (a: Place, b: Place) -> Bool {
        (a.file, a.line, a.column) < (b.file, b.line, b.column)
    }
}

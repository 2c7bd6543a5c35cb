/// Questions to a person at the terminal.
enum Prompt {
    /// Nil at the end of the input.
    static func ask(_ question: String) throws -> String? {
        try show(question)
        // One reader a question: on a terminal a read ends with the line.
        var reader = LineReader()
        guard let line = try reader.next() else { return nil }
        return String(decoding: line.bytes, as: UTF8.self)
    }

    static func show(_ text: String) throws {
        var output = Output.standard
        try output.write(text)
        try output.flush()
    }
}

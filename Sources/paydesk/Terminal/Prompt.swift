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

    /// One of the answers that are given by their letter; what each means is shown until one is
    /// typed. Nil at the end of the input.
    static func choose<A: KeyedAnswer>(
        _ question: String, _ words: StaffWords = StaffWords(.en)
    ) throws -> A? {
        while let typed = try ask(question) {
            if let answer = typed.lowercased().first.flatMap(A.init) { return answer }
            try show(A.allCases.map { "\($0.rawValue)  \(words($0.meaning))\n" }.joined())
        }
        return nil
    }

    static func show(_ text: String) throws {
        var output = Output.standard
        try output.write(text)
        try output.flush()
    }
}

/// Answers by a letter each, with what they mean.
protocol KeyedAnswer: RawRepresentable<Character>, CaseIterable {
    var meaning: String { get }
}

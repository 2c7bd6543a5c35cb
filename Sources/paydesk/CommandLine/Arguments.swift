import Glibc
import NLU
import Text

/// The words after the program's name.
enum Arguments {
    /// Started as a login shell, as by sshd or login: its name then begins with a dash.
    static var areOfLoginShell: Bool { CommandLine.arguments.first?.hasPrefix("-") ?? false }

    /// Whoever comes in by a login shell meets the desk of a public terminal, and nothing else.
    private static func ofLoginShell(_ words: some Collection<String>) throws -> [String] {
        guard words.isEmpty else {
            throw Failure(.notPermitted, "a login shell takes no arguments here; log in without")
        }
        return ["chat", "--kiosk"]
    }

    /// - Throws: `Failure` for a word that is no UTF-8: repaired it would be another word, and name
    ///   another file.
    static func ofProcess(isLoginShell: Bool) throws -> [String] {
        if isLoginShell { return try ofLoginShell(CommandLine.arguments.dropFirst()) }
        return try CommandLine.arguments.indices.dropFirst().map { place in
            let word = CommandLine.arguments[place]
            guard word.contains("\u{FFFD}"), let raw = CommandLine.unsafeArgv[place] else {
                return word
            }
            let bytes = Array(UnsafeRawBufferPointer(start: raw, count: strlen(raw)))
            guard String(validating: bytes, as: UTF8.self) == nil else { return word }
            throw Failure(
                .usage, "argument \(place) is no UTF-8: '\(visible(bytes))'; write it in UTF-8")
        }
    }

    /// A message with the arguments in it made visible: a line end in one would begin a line that
    /// seems to be ours.
    static func escaped(in message: String) -> String {
        let words = CommandLine.arguments.flatMap { word in
            [word] + word.split(separator: "=", maxSplits: 1).map(String.init)
        }
        return words.filter { $0.contains(where: \.isNewline) }.reduce(message) { message, word in
            message.replacing(word, with: Utterance.visible(word))
        }
    }

    /// Bytes that belong to no character as `\xE9`.
    private static func visible(_ bytes: [UInt8]) -> String {
        var text = ""
        var rest = bytes[...]
        while let first = rest.first {
            let character = (1...4).lazy
                .compactMap { String(validating: rest.prefix($0), as: UTF8.self) }.first
            text += character ?? "\\x" + String(first, radix: 16, uppercase: true)
            rest = rest.dropFirst(character?.utf8.count ?? 1)
        }
        return text
    }
}

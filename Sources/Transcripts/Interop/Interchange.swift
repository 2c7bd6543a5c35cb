import Conversation
import NLU

/// The formats a conversation can be written in and read from.
package enum Interchange: String, Sendable, CaseIterable {
    case paydesk
    /// Rasa's stories and test cases, YAML or Markdown: several conversations a file.
    case rasa
    /// BotiumScript: text, JSON, YAML or Markdown.
    case botium
    /// Bot Framework activities, a JSON array or JSON lines: several conversations a file.
    case botframework

    /// A conversation with its own name.
    package struct Talk: Equatable, Sendable {
        /// Empty where it has none.
        package var name: String
        /// Written by us, so that the desk has masked it already.
        package var isOurs: Bool
        package var transcript: Transcript

        package init(name: String, isOurs: Bool = false, transcript: Transcript) {
            (self.name, self.isOurs, self.transcript) = (name, isOurs, transcript)
        }
    }

    /// Something that could not be kept: the line it stood on (0 where none is known), and what.
    package struct Loss: Equatable, Sendable, CustomStringConvertible {
        package var line: Int
        package var what: String

        package var description: String { line > 0 ? "\(line): \(what)" : what }
    }

    package struct Import: Equatable, Sendable {
        package var talks: [Talk] = []
        package var losses: [Loss] = []

        package var transcripts: [Transcript] { talks.map(\.transcript) }
    }

    package struct Export: Equatable, Sendable {
        package var text: String
        package var losses: [Loss]
    }

    /// The format of a file by what it holds; nil when it is a conversation in none of them.
    package static func detect(_ bytes: [UInt8]) -> Interchange? {
        let text = String(decoding: bytes.prefix(65_536), as: UTF8.self).withoutMark
        // A line of Rasa's Markdown begins with a character of ours.
        if BotiumScript.isIt(text) { return .botium }
        if RasaStories.isIt(text) { return .rasa }
        guard let first = text.first(where: { !$0.isWhitespace }) else { return nil }
        if first == "[" || first == "{" {
            return BotFrameworkActivities.isIt(text) ? .botframework : nil
        }
        return Transcript.Line.Kind(rawValue: first) == nil ? nil : .paydesk
    }

    /// Reads the conversations of a file.
    /// - Parameter library: what BotiumScript refers to, where it lies beside the file.
    /// - Throws: `TranscriptError` with line and column.
    package func read(
        _ bytes: [UInt8], beside library: BotiumLibrary = BotiumLibrary()
    ) throws(TranscriptError) -> Import {
        if self == .paydesk {
            let transcript = try Transcript.read(bytes)
            return Import(talks: [Talk(name: "", isOurs: true, transcript: transcript)])
        }
        guard bytes.count <= Transcript.largestFile else {
            throw TranscriptError(line: 1, column: 1, what: "the file is over 16 MiB; split it")
        }
        let text = try Self.text(bytes).withoutMark
        return switch self {
        case .paydesk: Import()
        case .rasa: try RasaStories.read(text)
        case .botium: try BotiumScript.read(text, library)
        case .botframework: try BotFrameworkActivities.read(text)
        }
    }

    /// Writes conversations, and lists each of their lines that reading the text again would not
    /// bring back: what is lost is found out, never claimed.
    package func write(_ talks: [Talk]) -> Export {
        let text =
            switch self {
            case .paydesk: talks.map(\.transcript.text).joined()
            case .rasa: RasaStories.write(talks)
            case .botium: talks.map(BotiumScript.write).joined(separator: "\n")
            case .botframework: BotFrameworkActivities.write(talks)
            }
        guard self != .paydesk else { return Export(text: text, losses: []) }
        let back = (try? read(Array(text.utf8)).transcripts) ?? []
        var losses: [Loss] = []
        for (place, transcript) in talks.map(\.transcript).enumerated() {
            let known = place < back.count ? back[place].lines : []
            let same: (Transcript.Line, Transcript.Line) -> Bool = {
                $0.kind == $1.kind && $0.text == $1.text
            }
            for change in known.difference(from: transcript.lines, by: same) {
                guard case .remove(_, let line, _) = change else { continue }
                losses.append(Loss(line: line.number, what: line.written))
            }
        }
        return Export(text: text, losses: losses.sorted { $0.line < $1.line })
    }

    private static func text(_ bytes: [UInt8]) throws(TranscriptError) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        var line = 1
        for raw in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            if let valid = String(validating: raw, as: UTF8.self) {
                _ = valid
                line += 1
                continue
            }
            let good = String(decoding: raw, as: UTF8.self).unicodeScalars.prefix {
                $0 != "\u{FFFD}"
            }
            throw TranscriptError(
                line: line, column: good.count + 1, what: "the bytes are not UTF-8; save it so")
        }
        return ""
    }
}

extension Transcript {
    /// All lines as they stand.
    package var lines: [Line] {
        turns.flatMap { $0.preface + ($0.said.map { [$0] } ?? []) + $0.answer }
    }

    /// The turns of lines that were put together elsewhere.
    init(lines: [Line]) throws(TranscriptError) {
        self = try Transcript.read(Array(Transcript.text(lines).utf8))
    }
}

extension String {
    /// Without the mark some editors put before UTF-8.
    var withoutMark: String {
        unicodeScalars.first == "\u{FEFF}" ? String(unicodeScalars.dropFirst()) : self
    }

    /// On one line, as a customer's line has to be.
    package var onOneLine: String {
        split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}

import Conversation
import NLU

/// The formats a conversation can be written in and read from.
package enum Interchange: String, Sendable, CaseIterable {
    case paydesk
    /// Rasa test stories, YAML: several conversations a file.
    case rasa
    /// BotiumScript, `.convo.txt`.
    case botium
    /// Bot Framework activities, a JSON array or JSON lines.
    case botframework

    /// Something a format cannot hold: the line it stood on (0 where none is known), and what.
    package struct Loss: Equatable, Sendable, CustomStringConvertible {
        package var line: Int
        package var what: String

        package var description: String { line > 0 ? "\(line): \(what)" : what }
    }

    package struct Import: Equatable, Sendable {
        package var transcripts: [Transcript] = []
        package var losses: [Loss] = []
    }

    package struct Export: Equatable, Sendable {
        package var text: String
        package var losses: [Loss]
    }

    /// The format of a file by what it begins with; ours when it looks like no other.
    package static func detect(_ bytes: [UInt8]) -> Interchange {
        let text = String(decoding: bytes.prefix(65_536), as: UTF8.self).withoutMark
        switch text.first(where: { !$0.isWhitespace }) {
        case "[", "{": return .botframework
        default: break
        }
        let lines = text.split(whereSeparator: \.isNewline)
        if lines.contains(where: { $0.hasPrefix("stories:") || $0.hasPrefix("rules:") }) {
            return .rasa
        }
        let sections = ["#me", "#bot", "#begin", "#include"]
        return lines.contains { line in sections.contains { line.hasPrefix($0) } }
            ? .botium : .paydesk
    }

    /// Reads the conversations of a file.
    /// - Throws: `TranscriptError` with line and column.
    package func read(_ bytes: [UInt8]) throws(TranscriptError) -> Import {
        if self == .paydesk { return Import(transcripts: [try Transcript.read(bytes)]) }
        guard bytes.count <= Transcript.largestFile else {
            throw TranscriptError(line: 1, column: 1, what: "the file is over 16 MiB; split it")
        }
        let text = try Self.text(bytes).withoutMark
        return switch self {
        case .paydesk: Import()
        case .rasa: try RasaStories.read(text)
        case .botium: try BotiumScript.read(text)
        case .botframework: try BotFrameworkActivities.read(text)
        }
    }

    /// Writes conversations, and lists each of their lines that reading the text again would not
    /// bring back: what is lost is found out, never claimed.
    package func write(_ transcripts: [Transcript]) -> Export {
        let text =
            switch self {
            case .paydesk: transcripts.map(\.text).joined()
            case .rasa: RasaStories.write(transcripts)
            case .botium: transcripts.map(BotiumScript.write).joined(separator: "\n")
            case .botframework: transcripts.map(BotFrameworkActivities.write).joined()
            }
        guard self != .paydesk else { return Export(text: text, losses: []) }
        let back = (try? read(Array(text.utf8)).transcripts) ?? []
        var losses: [Loss] = []
        for (place, transcript) in transcripts.enumerated() {
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
    var onOneLine: String {
        split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}

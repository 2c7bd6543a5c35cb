import ArgumentParser
import Desk
import Foundation
import NLU
import Transcripts

struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Run transcripts again and tell what is different.",
        discussion: """
            The customer's lines run against the real desk on the demo store of the transcript's \
            opening day, by the transcript's clock. Exit 0 when all is the same, 1 when not.

            EXAMPLES
              paydesk replay Transcripts
              paydesk replay talk.transcript --accept
            """)

    @OptionGroup var model: ModelOptions

    @Flag(help: "Rewrite the files as they read now, notes kept.")
    var accept = false

    @Argument(help: "Transcripts, folders of them, or - for stdin.")
    var files: [String]

    func run() throws {
        let paths = try TranscriptFiles.list(files)
        let model = try model.load()
        var output = Output.standard
        var different = 0
        for path in paths {
            let replay = try TranscriptFiles.replay(path, model)
            if replay.isSame {
                try output.write("same       \(path)\n")
                continue
            }
            if accept, path != "-" {
                try TranscriptFiles.rewrite(path, replay.transcript)
                try output.write("rewritten  \(path)\n")
                continue
            }
            different += 1
            try output.write("different  \(path)\n" + Self.text(replay))
        }
        try output.flush()
        guard different == 0 else {
            throw Failure(.differs, "\(different) of \(paths.count) transcripts are different")
        }
    }

    private static func text(_ replay: Replay) -> String {
        var text = ""
        for turn in replay.turns {
            let said = turn.recorded.said?.number ?? turn.recorded.answer.first?.number ?? 1
            for change in turn.changes {
                let line = change.was?.number ?? said
                text += "  line \(line): \(change.aspect.rawValue)\n"
                if let was = change.was { text += "    - \(was.written)\n" }
                if let isNow = change.isNow { text += "    + \(isNow.written)\n" }
            }
        }
        return text
    }
}

enum TranscriptFiles {
    /// The files named, and those in the folders named, each folder in the order of paths.
    static func list(_ arguments: [String]) throws -> [String] {
        let paths = try arguments.flatMap { argument -> [String] in
            if argument == "-" { return ["-"] }
            guard FileManager.default.fileExists(atPath: argument) else {
                throw Failure(.noInput, "\(argument): no such file or folder")
            }
            guard Paths.isDirectory(URL(fileURLWithPath: argument)) else { return [argument] }
            let inside = FileManager.default.enumerator(atPath: argument)?.compactMap { $0 as? String }
            return (inside ?? []).filter { $0.hasSuffix(".transcript") }.sorted()
                .map { argument + "/" + $0 }
        }
        guard !paths.isEmpty else { throw Failure(.noInput, "no transcript found there") }
        return paths
    }

    static func replay(_ path: String, _ model: Model) throws -> Replay {
        let data =
            path == "-"
            ? FileHandle.standardInput.readDataToEndOfFile()
            : FileManager.default.contents(atPath: path)
        guard let data else { throw Failure(.noInput, "\(path): cannot be read") }
        do {
            return try Replay(Transcript.read([UInt8](data)), model: model)
        } catch let error as TranscriptError {
            throw Failure(.badData, "\(path):\(error)")
        } catch let error as ReplayError {
            throw Failure(.badData, "\(path):\(error)")
        }
    }

    static func rewrite(_ path: String, _ transcript: Transcript) throws {
        do {
            try Data(transcript.text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw Failure(.cannotCreate, "\(path): cannot be rewritten: \(error.localizedDescription)")
        }
    }
}

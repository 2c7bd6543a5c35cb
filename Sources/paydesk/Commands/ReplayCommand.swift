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
        var unreadable: Failure?
        for path in paths {
            do {
                let replay = try TranscriptFiles.replay(path, model)
                if !replay.isSame, !accept { different += 1 }
                try output.write(report(replay, of: path))
            } catch let failure as Failure where failure.code == Failure.Code.badData.rawValue {
                // The other files are run all the same; the last one that is wrong is the verdict.
                if let unreadable { Console.note(unreadable.description) }
                unreadable = failure
            }
        }
        try output.flush()
        if let unreadable { throw unreadable }
        guard different == 0 else {
            throw Failure(.differs, "\(different) of \(paths.count) transcripts are different")
        }
    }

    private func report(_ replay: Replay, of path: String) throws -> String {
        guard accept else {
            return replay.isSame
                ? "same       \(path)\n" : "different  \(path)\n" + Self.text(replay)
        }
        if path == "-" { return replay.transcript.text }
        if replay.isSame { return "same       \(path)\n" }
        try TranscriptFiles.rewrite(path, replay.transcript)
        return "rewritten  \(path)\n"
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
            let inside = FileManager.default.enumerator(atPath: argument)?.compactMap {
                $0 as? String
            }
            return (inside ?? []).filter { $0.hasSuffix(".transcript") }.sorted()
                .map { argument + "/" + $0 }
        }
        guard !paths.isEmpty else {
            throw Failure(.noInput, "no .transcript file in \(arguments.joined(separator: ", "))")
        }
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
            throw Failure(
                .cannotCreate, "\(path): cannot be rewritten: \(error.localizedDescription)")
        }
    }
}

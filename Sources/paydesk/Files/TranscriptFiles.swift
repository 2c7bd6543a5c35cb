import Conversation
import Desk
import Foundation
import Ledger
import NLU
import Transcripts

/// Transcripts as files.
enum TranscriptFiles {
    /// The files named, and those in the folders named; the records of the conversations named.
    static func list(_ arguments: [String]) throws -> [String] {
        let paths = try FileTree.files(arguments.map(path), ending: [".transcript"])
        guard !paths.isEmpty else {
            throw Failure(.noInput, "no .transcript file in \(arguments.joined(separator: ", "))")
        }
        return paths
    }

    /// A conversation may be named where a file may be: by its id or the beginning of it, or by a
    /// receipt or ticket that came of it. A file of that name goes before.
    static func path(_ argument: String) throws -> String {
        guard FileTree.kind(argument, followsLink: true) == nil,
            let name = try? /[RrHh][0-9]+|[Cc][0-9A-Za-z]{3,}/.wholeMatch(in: argument)
        else { return argument }
        do {
            return try RecordFile.named(String(name.output), in: nil, usualBook()).path
        } catch let failure as Failure {
            // What begins like an id may be meant as a path.
            guard argument.uppercased().hasPrefix("C") else { throw failure }
            return argument
        }
    }

    private static func usualBook() throws -> Ledger? { try BookOptions.parse([]).lookIfThere() }

    /// The files named, or else the records of all conversations.
    static func listOrRecords(_ arguments: [String]) throws -> [String] {
        guard arguments.isEmpty else { return try list(arguments) }
        if BookRecords.areMeant(by: nil) { return try list([BookRecords.folder(of: nil)]) }
        let records = try Paths.records().path
        guard FileTree.kind(records, followsLink: true) == S_IFDIR else {
            throw Failure(
                .noInput, "\(records): no conversation yet; `paydesk chat` makes the first")
        }
        return try list([records])
    }

    /// - Parameter given: what it holds, where that has been read already.
    static func read(_ path: String, _ given: [UInt8]? = nil) throws -> Transcript {
        let bytes = try given ?? InputFile.read(path)
        do {
            return try Transcript.read(bytes)
        } catch {
            throw Failure(.badData, "\(path):\(error)")
        }
    }

    static func replay(
        _ path: String, _ model: Model, _ assistant: Assistant,
        in place: Ledger.Place = .memory, given: [UInt8]? = nil
    ) throws -> Replay {
        let transcript = try read(path, given)
        do {
            return try Replay(transcript, model: model, assistant: assistant, in: place)
        } catch let error as ReplayError {
            throw Failure(.badData, "\(path):\(error)")
        }
    }

    /// Through a file beside it, whole or not at all. A link is not written through.
    static func rewrite(_ path: String, _ transcript: Transcript) throws {
        guard FileTree.kind(path, followsLink: false) == S_IFREG else {
            throw Failure(.cannotCreate, "\(path): no plain file, so it is not rewritten")
        }
        try Files.replace(path, with: transcript.text)
    }
}

import Conversation
import Desk
import Foundation
import Ledger
import NLU
import Transcripts

/// Transcripts as files.
enum TranscriptFiles {
    /// The files named, and those in the folders named.
    static func list(_ arguments: [String]) throws -> [String] {
        let paths = try FileTree.files(arguments, ending: [".transcript"])
        guard !paths.isEmpty else {
            throw Failure(.noInput, "no .transcript file in \(arguments.joined(separator: ", "))")
        }
        return paths
    }

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

import ArgumentParser
import Foundation
import Ledger
import Quantities
import Transcripts

/// How a conversation stands, by its record.
enum RecordState: String, ExpressibleByArgument, CaseIterable, Encodable {
    /// Its chat holds a lock on the record.
    case open
    /// Its chat wrote the last line.
    case ended
    /// Its chat is gone and has not: killed, or its terminal hung up.
    case killed
}

/// A record where chats leave them: `2026-03-02/1000-C3IEUZ89XTSADV.transcript`.
struct RecordFile: Sendable {
    let path: String
    /// The conversation, as receipts and tickets name it.
    let conversation: String
    /// The day it began; nil for a file that lies elsewhere.
    let day: Day?

    init(_ path: String) {
        self.path = path
        let name = FileTree.stem(of: path)
        let parts = name.split(separator: "-", maxSplits: 1).map(String.init)
        conversation = parts.count == 2 && Int(parts[0]) != nil ? parts[1] : name
        let folder = FileTree.folder(of: path)
        day = Day(FileTree.name(of: folder))
    }

    /// What the record of a conversation is called.
    static func name(of conversation: String, began: Moment) -> String {
        let time = began.timeOfDay.replacingOccurrences(of: ":", with: "")
        return "\(time)-\(conversation).transcript"
    }

    /// Those in a folder or in the book, the oldest first.
    ///
    /// - Parameter book: nil where none was opened.
    static func all(in folder: String?, _ book: Ledger?) throws -> [RecordFile] {
        let folder = try BookRecords.areMeant(by: folder) ? BookRecords.folder(of: book) : folder
        return try TranscriptFiles.listOrRecords(folder.map { [$0] } ?? []).map(RecordFile.init)
    }

    func read() throws -> Record {
        // In this order: a chat that ends meanwhile has written its last line by then.
        let isOpen = isLocked
        let transcript = try TranscriptFiles.read(path)
        // Reviews stand behind it.
        let hasEnded =
            transcript.turns.last?.preface.contains {
                $0.kind == .note && $0.text == Recorder.ending
            } ?? false
        return Record(
            file: self, state: isOpen ? .open : hasEnded ? .ended : .killed,
            transcript: transcript)
    }

    /// Whether a chat writes it.
    var isLocked: Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
    }
}

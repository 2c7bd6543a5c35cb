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

    func name(_ words: StaffWords) -> String {
        switch self {
        case .open: words.say("进行中", rawValue)
        case .ended: words.say("已结束", rawValue)
        case .killed: words.say("中断", rawValue)
        }
    }
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

    /// The one that an id, its beginning, a receipt or a ticket names.
    /// - Parameters:
    ///   - folder: another one than the usual.
    ///   - book: where receipts and tickets are looked up; nil where there is no book.
    static func named(_ name: String, in folder: String?, _ book: Ledger?) throws -> RecordFile {
        if name.hasSuffix(".transcript"), FileTree.kind(name, followsLink: true) == S_IFREG {
            return RecordFile(name)
        }
        let files = try all(in: folder, book)
        let wanted = try book?.conversation(of: name)
        let begun = (wanted ?? name).uppercased()
        let meant = files.filter { $0.conversation.uppercased().hasPrefix(begun) }
        guard meant.count <= 1 else {
            let names = meant.prefix(5).map(\.conversation).joined(separator: ", ")
            throw Failure(
                .usage,
                "\(meant.count) conversations begin with '\(name)': \(names); write more of it")
        }
        if let file = meant.first { return file }
        throw Failure(
            .noInput,
            wanted.map { "'\(name)' came of conversation \($0), whose record is not kept any more" }
                ?? "there is no record '\(name)'; `paydesk records list` names them")
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

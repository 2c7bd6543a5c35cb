import Foundation
import Ledger
import Quantities

/// Records that lie in the book, so that staff at any desk find them: `--records book`, or
/// `PAYDESK_RECORDS=book`. They are read as files are, from a folder that is gone with the command.
enum BookRecords {
    /// What is said in place of a folder.
    static let word = "book"

    static func areMeant(by folder: String?) -> Bool {
        (folder ?? Environment["PAYDESK_RECORDS"]) == word
    }

    /// A chat that has not written its end, and not for so many seconds, has none coming.
    private static let longestSilence: Int64 = 900

    /// - Parameter book: nil for the one that is meant where none is named.
    static func folder(of book: Ledger?) throws -> String {
        let now = try Clock(nil).now
        let book = try book ?? BookFile.look(at: BookFile.place(nil), now: now)
        let folder = try Self.folder.get()
        for record in try book.keptRecords() { try write(record, to: folder, now) }
        return folder
    }

    private static let folder = Result {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("paydesk-records-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        atexit { BookRecords.remove() }
        return folder
    }

    private static func remove() {
        guard let folder = try? folder.get() else { return }
        try? FileManager.default.removeItem(atPath: folder)
    }

    private static func write(_ record: KeptRecord, to folder: String, _ now: Moment) throws {
        let day = "\(folder)/\(record.began.day)"
        try OutputFiles.makeFolder(day)
        let path = "\(day)/\(RecordFile.name(of: record.conversation, began: record.began))"
        try Data(record.text.utf8).write(to: URL(fileURLWithPath: path))
        let hasEnded = record.text.hasSuffix("; \(Recorder.ending)\n")
        guard !hasEnded, now - record.last < longestSilence else { return }
        // As a chat on this machine would, for as long as the command runs.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        if descriptor >= 0 { flock(descriptor, LOCK_EX | LOCK_NB) }
    }
}

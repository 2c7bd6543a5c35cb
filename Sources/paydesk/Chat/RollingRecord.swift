import Foundation
import Quantities

/// The record of every conversation, kept without being asked: a file each under the state
/// directory, by day. Together they take no more than a limit; the oldest go first.
struct RollingRecord {
    /// In MiB.
    private static let usualLimit = 64
    private static let limits = 0...1 << 20

    private let header: Recorder.Header
    private let folder: URL?
    private let limit: Int
    private var recorder: Recorder?
    /// Kept until the customer has said something: a chat that was only opened leaves no file.
    private var greeting: RecordedTurn?
    private var hasFailed = false

    /// - Parameter limit: in MiB; 0 keeps none.
    init(_ header: Recorder.Header, limit: Int) {
        self.header = header
        self.limit = limit << 20
        folder = limit > 0 ? try? Paths.records() : nil
    }

    /// `PAYDESK_RECORDS`, in MiB.
    static func limit() throws -> Int {
        guard let told = Environment["PAYDESK_RECORDS"], !told.isEmpty else { return usualLimit }
        guard let limit = Int(told), limits.contains(limit) else {
            throw Failure(
                .configuration,
                "PAYDESK_RECORDS='\(told)' is no number of MiB from 0 to \(limits.upperBound); "
                    + "set it to one, 0 for no records, or unset it")
        }
        return limit
    }

    var isKept: Bool { folder != nil }

    /// What this or any record of the conversation has to tell of the book.
    var past: RecordedPast {
        RecordedPast(header.ledger, conversation: header.session.conversation)
    }

    /// A record that cannot be kept is one line on stderr; the conversation goes on.
    mutating func record(_ turn: RecordedTurn) {
        guard let folder, !hasFailed else { return }
        guard recorder != nil || turn.lines.first?.kind == .said else {
            greeting = turn
            return
        }
        do {
            if recorder == nil { try begin(in: folder) }
            try recorder?.record(turn)
        } catch {
            hasFailed = true
            Console.note("this conversation is not recorded: \(error)")
        }
    }

    mutating func markUndone() { add { try $0.markUndone() } }

    /// False where there is no record yet, or none at all.
    mutating func note(_ text: String, by name: String) -> Bool {
        add { try $0.note(text, by: name) }
        return recorder != nil && !hasFailed
    }

    /// The conversation has come to its end.
    mutating func close() { add { try $0.close() } }

    private mutating func add(_ write: (Recorder) throws -> Void) {
        guard let recorder, !hasFailed else { return }
        do {
            try write(recorder)
        } catch {
            hasFailed = true
            Console.note("this conversation is no longer recorded: \(error)")
        }
    }

    private mutating func begin(in folder: URL) throws {
        let day = folder.appendingPathComponent("\(header.began.day)")
        try OutputFiles.makeFolder(day.path)
        makeRoom(in: folder)
        let time = header.began.timeOfDay.replacingOccurrences(of: ":", with: "")
        let name = "\(time)-\(header.session.conversation).transcript"
        recorder = try Recorder(path: day.appendingPathComponent(name).path, header: header)
        if let greeting { try recorder?.record(greeting) }
    }

    /// Oldest first: the names are in the order of time.
    private func makeRoom(in folder: URL) {
        let paths = (try? FileTree.files([folder.path], ending: [".transcript"])) ?? []
        let sizes = paths.map { path -> Int in
            let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
            return size ?? 0
        }
        var total = sizes.reduce(0, +)
        for (path, size) in zip(paths, sizes) where total > limit {
            try? FileManager.default.removeItem(atPath: path)
            // Only an empty day can be removed.
            rmdir(FileTree.folder(of: path))
            total -= size
        }
    }
}

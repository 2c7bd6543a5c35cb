import Foundation
import Quantities

/// The record of every conversation, kept without being asked: a file each under the state
/// directory, by day. Together they take no more than a limit; the oldest go first.
struct RollingRecord {
    /// In MiB.
    private static let usualLimit = 64
    private static let limits = 0...1 << 20

    private let header: Recorder.Header
    private let place: Place
    private var recorder: Recorder?
    /// Kept until the customer has said something: a chat that was only opened leaves no file.
    private var greeting: RecordedTurn?
    private var hasFailed = false

    /// Where records are kept.
    enum Place {
        case nowhere
        /// - Parameter limit: in bytes.
        case folder(URL, limit: Int)
        case book
    }

    init(_ header: Recorder.Header, in place: Place) { (self.header, self.place) = (header, place) }

    /// What `--records` says, else `PAYDESK_RECORDS`, in MiB: 0 keeps none.
    static func place(_ option: String? = nil) throws -> Place {
        if BookRecords.areMeant(by: option) { return .book }
        let told = option ?? Environment["PAYDESK_RECORDS"] ?? ""
        guard let limit = told.isEmpty ? usualLimit : Int(told), limits.contains(limit) else {
            let (name, code) =
                option == nil
                ? ("PAYDESK_RECORDS=", Failure.Code.configuration) : ("--records ", .usage)
            throw Failure(
                code,
                "\(name)'\(told)' is no number of MiB from 0 to \(limits.upperBound); "
                    + "set it to one, 0 for no records, or unset it")
        }
        guard limit > 0, let folder = try? Paths.records() else { return .nowhere }
        return .folder(folder, limit: limit << 20)
    }

    var isKept: Bool {
        if case .nowhere = place { false } else { true }
    }

    /// What this or any record of the conversation has to tell of the book.
    var past: RecordedPast {
        RecordedPast(header.ledger, conversation: header.session.conversation)
    }

    /// A record that cannot be kept is one line on stderr; the conversation goes on.
    mutating func record(_ turn: RecordedTurn) {
        guard isKept, !hasFailed else { return }
        guard recorder != nil || turn.lines.first?.kind == .said else {
            greeting = turn
            return
        }
        do {
            if recorder == nil { try begin() }
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

    private mutating func begin() throws {
        switch place {
        case .nowhere: return
        case .book: recorder = try Recorder(inBookOf: header)
        case .folder(let folder, let limit):
            let day = folder.appendingPathComponent("\(header.began.day)")
            try OutputFiles.makeFolder(day.path)
            makeRoom(in: folder, limit)
            let name = RecordFile.name(of: header.session.conversation, began: header.began)
            recorder = try Recorder(path: day.appendingPathComponent(name).path, header: header)
        }
        if let greeting { try recorder?.record(greeting) }
    }

    /// Oldest first: the names are in the order of time.
    private func makeRoom(in folder: URL, _ limit: Int) {
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

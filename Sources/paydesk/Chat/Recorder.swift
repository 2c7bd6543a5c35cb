import Conversation
import Desk
import Foundation
import Ledger
import NLU
import Quantities
import Text
import Transcripts

/// Writes a conversation down as it happens, a whole turn at a time: a chat that dies leaves a
/// valid transcript up to its last turn.
struct Recorder {
    /// What stands at the top of a record: everything that replay needs to begin where it began.
    struct Header {
        var model: Model
        var ledger: Ledger
        var session: Session
        /// The language that was chosen; nil follows the customer.
        var language: Language?
        var began: Moment

        func lines() throws -> [Transcript.Line] {
            var lines = [
                Transcript.Line(.note, Version.name),
                Transcript.Line(.note, "corpus \(model.corpusDigest) model \(model.digest)"),
                Transcript.Line(.setting, "format \(Transcript.format)"),
                Transcript.Line(.setting, "opened \(ledger.opened)"),
                Transcript.Line(.setting, "now \(began)"),
                Transcript.Line(.setting, "language \(language?.rawValue ?? "auto")"),
            ]
            if let customer = session.customer {
                let level = "customer \(customer) level \(session.level)"
                lines.append(Transcript.Line(.setting, level))
            }
            if session.idleLimit != Session.usualIdleLimit {
                lines.append(Transcript.Line(.setting, "idle \(session.idleLimit)"))
            }
            if let standstill = try ledger.standstill(at: began) {
                lines.append(Transcript.Line(.setting, "standstill \(standstill.code)"))
            }
            return lines
        }
    }

    /// Where it is written.
    private enum Sink {
        case file(FileHandle, path: String)
        case book(Header)
    }

    private let sink: Sink
    private var written: Moment
    private var owner: String?
    private var lastTime: LastTime?

    init(path: String, header: Header) throws {
        sink = .file(try Self.create(path), path: path)
        written = header.began
        owner = header.session.customer
        try write(Transcript.text(header.lines()))
    }

    /// In the book of the conversation.
    init(inBookOf header: Header) throws {
        sink = .book(header)
        written = header.began
        owner = header.session.customer
        try write(Transcript.text(header.lines()))
    }

    /// Never over something that is already there: a record is evidence.
    private static func create(_ path: String) throws -> FileHandle {
        let files = FileManager.default
        try Files.refuseDevice(path)
        let size = (try? files.attributesOfItem(atPath: path)[.size] as? Int) ?? nil
        if let size, size > 0 {
            throw Failure(
                .cannotCreate, "\(path) exists and is not empty; record under another name")
        }
        guard files.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
            let file = FileHandle(forWritingAtPath: path)
        else {
            throw Failure(
                .cannotCreate, "\(path): cannot be created; is its directory there and writable?")
        }
        // Whoever asks whether the conversation goes on asks for this lock. Where a file system
        // has none, the record is as good without.
        flock(file.fileDescriptor, LOCK_EX)
        return file
    }

    mutating func record(_ turn: RecordedTurn) throws {
        var preface: [Transcript.Line] = []
        if turn.at != written { preface.append(Transcript.Line(.setting, "now \(turn.at)")) }
        written = turn.at
        if turn.phoneOwner != owner {
            preface.append(Transcript.Line(.setting, "phone \(turn.phoneOwner ?? "nobody")"))
            owner = turn.phoneOwner
        }
        if let last = turn.lastTime, last != lastTime {
            preface.append(Transcript.Line(.setting, "left " + LeftSetting.text(last)))
            lastTime = last
        }
        preface += turn.past
        let isGreeting = turn.lines.first?.kind != .said
        try write((isGreeting ? "" : "\n") + Transcript.text(preface + turn.lines))
    }

    /// The last turn was seen, and counts no more.
    func markUndone() throws { try write(Transcript.text([.undone()])) }

    /// What staff have to say of the conversation, to whoever reads it.
    func note(_ text: String, by name: String) throws {
        let line = Transcript.Line(.note, "\(Self.noting)\(name): \(text)")
        try write("\n" + Transcript.text([line]))
    }

    /// How a note of staff begins.
    static let noting = "note by "

    /// Nothing more will come: the conversation was not cut off.
    func close() throws {
        try write("\n" + Transcript.text([Transcript.Line(.note, Self.ending)]))
    }

    /// The last line of a record whose conversation came to its end.
    static let ending = "ended"

    /// One write a turn: whoever is killed leaves whole turns behind.
    private func write(_ text: String) throws {
        switch sink {
        case .book(let header):
            try header.ledger.keepRecord(
                text, of: header.session.conversation, began: header.began, at: written)
        case .file(let file, let path):
            var output = Output(descriptor: file.fileDescriptor)
            do {
                try output.write(text)
                try output.flush()
            } catch {
                throw Failure(.inputOutput, "\(path): \(error)")
            }
        }
    }
}

/// A turn as records keep it.
struct RecordedTurn {
    var lines: [Transcript.Line]
    var at: Moment
    var phoneOwner: String?
    /// How the customer's last conversation was left, when the desk spoke of it.
    var lastTime: LastTime?
    /// What has to be told before it of the book.
    var past: [Transcript.Line]
}

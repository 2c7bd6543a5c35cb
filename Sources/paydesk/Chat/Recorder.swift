import Conversation
import Desk
import Foundation
import Ledger
import NLU
import Quantities
import Transcripts

/// Writes a conversation down as it happens, a whole turn at a time: a chat that dies leaves a
/// valid transcript up to its last turn.
struct Recorder {
    private let file: FileHandle
    private let path: String
    private var written: Moment
    private var owner: String?
    private var lastTime: LastTime?

    init(
        path: String, model: Model, ledger: Ledger, session: Session, clock: Clock,
        language: Language?
    ) throws {
        self.path = path
        file = try Self.create(path)
        written = clock.now
        var lines = [
            Transcript.Line(.note, Version.text),
            Transcript.Line(.note, "corpus \(model.corpusDigest) model \(model.digest)"),
            Transcript.Line(.setting, "opened \(ledger.opened)"),
            Transcript.Line(.setting, "now \(written)"),
        ]
        if let customer = session.customer {
            lines.append(Transcript.Line(.setting, "customer \(customer) level \(session.level)"))
        }
        if let language {
            lines.append(Transcript.Line(.setting, "language \(language.rawValue)"))
        }
        let tickets = try ledger.tickets()
        if tickets > 0 { lines.append(Transcript.Line(.setting, "tickets \(tickets)")) }
        lines += try ledger.receipts().map(EarlierOperations.setting)
        try write(Transcript.text(lines))
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
        return file
    }

    mutating func record(_ events: [Event], _ desk: Desk) throws {
        var preface: [Transcript.Line] = []
        let now = desk.heardAt
        if now != written { preface.append(Transcript.Line(.setting, "now \(now)")) }
        written = now
        if let phoneOwner = desk.phoneOwner, phoneOwner != owner {
            preface.append(Transcript.Line(.setting, "phone \(phoneOwner)"))
            owner = phoneOwner
        }
        if let last = desk.lastTime, last != lastTime {
            preface.append(Transcript.Line(.setting, "left " + LeftSetting.text(last)))
            lastTime = last
        }
        let lines = Transcript.lines(events, speaking: desk.phrasebook, in: desk.dialogue.language)
        let isGreeting = lines.first?.kind != .said
        try write((isGreeting ? "" : "\n") + Transcript.text(preface + lines))
    }

    private func write(_ text: String) throws {
        do {
            try file.write(contentsOf: Data(text.utf8))
        } catch {
            throw Failure(
                .inputOutput, "\(path): the record cannot be written: \(error.localizedDescription)"
            )
        }
    }
}

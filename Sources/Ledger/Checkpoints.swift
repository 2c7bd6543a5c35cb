import Foundation
import Lending

/// The newest link of the audit chain after each change, in a second file.
///
/// A chain shows every change but its own shortening, and a whole book can be exchanged for an
/// older copy of itself. Against a checkpoint in another place both are visible. The book remembers
/// the newest checkpoint it relied on, so a file that is missing or cut short is visible too.
/// Whoever can put both back to an earlier state alike is not found out.
struct Checkpoints: Sendable {
    let path: String

    struct Head: Equatable {
        /// Number of an audit record.
        var number: Int64
        var digest: [UInt8]

        /// A line of the file, without its end.
        var line: String { "\(number) \(Digest.hexadecimal(digest))" }
    }

    /// The file of a book: where there is one, else where one can be made, the other place before
    /// the book's own folder.
    ///
    /// - Parameters:
    ///   - identity: of the book; it keeps its file when it is moved.
    ///   - folder: the other place; nil when there is none.
    init(of identity: [UInt8], beside book: String, in folder: String?) {
        let beside = book + ".checkpoints"
        let name = Digest.hexadecimal(Array(identity.prefix(8))) + ".checkpoints"
        let apart = folder.map { $0 + "/" + name }
        let present = [apart, beside].compactMap { $0 }.first(where: Self.isThere)
        path = present ?? apart.flatMap { Self.canCreate($0) ? $0 : nil } ?? beside
    }

    private static func canCreate(_ path: String) -> Bool {
        (try? StoreFiles.makeFolder(of: path)) != nil
            && access(StoreFiles.folder(of: path), W_OK) == 0
    }

    /// Whatever it is: a link that leads nowhere stands in the way too.
    private static func isThere(_ path: String) -> Bool {
        var information = stat()
        return lstat(path, &information) == 0
    }

    var exists: Bool { Self.isThere(path) }

    // MARK: - Reading

    /// All of the file. A last line without its end was being written when the power went, and a
    /// line that was torn so ends in a word that says it.
    ///
    /// - Throws: `damaged` when the file is missing, empty, no file of checkpoints or not ours
    ///   alone.
    func heads() throws(LedgerError) -> [Head] { try heads(inLast: nil) }

    /// Those of the last lines, whatever the size of the file.
    func newest() throws(LedgerError) -> [Head] { try heads(inLast: Self.tailLength) }

    func newestOrNone() -> [Head] { (try? newest()) ?? [] }

    /// Several lines: the last one may be torn, and one before it as well.
    private static let tailLength = 1024
    private static let torn = " torn"

    private func heads(inLast count: Int?) throws(LedgerError) -> [Head] {
        let descriptor = try opened(O_RDONLY)
        defer { close(descriptor) }
        let end = max(0, Int(lseek(descriptor, 0, SEEK_END)))
        let start = max(0, end - (count ?? end))
        var bytes = [UInt8](repeating: 0, count: end - start)
        guard pread(descriptor, &bytes, bytes.count, off_t(start)) == bytes.count else {
            throw .damaged("\(subject) cannot be read")
        }
        // From the beginning of a line on.
        let whole = start > 0 ? bytes.drop { $0 != 0x0A }.dropFirst() : bytes[...]
        return try heads(in: String(decoding: whole, as: UTF8.self))
    }

    private func heads(in text: String) throws(LedgerError) -> [Head] {
        var heads: [Head] = []
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        for line in lines where !line.hasSuffix(Self.torn) {
            guard let head = Head(line) else {
                throw .damaged("a line of \(path) is no checkpoint")
            }
            heads.append(head)
        }
        guard !heads.isEmpty else { throw .damaged("\(subject) are empty, or cut short") }
        return heads
    }

    /// A plain file of the owner's, never waited for and never through a link.
    private func opened(_ use: Int32) throws(LedgerError) -> Int32 {
        let descriptor = open(path, use | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else {
            guard errno != ENOENT, errno != ENOTDIR else {
                throw .damaged(
                    "\(subject) are missing, so nobody can tell whether records were cut off")
            }
            throw .damaged(
                errno == ELOOP
                    ? notPlain : "\(subject) cannot be opened: \(StoreFiles.systemReason())")
        }
        var information = stat()
        guard fstat(descriptor, &information) == 0, information.st_mode & S_IFMT == S_IFREG,
            information.st_uid == geteuid(), information.st_mode & 0o022 == 0
        else {
            close(descriptor)
            throw .damaged(notPlain)
        }
        return descriptor
    }

    private var subject: String { "the checkpoints \(path)" }
    private var notPlain: String {
        "\(subject) are a link, a folder or a device, or others can write them"
    }

    // MARK: - Writing

    /// Adds a head and brings it to the disk; nothing when it is there already. It never makes the
    /// file: one that is missing has been lost.
    func keep(_ head: Head) throws(LedgerError) {
        guard try !newest().contains(head) else { return }
        let descriptor = try opened(O_RDWR | O_APPEND)
        defer { close(descriptor) }
        let end = lseek(descriptor, 0, SEEK_END)
        var last: UInt8 = 0x0A
        if end > 0 { pread(descriptor, &last, 1, end - 1) }
        let line = (last == 0x0A ? "" : Self.torn + "\n") + head.line + "\n"
        guard Self.write(line, to: descriptor) else { throw StoreFiles.failure(creating: path) }
    }

    /// Makes the file, whole from its first moment; nothing when another terminal has just done so.
    func begin(with head: Head) throws(LedgerError) {
        try StoreFiles.makeFolder(of: path)
        let draft = path + ".\(getpid())"
        unlink(draft)
        let descriptor = open(draft, O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC | O_WRONLY, 0o600)
        guard descriptor >= 0 else { throw StoreFiles.failure(creating: path) }
        let isWritten = Self.write(head.line + "\n", to: descriptor)
        close(descriptor)
        defer { unlink(draft) }
        guard isWritten, link(draft, path) == 0 || errno == EEXIST else {
            throw StoreFiles.failure(creating: path)
        }
        StoreFiles.synchroniseFolder(of: path)
    }

    /// Begins anew with one head; what there was is kept under another name.
    func restart(with head: Head) throws(LedgerError) {
        var number = 1
        while Self.isThere("\(path).\(number)") { number += 1 }
        guard !exists || rename(path, "\(path).\(number)") == 0 else {
            throw StoreFiles.failure(creating: path)
        }
        try begin(with: head)
    }

    private static func write(_ text: String, to descriptor: Int32) -> Bool {
        let bytes = Array(text.utf8)
        return Foundation.write(descriptor, bytes, bytes.count) == bytes.count
            && fdatasync(descriptor) == 0
    }
}

extension Checkpoints.Head {
    fileprivate init?(_ line: Substring) {
        let words = line.split(separator: " ")
        guard words.count == 2, let number = Int64(words[0]), number > 0,
            words[1].utf8.count == Digest.length * 2
        else { return nil }
        var digest: [UInt8] = []
        var rest = words[1]
        while !rest.isEmpty {
            guard let byte = UInt8(rest.prefix(2), radix: 16) else { return nil }
            digest.append(byte)
            rest = rest.dropFirst(2)
        }
        self.init(number: number, digest: digest)
    }
}

extension Book {
    func auditHead() throws -> Checkpoints.Head? {
        try auditHead(where: "true")
    }

    private func auditHead(
        where condition: String, _ arguments: [Argument] = []
    ) throws -> Checkpoints.Head? {
        try first(
            "SELECT number, digest FROM audit WHERE \(condition) ORDER BY number DESC LIMIT 1",
            arguments
        ) { Checkpoints.Head(number: try $0.integer(0), digest: try $0.bytes(1)) }
    }

    /// The newest checkpoint that the book relied on; nil when it has begun none.
    func reliedOn() throws -> Checkpoints.Head? {
        try first(
            "SELECT number, digest FROM checkpoints WHERE \(dialect.checkpointKey) = ?",
            [session.desk]
        ) {
            Checkpoints.Head(number: try $0.integer(0), digest: try $0.bytes(1))
        }
    }

    /// To be called once the checkpoint is on the disk.
    func rely(on head: Checkpoints.Head) throws {
        let key = dialect.checkpointKey
        try run(
            """
            INSERT INTO checkpoints (\(key), number, digest) VALUES (?, ?, ?)
            ON CONFLICT (\(key)) DO UPDATE SET number = excluded.number, digest = excluded.digest
            """, [session.desk, head.number, head.digest])
    }

    /// Where chain and checkpoints contradict each other, as a sentence; nil when they agree.
    func contradiction(to heads: [Checkpoints.Head]) throws -> String? {
        guard let newest = heads.map(\.number).max(), let end = try auditHead()?.number else {
            return nil
        }
        guard newest <= end else {
            return "the audit chain ends at record \(end), but its checkpoint knows record "
                + "\(newest): records were cut off, or the book was exchanged for an older copy"
        }
        let relied = try reliedOn()
        for head in heads + [relied].compactMap({ $0 }) {
            let stored = try auditHead(where: "number = ?", [head.number])
            guard stored == head else {
                return "audit record \(head.number) is not the one its checkpoint knows"
            }
        }
        guard let relied, relied.number > newest else { return nil }
        return "the checkpoints end at record \(newest), but the book knows one of record "
            + "\(relied.number): they were cut short, or exchanged for an older copy"
    }
}

import Foundation
import Lending

/// The newest link of the audit chain after each change, in a second file.
///
/// A chain shows every change but its own shortening, and a whole book can be exchanged for an
/// older copy of itself. Against a checkpoint in another place both are visible. Whoever can
/// rewrite the book and this file alike is not found out.
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
        let present = [apart, beside].compactMap { $0 }.first { access($0, F_OK) == 0 }
        path = present ?? apart.flatMap { Self.canCreate($0) ? $0 : nil } ?? beside
    }

    private static func canCreate(_ path: String) -> Bool {
        (try? StoreFiles.makeFolder(of: path)) != nil
            && access(StoreFiles.folder(of: path), W_OK) == 0
    }

    var exists: Bool { access(path, F_OK) == 0 }

    /// All of the file. A last line without its end was being written when the power went, and a
    /// line that was torn so ends in a word that says it.
    func heads() throws(LedgerError) -> [Head] {
        guard let data = FileManager.default.contents(atPath: path) else {
            guard exists else { return [] }
            throw .cannotOpen(path: path, reason: "it cannot be read")
        }
        return try Self.heads(in: String(decoding: data, as: UTF8.self), of: path)
    }

    /// The newest head; nil when there is none.
    func last() throws(LedgerError) -> Head? {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else {
            guard exists else { return nil }
            throw .cannotOpen(path: path, reason: "it cannot be read")
        }
        defer { close(descriptor) }
        let end = lseek(descriptor, 0, SEEK_END)
        var bytes = [UInt8](repeating: 0, count: Self.tailLength)
        let start = max(0, Int(end) - bytes.count)
        let count = max(0, pread(descriptor, &bytes, bytes.count, off_t(start)))
        var tail = bytes[..<count]
        // From the beginning of a line on.
        if start > 0 { tail = tail.drop { $0 != 0x0A }.dropFirst() }
        return try Self.heads(in: String(decoding: tail, as: UTF8.self), of: path).last
    }

    /// Several lines: the last one may be torn, and one before it as well.
    private static let tailLength = 1024
    private static let torn = " torn"

    private static func heads(in text: String, of path: String) throws(LedgerError) -> [Head] {
        var heads: [Head] = []
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        for line in lines where !line.hasSuffix(torn) {
            guard let head = Head(line) else {
                throw .damaged("a line of \(path) is no checkpoint")
            }
            heads.append(head)
        }
        return heads
    }

    /// Adds a head and brings it to the disk; nothing when it is the last one already.
    func keep(_ head: Head) throws(LedgerError) {
        guard try last() != head else { return }
        try StoreFiles.makeFolder(of: path)
        let descriptor = open(
            path, O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_RDWR | O_APPEND, 0o600)
        guard descriptor >= 0 else { throw StoreFiles.failure(creating: path) }
        defer { close(descriptor) }
        let end = lseek(descriptor, 0, SEEK_END)
        var last: UInt8 = 0x0A
        if end > 0 { pread(descriptor, &last, 1, end - 1) }
        let line = Array(((last == 0x0A ? "" : Self.torn + "\n") + head.line + "\n").utf8)
        guard write(descriptor, line, line.count) == line.count, fdatasync(descriptor) == 0 else {
            throw StoreFiles.failure(creating: path)
        }
    }

    /// Begins anew with one head; what there was is kept under another name.
    func restart(with head: Head) throws(LedgerError) {
        var number = 1
        while access("\(path).\(number)", F_OK) == 0 { number += 1 }
        guard !exists || rename(path, "\(path).\(number)") == 0 else {
            throw StoreFiles.failure(creating: path)
        }
        try keep(head)
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
        try auditHead(where: "1")
    }

    private func auditHead(
        where condition: String, _ arguments: [Argument] = []
    ) throws -> Checkpoints.Head? {
        try first(
            "SELECT number, digest FROM audit WHERE \(condition) ORDER BY number DESC LIMIT 1",
            arguments
        ) { Checkpoints.Head(number: try $0.integer(0), digest: try $0.bytes(1)) }
    }

    /// What of the checkpoints is not in the chain, as a sentence; nil when the chain has them all.
    func contradiction(to heads: [Checkpoints.Head]) throws -> String? {
        guard let newest = heads.map(\.number).max(), let end = try auditHead()?.number else {
            return nil
        }
        guard newest <= end else {
            return "the audit chain ends at record \(end), but its checkpoint knows record "
                + "\(newest): records were cut off, or the book was exchanged for an older copy"
        }
        for head in heads {
            let stored = try auditHead(where: "number = ?", [head.number])
            guard stored == head else {
                return "audit record \(head.number) is not the one its checkpoint knows"
            }
        }
        return nil
    }
}

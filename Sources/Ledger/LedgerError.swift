/// Why the book could not be opened, read or written. Each says, as a sentence, what is wrong and
/// how to mend it; none says whether money moved except `outcomeUnknown`.
package enum LedgerError: Error, Equatable {
    /// The file is something else than a store of this program.
    case notOurs(path: String)
    /// What is stored contradicts itself; the text says where.
    case damaged(String)
    /// Written by a later version of the program, with that schema number.
    case newer(path: String, version: Int)
    /// Written by an earlier version of the program, with that schema number.
    case older(path: String, version: Int)
    case cannotCreate(path: String, reason: String)
    case cannotOpen(path: String, reason: String)
    /// The file, its key or its folder could be changed by others, or is not a plain file.
    case unsafe(path: String, reason: String)
    /// The place can be read but not written.
    case readOnly(path: String)
    /// The database keeps it from the role in whose name it was asked.
    case notPermitted(path: String, reason: String)
    /// Another terminal kept the book for longer than five seconds.
    case busy
    /// The server of the book does not answer, or cannot be asked.
    case unavailable(path: String, reason: String)
    /// No room is left on the disk.
    case full
    /// Reading or writing failed; the text is the system's.
    case io(String)
    /// Something was handed in that cannot be kept, and what to do about it.
    case notAcceptable(String)
    /// The last step of a write failed, so it may or may not have been kept.
    case outcomeUnknown(String)
}

extension LedgerError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notOurs(let path):
            "\(path) is not a store of this program; choose another file"
        case .damaged(let what):
            "the book is damaged: \(what); restore the store from a copy"
        case .newer(let path, let version):
            "\(path) was written by a later version (schema \(version), this program knows "
                + "\(Schema.version)); use that version"
        case .older(let path, let version):
            "\(path) was written by an earlier version (schema \(version), this program knows "
                + "\(Schema.version)); put it aside and make a new one with `paydesk account seed`"
        case .cannotCreate(let path, let reason):
            "\(path) cannot be created: \(reason)"
        case .cannotOpen(let path, let reason):
            "\(path) cannot be opened: \(reason)"
        case .unsafe(let path, let reason):
            "\(path) is not safe to keep accounts in: \(reason)"
        case .readOnly(let path):
            "\(path) cannot be written; make it writable or choose another file"
        case .notPermitted(let path, let reason):
            "\(path): \(reason); ask in the name of a role that may (`paydesk account roles`)"
        case .busy:
            "another terminal is using the book; nothing was changed, try again"
        case .unavailable(let path, let reason):
            "\(path) cannot be reached: \(reason)"
        case .full:
            "the disk is full; nothing was changed, free some space and try again"
        case .io(let reason):
            "the book cannot be read or written: \(reason)"
        case .notAcceptable(let what):
            what
        case .outcomeUnknown(let reason):
            "the last step of writing failed (\(reason)), so it is not known whether it was kept; "
                + "look before you do it again"
        }
    }

    /// It is only writing that failed: the book may still be read. Nothing was changed, or in the
    /// case of `outcomeUnknown` nothing beyond what was asked for.
    package var isOfWriting: Bool {
        switch self {
        case .busy, .full, .io, .readOnly, .notPermitted, .outcomeUnknown, .unavailable: true
        default: false
        }
    }

    /// What is stored contradicts itself.
    var isOfContents: Bool {
        if case .damaged = self { true } else { false }
    }

    /// What a program that ends on this error says to its caller (sysexits).
    package var exitCode: Int32 {
        switch self {
        case .notOurs, .damaged, .notAcceptable: 65
        case .cannotCreate: 73
        case .cannotOpen, .full, .io: 74
        case .busy, .unavailable: 69
        case .outcomeUnknown: 75
        case .unsafe, .readOnly, .notPermitted: 77
        case .newer, .older: 78
        }
    }
}

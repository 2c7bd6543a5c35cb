import Conversation
import Foundation
import NLU
import Text

/// Looks through files of any format for what is not masked, and tells which it could not look at:
/// what nobody has looked at is not clean.
struct LeakSearch {
    private let names: [String]
    private var output = Output.standard
    private var leaks = 0
    private var unseen = 0

    init(names: [String]) { self.names = names }

    /// - Throws: `Failure` where something leaks, or could not be looked at.
    mutating func run(_ arguments: [String]) throws {
        let (files, others) = try FileTree.everything(arguments)
        guard !files.isEmpty || !others.isEmpty else {
            throw Failure(.noInput, "no file in \(arguments.joined(separator: ", "))")
        }
        for path in files { try look(at: path) }
        for (path, why) in others { try pass(path, why) }
        try output.flush()
        let found = [
            leaks == 0
                ? nil : leaks == 1 ? "1 place is not masked" : "\(leaks) places are not masked",
            unseen == 0
                ? nil
                : unseen == 1 ? "1 file was not looked at" : "\(unseen) files were not looked at",
        ].compactMap { $0 }
        guard found.isEmpty else { throw Failure(.differs, found.joined(separator: ", ")) }
    }

    private mutating func pass(_ path: String, _ why: String) throws {
        unseen += 1
        try output.write("\(Utterance.visible(path)): not looked at: \(why)\n")
    }

    private mutating func look(at path: String) throws {
        let bytes: [UInt8]
        do {
            bytes = try InputFile.read(path)
        } catch let failure as Failure {
            let why = failure.description.split(separator: ": ", maxSplits: 1).last ?? ""
            return try pass(path, String(why))
        }
        if let packed = Self.packed(bytes) { return try pass(path, packed) }
        let utf16 = Self.utf16(bytes)
        let isText = utf16 != nil || String(validating: bytes, as: UTF8.self) != nil
        // What can be read of it is looked at all the same.
        let text = utf16 ?? String(decoding: bytes, as: UTF8.self)
        for (place, line) in text.split(
            omittingEmptySubsequences: false,
            whereSeparator: {
                $0 == "\n" || $0 == "\r\n"
            }
        ).enumerated() {
            for (column, kind) in places(in: String(line)) {
                leaks += 1
                // What leaks is named, never shown once more.
                try output.write(
                    "\(Utterance.visible(path)):\(place + 1):\(column): \(kind.rawValue)\n")
            }
        }
        if !isText { try pass(path, "neither UTF-8 nor UTF-16; save it as UTF-8") }
    }

    /// Columns in code points from 1, and what leaks there, from left to right.
    private func places(in line: String) -> [(column: Int, kind: PersonalData.Kind)] {
        PersonalData.tales(in: line, names: names).map { leak in
            let before = line.ranges(of: leak.text).first.map { line[..<$0.lowerBound] }
            return ((before?.unicodeScalars.count ?? 0) + 1, leak.kind)
        }.sorted { $0.column < $1.column }
    }

    /// What packs text so that it cannot be read as it is, by the first bytes.
    private static func packed(_ bytes: [UInt8]) -> String? {
        let kinds: [(name: String, begin: [UInt8])] = [
            ("gzip", [0x1F, 0x8B]), ("zip", Array("PK\u{3}\u{4}".utf8)),
            ("bzip2", Array("BZh".utf8)), ("xz", [0xFD, 0x37, 0x7A, 0x58, 0x5A]),
            ("zstd", [0x28, 0xB5, 0x2F, 0xFD]), ("7z", [0x37, 0x7A, 0xBC, 0xAF]),
            ("PDF", Array("%PDF".utf8)), ("an SQLite database", Array("SQLite format 3".utf8)),
            ("a picture", [0x89, 0x50, 0x4E, 0x47]), ("a picture", [0xFF, 0xD8, 0xFF]),
        ]
        if let kind = kinds.first(where: { bytes.starts(with: $0.begin) })?.name {
            return "\(kind); bring what is in it into text first"
        }
        let isBinary = bytes.contains(0) && utf16(bytes) == nil
        return isBinary ? "no text; bring what is in it into text first" : nil
    }

    /// By the mark at the beginning.
    private static func utf16(_ bytes: [UInt8]) -> String? {
        let isLittle = bytes.starts(with: [0xFF, 0xFE])
        guard isLittle || bytes.starts(with: [0xFE, 0xFF]), bytes.count % 2 == 0 else { return nil }
        let units = stride(from: 2, to: bytes.count, by: 2).map { place in
            let (first, second) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
            return isLittle ? second << 8 | first : first << 8 | second
        }
        return String(validating: units, as: UTF16.self)
    }
}

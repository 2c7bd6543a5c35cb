import Foundation
import Text
import Training

/// The fingerprints of corpora by what they looked like: a link in the cache each, made in one step
/// and so never half. Without them a corpus is read at each start.
enum SeenCorpora {
    /// Every change of a corpus leaves a link behind.
    private static let mostKept = 32
    private static let beginning = "seen-"

    /// Names what a corpus says; it is read only where it has changed since it was last read.
    /// - Parameter leavesTrace: a link is made; who only looks around leaves everything as it is.
    static func fingerprint(
        _ corpus: String, leavesTrace: Bool
    ) throws(CorpusError) -> String {
        // Looked at before it is read: what is changed meanwhile looks different at the next start.
        let link = CorpusGlance([corpus]).flatMap { glance in
            Paths.cache().map { "\($0.path)/\(beginning)\(glance.digest)" }
        }
        if let link, let seen = target(of: link) { return seen }
        let fingerprint = try CorpusReader.fingerprint([corpus]).description
        if leavesTrace, let link { remember(fingerprint, link) }
        return fingerprint
    }

    /// Where a link of ours leads: to 32 hexadecimal digits.
    private static func target(of link: String) -> String? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 33) { room in
            guard let start = room.baseAddress, readlink(link, start, room.count) == 32 else {
                return nil
            }
            let digits = room.prefix(32).map { UInt8(bitPattern: $0) }
            return digits.allSatisfy { Checksum.digits.contains($0) }
                ? String(decoding: digits, as: UTF8.self) : nil
        }
    }

    /// Where it cannot be kept the next start takes as long as this one, no more.
    private static func remember(_ fingerprint: String, _ link: String) {
        let folder = FileTree.folder(of: link)
        guard (try? OutputFiles.makeFolder(folder)) != nil else { return }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let others = names.filter { $0.hasPrefix(beginning) }
        if others.count >= mostKept { for other in others { unlink("\(folder)/\(other)") } }
        unlink(link)
        symlink(fingerprint, link)
    }
}

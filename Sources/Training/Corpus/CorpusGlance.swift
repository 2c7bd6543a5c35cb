import Glibc
import Text

/// What the files of a corpus look like from outside: a corpus that looks as it did says what it
/// said, and need not be read again to know it.
///
/// Whoever edits a file can put its size and its date back. The time of its last change cannot be
/// put back: the system sets it, at every write and every move. Two edits within one tick of the
/// clock of files would share it, so that files say nothing until they have rested; and only a disk
/// of this machine with a clock that is fine enough is believed, since others may answer from
/// memory.
package struct CorpusGlance {
    /// Names the looks of all files.
    package let digest: Checksum

    /// Nil where the files have to be read.
    /// - Parameter paths: as for `CorpusReader.fingerprint`.
    package init?(_ paths: [String]) {
        guard let files = try? CorpusReader.files(of: paths) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(files.count * 128)
        var (newest, isFine) = (0, false)
        for path in files {
            var status = stat()
            guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
                Self.isDisk(status.st_dev)
            else { return nil }
            let changed = status.st_ctim
            newest = max(newest, changed.tv_sec)
            isFine = isFine || changed.tv_nsec % Self.coarse != 0
            bytes += path.utf8
            let facts = [
                0, UInt64(status.st_dev), UInt64(status.st_ino), UInt64(status.st_size),
                UInt64(bitPattern: Int64(changed.tv_sec)), UInt64(changed.tv_nsec),
            ]
            facts.withUnsafeBytes { bytes += $0 }
        }
        guard isFine, time(nil) - newest >= Self.rest else { return nil }
        digest = Checksum(bytes)
    }

    /// Seconds.
    private static let rest = 2
    /// Nanoseconds: FAT keeps hundredths of a second, and no time of the last change.
    private static let coarse = 10_000_000

    /// Networks, memory and what programs make up have no device, and 0 for the number of its
    /// driver.
    private static func isDisk(_ device: dev_t) -> Bool {
        device >> 8 & 0xFFF != 0 || device >> 44 != 0
    }
}

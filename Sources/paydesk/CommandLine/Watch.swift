import Glibc

/// Does something, and again whenever a file has changed, until somebody interrupts it.
struct Watch {
    /// Between two looks at the files: a save is seen before a hand has left the keys.
    private static let pause: UInt32 = 50_000

    /// What tells that a file has changed.
    private struct Stamp: Equatable {
        var seconds: Int
        var nanoseconds: Int
        var size: Int
        var inode: UInt

        init?(_ path: String) {
            var status = stat()
            guard stat(path, &status) == 0 else { return nil }
            (seconds, nanoseconds) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
            (size, inode) = (Int(status.st_size), UInt(status.st_ino))
        }
    }

    /// The files to look at, asked for each time: some may be new.
    let files: () throws -> [String]

    /// - Parameter body: told which files have changed; nil the first time. What fails is told, and
    ///   is tried again at the next change.
    func run(_ body: (_ changed: Set<String>?) throws -> Void) throws -> Never {
        var seen = stamps()
        attempt { try body(nil) }
        while true {
            usleep(Self.pause)
            let now = stamps()
            guard now != seen else { continue }
            let changed = Set(now.keys).union(seen.keys).filter { now[$0] != seen[$0] }
            seen = now
            attempt { try body(changed) }
        }
    }

    /// A file that is being saved may be gone for a moment.
    private func stamps() -> [String: Stamp] {
        var stamps: [String: Stamp] = [:]
        for path in (try? files()) ?? [] { stamps[path] = Stamp(path) }
        return stamps
    }

    private func attempt(_ body: () throws -> Void) {
        do {
            try body()
        } catch let error as OutputError where error.isClosedPipe {
            Startup.leave(error)
        } catch {
            Console.note("\(error)")
        }
    }
}

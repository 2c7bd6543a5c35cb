import Dispatch
import Synchronization

/// The corpus, read beside the conversation: whoever asks why a line was understood as it was may
/// teach it next, and need not wait then.
final class EarlyReading: Sendable {
    private let group = DispatchGroup()
    private let found = Mutex<Teacher.Reading?>(nil)

    init(_ read: @escaping @Sendable () throws -> Teacher.Reading) {
        DispatchQueue.global().async(group: group) {
            // What cannot be read is said with the lesson.
            let reading = try? read()
            self.found.withLock { $0 = reading }
        }
    }

    /// Once it is there; nil where it could not be read.
    var reading: Teacher.Reading? {
        group.wait()
        return found.withLock(\.self)
    }
}

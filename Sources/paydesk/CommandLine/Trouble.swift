import Synchronization

/// Faults of the book that a conversation outlives: a line on stderr, once until another comes.
final class Trouble: Sendable {
    private let last = Mutex("")

    func tell(_ fault: some CustomStringConvertible & Sendable) {
        let sentence = fault.description
        let isNew = last.withLock { last in
            defer { last = sentence }
            return last != sentence
        }
        if isNew { Console.note(sentence) }
    }
}

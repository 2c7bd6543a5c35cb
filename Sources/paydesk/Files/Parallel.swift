import Dispatch
import Synchronization

/// Work on many things at once, with the answers in the order of the things.
enum Parallel {
    static func map<Item: Sendable, Answer: Sendable>(
        _ items: [Item], _ body: @Sendable (Item) -> Answer
    ) -> [Answer] {
        let answers = Mutex([Answer?](repeating: nil, count: items.count))
        DispatchQueue.concurrentPerform(iterations: items.count) { place in
            let answer = body(items[place])
            answers.withLock { $0[place] = answer }
        }
        return answers.withLock { $0.compactMap { $0 } }
    }
}

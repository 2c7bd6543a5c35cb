import Dispatch
import Synchronization

/// Work on many things at once, with the answers in the order of the things.
enum Parallel {
    /// - Parameter jobs: how many at once; nil for as many as there are processors.
    static func map<Item: Sendable, Answer: Sendable>(
        _ items: [Item], jobs: Int? = nil, _ body: @Sendable (Item) -> Answer
    ) -> [Answer] {
        let answers = Mutex([Answer?](repeating: nil, count: items.count))
        let next = Atomic(0)
        let workers = jobs.map { min($0, items.count) } ?? items.count
        DispatchQueue.concurrentPerform(iterations: workers) { _ in
            while true {
                let place = next.add(1, ordering: .relaxed).oldValue
                guard place < items.count else { return }
                let answer = body(items[place])
                answers.withLock { $0[place] = answer }
            }
        }
        return answers.withLock { $0.compactMap { $0 } }
    }
}

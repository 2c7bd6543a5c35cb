import Dispatch
import Synchronization

/// What a lesson changes, worked out beside the conversation, which goes on meanwhile: first what
/// can be told at first sight, then whether a model that is trained agrees.
final class LessonWork: Sendable {
    /// What has come since it was asked for last.
    struct News {
        var text = ""
        var steps: [Step] = []
    }

    enum Step {
        /// All there is to say at first sight has been said.
        case told(Lesson)
        /// The same lesson, with its model trained.
        case trained(Lesson)
        case failed(Failure)
    }

    private struct Stopped: Error {}

    private let news = Mutex(News())
    private let isStopped = Atomic(false)
    private let group = DispatchGroup()
    private let lesson: @Sendable () throws -> Lesson

    /// - Parameter lesson: what is taught, or a `Failure` that says why it cannot be.
    init(_ lesson: @escaping @Sendable () throws -> Lesson) {
        self.lesson = lesson
    }

    /// - Parameter whenThere: called each time there are news.
    func begin(_ whenThere: @escaping @Sendable () -> Void) {
        let queue = DispatchQueue.global()
        queue.async(group: group) {
            guard let lesson = self.tell(whenThere) else { return }
            // Not of the group: nobody who leaves waits for it.
            queue.async { self.train(lesson, whenThere) }
        }
    }

    /// - Returns: the lesson that was told; nil where there is none.
    @discardableResult
    func tell(_ whenThere: () -> Void = {}) -> Lesson? {
        attempt(whenThere) {
            var lesson = try lesson()
            try lesson.tell {
                lesson.told.append($0)
                try say($0.text, nil, whenThere)
            }
            try say("", .told(lesson), whenThere)
            return lesson
        }
    }

    /// - Parameter lesson: as it was told.
    func train(_ lesson: Lesson, _ whenThere: () -> Void = {}) {
        attempt(whenThere) {
            let trained = try lesson.trained()
            var otherwise = ""
            var told = lesson.told[...]
            try trained.tell {
                guard !isStopped.load(ordering: .relaxed) else { throw Stopped() }
                if told.popFirst()?.changes != $0.changes { otherwise += $0.text }
            }
            let text =
                otherwise.isEmpty
                ? "trained: as at first sight\n"
                : "trained, and otherwise than at first sight:\n" + otherwise
            try say(text, .trained(trained), whenThere)
        }
    }

    private func say(_ text: String, _ step: Step?, _ whenThere: () -> Void) throws {
        guard !isStopped.load(ordering: .relaxed) else { throw Stopped() }
        news.withLock {
            $0.text += text
            if let step { $0.steps.append(step) }
        }
        whenThere()
    }

    @discardableResult
    private func attempt<Answer>(_ whenThere: () -> Void, _ body: () throws -> Answer) -> Answer? {
        do {
            return try body()
        } catch is Stopped {
            return nil
        } catch {
            let failure = error as? Failure ?? Failure(.ourFault, "\(error)")
            try? say("", .failed(failure), whenThere)
            return nil
        }
    }

    func take() -> News {
        news.withLock { news in
            defer { news = News() }
            return news
        }
    }

    /// Gives it up, and nothing is said any more; what it says at first sight has ended then.
    func stop() {
        isStopped.store(true, ordering: .relaxed)
        group.wait()
    }
}

import Dispatch
import NLU
import Quantities
import Synchronization

/// What a lesson changes, worked out beside the conversation, which goes on meanwhile: what there
/// is to say of it comes piece by piece, and at the end the lesson itself.
final class LessonWork: Sendable {
    /// What has come since it was asked for last.
    struct News {
        var text = ""
        /// Nil until it is all there.
        var outcome: Result<Lesson, Failure>?
    }

    private struct Stopped: Error {}

    private let news = Mutex(News())
    private let isStopped = Atomic(false)
    private let group = DispatchGroup()
    private let lesson: @Sendable () throws -> Lesson
    private let today: Day

    /// - Parameter lesson: what is taught, or a `Failure` that says why it cannot be.
    init(today: Day, _ lesson: @escaping @Sendable () throws -> Lesson) {
        (self.today, self.lesson) = (today, lesson)
    }

    /// - Parameter whenThere: called each time there are news.
    func begin(_ whenThere: @escaping @Sendable () -> Void) {
        DispatchQueue.global().async(group: group) { self.run(whenThere) }
    }

    func run(_ whenThere: () -> Void = {}) {
        let outcome: Result<Lesson, Failure>
        do {
            let lesson = try lesson()
            try lesson.tell(today: today) { text in
                guard !isStopped.load(ordering: .relaxed) else { throw Stopped() }
                news.withLock { $0.text += text }
                whenThere()
            }
            outcome = .success(lesson)
        } catch let failure as Failure {
            outcome = .failure(failure)
        } catch is Stopped {
            return
        } catch {
            outcome = .failure(Failure(.ourFault, "\(error)"))
        }
        news.withLock { $0.outcome = outcome }
        whenThere()
    }

    func take() -> News {
        news.withLock { news in
            defer { news.text = "" }
            return news
        }
    }

    /// Gives it up; when this returns, nothing goes on any more.
    func stop() {
        isStopped.store(true, ordering: .relaxed)
        group.wait()
    }
}

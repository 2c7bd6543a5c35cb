import NLU
import Quantities

/// Lessons in a chat, one at a time: each is worked out, told, and kept where the answer is yes.
struct Teaching {
    /// Who teaches the desk; nil where there is no corpus to write to.
    var teacher: Teacher?
    /// A lesson that is being worked out.
    private var work: LessonWork?
    /// One that may be written to the corpus.
    private var lesson: Lesson?

    /// The next line is the answer to whether it is kept.
    var isAsking: Bool { lesson != nil }

    /// Begins with a lesson.
    /// - Parameters:
    ///   - name: what the line heard last is.
    ///   - wake: called when there is something to tell, from another thread; nil to work it out
    ///     before this returns.
    /// - Returns: what to say at once.
    mutating func begin(
        _ name: String, _ heard: Interpretation?, today: Day, wake: (@Sendable () -> Void)?
    ) -> String? {
        guard let teacher else {
            return "this chat has a model and no corpus; begin one with --intents to teach it"
        }
        guard work == nil else {
            return "the last lesson is still being worked out, and is told when it is there"
        }
        let new = LessonWork(today: today) { try teacher.lesson(name, heard) }
        work = new
        guard let wake else {
            new.run()
            return nil
        }
        new.begin(wake)
        return "one moment; it is told as soon as it is there, and you can go on meanwhile"
    }

    /// What has come since; nil where nothing has.
    mutating func news() -> String? {
        guard let news = work?.take() else { return nil }
        var text = news.text
        switch news.outcome {
        case .success(let new):
            (work, lesson) = (nil, new)
            text += new.question + "\n"
        case .failure(let failure):
            work = nil
            text += failure.description + "\n"
        case nil: break
        }
        return text.isEmpty ? nil : text
    }

    /// What became of the lesson; the question again where that is no answer.
    mutating func answer(_ typed: String) -> String {
        guard let asked = lesson else { return "" }
        do {
            guard let told = try asked.answer(typed) else { return asked.question }
            lesson = nil
            return told
        } catch {
            lesson = nil
            return "\(error)"
        }
    }

    /// Gives up what is being worked out; when this returns, nothing goes on any more.
    func stop() { work?.stop() }
}

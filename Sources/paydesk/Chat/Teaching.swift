import NLU

/// Lessons in a chat, one at a time: each is told, kept where the answer is yes, and trained.
struct Teaching {
    /// Who teaches the desk; nil where there is no corpus to write to.
    var teacher: Teacher?
    /// The last lesson.
    private var work: LessonWork?
    /// It is not told yet.
    private var isWorking = false
    /// It may be written to the corpus.
    private var asked: Lesson?
    /// It was, and nothing trains it beside the conversation.
    private var kept: Lesson?
    private var isBeside = false

    /// The next line is the answer to whether it is kept.
    var isAsking: Bool { asked != nil }

    /// Begins with a lesson; of the one before, nothing is said any more.
    /// - Parameters:
    ///   - name: what the line heard last is.
    ///   - wake: called when there is something to tell, from another thread; nil to work it out
    ///     before this returns, and to train when it is said.
    /// - Returns: what to say at once.
    mutating func begin(
        _ name: String, _ heard: Interpretation?, wake: (@Sendable () -> Void)?
    ) -> String? {
        guard let teacher else {
            return "this chat has a model and no corpus; begin one with --intents to teach it"
        }
        guard !isWorking else {
            return "the last lesson is still being worked out, and is told when it is there"
        }
        stop()
        let new = LessonWork { try teacher.lesson(name, heard) }
        (work, isWorking, isBeside) = (new, true, wake != nil)
        guard let wake else {
            new.tell()
            return nil
        }
        new.begin(wake)
        return "one moment; it is told as soon as it is there, and you can go on meanwhile"
    }

    /// Gets ready for a lesson, beside the conversation.
    mutating func prepare() { teacher?.prepare() }

    /// What has come since; nil where nothing has.
    mutating func news() -> String? {
        guard let news = work?.take() else { return nil }
        var text = news.text
        for step in news.steps {
            switch step {
            case .told(let lesson):
                (isWorking, asked) = (false, lesson)
                teacher?.reading = lesson.teacher.reading
            case .trained(let lesson):
                if isAsking { asked = lesson } else { teacher?.model = lesson.after }
            case .failed(let failure):
                isWorking = false
                text += failure.description + "\n"
            }
        }
        if let asked, !news.steps.isEmpty { text += asked.question + "\n" }
        return text.isEmpty ? nil : text
    }

    /// What became of the lesson; the question again where that is no answer.
    mutating func answer(_ typed: String) -> String {
        guard let lesson = asked else { return "" }
        guard let answer = lesson.answer(typed) else { return lesson.question }
        asked = nil
        do {
            if answer == .yes {
                let told = try lesson.keep()
                try teacher?.learn(lesson)
                if !isBeside { kept = lesson }
                return told
            }
            stop()
            return "nothing was written"
        } catch {
            stop()
            return "\(error)"
        }
    }

    /// Trains what was kept, where nothing else does.
    mutating func train() {
        if let kept { work?.train(kept) }
        kept = nil
    }

    /// Gives up what is being worked out.
    func stop() { work?.stop() }
}

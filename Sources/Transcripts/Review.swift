import Quantities

/// What a person who read a conversation thought of it. It stands at the end of the transcript as a
/// note, `; review fail by alice at 2026-11-30T10:00:00+08:00: promised an approval`: it goes where
/// the transcript goes, and a replay keeps it.
package struct Review: Equatable, Sendable {
    package enum Mark: String, Sendable, CaseIterable { case pass, fail }

    package var mark: Mark
    package var reviewer: String
    package var at: Moment
    /// Empty when there is none.
    package var comment: String

    package init(_ mark: Mark, by reviewer: String, at: Moment, comment: String) {
        (self.mark, self.reviewer, self.at, self.comment) = (mark, reviewer, at, comment)
    }

    /// As it is written into a transcript.
    package var line: Transcript.Line {
        let text = "review \(mark.rawValue) by \(reviewer) at \(at)"
        return Transcript.Line(.note, comment.isEmpty ? text : text + ": " + comment)
    }

    /// Nil for any other line.
    package init?(_ line: Transcript.Line) {
        let form = /review (pass|fail) by (.+?) at ([0-9T:+\-]+[0-9])(?:: (.*))?/
        guard line.kind == .note, line.text.hasPrefix("review "),
            let found = line.text.wholeMatch(of: form)?.output,
            let mark = Mark(rawValue: String(found.1)), let at = Moment(found.3)
        else { return nil }
        self.init(mark, by: String(found.2), at: at, comment: found.4.map(String.init) ?? "")
    }
}

extension Transcript {
    /// Of each reviewer the last, in the order of the lines.
    package var reviews: [Review] {
        let all = turns.flatMap(\.preface).compactMap(Review.init)
        return all.enumerated().filter { place, review in
            !all[(place + 1)...].contains { $0.reviewer == review.reviewer }
        }.map(\.element)
    }
}

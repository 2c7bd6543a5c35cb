import Text
import Transcripts

/// Conversations read one after the other on a terminal: what was said, what the rules say of it,
/// and a mark for each that is given one. What is marked is written down at once.
struct ReviewWalk {
    private let reports: [InspectionReport]
    private let options: ReviewOptions
    private let words: StaffWords
    private var marks: [Int: Review.Mark] = [:]

    init(_ reports: [InspectionReport], _ options: ReviewOptions, _ words: StaffWords) {
        (self.reports, self.options, self.words) = (reports, options, words)
    }

    private enum Answer: Character, KeyedAnswer {
        case pass = "p"
        case fail = "f"
        case skip = "s"
        case back = "b"
        case quit = "q"

        var meaning: String {
            switch self {
            case .pass: "it is good enough"
            case .fail: "it is not"
            case .skip: "no mark; go on to the next"
            case .back: "go back to the one before; of each reviewer the last mark counts"
            case .quit: "stop here; what was marked stays"
            }
        }
    }

    mutating func go() throws {
        var place = 0
        while place < reports.count {
            try show(place)
            let answer: Answer? = try Prompt.choose(
                words("mark it: [p]ass [f]ail [s]kip [b]ack [q]uit [?]") + " ", words)
            switch answer ?? .quit {
            case .pass: if try put(.pass, place) { place += 1 }
            case .fail: if try put(.fail, place) { place += 1 }
            case .skip: place += 1
            case .back: place = max(0, place - 1)
            case .quit: return try tell()
            }
        }
        try tell()
    }

    private func show(_ place: Int) throws {
        let report = reports[place]
        let record = try RecordFile(report.path).read()
        let text = RecordText(columns: Screen.columns, hasSteps: false, words: words)
        let lines =
            [words("\(place + 1) of \(reports.count)")] + record.heading(words)
            + text.lines(of: record.transcript.turns) + [""]
        try Prompt.show("\n" + lines.map { $0 + "\n" }.joined() + report.text(Paint(), words))
    }

    /// False where it could not be marked, which is said.
    private mutating func put(_ mark: Review.Mark, _ place: Int) throws -> Bool {
        let comment = try Prompt.ask(words("why? (Enter for no comment)") + " ") ?? ""
        do {
            try options.put(mark, comment, into: [reports[place].path])
            marks[place] = mark
            return true
        } catch let failure as Failure {
            Console.note(failure.description)
            return false
        }
    }

    private func tell() throws {
        let passed = marks.values.count { $0 == .pass }
        try Prompt.show(
            "\n"
                + words(
                    "\(marks.count) of \(reports.count) marked: \(passed) pass, "
                        + "\(marks.count - passed) fail") + "\n")
    }
}

import Text
import Training

extension ReplayReport.Cause {
    func text(_ paint: Paint) -> String {
        switch self {
        case .program(let sentence): return "  because of \(Utterance.visible(sentence))\n"
        case .corpus(let differences, let unlike):
            let other = unlike.map { "  \($0) does not answer as it was recorded either\n" }
            return (other ?? "")
                + differences.map { difference in
                    let place = difference.place.map { "\($0): " } ?? ""
                    return "  because of " + Utterance.visible(place + difference.title) + "\n"
                        + ReplayReport.lines(was: difference.was, isNow: difference.isNow, paint)
                }.joined()
        }
    }
}

extension CorpusDifference {
    var kind: String {
        switch subject {
        case .rule: "rule"
        case .reply: "reply"
        case .list: "list"
        case .phrase: "phrase"
        case .synonym: "synonym"
        case .intent: "intent"
        case .wording: "wording"
        case .move: "move"
        case .line: "line"
        }
    }

    /// What it is called; nil for a rule, which says what it is.
    var name: String? {
        switch subject {
        case .rule: nil
        case .reply(let key): key
        case .list(let name), .intent(let name): name
        case .phrase(let phrase): phrase.text
        case .synonym(let word), .wording(let word): word
        case .move(let text), .line(let text): text
        }
    }

    /// As a sentence has it: words of people in quotation marks.
    fileprivate var title: String {
        switch subject {
        case .rule, .reply, .list, .intent:
            ([kind] + (name.map { [$0] } ?? [])).joined(separator: " ")
        case .phrase, .synonym, .wording, .move, .line: "\(kind) “\(name ?? "")”"
        }
    }
}

/// `kind` as `corpus` or `program`; what differs in the corpus, or what is known of the program.
struct CauseObject: Encodable {
    struct Difference: Encodable {
        var column: Int?
        var file: String?
        var kind: String
        var line: Int?
        var name: String?
        var now: String?
        var was: String?
    }

    var differences: [Difference]
    var kind: String
    var reason: String?

    init(_ cause: ReplayReport.Cause) {
        switch cause {
        case .program(let sentence): (kind, differences, reason) = ("program", [], sentence)
        case .corpus(let found, let unlike):
            (kind, reason) = (
                "corpus", unlike.map { "\($0) does not answer as it was recorded either" }
            )
            differences = found.map {
                Difference(
                    column: $0.place?.column, file: $0.place?.file, kind: $0.kind,
                    line: $0.place?.line, name: $0.name, now: $0.isNow, was: $0.was)
            }
        }
    }
}

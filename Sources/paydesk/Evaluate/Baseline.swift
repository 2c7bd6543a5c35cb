import Foundation
import NLU
import Training

/// An earlier `evaluate --json`, of which the figures may not fall.
struct Baseline {
    /// Figures of which more is better, and those of which less is.
    private static let rising = [
        "accuracy", "macro_f1", "served", "in_scope_accuracy", "in_scope_answered",
        "out_of_scope_recall", "auroc",
    ]
    private static let falling = ["in_scope_asked_back", "out_of_scope_asked_back"]

    let path: String
    private let object: Object

    private struct Object: Decodable {
        struct Row: Decodable {
            var text: String
            var expected: String
        }

        struct Intent: Decodable {
            var recall: Double
            var support: Int
        }

        var figures: [String: Double]
        var judgedBy: String
        var linesDigest: String
        var mistakes: [Row]
        var perIntent: [String: Intent]

        init(from decoder: any Decoder) throws {
            let object = try decoder.container(keyedBy: JSON.Key.self)
            judgedBy = try object.decode(String.self, forKey: JSON.Key("judged_by"))
            linesDigest = try object.decode(String.self, forKey: JSON.Key("lines_digest"))
            mistakes = try object.decode([Row].self, forKey: JSON.Key("mistakes"))
            perIntent = try object.decode([String: Intent].self, forKey: JSON.Key("per_intent"))
            figures = [:]
            for name in Baseline.rising + Baseline.falling {
                figures[name] = try object.decodeIfPresent(Double.self, forKey: JSON.Key(name))
            }
        }
    }

    init(_ path: String) throws {
        self.path = path
        let bytes = try InputFile.read(path, limit: 64 << 20)
        do {
            object = try JSONDecoder().decode(Object.self, from: Data(bytes))
        } catch {
            throw Failure(
                .badData,
                "\(path):1:1: not what `paydesk evaluate --json` writes now; make it again with that"
            )
        }
    }

    /// Folds judge the lines of the corpus, which a change of the corpus changes; other lines have
    /// to be the same, or the figures mean nothing.
    func check(_ evaluation: Evaluation, judgedBy: String) throws {
        let isSame =
            judgedBy.hasSuffix(" folds")
            ? judgedBy == object.judgedBy : "\(evaluation.linesDigest)" == object.linesDigest
        guard !isSame else { return }
        throw Failure(
            .badData,
            "\(path):1:1: other lines were judged there (\(object.judgedBy)) than here (\(judgedBy)); "
                + "make a baseline of these by `paydesk evaluate --json`")
    }

    /// Figures that both have may fall, or rise where less is better, by so much.
    func requirements(of evaluation: Evaluation, maxDrop: Double) -> [Requirement] {
        evaluation.figures.compactMap { name, value in
            guard let value, let before = object.figures[name] else { return nil }
            return Requirement(
                figure: name,
                bound: Self.falling.contains(name)
                    ? .most(before + maxDrop) : .least(before - maxDrop),
                origin: "--baseline \(path)", value: value)
        }
    }

    /// What is not as it was.
    func change(to evaluation: Evaluation) -> Change {
        let before = Set(object.mistakes.map { Change.Line(text: $0.text, expected: $0.expected) })
        let judged = Set(evaluation.rows.map(Change.Line.init))
        let mistakes = evaluation.mistakes
        let now = Set(mistakes.map(Change.Line.init))
        let fallen = evaluation.intents.compactMap { figures -> Change.Fallen? in
            guard let was = object.perIntent[figures.intent], was.support > 0, figures.support > 0,
                figures.recall < was.recall - 1e-6
            else { return nil }
            return Change.Fallen(
                before: was.recall, intent: figures.intent,
                recall: figures.recall.rounded(decimals: 6))
        }
        return Change(
            broken: mistakes.filter { !before.contains(Change.Line($0)) },
            mended: before.subtracting(now).intersection(judged)
                .sorted { ($0.expected, $0.text) < ($1.expected, $1.text) },
            fallen: fallen.sorted {
                ($1.before - $1.recall, $0.intent) < ($0.before - $0.recall, $1.intent)
            })
    }
}

/// What is not as it was in an earlier evaluation.
struct Change {
    /// A line by what it says, wherever it stands now.
    struct Line: Hashable, Encodable {
        var text: String
        var expected: String

        init(text: String, expected: String) { (self.text, self.expected) = (text, expected) }
        init(_ row: Evaluation.Row) { self.init(text: row.text, expected: row.label) }
    }

    /// An intent of whose lines fewer are told right.
    struct Fallen: Encodable {
        var before: Double
        var intent: String
        var recall: Double
    }

    /// Lines that do not go as they should, and did.
    var broken: [Evaluation.Row]
    /// Lines that go as they should, and did not.
    var mended: [Line]
    /// The deepest first.
    var fallen: [Fallen]

    var text: String {
        var text = ""
        if !broken.isEmpty {
            text +=
                "\nNewly broken, \(EvaluationText.lines(broken.count)):\n"
                + broken.map { EvaluationText.sentence($0) + "\n" }.joined()
        }
        if !mended.isEmpty {
            text +=
                "\nMended, \(EvaluationText.lines(mended.count)):\n"
                + mended.map { "\"\(EvaluationText.oneLine($0.text))\" (\($0.expected))\n" }
                .joined()
        }
        for item in fallen {
            text +=
                (item.intent == fallen[0].intent ? "\n" : "")
                + "\(item.intent) fell: recall \(Percentage.percent(item.recall)), before "
                + "\(Percentage.percent(item.before))\n"
        }
        return text
    }
}

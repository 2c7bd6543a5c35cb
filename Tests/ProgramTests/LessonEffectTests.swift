import Conversation
import Desk
import Foundation
import NLU
import TestSupport
import Testing
import Text
import Training

@testable import paydesk

/// What a lesson is told to change is what hearing every line and replaying every transcript with
/// both models would find.
@Suite struct LessonEffectTests {
    private static let lessons = [
        ("苹果树上有几只鸟", "query_due_date"), ("那个花明白了没", "query_outstanding"),
        ("确定一下", "ask_fee"), ("多少", "query_available_credit"),
        ("how do you say thank you in Welsh", "out_of_scope"),
        ("I want it all", "settlement_certificate"),
    ]

    private static let corpus = Result { try CorpusReader.read([Project.intents]) }

    private func models(
        _ line: String, _ name: String
    ) throws -> (after: Model, isMove: Bool, corpus: Corpus, concerned: Set<Int>) {
        let corpus = try Self.corpus.get()
        let isMove = corpus.moves.contains { $0.intent == name }
        let example = Corpus.Example(text: line, intent: name)
        let newer = corpus.adding(example, isMove: isMove)
        let first = try Project.model.atFirstSight(example, isMove: isMove, of: newer)
        return (first.model, isMove, corpus, Set(first.concerned))
    }

    @Test(arguments: lessons)
    func changesAreThoseOfAFullReplay(_ line: String, _ name: String) throws {
        let (before, (after, isMove, _, _)) = (Project.model, try models(line, name))
        let paths = Project.transcripts.map { Project.root.appendingPathComponent($0).path }
        let effect = try LessonEffect(before: before, after: after, isMove: isMove)
        let told = try effect.ofTranscripts(paths).changes
        let (old, new) = (Assistant(of: before), Assistant(of: after))
        let changed = Parallel.map(paths) { path -> String? in
            guard let was = try? TranscriptFiles.replay(path, before, old),
                let now = try? TranscriptFiles.replay(path, after, new)
            else { return path }
            return was.transcript == now.transcript ? nil : path
        }.compactMap(\.self)
        #expect(told.count == changed.count, "\(told)\n\(changed)")
        for (line, path) in zip(told, changed) { #expect(line.contains(path)) }
    }

    /// Whatever the difference says cannot concern a line is heard alike, to the last digit.
    @Test(arguments: lessons)
    func theRestIsHeardAlike(_ line: String, _ name: String) throws {
        let (before, (after, isMove, corpus, places)) = (Project.model, try models(line, name))
        var difference = try ModelDifference(before, after)
        var (old, new) = (Interpreter(before), Interpreter(after))
        var (passed, concerned) = (0, 0)
        for (place, text) in (isMove ? corpus.moves : corpus.examples).map(\.text).enumerated() {
            guard isMove ? !difference.mayConcernMoves(text) : !difference.mayConcern(text) else {
                concerned += 1
                #expect(places.contains(place), "\(text)")
                continue
            }
            passed += 1
            let (was, now) = (old.hear(text, today: day), new.hear(text, today: day))
            #expect(was == now, "\(text)")
        }
        #expect(passed > 0 && concerned > 0, "\(passed) passed, \(concerned) concerned")
        let isConcerned = isMove ? difference.mayConcernMoves(line) : difference.mayConcern(line)
        #expect(isConcerned)
    }

    /// Models of other numbers altogether are told apart by nothing but hearing.
    @Test func modelsOfOtherNumbersConcernEverything() throws {
        var (corpus, line) = (Corpus(), "a line")
        try CorpusReader.add("text,label\n\(line),x\nanother,y\n", file: "a.csv", to: &corpus)
        var difference = try ModelDifference(Project.model, Model.train(corpus))
        var concerned = [difference.mayConcern(line), difference.mayConcernMoves(line)]
        #expect(concerned == [true, true])
        var same = try ModelDifference(Project.model, Project.model)
        line = "当前欠款"
        concerned = [same.mayConcern(line), same.mayConcernMoves(line)]
        #expect(concerned == [false, false])
    }
}

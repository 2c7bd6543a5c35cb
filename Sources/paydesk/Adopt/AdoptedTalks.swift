import Foundation
import NLU
import Transcripts

extension RasaProject {
    /// Its stories, rules and tests as transcripts: where a story names an intent, a line of the
    /// intent is said, as far as there are lines. What is not said is added to what is left.
    mutating func transcripts(as names: [String: String]) -> [Interchange.Talk] {
        talks.compactMap { path, talk in
            var talk = talk
            if talk.name.isEmpty { talk.name = FileTree.stem(of: path) }
            let turns = said(in: talk, names, path)
            guard turns.contains(where: { $0.said != nil }) else {
                let kind = "stories in which nobody says anything"
                left.append(Left(place: path, kind: kind, what: talk.name))
                return nil
            }
            talk.transcript = Transcript(turns: turns).masked(isOurs: false).imported(from: .rasa)
            return talk
        }
    }

    private mutating func said(
        in talk: Interchange.Talk, _ names: [String: String], _ path: String
    ) -> [Transcript.Turn] {
        var turns: [Transcript.Turn] = []
        for var turn in talk.transcript.turns {
            if let said = turn.said, said.text.hasPrefix("/") {
                let intent = String(said.text.dropFirst().prefix { $0 != "+" })
                guard let line = self.intent(named: intent).flatMap({ lines[$0]?.first }) else {
                    let what = "\(talk.name), from \(intent) on"
                    left.append(Left(place: path, kind: "ends of stories", what: what))
                    return turns
                }
                turn.said?.text = line.onOneLine
            }
            for place in turn.answer.indices where turn.answer[place].kind == .understood {
                turn.answer[place].text = understood(turn.answer[place].text, names, path)
            }
            turns.append(turn)
        }
        return turns
    }

    /// Intents by the names of the desk; slots are no affair of an answer.
    private mutating func understood(
        _ text: String, _ names: [String: String], _ path: String
    ) -> String {
        let words = text.split(separator: " ").map(String.init)
        for slot in words where slot.contains("=") {
            left.append(Left(place: path, kind: "slots of stories", what: slot))
        }
        return words.filter { !$0.contains("=") }.map { word in
            intent(named: word).flatMap { names[$0] } ?? word
        }.joined(separator: " ")
    }
}

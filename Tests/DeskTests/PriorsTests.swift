import Conversation
import Desk
import TestSupport
import Testing
import Transcripts

/// How likely a move is where it is said, the corpus has from the transcripts: `make priors`.
@Suite struct PriorsTests {
    /// "consent quote: about here: 336 beside 328.4".
    private struct Row {
        let sort: String
        let made: Int
        let byWords: Double

        init?(_ line: String) {
            let parts = line.split(separator: ": ")
            guard parts.count == 3 else { return nil }
            let numbers = parts[2].split(separator: " beside ")
            guard numbers.count == 2, let made = Int(numbers[0]), let byWords = Double(numbers[1])
            else { return nil }
            (sort, self.made, self.byWords) = ("\(parts[0]): \(parts[1])", made, byWords)
        }
    }

    /// New transcripts may shift a count a little; one that is far off was not counted.
    @Test func areWhatTheTranscriptsCount() throws {
        var counted = Priors()
        for path in Project.transcripts {
            let transcript = try Transcript.read(Project.bytes(path))
            counted.add(
                try Replay.priors(
                    of: transcript, model: Project.model, assistant: Project.assistant))
        }
        let now = Dictionary(
            uniqueKeysWithValues: counted.lines.compactMap(Row.init).map { ($0.sort, $0) })
        let kept = (Project.model.lists["priors"] ?? []).compactMap(Row.init)
        #expect(kept.count > 50)
        for row in kept where row.made >= 20 {
            let fresh = try #require(now[row.sort], "\(row.sort) is counted no more")
            #expect(abs(fresh.made - row.made) * 5 <= row.made, "\(row.sort): make priors")
            #expect(abs(fresh.byWords - row.byWords) * 5 <= row.byWords + 5, "\(row.sort)")
        }
    }
}

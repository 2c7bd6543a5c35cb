import Conversation
import Desk
import Ledger
import Lending
import NLU
import Quantities
import Transcripts

/// A record made a test: masked, and led by a demo customer where its own is none.
struct RecordedTest {
    private let record: Record
    private let names: [String]

    /// - Parameter names: of the customers of the book it comes from.
    init(_ record: Record, names: [String]) {
        (self.record, self.names) = (record, names)
    }

    /// As it replays today.
    func transcript(_ model: Model) throws -> Transcript {
        let demo = try Ledger(at: .memory, now: Clock(nil).now).customers()
        var standIns = StandIns(among: demo)
        var turns = standIns.put(into: record).turns
        if let last = turns.last, last.said == nil, last.answer.isEmpty { turns.removeLast() }
        // Who ran it, and who read it, is no part of a test.
        for turn in turns.indices { turns[turn].preface.removeAll { $0.setting == nil } }
        turns[0].preface.insert(
            Transcript.Line(.note, "From the conversation \(record.file.conversation)."), at: 0)
        var pseudonyms = Pseudonyms(names: Set(names + demo.map(\.name)).sorted())
        let masked = pseudonyms.mask(Transcript(turns: turns)).transcript
        do {
            return try Replay(masked, model: model).transcript
        } catch let error as ReplayError {
            throw Failure(.badData, "\(record.file.path):\(error)")
        }
    }
}

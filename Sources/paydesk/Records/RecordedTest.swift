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
        let standIns = standIns(among: demo)
        var turns = record.transcript.turns
        if let last = turns.last, last.said == nil, last.answer.isEmpty { turns.removeLast() }
        for turn in turns.indices {
            turns[turn].preface = turns[turn].preface.compactMap { Self.line($0, standIns) }
        }
        turns[0].preface.insert(
            Transcript.Line(.note, "From the conversation \(record.file.conversation)."), at: 0)
        var pseudonyms = Pseudonyms(
            names: Set(names + demo.map(\.name)).sorted(), keepsCustomers: true)
        let masked = pseudonyms.mask(Transcript(turns: turns)).transcript
        do {
            return try Replay(masked, model: model).transcript
        } catch let error as ReplayError {
            throw Failure(.badData, "\(record.file.path):\(error)")
        }
    }

    /// Demo customers by whom they stand for: of the same language, each once while there are some.
    private func standIns(among demo: [Customer]) -> [String: String] {
        var free = demo.filter { $0.language == record.language && $0.status == .normal }.map(\.id)
        return record.named.reduce(into: [:]) { standIns, customer in
            guard !demo.contains(where: { $0.id == customer }) else { return }
            standIns[customer] = free.count > 1 ? free.removeFirst() : free.first
        }
    }

    /// Who ran it is no part of a test; what was done for a stranger does not fit the stand-in.
    private static func line(
        _ line: Transcript.Line, _ standIns: [String: String]
    ) -> Transcript.Line? {
        guard let (key, value) = line.setting else { return nil }
        var words = value.split(separator: " ").map(String.init)
        switch key {
        case "customer", "phone":
            guard let first = words.first, let standIn = standIns[first] else { return line }
            words[0] = standIn
            return Transcript.Line(.setting, "\(key) " + words.joined(separator: " "))
        case "before", "meanwhile", "left":
            return words.contains { standIns[$0] != nil } ? nil : line
        default: return line
        }
    }
}

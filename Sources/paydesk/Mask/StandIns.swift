import Ledger
import Lending
import Transcripts

/// Demo customers in the place of those whom the demo book does not know, so that a conversation
/// replays anywhere and tells nobody's id. A demo customer is nobody, and stays.
struct StandIns {
    private let demo: [Customer]
    private(set) var stands: [String: String] = [:]

    init(among demo: [Customer]) { self.demo = demo }

    /// Each stands for one as long as there are some of the language; then the last for several.
    private mutating func standIn(for customer: String, speaking language: String) -> String? {
        guard !demo.contains(where: { $0.id == customer }) else { return nil }
        if let known = stands[customer] { return known }
        let fit = demo.filter { $0.language == language && $0.status == .normal }.map(\.id)
        let taken = Set(stands.values)
        let standIn = fit.first { !taken.contains($0) } ?? fit.last
        stands[customer] = standIn
        return standIn
    }

    /// The record's conversation with them in it. What was done before for a stranger does not fit
    /// the stand-in, and is left out.
    mutating func put(into record: Record) -> Transcript {
        var here: [String: String] = [:]
        for customer in record.named {
            here[customer] = standIn(for: customer, speaking: record.language)
        }
        var turns = record.transcript.turns
        for turn in turns.indices {
            turns[turn].preface = turns[turn].preface.compactMap { Self.line($0, here) }
        }
        return Transcript(turns: turns)
    }

    private static func line(
        _ line: Transcript.Line, _ standIns: [String: String]
    ) -> Transcript.Line? {
        guard let (key, value) = line.setting else { return line }
        var words = value.split(separator: " ").map(String.init)
        switch key {
        case "customer", "phone":
            guard let first = words.first, let standIn = standIns[first] else { return line }
            words[0] = standIn
            let text = "\(key) " + words.joined(separator: " ")
            return Transcript.Line(.setting, text, number: line.number)
        case "before", "meanwhile", "left":
            return words.contains { standIns[$0] != nil } ? nil : line
        default: return line
        }
    }
}

import Conversation
import NLU

/// How a line was heard in its situation, as lines to be read and as an object for scripts.
struct HearingView: Encodable {
    let hearing: Hearing

    private enum CodingKeys: String, CodingKey {
        case awaited, table, matters, move, moves, listener, unheard
    }

    private struct Chance: Encodable {
        var move: String
        var words: Double
        var prior: Double
        var share: Double
    }

    func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: CodingKeys.self)
        try object.encode(hearing.awaited, forKey: .awaited)
        try object.encode(hearing.table, forKey: .table)
        try object.encode(hearing.matters, forKey: .matters)
        try object.encode(hearing.move, forKey: .move)
        let moves = hearing.moves.map { chance in
            Chance(
                move: chance.move, words: chance.words.rounded(decimals: 6),
                prior: chance.prior.rounded(decimals: 6), share: chance.share.rounded(decimals: 6))
        }
        try object.encode(moves, forKey: .moves)
        try object.encode(hearing.listener, forKey: .listener)
        try object.encode(hearing.unheard, forKey: .unheard)
    }

    /// The first three moves are enough for a reader.
    var lines: [String] {
        let near = hearing.matters.filter { $0 != "anywhere" }
        let moves = hearing.moves.prefix(3).map { chance in
            "\(chance.move) \(Self.share(chance.share)) "
                + "(by its words \(Self.share(chance.words)), here \(Self.share(chance.prior)))"
        }
        let table = hearing.table.map { ", on the table: \($0)" } ?? ""
        var lines = ["awaited: \(hearing.awaited)" + table]
        if !near.isEmpty { lines[0] += ", at hand: " + near.joined(separator: ", ") }
        if !moves.isEmpty { lines.append("moves: " + moves.joined(separator: ", ")) }
        lines.append("taken by: " + (hearing.listener.map { "“\($0)”" } ?? "nobody"))
        let unheard = hearing.unheard.map { "“\($0)”" }
        if !unheard.isEmpty { lines.append("unheard: " + unheard.joined(separator: ", ")) }
        return lines
    }

    private static func share(_ value: Double) -> String { Decimals.text(value, digits: 2) }
}

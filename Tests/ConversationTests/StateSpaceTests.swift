import Conversation
import Lending
import NLU
import Quantities
import TestSupport
import Testing

/// The whole state space, walked breadth first: in every dialogue that can be reached the desk has
/// an answer, can say it again, can be stopped, can be left, and can pass to a person; and money is
/// never moved but after its disclosure, consent to that very quote, and a fresh code for it.
@Suite struct StateSpaceTests {
    /// Everything that can be said, without digressions; an order and a question as deep as
    /// digressions go; two orders together; and each service that moves something, interrupted.
    /// Each walk is whole: it ends when there is no situation left that was not looked at.
    private static let walks =
        [
            (Walk.Domain.everything, depth: 0), (.nested, depth: Dialogue.deepest),
            (.together, depth: 1), (.moving, depth: 0),
        ]
        + Walk.Domain.each.map { ($0, depth: 1) }

    @Test(arguments: walks)
    func everyReachableDialogueIsSafe(_ domain: Walk.Domain, depth: Int) throws {
        let walk = try Walk.make(domain, memory: WalkMemory())
        var seen: Set<String> = []
        var frontier = [walk.start, walk.signedIn]
        var turns = 0
        var next = 0
        while next < frontier.count {
            let situation = frontier[next]
            next += 1
            for move in walk.moves(from: situation) {
                for turn in walk.after(move, from: situation) {
                    turns += 1
                    try expectSafe(turn, after: move, from: situation)
                    let reached = turn.situation
                    guard reached.dialogue.suspended.count <= depth,
                        seen.insert(reached.key).inserted
                    else { continue }
                    try expectWaysOut(of: reached, walk)
                    frontier.append(reached)
                }
            }
        }
        print("state space, \(domain) within \(depth): \(seen.count) situations, \(turns) turns")
        #expect(seen.count > 50)
    }

    /// Deeper stacks, queues and histories, by chance and always the same chance.
    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func randomConversationsAreSafe(seed: UInt64) throws {
        print("state space: seed \(seed)")
        let walk = try Walk.make(.everything, memory: WalkMemory())
        var random = SplitMix(state: seed)
        for _ in 0..<20 {
            var situation = walk.signedIn
            for _ in 0..<60 {
                guard let move = walk.moves(from: situation).randomElement(using: &random),
                    let turn = walk.after(move, from: situation).randomElement(using: &random)
                else { break }
                try expectSafe(turn, after: move, from: situation)
                situation = turn.situation
                try expectWaysOut(of: situation, walk)
            }
        }
    }

    // MARK: - What has to hold

    /// Nothing moves without disclosure, consent and code, in this order, for one and the same
    /// quote; and whatever is said gets an answer. The first failure ends a walk: the rest would
    /// repeat it.
    private func expectSafe(
        _ turn: Walk.Turn, after move: Walk.Move, from before: Walk.Situation
    ) throws {
        for effect in turn.effects {
            guard case .execute(let proposal, let consent, let level) = effect else { continue }
            let isDisclosed = before.shown[proposal.quote] == proposal.order.total
            try #require(isDisclosed, "undisclosed: \(move)")
            try #require(before.agreed == proposal.quote, "not agreed to: \(move)")
            let isFresh = move == .rightCode && before.codeFor == proposal.quote
            try #require(isFresh, "no fresh code: \(move)")
            try #require(consent == "确认" && level == 2)
        }
        let isHeard = turn.events.contains { if case .replied = $0 { true } else { false } }
        try #require(isHeard || move == .bookMoves, "no word: \(move) in \(before.key)")
        let isExecuted = turn.effects.contains { if case .execute = $0 { true } else { false } }
        for (place, event) in turn.events.enumerated() {
            switch event {
            case .posted, .receipt: try #require(isExecuted, "a posting out of nowhere: \(move)")
            case .consent(let quote):
                let isOnTheTable = before.dialogue.state.proposal?.quote == quote
                try #require(move == .said("yes") && isOnTheTable, "not on the table: \(move)")
            case .quote(_, let total, _):
                // The card comes first and the question last, for the same sum.
                let said = turn.events[(place + 1)...].compactMap { event in
                    if case .replied(let reply) = event { reply } else { nil }
                }
                let question = said.firstIndex {
                    $0.key.hasPrefix("ask_consent") && $0.values["total"] == .money(total)
                }
                try #require((question ?? 0) > 0, "a quote without its card: \(move)")
            default: continue
            }
        }
    }

    private func expectWaysOut(of situation: Walk.Situation, _ walk: Walk) throws {
        guard situation.dialogue.state != .ended else { return }
        let person = walk.after(.said("handoff_human"), from: situation)
        let isReached = person.allSatisfy { turn in
            // A ticket that there is already is as good as a new one.
            turn.effects.contains { if case .handOff = $0 { true } else { false } }
                || turn.events.contains {
                    if case .replied(let reply) = $0 {
                        reply.key == "ticket_already"
                    } else {
                        false
                    }
                }
        }
        try #require(isReached, "no person: \(situation.key)")
        for move in [Walk.Move.hungUp, .said("goodbye")] {
            let ends = walk.after(move, from: situation).allSatisfy { turn in
                turn.situation.dialogue.state == .ended && turn.effects == [.end]
            }
            try #require(ends, "\(move) does not end: \(situation.key)")
        }
        for turn in walk.after(.said("repeat"), from: situation) {
            let isWhereItWas = turn.situation.dialogue.state == situation.dialogue.state
            try #require(isWhereItWas, "repeating moves on: \(situation.key)")
        }
        try expectCancels(situation, walk)
    }

    /// One "cancel" ends what is open, though the next request may be its like; a few end
    /// everything.
    private func expectCancels(_ situation: Walk.Situation, _ walk: Walk) throws {
        var situation = situation
        let limit = Dialogue.deepest + situation.dialogue.queued.count + 1
        for _ in 0..<limit where situation.dialogue.state != .idle {
            let open = situation.dialogue
            guard let turn = walk.after(.said("no"), from: situation).first else { return }
            let isGone =
                turn.situation.dialogue.state != open.state
                || turn.situation.dialogue.queued.count < open.queued.count
            try #require(isGone, "not cancelled: \(situation.key)")
            let isStill = !turn.events.contains { if case .posted = $0 { true } else { false } }
            try #require(isStill, "posted by a no: \(situation.key)")
            situation = turn.situation
        }
        try #require(situation.dialogue.state == .idle, "cannot cancel: \(situation.key)")
    }
}

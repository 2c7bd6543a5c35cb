import Conversation
import Foundation
import Lending
import NLU
import Quantities
import Testing

/// The whole state space, walked breadth first: from every dialogue that can be reached one can
/// cancel, reach a person and leave; and money is never moved but after its disclosure, consent to
/// that very quote, and a fresh code for it.
@Suite struct StateSpaceTests {
    /// Everything that can be said, without digressions; and what matters most, within one.
    /// `STATE_SPACE=deep` walks all of it to the end, and one digression deeper: many minutes.
    private static let walks: [(Walk.Domain, depth: Int)] =
        ProcessInfo.processInfo.environment["STATE_SPACE"] == "deep"
        ? [(.everything, 1), (.essential, 2)] : [(.everything, 0), (.essential, 1)]

    /// The nearest situations of a walk, breadth first; all of them in a deep one.
    private static let limit =
        ProcessInfo.processInfo.environment["STATE_SPACE"] == "deep" ? Int.max : 1500

    @Test(arguments: walks)
    func everyReachableDialogueIsSafe(_ domain: Walk.Domain, depth: Int) throws {
        let walk = try Walk.make(domain)
        var seen: Set<String> = []
        var frontier = [walk.start, walk.signedIn]
        var turns = 0
        var next = 0
        while next < min(frontier.count, Self.limit) {
            let situation = frontier[next]
            next += 1
            for move in walk.moves(from: situation) {
                for turn in walk.after(move, from: situation) {
                    turns += 1
                    expectSafe(turn, after: move, from: situation)
                    let reached = turn.situation
                    guard reached.dialogue.suspended.count <= depth,
                        seen.insert(reached.key).inserted
                    else { continue }
                    expectWaysOut(of: reached, walk)
                    frontier.append(reached)
                }
            }
        }
        print("state space, \(domain) within \(depth): \(seen.count) situations, \(turns) turns")
        #expect(seen.count > 500)
    }

    /// Deeper stacks, queues and histories, by chance and always the same chance.
    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func randomConversationsAreSafe(seed: UInt64) throws {
        print("state space: seed \(seed)")
        let walk = try Walk.make(.everything)
        var random = SplitMix(state: seed)
        for _ in 0..<50 {
            var situation = walk.signedIn
            for _ in 0..<60 {
                guard let move = walk.moves(from: situation).randomElement(using: &random),
                    let turn = walk.after(move, from: situation).randomElement(using: &random)
                else { break }
                expectSafe(turn, after: move, from: situation)
                situation = turn.situation
                expectWaysOut(of: situation, walk)
            }
        }
    }

    // MARK: - What has to hold

    /// Nothing moves without disclosure, consent and code, in this order, for one and the same
    /// quote.
    private func expectSafe(
        _ turn: Walk.Turn, after move: Walk.Move, from before: Walk.Situation
    ) {
        for effect in turn.effects {
            guard case .execute(let proposal, let consent, let level) = effect else { continue }
            #expect(before.shown[proposal.quote] == proposal.order.total, "undisclosed: \(move)")
            #expect(before.agreed == proposal.quote, "not agreed to: \(move)")
            #expect(
                move == .rightCode && before.codeFor == proposal.quote, "no fresh code: \(move)")
            #expect(consent == "确认" && level == 2)
        }
        let isExecuted = turn.effects.contains { if case .execute = $0 { true } else { false } }
        for (place, event) in turn.events.enumerated() {
            switch event {
            case .posted, .receipt: #expect(isExecuted, "a posting out of nowhere: \(move)")
            case .consent(let quote):
                let isOnTheTable = before.dialogue.state.proposal?.quote == quote
                #expect(move == .said("yes") && isOnTheTable, "not on the table: \(move)")
            case .quote(_, let total, _):
                // The card comes first and the question last, for the same sum.
                let said = turn.events[(place + 1)...].compactMap { event in
                    if case .replied(let reply) = event { reply } else { nil }
                }
                let question = said.firstIndex {
                    $0.key == "ask_consent" && $0.values["total"] == .money(total)
                }
                #expect((question ?? 0) > 0, "a quote without its card: \(move)")
            default: continue
            }
        }
    }

    private func expectWaysOut(of situation: Walk.Situation, _ walk: Walk) {
        guard situation.dialogue.state != .ended else { return }
        let person = walk.after(.said("handoff_human"), from: situation)
        let isReached = person.allSatisfy { turn in
            turn.effects.contains { if case .handOff = $0 { true } else { false } }
        }
        #expect(isReached, "no person: \(situation.key)")
        for move in [Walk.Move.hungUp, .said("goodbye")] {
            let ends = walk.after(move, from: situation).allSatisfy { turn in
                turn.situation.dialogue.state == .ended && turn.effects == [.end]
            }
            #expect(ends, "\(move) does not end: \(situation.key)")
        }
        expectCancels(situation, walk)
    }

    /// One "cancel" ends what is open; a few end everything.
    private func expectCancels(_ situation: Walk.Situation, _ walk: Walk) {
        var situation = situation
        let limit = Dialogue.deepest + situation.dialogue.queued.count + 1
        for _ in 0..<limit where situation.dialogue.state != .idle {
            let open = situation.dialogue.state
            guard let turn = walk.after(.said("no"), from: situation).first else { return }
            #expect(turn.situation.dialogue.state != open, "not cancelled: \(situation.key)")
            #expect(!turn.events.contains { if case .posted = $0 { true } else { false } })
            situation = turn.situation
        }
        #expect(situation.dialogue.state == .idle, "cannot cancel: \(situation.key)")
    }
}

/// A small generator with a seed, so that a failure can be had again.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

import TestSupport
import Testing

@testable import Conversation

/// Long conversations of one customer about anything, in both languages: what the state-space proof
/// shows of every dialogue holds for those that are really led, with the books behind them.
@Suite struct RandomConversationTests {
    @Test func anythingCanBeSaidForTwoHundredTurns() throws {
        print("anythingCanBeSaidForTwoHundredTurns: PAYDESK_SEED=\(Gate.seed)")
        let plan = Simulation.Plan(
            terminals: 1, turns: 200, customers: 16, hasFaults: false, hasProbes: true)
        let conversations = Gate.count(2, full: 200)
        var sum = Simulation.Count()
        for seed in (0..<UInt64(conversations)).map({ Gate.seed &+ $0 }) {
            do {
                var simulation = try Simulation(seed: seed, plan)
                try simulation.run()
                sum.add(simulation.count)
            } catch {
                throw Wrong("PAYDESK_SEED=\(seed)\n\(error)")
            }
        }
        let services = Set(Service.all.map(\.name))
        if Gate.isFull {
            #expect(services.isSubset(of: sum.services))
            #expect(sum.orders > conversations)
        }
        Gate.tell(
            "Anything is said for 200 turns", "RandomConversationTests",
            "\(conversations) conversations, \(sum.turns) turns, "
                + "\(sum.services.intersection(services).count) of \(services.count) services",
            "\(sum.orders) orders, books right after each turn, every dialogue can be stopped, left, "
                + "said again and passed on")
    }
}

import Foundation
import TestSupport
import Testing

/// Eight terminals, a dozen customers, one book; what goes wrong is drawn with all the rest.
///
/// `PAYDESK_SEEDS` says how many seeds (1; `make gate` 32, `make soak` 10,000), `PAYDESK_SEED`
/// where they begin.
@Suite struct SimulationTests {
    private static let seeds: [UInt64] = {
        let count =
            ProcessInfo.processInfo.environment["PAYDESK_SEEDS"].flatMap { UInt64($0) }
            ?? UInt64(Gate.count(1, full: 32))
        return (0..<count).map { Gate.seed &+ $0 }
    }()

    private static func run(_ seed: UInt64, _ plan: Simulation.Plan) throws -> Simulation.Count {
        do {
            var simulation = try Simulation(seed: seed, plan)
            try simulation.run()
            return simulation.count
        } catch {
            throw Wrong("PAYDESK_SEED=\(seed) PAYDESK_SEEDS=1\n\(error)")
        }
    }

    @Test func theBooksHoldAfterEveryTurn() async throws {
        print("theBooksHoldAfterEveryTurn: PAYDESK_SEED=\(Gate.seed)")
        let plan = Simulation.Plan(turns: Gate.count(150, full: 400))
        var sum = Simulation.Count()
        try await withThrowingTaskGroup(of: Simulation.Count.self) { group in
            var waiting = Self.seeds[...]
            for seed in waiting.prefix(2) { group.addTask { try Self.run(seed, plan) } }
            waiting = waiting.dropFirst(2)
            while let count = try await group.next() {
                sum.add(count)
                if let seed = waiting.popFirst() { group.addTask { try Self.run(seed, plan) } }
            }
        }
        Gate.tell(
            "Terminals on one book, by one seed", "SimulationTests",
            "\(Self.seeds.count) seeds of \(plan.terminals) terminals and \(plan.turns) turns each: "
                + "\(sum.turns) turns, \(sum.failures) with a failing disk, \(sum.crashes) crashes",
            "\(sum.orders) orders and \(sum.debits) debits, each balanced, agreed to and with its "
                + "receipt; \(sum.toldLater) told at the next sign-in")
        // A run in which nothing happens would show nothing.
        #expect(sum.orders > sum.turns / 400 && sum.failures > sum.turns / 100)
    }

    /// The same seed, the same run: a failure can be had again.
    @Test func aSeedIsARun() throws {
        let plan = Simulation.Plan(turns: 15)
        let first = try Self.run(Gate.seed, plan)
        #expect(try Self.run(Gate.seed, plan).digest == first.digest)
        #expect(try Self.run(Gate.seed &+ 1, plan).digest != first.digest)
    }
}

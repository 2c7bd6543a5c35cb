import Foundation
import Testing

/// Rejection is the user's: fitted to lines, given as a number, or left out; and what cannot be
/// relied on is told.
@Suite struct RejectionTests {
    private static let train = """
        text,label
        pay off my whole loan today,settle
        settle the entire loan now,settle
        close my loan completely please,settle
        I want to pay off the loan early,settle
        when is my payment due,due
        what day do you take the money,due
        which date is the next payment,due
        tell me my due date,due

        """
    private static let tune = """
        text,label
        settle my loan today,settle
        what date is my payment due,due
        is the weather nice today,out_of_scope
        where do I take the bus,out_of_scope

        """

    private let folder: Folder
    private let train: String
    private let tune: String
    private let model: String

    init() throws {
        folder = try Folder()
        (train, tune) = (folder.path("train.csv"), folder.path("tune.csv"))
        model = folder.path("m.model")
        try Self.train.write(toFile: train, atomically: true, encoding: .utf8)
        try Self.tune.write(toFile: tune, atomically: true, encoding: .utf8)
    }

    private func trained(_ options: String...) throws -> Program.Outcome {
        let run = try Paydesk.run(["train", "--intents", train, "--output", model] + options)
        #expect(run.status == 0, "\(run.stderr)")
        return run
    }

    private func object(_ arguments: String...) throws -> [String: Any] {
        let run = try Paydesk.run(arguments)
        return try #require(run.objects.first, "\(run.stderr)")
    }

    @Test func aThresholdIsTakenEverywhere() throws {
        _ = try trained("--threshold", "none")
        let open = try object("classify", "--model", model, "--json", "is the weather nice today")
        #expect(open["decision"] as? String != "reject")
        for arguments in [["classify", "--model", model, "--threshold", "100"], ["classify"]] {
            if arguments.count == 1 { _ = try trained("--threshold", "100") }
            let model = arguments.count == 1 ? ["--model", model] : []
            let run = try Paydesk.run(arguments + model + ["tell me my due date"])
            #expect(run.stdout.hasPrefix("out_of_scope\t"), "\(run.stdout)")
        }
        _ = try trained("--threshold", "none")
        #expect(try Paydesk.run(["test", "--model", model, train]).status == 0)
        let strict = try Paydesk.run(["test", "--model", model, "--threshold", "100", train])
        #expect(strict.status == 1 && strict.stdout.contains("  0 of 8  "), "\(strict.stdout)")
        let figures = try object(
            "evaluate", "--model", model, "--threshold", "100", "--test", train, "--json")
        #expect(figures["threshold"] as? Double == 100)
        #expect(figures["in_scope_rejected"] as? Double == 1)
        let none = try object("evaluate", "--model", model, "--test", train, "--json")
        #expect(none["threshold"] is NSNull && none["in_scope_rejected"] as? Double == 0)
    }

    @Test func trainTunesAsEvaluateDoes() throws {
        _ = try trained("--tune", tune, "--tune-cost", "0")
        let kept = try object("evaluate", "--model", model, "--test", tune, "--json")
        let fitted = try object(
            "evaluate", "--train", train, "--tune", tune, "--tune-cost", "0", "--test", tune,
            "--json")
        let threshold = try #require(kept["threshold"] as? Double)
        #expect(abs(threshold - (fitted["threshold"] as? Double ?? 0)) < 1e-5)
        #expect(kept["in_scope_accuracy"] as? Double == kept["accuracy"] as? Double)
    }

    @Test func whatCannotBeReliedOnIsTold() throws {
        let run = try trained()
        #expect(run.stderr.contains("no lines are out of scope, so rejection is weak"))
        #expect(run.stderr.contains("8 lines are too few to calibrate by"))
        #expect(try !trained("--threshold", "0.2").stderr.contains("rejection is weak"))
        let known = try Paydesk.run(["evaluate", "--train", train, "--test", train])
        #expect(known.stderr.contains("8 of 8 lines to judge by are trained on"))
    }

    /// Eight lines make nobody sure of anything, and yet their own words are known.
    @Test func nobodyIsSureByEightLines() throws {
        _ = try trained()
        let run = try Paydesk.run(["classify", "--model", model, "tell me my due date", "settle"])
        let rows = run.lines.map { $0.split(separator: "\t") }
        #expect(rows.map { String($0[0]) } == ["due", "settle"])
        for row in rows { #expect(row[1] != "1.0000") }
        #expect(rows[0][2] == "accept", "\(run.stdout)")
    }

    @Test(arguments: [
        ["train", "--threshold", "0.5", "--tune", "x.csv", "--output", "m"],
        ["classify", "--threshold", "low", "hi"], ["train", "--threshold", "0.5"],
    ])
    func whatMakesNoSenseIsUsage(_ arguments: [String]) throws {
        #expect(try Paydesk.run(arguments).status == 64)
    }
}

import Foundation
import Testing

/// `inspect` through the real program: what the rules say, samples, and what reviewers say.
@Suite struct InspectCommandTests {
    private static let transcripts = Paydesk.root.appendingPathComponent("Transcripts").path
    private static let mild = "< 我是自动助理，人工请说人工。\n\n> 能批吗\n< 要看评估。\n"
    private static let grave = "< 我是自动助理，人工请说人工。\n\n> 能批吗\n< 请告诉我密码。\n"

    @Test func inspectShowsEvidenceAndHoldsTheThreshold() throws {
        let folder = try Folder()
        let path = try folder.file(
            "talk.transcript", "< 我是自动助理，人工请说人工。\n\n> 能批吗\n< 一定能批，绝对。\n< 请告诉我密码。\n")
        let run = try Paydesk.run(["inspect", path])
        #expect(run.status == 1)
        #expect(run.lines[0].hasPrefix("fail   90  "))
        #expect(run.lines.contains { $0.hasPrefix("  line 5: QA04 fatal  ") }, "\(run.stdout)")
        #expect(run.lines.contains { $0.hasPrefix("  line 4: QA13 major  ") })
        let json = try Paydesk.run(["inspect", "--json", path])
        let object = try #require(
            JSONSerialization.jsonObject(with: Data(json.stdout.utf8)) as? [String: Any])
        #expect(object["passed"] as? Bool == false && object["score"] as? Int == 90)
        let mild = try folder.file("mild.transcript", "< 我是自动助理，人工请说人工。\n\n> 能批吗\n< 一定能批。\n")
        #expect(try Paydesk.run(["inspect", mild]).status == 0)
        #expect(try Paydesk.run(["inspect", "--threshold", "95", mild]).status == 1)
        #expect(try Paydesk.run(["inspect", "--quiet", Self.transcripts]).stdout.isEmpty)
        #expect(try Paydesk.run(["inspect", "--rules"]).lines.count == 24)
    }

    /// What a record does not show has not been passed, and that is said.
    @Test func whatIsNotJudgedIsSaid() throws {
        let folder = try Folder()
        // From another tool: words, and nothing of what was done.
        let words = try folder.file("words.transcript", "< 我是自动助理，人工请说人工。\n\n> 能批吗\n< 要看评估。\n")
        let run = try Paydesk.run(["inspect", words])
        #expect(run.status == 0)
        #expect(
            run.lines.contains {
                $0 == "  not judged: QA01 QA02 QA05 QA06 QA09 QA10 QA20 QA23  "
                    + "(nothing the desk did is recorded)"
            }, "\(run.stdout)")
        #expect(run.stdout.contains("\nnot judged anywhere, or in part: QA02 "))
        let rules = try Paydesk.run(["inspect", "--rules"])
        #expect(rules.stdout.contains("the elderly mode"))
        let json = try Paydesk.run(["inspect", "--json", words])
        let object = try #require(
            JSONSerialization.jsonObject(with: Data(json.stdout.utf8)) as? [String: Any])
        let gaps = try #require(object["not_judged"] as? [[String: Any]])
        #expect(gaps.contains { $0["rule"] as? String == "QA09" && $0["whole"] as? Bool == true })
        #expect(gaps.contains { $0["rule"] as? String == "QA22" && $0["whole"] as? Bool == false })
        // A record of ours shows what was done: then those rules are judged.
        let ours = try Paydesk.run([
            "inspect", Self.transcripts + "/instalment/en_splits_a_statement.transcript",
        ])
        #expect(!ours.stdout.contains("nothing the desk did"), "\(ours.stdout)")
    }

    // MARK: - samples

    /// Of nine conversations in March and three in April.
    private func months() throws -> Folder {
        let folder = try Folder()
        for number in 1...12 {
            let month = number > 9 ? "04" : "03"
            try folder.file(
                "\(number).transcript", "@ now 2026-\(month)-02T10:00+08:00\n" + Self.mild)
        }
        return folder
    }

    private func drawn(_ options: [String], _ folder: Folder) throws -> [String] {
        let run = try Paydesk.run(["inspect", "--json"] + options + [folder.root])
        return try run.lines.map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            return try #require(
                (object?["path"] as? String)?.split(separator: "/").last.map(String.init))
        }
    }

    @Test func aSampleIsTheSameForItsSeed() throws {
        let folder = try months()
        let sample = try drawn(["--sample", "4", "--seed", "7"], folder)
        #expect(sample.count == 4)
        #expect(try drawn(["--sample", "4", "--seed", "7"], folder) == sample)
        let seeds = try (1...5).map { try drawn(["--sample", "4", "--seed", "\($0)"], folder) }
        #expect(Set(seeds).count > 1)
        // What comes later takes places, and no other of the rest does.
        try folder.file("13.transcript", Self.mild)
        let later = try drawn(["--sample", "4", "--seed", "7"], folder)
        #expect(Set(later).subtracting(sample).isSubset(of: ["13.transcript"]))
    }

    @Test func aSampleIsDrawnFromEachPeriod() throws {
        let folder = try months()
        let sample = try drawn(["--sample", "2", "--by", "month", "--seed", "7"], folder)
        let april: Set = ["10.transcript", "11.transcript", "12.transcript"]
        #expect(sample.count == 4 && Set(sample).intersection(april).count == 2)
        // More than there are is all there are, and the seed is told.
        let all = try Paydesk.run(["inspect", "--sample", "50", "--by", "month", folder.root])
        #expect(all.stderr.contains("sample: 12 of 12 conversations, 50 of each month; --seed "))
    }

    // MARK: - reviews

    @Test func aReviewStandsBesideTheRulesAndSurvivesAReplay() throws {
        let folder = try Folder()
        let source = Self.transcripts + "/instalment/en_splits_a_statement.transcript"
        let path = try folder.file(
            "talk.transcript", String(contentsOfFile: source, encoding: .utf8))
        let before = try String(contentsOfFile: path, encoding: .utf8)
        for (mark, comment) in [("pass", "fine"), ("fail", "no warning; call 13812345678")] {
            let run = try Paydesk.run([
                "inspect", "--mark", mark, "--comment", comment, "--reviewer", "alice", path,
            ])
            #expect(run.status == 0, "\(run.stderr)")
        }
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.hasPrefix(before + "\n; review pass by alice at "), "\(text)")
        #expect(text.hasSuffix(": no warning; call <phone>\n"))
        // Of each reviewer the last one counts.
        let shown = try Paydesk.run(["inspect", path])
        #expect(shown.lines.count { $0.hasPrefix("  review: ") } == 1, "\(shown.stdout)")
        #expect(shown.stdout.contains("  review: fail by alice, 20"))
        #expect(shown.stdout.contains("0 of 1 (0.0 %), kappa 0.00"))
        #expect(try Paydesk.run(["replay", path]).stdout == "same       \(path)\n")
        #expect(try Paydesk.run(["replay", "--accept", "--all", path]).status == 0)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    }

    /// Read one by one on a terminal: each with what the rules say, marked, and gone back to.
    @Test func aSampleIsReviewedOneByOne() throws {
        let folder = try Folder()
        let paths = try ["a": Self.mild, "b": Self.grave].sorted { $0.key < $1.key }.map {
            try folder.file("\($0.key).transcript", $0.value)
        }
        let terminal = try PseudoTerminal(
            ["inspect", "--review", "--sample", "2", "--reviewer", "alice", folder.root],
            environment: Paydesk.environment)
        let question = "mark it: [p]ass [f]ail [s]kip [b]ack [q]uit [?] "
        let first = try terminal.expect(question)
        #expect(
            first.contains("1 of 2\n") && first.contains("> 能批吗") && first.contains("pass  100"))
        try terminal.send(Array("f\r".utf8))
        try terminal.expect("no comment) ")
        try terminal.send(Array("never said; call 13812345678\r".utf8))
        let second = try terminal.expect(question)
        #expect(second.contains("2 of 2\n") && second.contains("fatal"), "\(second)")
        try terminal.send(Array("b\r".utf8))
        // Back at the first one, which tells what was thought of it.
        #expect(try terminal.expect(question).contains("1 of 2\n"))
        try terminal.send(Array("x\r".utf8))
        #expect(try terminal.expect(question).contains("b  go back to the one before"))
        try terminal.send(Array("s\r".utf8))
        try terminal.expect(question)
        try terminal.send(Array("f\r".utf8))
        try terminal.expect("no comment) ")
        try terminal.send(Array("\r".utf8))
        try terminal.expect("2 of 2 marked: 0 pass, 2 fail\n")
        try terminal.expect("agreement of rules and reviewers: 1 of 2 (50.0 %)")
        #expect(try terminal.waitForExit() == 0)
        let reviews = try paths.map { path in
            try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
                .filter { $0.hasPrefix("; review ") }
        }
        #expect(reviews.map(\.count) == [1, 1])
        #expect(reviews[0][0].hasPrefix("; review fail by alice at "))
        #expect(reviews[0][0].hasSuffix(": never said; call <phone>"))
    }

    /// Two that the rules pass and two that they do not, each reviewed twice.
    @Test func agreementIsTold() throws {
        let folder = try Folder()
        let marks = [("pass", "pass"), ("pass", "fail"), ("fail", "fail"), ("fail", "fail")]
        for (place, (alice, bob)) in marks.enumerated() {
            let path = try folder.file("\(place).transcript", place < 2 ? Self.mild : Self.grave)
            for (name, mark) in [("alice", alice), ("bob", bob)] {
                #expect(
                    try Paydesk.run(["inspect", "--mark", mark, "--reviewer", name, path]).status
                        == 0)
            }
        }
        // Seven of eight; by chance a half: (7/8 - 1/2) / (1 - 1/2).
        let run = try Paydesk.run(["inspect", "--agreement", folder.root])
        #expect(run.status == 0, "\(run.stderr)")
        #expect(
            run.lines[1...2] == [
                "rules pass              3              1",
                "rules fail              0              4",
            ])
        #expect(run.stdout.contains("agreement  87.5 %, 7 of 8 reviews"))
        #expect(run.stdout.contains("kappa      0.75\n"))
        // Where they do not agree is listed.
        #expect(run.lines.count { $0.hasSuffix(".transcript") } == 1)
        let json = try Paydesk.run(["inspect", "--agreement", "--json", folder.root])
        #expect(
            json.stdout
                == "{\"agreed\":7,\"kappa\":0.75,\"reviews\":8,"
                + "\"rules\":{\"fail\":{\"fail\":4,\"pass\":0},\"pass\":{\"fail\":1,\"pass\":3}},"
                + "\"schema\":1,\"share\":0.875}\n"
        )
    }

    @Test(arguments: [
        (["--mark", "pass"], 64, "name them"), (["--mark", "good", "x"], 64, "--mark"),
        (["--comment", "x"], 64, "goes with --mark"), (["--seed", "7"], 64, "go with --sample"),
        (["--sample", "0"], 64, "a number from 1"),
        (["--agreement", transcripts], 66, "reviewed yet"),
        (["--mark", "pass", "Cnowhere"], 66, "no such file"),
        (["--review", "--json"], 64, "--review goes with neither"),
        (["--review", "--mark", "pass", "x"], 64, "--mark or --review"),
        (["--review", transcripts], 64, "there is no terminal to ask on"),
    ])
    func refusesWhatIsNoReview(options: [String], status: Int32, sentence: String) throws {
        let home = try Folder()
        let run = try Paydesk.run(
            ["inspect"] + options, environment: ["XDG_STATE_HOME": home.root, "HOME": home.root])
        #expect(run.status == status, "\(run.stderr)")
        #expect(run.stderr.contains(sentence), "\(run.stderr)")
    }
}

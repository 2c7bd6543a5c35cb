import ArgumentParser
import Conversation
import NLU
import Transcripts

struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Quality inspection of transcripts by 24 rules, with evidence.",
        discussion: """
            Each conversation begins with 100 points. A major breach costs 10, a minor one 3; a \
            fatal one costs none and fails the conversation whatever its points. The same rules, \
            the fatal ones before a reply is sent, hold in the chat. Exit 1 when a conversation \
            does not pass. What a record cannot show is not judged, and said so: it has not been \
            passed. Without a file it reads the rolling record of all conversations.

            --mark puts what you think of conversations that you have read into their transcripts, \
            as a note that a replay keeps: pass or fail, with a comment. It stands beside what the \
            rules say from then on; --agreement tells how far both agree, in percent and by Cohen's \
            kappa. Of each reviewer the last mark counts. --review goes through them one by one: the \
            conversation, what the rules say, your mark and comment, and back where you want.

            EXAMPLES
              paydesk inspect
              paydesk inspect Transcripts
              paydesk inspect --threshold 90 --json night-shift/
              paydesk inspect --sample 5 --by month --seed 7
              paydesk inspect --sample 5 --by month --review
              paydesk inspect --mark fail --comment "promised an approval" talk.transcript
              paydesk inspect --agreement
              paydesk inspect --rules
              paydesk convert --to paydesk emulator.transcript | paydesk inspect -
            """)

    @Option(help: ArgumentHelp("Points needed to pass.", valueName: "points"))
    var threshold = Inspection.passMark

    @OptionGroup var sampling: SamplingOptions
    @OptionGroup var spoken: StaffLanguage
    @OptionGroup var review: ReviewOptions

    @Flag(help: "How far rules and reviewers agree, and each conversation on which they do not.")
    var agreement = false

    @Option(
        help: ArgumentHelp(
            "A book whose customers' full names may not be read.", valueName: "store"),
        completion: .file())
    var store: String?

    @Flag(help: "List the rules, and judge nothing.")
    var rules = false

    @Flag(
        help: ArgumentHelp(
            "One JSON object a file: path, score, passed, findings, not_judged, reviews; with "
                + "--agreement one in all."))
    var json = false

    @Flag(name: .shortAndLong, help: "Say nothing of conversations that pass.")
    var quiet = false

    @OptionGroup var model: ModelOptions
    @OptionGroup var piped: PipedTranscripts

    @Argument(
        help: "Transcripts, folders of them, or - for stdin; all records unless told.",
        completion: .transcripts)
    var files: [String] = []

    func validate() throws {
        try piped.check(
            files,
            without: agreement || rules || review.mark != nil || review.isWalk
                || sampling.sample != nil)
        guard (0...100).contains(threshold) else {
            throw ValidationError("--threshold is a number from 0 to 100")
        }
        guard review.mark == nil || (sampling.sample == nil && !agreement && !json) else {
            throw ValidationError("--mark goes with neither --sample, --agreement nor --json")
        }
        guard !review.isWalk || !(agreement || json || quiet || rules) else {
            throw ValidationError(
                "--review goes with neither --agreement, --json, --quiet nor --rules")
        }
    }

    func run() throws {
        if rules { return try listRules() }
        if let mark = review.mark {
            return try review.put(mark, review.comment ?? "", into: files)
        }
        if piped.lines { return try answer() }
        let paths = try TranscriptFiles.listOrRecords(files)
        let names = try self.names()
        let rulebook = Rulebook(of: try model.load())
        let drawn = sampling.draw(Parallel.map(paths, InspectedFile.init))
        let reports = judged(drawn, rulebook, names)
        if review.isWalk { return try walk(reports, rulebook, names) }
        agreement ? try tellAgreement(reports) : try tell(reports)
    }

    /// One a line, as they come.
    private func answer() throws {
        let (names, rulebook) = (try names(), Rulebook(of: try model.load()))
        try PipedTranscripts.answer { path, text in
            let recorded = try RecordedEvents(path, text)
            return InspectionReport(
                path: path,
                outcome: .success(
                    InspectionReport.Judged(
                        inspection: recorded.inspection(rulebook, names: names),
                        lines: recorded.lines, reviews: recorded.reviews)),
                threshold: threshold
            ).json
        }
    }

    private func judged(
        _ files: [InspectedFile], _ rulebook: Rulebook, _ names: [String]
    ) -> [InspectionReport] {
        Parallel.map(files) { file in
            InspectionReport(
                path: file.path,
                outcome: file.recorded.map { recorded in
                    InspectionReport.Judged(
                        inspection: recorded.inspection(rulebook, names: names),
                        lines: recorded.lines, reviews: recorded.reviews)
                }, threshold: threshold)
        }
    }

    /// One by one; what could not be read is said first.
    private func walk(
        _ reports: [InspectionReport], _ rulebook: Rulebook, _ names: [String]
    ) throws {
        guard Screen.isInteractive else {
            throw Failure(
                .usage, "--review asks, and there is no terminal to ask on; --mark needs none")
        }
        for failure in reports.compactMap(\.failure) { Console.note(failure.description) }
        let read = reports.filter { $0.failure == nil }
        var walk = ReviewWalk(read, review, spoken.words)
        try walk.go()
        // With the marks that were given.
        let now = judged(read.map { InspectedFile($0.path) }, rulebook, names)
        if let agreement = AgreementReport(now) {
            try Prompt.show(agreement.line(spoken.words) + "\n")
        }
    }

    private func listRules() throws {
        let words = spoken.words
        let table = Table(
            words(["rule", "severity", words("name", as: "rule's name"), "not judged"]),
            QualityRule.all.map { rule in
                [rule.id] + words([rule.severity.rawValue, rule.name, rule.unseen ?? ""])
            })
        var output = Output.standard
        try output.write(table.listed.map { $0 + "\n" }.joined())
        try output.flush()
    }

    private func tell(_ reports: [InspectionReport]) throws {
        let paint = Paint()
        var output = Output.standard
        for report in reports where !(quiet && report.isPassed) {
            try output.write(json ? report.json + "\n" : report.text(paint, spoken.words))
        }
        if !quiet, !json {
            try output.write(InspectionReport.limits(spoken.words))
            if let agreement = AgreementReport(reports) {
                try output.write(agreement.line(spoken.words) + "\n")
            }
        }
        try output.flush()
        try refuseUnreadable(reports)
        let failed = reports.filter { !$0.isPassed }.count
        guard failed == 0 else {
            throw Failure(
                .differs, spoken.words("\(failed) of \(reports.count) conversations do not pass"))
        }
    }

    private func tellAgreement(_ reports: [InspectionReport]) throws {
        guard let agreement = AgreementReport(reports) else {
            try refuseUnreadable(reports)
            throw Failure(
                .noInput,
                "no conversation has been reviewed yet; `paydesk inspect --mark pass FILE` does")
        }
        var output = Output.standard
        try output.write(json ? agreement.json + "\n" : agreement.table(spoken.words))
        let disputed = json || quiet ? [] : reports.filter(\.isDisputed)
        if !disputed.isEmpty { try output.write("\n") }
        for report in disputed { try output.write(report.text(Paint(), spoken.words)) }
        try output.flush()
        try refuseUnreadable(reports)
    }

    /// Each file that could not be read; the last one is the verdict.
    private func refuseUnreadable(_ reports: [InspectionReport]) throws {
        let failures = reports.compactMap(\.failure)
        for failure in failures.dropLast() { Console.note(failure.description) }
        if let last = failures.last { throw last }
    }

    private func names() throws -> [String] {
        guard let store else { return [] }
        let book = try BookFile.look(at: BookFile.place(store), now: Clock(nil).now)
        return try book.customers().map(\.name)
    }
}

import ArgumentParser
import Conversation
import Foundation
import Text
import Transcripts

/// A reviewer's marks, put into the transcripts that were read.
struct ReviewOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Put your mark into the files: pass or fail.", valueName: "mark"))
    var mark: Review.Mark?

    @Flag(
        name: .customLong("review"),
        help: "Read them one by one on this terminal, and mark each as you go.")
    var isWalk = false

    @Option(help: "Why; personal data in it is masked.")
    var comment: String?

    @Option(help: "In whose name; the one you are logged in with unless it is said.")
    var reviewer: String?

    func validate() throws {
        guard mark == nil || !isWalk else { throw ValidationError("--mark or --review, not both") }
        guard mark != nil || comment == nil, mark != nil || isWalk || reviewer == nil else {
            throw ValidationError(
                "--comment goes with --mark pass or --mark fail, --reviewer with these or --review")
        }
        if let comment { try TicketText.check(comment, of: "--comment") }
        if let reviewer { try TicketOptions.checkName(reviewer, of: "--reviewer") }
    }

    /// Marks the files, or the conversations of that name, and says what was done.
    func put(_ mark: Review.Mark, _ comment: String, into names: [String]) throws {
        guard !names.isEmpty else {
            throw Failure(.usage, "--mark takes the conversations that were read; name them")
        }
        let review = Review(
            mark, by: TicketText.kept(reviewer ?? NSUserName()), at: try Clock(nil).now,
            comment: MaskedLine.mask(TicketText.kept(comment), hiding: .none))
        for path in try TranscriptFiles.list(names) {
            try Self.append(review, to: path)
            try Prompt.show(
                "\(mark.rawValue) by \(review.reviewer)  \(Utterance.visible(path))\n")
        }
    }

    /// Behind what is there, which stays as it is to the byte.
    private static func append(_ review: Review, to path: String) throws {
        guard FileTree.kind(path, followsLink: false) == S_IFREG else {
            throw Failure(.cannotCreate, "\(path): no plain file, so nothing is written into it")
        }
        guard !RecordFile(path).isLocked else {
            throw Failure(
                .tryAgain, "\(path): its chat is still open; mark it when it has ended")
        }
        let transcript = try TranscriptFiles.read(path)
        var text = String(decoding: try InputFile.read(path), as: UTF8.self)
        if !text.hasSuffix("\n") { text += "\n" }
        let isNoted = transcript.turns.last.map { $0.said == nil && $0.answer.isEmpty } ?? false
        try Files.replace(
            path, with: text + (isNoted ? "" : "\n") + Transcript.text([review.line]))
    }
}

extension Review.Mark: ExpressibleByArgument {}

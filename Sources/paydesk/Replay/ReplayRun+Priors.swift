import Conversation
import Desk
import NLU
import Transcripts

/// `paydesk replay --priors`: what the corpus is told of how likely a move is where.
extension ReplayRun {
    mutating func countPriors(_ model: Model) throws {
        let assistant = Assistant(of: model)
        let counts = Parallel.map(paths) { path in
            Result {
                try Replay.priors(
                    of: try TranscriptFiles.read(path), model: model, assistant: assistant)
            }
        }
        var priors = Priors()
        for count in counts { priors.add(try count.get()) }
        var output = Output.standard
        try output.write(PriorsFile.text(of: priors))
        try output.flush()
    }
}

/// The file of the corpus that holds them.
enum PriorsFile {
    static func text(of priors: Priors) -> String {
        let head = """
            version: "3.1"
            # How often a move was made, beside how often its words alone would have it: by what is awaited and
            # what is on the table, and by whether there is anything here that the move could be about. Counted
            # in the conversations of Transcripts by `make priors`, not written by hand.
            lists:
              priors:

            """
        return head + priors.lines.map { "    - \"\($0)\"\n" }.joined()
    }
}

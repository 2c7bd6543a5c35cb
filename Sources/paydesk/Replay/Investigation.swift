import Desk
import Foundation
import NLU
import Training
import Transcripts

/// What `replay --bisect` says of files that are different: what of the corpus changed them, or
/// that the program did.
struct Investigation {
    private var bisection: Bisection
    private let older: OlderCorpus
    private let olderProgram: String?
    private let start = ContinuousClock.now

    init(
        _ older: OlderCorpus, present: URL, _ model: Model, only: Set<Transcript.Aspect>,
        olderProgram: String?
    ) throws {
        (self.older, self.olderProgram) = (older, olderProgram)
        bisection = try Bisection(
            older: Bisection.Side(
                corpus: try Self.read(older.folder),
                model: try ModelCache(corpus: older.folder).model()),
            newer: Bisection.Side(corpus: try Self.read(present), model: model), only: only)
    }

    private static func read(_ corpus: URL) throws -> Corpus {
        do {
            return try CorpusReader.read([corpus.relativePath])
        } catch {
            throw Failure(error)
        }
    }

    mutating func cause(of replay: Replay, _ path: String) throws -> ReplayReport.Cause {
        let transcript = Transcript(turns: replay.turns.map(\.recorded))
        switch try bisection.verdict(transcript, replay) {
        case .corpus(let differences, let wasSame):
            return .corpus(differences.map(named), unlike: wasSame ? nil : older.name)
        case .program: return .program(try told(transcript, path))
        }
    }

    /// A place in a copy is called by the revision it is a copy of.
    private func named(_ difference: CorpusDifference) -> CorpusDifference {
        var difference = difference
        guard let file = difference.place?.file, file.hasPrefix(older.folder.path) else {
            return difference
        }
        difference.place?.file = older.name + file.dropFirst(older.folder.path.count)
        return difference
    }

    /// What can be said of the program that recorded it.
    private func told(_ transcript: Transcript, _ path: String) throws -> String {
        var sentences = ["the program: with \(older.name) it answers the same"]
        let notes = transcript.turns.first?.preface.filter { $0.kind == .note } ?? []
        if let maker = notes.map(\.text).first(where: { $0.hasPrefix("paydesk ") }) {
            sentences.append("it was recorded by \(maker), and this is \(Version.name)")
        }
        if let olderProgram { sentences.append(try ask(olderProgram, path)) }
        return sentences.joined(separator: "; ")
    }

    private func ask(_ program: String, _ path: String) throws -> String {
        let kinds = bisection.only.map(\.rawValue).sorted().flatMap { ["--only", $0] }
        let arguments = ["replay", "--quiet", "--intents", older.folder.path, path] + kinds
        switch try OtherProgram.run(program, arguments).status {
        case 0: return "\(program) replays it as it was recorded"
        case 1: return "\(program) does not replay it as it was recorded either"
        default:
            throw Failure(
                .unavailable, "\(program): cannot replay \(path); name an older paydesk")
        }
    }

    /// On stderr, at the end.
    func tell() {
        let seconds = (ContinuousClock.now - start).components.seconds
        Console.note(
            "differences between the corpora: \(bisection.differences.count); "
                + "trainings: \(bisection.count); seconds: \(seconds)")
    }
}

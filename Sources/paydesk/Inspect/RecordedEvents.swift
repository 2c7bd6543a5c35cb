import Conversation
import NLU
import Quantities
import Text
import Transcripts

/// A transcript read for its events, with the line of each.
struct RecordedEvents: Sendable {
    var events: [Event]
    var lines: [Int]
    /// The language that was chosen; nil when the desk follows the customer.
    var language: Language?
    /// The day it took place, where the transcript tells.
    var day: Day?

    init(_ path: String) throws {
        let transcript = try TranscriptFiles.read(path)
        let happenings: [Transcript.Happening]
        do {
            happenings = try transcript.happenings()
        } catch {
            throw Failure(.badData, "\(path):\(error)")
        }
        events = happenings.map(\.event)
        lines = happenings.map(\.line)
        language = transcript.setting("language").flatMap(Language.init(rawValue:))
        let clock = transcript.turns.first?.preface.compactMap(\.setting)
            .first { $0.key == "now" }.flatMap { Moment($0.value) }
        day = clock?.day ?? transcript.setting("opened").flatMap { Day($0) }
    }

    func inspection(_ rulebook: Rulebook, names: [String] = []) -> Inspection {
        Inspection(Proceedings(events, rulebook, names: names, language: language))
    }
}

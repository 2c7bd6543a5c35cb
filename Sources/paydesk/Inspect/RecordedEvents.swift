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
    /// When it began, where the transcript tells; of some only the day is known.
    var began: Moment?
    /// Who was at the desk.
    var customers: Set<String>
    /// What was thought of it by who read it.
    var reviews: [Review]

    init(_ path: String, _ given: [UInt8]? = nil) throws {
        let transcript = try TranscriptFiles.read(path, given)
        let happenings: [Transcript.Happening]
        do {
            happenings = try transcript.happenings()
        } catch {
            throw Failure(.badData, "\(path):\(error)")
        }
        events = happenings.map(\.event)
        lines = happenings.map(\.line)
        reviews = transcript.reviews
        language = transcript.setting("language").flatMap(Language.init(rawValue:))
        let clock = transcript.turns.first?.preface.compactMap(\.setting)
            .first { $0.key == "now" }.flatMap { Moment($0.value) }
        began = clock ?? transcript.setting("opened").flatMap { Day($0) }.map { Moment($0) }
        let settings = transcript.turns.flatMap(\.preface).compactMap(\.setting)
        customers = Set(
            settings.filter { ["customer", "phone"].contains($0.key) }.compactMap {
                $0.value.split(separator: " ").first.map(String.init)
            })
    }

    /// The day it took place.
    var day: Day? { began?.day }

    /// Whether the customer asked for one of these intents, understood for itself.
    func asks(_ wanted: Set<String>) -> Bool {
        events.contains { event in
            guard case .understood(let intents, _) = event, intents.count == 1 else { return false }
            return wanted.contains(intents[0])
        }
    }

    func inspection(_ rulebook: Rulebook, names: [String] = []) -> Inspection {
        Inspection(Proceedings(events, rulebook, names: names, language: language))
    }
}

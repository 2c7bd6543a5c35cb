import Foundation
import Quantities
import Text
import Training

/// Bot Framework activities, as the Emulator saves them. What is no message (understanding, events,
/// settings, notes) travels as `event` activities named `paydesk`, so that nothing is lost.
enum BotFrameworkActivities {
    /// Of the events that carry our own lines.
    static let name = "paydesk"

    struct Account: Codable {
        var id: String?
        var name: String?
        var role: String?

        static let desk = Account(id: "desk", name: "desk", role: "bot")
        static let customer = Account(id: "customer", name: "customer", role: "user")
    }

    struct Conversation: Codable { var id: String? }

    struct Activity: Codable {
        var channelId: String?
        var conversation: Conversation?
        var from: Account?
        var id: String?
        var membersAdded: [Account]?
        var name: String?
        var recipient: Account?
        var text: String?
        var timestamp: String?
        var type: String?
        var value: JSONValue?
        var attachments: [JSONValue]?
        var suggestedActions: JSONValue?
    }

    // MARK: - Writing

    static func write(_ talks: [Interchange.Talk]) -> String {
        let activities = talks.enumerated().flatMap { place, talk in
            Self.activities(talk.transcript, of: talk.name.isEmpty ? "\(place + 1)" : talk.name)
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        let bytes = (try? encoder.encode(activities)) ?? Data("[]".utf8)
        return VisibleJSON.text(String(decoding: bytes, as: UTF8.self)) + "\n"
    }

    private static func activities(
        _ transcript: Transcript, of conversation: String
    ) -> [Activity] {
        var activities: [Activity] = []
        var clock = Moment(seconds: 0)
        func add(_ type: String, _ from: Account, text: String? = nil, value: String? = nil) {
            let isDesk = from.role == "bot"
            activities.append(
                Activity(
                    channelId: "terminal", conversation: Conversation(id: conversation),
                    from: from, id: "\(activities.count + 1)",
                    membersAdded: type == "conversationUpdate" ? [.customer] : nil,
                    name: value == nil ? nil : name, recipient: isDesk ? .customer : .desk,
                    text: text, timestamp: timestamp(clock), type: type,
                    value: value.map(JSONValue.text)))
        }
        add("conversationUpdate", .desk)
        var reply: [String] = []
        func endReply() {
            if !reply.isEmpty { add("message", .desk, text: reply.joined(separator: "\n")) }
            reply = []
        }
        for line in transcript.lines {
            if line.kind != .reply { endReply() }
            if let setting = line.setting, setting.key == "now", let now = Moment(setting.value) {
                clock = now
            }
            switch line.kind {
            case .said: add("message", .customer, text: line.text)
            case .reply: reply.append(line.text)
            default: add("event", .desk, value: line.written)
            }
        }
        endReply()
        return activities
    }

    /// `2026-03-02T02:00:00.000Z`: the format knows UTC only.
    private static func timestamp(_ moment: Moment) -> String {
        let utc = moment + -8 * 3600
        let seconds = String(100 + utc.second).dropFirst()
        return "\(utc.day)T\(utc.timeOfDay):\(seconds).000Z"
    }

    // MARK: - Reading

    /// Whether JSON is of activities, by what each of them tells.
    static func isIt(_ text: String) -> Bool {
        let types = /"type"\s*:\s*"(message|event|trace|typing|invoke|conversationUpdate)"/
        return text.contains(types) || text.contains(/"from"\s*:\s*\{/)
    }

    static func read(_ text: String) throws(TranscriptError) -> Interchange.Import {
        let activities = try activities(text)
        let roles = Roles(activities.map(\.activity))
        var readers: [String: BotFrameworkReader] = [:]
        var order: [String] = []
        for (activity, line) in activities {
            let conversation = activity.conversation?.id ?? ""
            if readers[conversation] == nil {
                order.append(conversation)
                readers[conversation] = BotFrameworkReader(conversation)
            }
            try readers[conversation]?.take(
                activity, at: line, isCustomer: roles.isCustomer(activity))
        }
        var result = Interchange.Import()
        for reader in order.compactMap({ readers[$0] }) {
            result.talks.append(try reader.talk())
            result.losses += reader.losses
        }
        result.losses.sort { $0.line < $1.line }
        return result
    }

    /// The activities, and the line each begins on: an array, one object with them or one alone, or
    /// an object a line.
    private static func activities(
        _ text: String
    ) throws(TranscriptError) -> [(activity: Activity, line: Int)] {
        let places = JSONText(text)
        if text.first(where: { !$0.isWhitespace }) == "[" {
            let activities = try decode([Activity].self, text, places)
            return activities.enumerated().map { ($1, places.element($0).line) }
        }
        if places.slip == nil {
            let object = try decode(JSONValue.self, text, places)
            if object["activities"] != nil {
                return try decode(Store.self, text, places).activities.map { ($0, 1) }
            }
            return [(try decode(Activity.self, text, places), 1)]
        }
        let first = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        if let slip = places.slip, JSONText(first).slip != nil {
            throw TranscriptError(
                line: slip.place.line, column: slip.place.column, what: slip.what)
        }
        var activities: [(activity: Activity, line: Int)] = []
        for (place, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        where !line.allSatisfy(\.isWhitespace) {
            let text = String(line)
            let activity = try decode(Activity.self, text, JSONText(text), after: place)
            activities.append((activity, place + 1))
        }
        return activities
    }

    /// As a store of transcripts hands them out.
    private struct Store: Decodable { var activities: [Activity] }

    /// - Parameter lines: how many lines stand before the text.
    private static func decode<T: Decodable>(
        _ type: T.Type, _ text: String, _ places: JSONText, after lines: Int = 0
    ) throws(TranscriptError) -> T {
        func error(_ place: Place, _ what: String) -> TranscriptError {
            TranscriptError(line: lines + place.line, column: place.column, what: what)
        }
        if let slip = places.slip { throw error(slip.place, slip.what) }
        do {
            return try JSONDecoder().decode(type, from: Data(text.utf8))
        } catch let problem as DecodingError {
            let path = path(of: problem)
            let names = path.map { $0.intValue.map { "activity \($0 + 1)" } ?? $0.stringValue }
            throw error(
                places.element(path.first?.intValue ?? 0),
                "no activity as the Bot Framework has them: \(names.joined(separator: "."))")
        } catch {
            throw TranscriptError(line: lines + 1, column: 1, what: "no JSON of activities")
        }
    }

    private static func path(of error: DecodingError) -> [any CodingKey] {
        switch error {
        case .typeMismatch(_, let context), .valueNotFound(_, let context),
            .keyNotFound(_, let context), .dataCorrupted(let context):
            context.codingPath
        @unknown default: []
        }
    }

    /// Who is who where `role` is missing: by what other activities tell of the same id.
    private struct Roles {
        private var roles: [String: String] = [:]
        private let firstSpeaker: String?

        init(_ activities: [Activity]) {
            for account in activities.flatMap({ [$0.from, $0.recipient] + ($0.membersAdded ?? []) })
            {
                guard let id = account?.id, let role = account?.role?.lowercased() else { continue }
                roles[id] = role
            }
            firstSpeaker = activities.first { $0.type == "message" || $0.type == nil }?.from?.id
        }

        func isCustomer(_ activity: Activity) -> Bool {
            if let role = activity.from?.role?.lowercased() { return role == "user" }
            if let id = activity.from?.id, let role = roles[id] { return role == "user" }
            if let other = activity.recipient?.role?.lowercased() { return other == "bot" }
            if let id = activity.recipient?.id, let other = roles[id] { return other == "bot" }
            let name = (activity.from?.name ?? activity.from?.id ?? "").lowercased()
            if name.contains("bot") || name.contains("assistant") { return false }
            if name.contains("user") || name.contains("customer") { return true }
            return activity.from?.id == firstSpeaker
        }
    }
}

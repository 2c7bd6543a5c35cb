import Foundation
import Quantities

/// Bot Framework activities, as the Emulator saves them. What is no message (understanding, events,
/// settings, notes) travels as `event` activities named `paydesk`, so that nothing is lost.
enum BotFrameworkActivities {
    private static let name = "paydesk"

    private struct Account: Codable {
        var id: String?
        var name: String?
        var role: String?

        static let desk = Account(id: "desk", name: "desk", role: "bot")
        static let customer = Account(id: "customer", name: "customer", role: "user")
    }

    private struct Conversation: Codable { var id: String? }

    private struct Activity: Codable {
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
        var value: Value?
        var attachments: [Ignored]?
        var suggestedActions: Ignored?
    }

    /// A value that is a text; anything else is only known to be there.
    private struct Value: Codable {
        var text: String?

        init(_ text: String) { self.text = text }
        init(from decoder: any Decoder) throws {
            text = try? decoder.singleValueContainer().decode(String.self)
        }
        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(text)
        }
    }

    private struct Ignored: Codable {
        init(from decoder: any Decoder) throws {}
        func encode(to encoder: any Encoder) throws {}
    }

    // MARK: - Writing

    static func write(_ transcript: Transcript) -> String {
        var activities: [Activity] = []
        var clock = Moment(seconds: 0)
        func add(_ type: String, _ from: Account, text: String? = nil, value: String? = nil) {
            let isDesk = from.role == "bot"
            activities.append(
                Activity(
                    channelId: "terminal", conversation: Conversation(id: "1"), from: from,
                    id: "\(activities.count + 1)",
                    membersAdded: type == "conversationUpdate" ? [.customer] : nil,
                    name: value == nil ? nil : name, recipient: isDesk ? .customer : .desk,
                    text: text, timestamp: timestamp(clock), type: type,
                    value: value.map(Value.init)))
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
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        let bytes = (try? encoder.encode(activities)) ?? Data("[]".utf8)
        return VisibleJSON.text(String(decoding: bytes, as: UTF8.self)) + "\n"
    }

    /// `2026-03-02T02:00:00.000Z`: the format knows UTC only.
    private static func timestamp(_ moment: Moment) -> String {
        let utc = moment + -8 * 3600
        let seconds = String(100 + utc.second).dropFirst()
        return "\(utc.day)T\(utc.timeOfDay):\(seconds).000Z"
    }

    // MARK: - Reading

    static func read(_ text: String) throws(TranscriptError) -> Interchange.Import {
        let activities = try activities(text)
        let roles = Roles(activities.map(\.activity))
        var lines: [Transcript.Line] = []
        var losses: [Interchange.Loss] = []
        for (activity, line) in activities {
            func lose(_ what: String) {
                losses.append(Interchange.Loss(line: line, what: what))
            }
            switch (activity.type ?? "message", activity.name) {
            case ("message", _):
                lines += message(activity, isCustomer: roles.isCustomer(activity), lose)
            case ("event", name):
                guard let written = activity.value?.text else {
                    lose("an event without its line")
                    continue
                }
                guard let read = Self.line(written) else {
                    throw TranscriptError(
                        line: line, column: 1, what: "the line within this activity does not read")
                }
                lines.append(read)
            case ("conversationUpdate", _): continue
            case (let type, let name): lose("type \(type)" + (name.map { " \($0)" } ?? ""))
            }
        }
        return Interchange.Import(
            transcripts: [try Transcript(lines: lines)], losses: losses)
    }

    /// What a person said, or each line of what a bot said.
    private static func message(
        _ activity: Activity, isCustomer: Bool, _ lose: (String) -> Void
    ) -> [Transcript.Line] {
        if activity.from?.role == nil {
            lose("from.role is missing; taken for the \(isCustomer ? "customer" : "desk")")
        }
        if activity.attachments?.isEmpty == false { lose("attachments") }
        if activity.suggestedActions != nil { lose("suggested actions") }
        let text = activity.text ?? ""
        guard isCustomer else {
            return text.replacing("\r\n", with: "\n")
                .split(separator: "\n", omittingEmptySubsequences: false)
                .map { Transcript.Line(.reply, String($0)) }
        }
        if text.onOneLine != text { lose("line breaks of a customer's line") }
        return [Transcript.Line(.said, text.onOneLine)]
    }

    /// One line of ours, whatever kind it is; read behind a customer's line, where any may stand.
    private static func line(_ written: String) -> Transcript.Line? {
        guard !written.contains(where: \.isNewline),
            let read = try? Transcript.read(
                Array((written.hasPrefix("@") ? written : ">\n" + written).utf8))
        else { return nil }
        return read.lines.last
    }

    /// The activities, and the line each begins on.
    private static func activities(
        _ text: String
    ) throws(TranscriptError) -> [(activity: Activity, line: Int)] {
        if text.first(where: { !$0.isWhitespace }) == "[" {
            let places = JSONPlaces(text)
            let activities = try decode([Activity].self, text, places)
            return activities.enumerated().map { ($1, places.element($0).line) }
        }
        var activities: [(activity: Activity, line: Int)] = []
        for (place, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        where !line.allSatisfy(\.isWhitespace) {
            let text = String(line)
            let activity = try decode(Activity.self, text, JSONPlaces(text), after: place)
            activities.append((activity, place + 1))
        }
        return activities
    }

    /// - Parameter lines: how many lines stand before the text.
    private static func decode<T: Decodable>(
        _ type: T.Type, _ text: String, _ places: JSONPlaces, after lines: Int = 0
    ) throws(TranscriptError) -> T {
        func error(_ place: JSONPlaces.Place, _ what: String) -> TranscriptError {
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

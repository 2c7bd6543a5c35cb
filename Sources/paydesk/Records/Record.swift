import Conversation
import Foundation
import Quantities
import Text
import Transcripts

/// A record that was read, and what a clerk looks for in it.
struct Record: Sendable {
    let file: RecordFile
    let state: RecordState
    let transcript: Transcript
    private(set) var at: Moment?
    /// Who was signed in, in the order they came.
    private(set) var customers: [String] = []
    /// Whose phone was given.
    private(set) var named: [String] = []
    /// Of the customer, without what is none: a secret, leaving, silence.
    private(set) var lines = 0
    private(set) var services: [String] = []
    /// What was understood.
    private(set) var intents: Set<String> = []
    /// Of hand-offs.
    private(set) var reasons: [String] = []
    private(set) var receipts: [String] = []
    private(set) var tickets: [String] = []
    /// Each ticket with what it is about.
    private(set) var handOffs: [(ticket: String, reason: String)] = []
    /// Receipts and orders the customer was told of later.
    private(set) var told: [String] = []
    private var hasHan = false

    init(file: RecordFile, state: RecordState, transcript: Transcript) {
        (self.file, self.state, self.transcript) = (file, state, transcript)
        for turn in transcript.turns {
            for case (let key, let value)? in turn.preface.map(\.setting) { take(key, value) }
            if let said = turn.said?.text { take(said: said) }
            for line in turn.answer { take(line) }
        }
    }

    /// As the desk spoke.
    var language: String {
        let chosen = transcript.setting("language")
        return chosen == "zh" || chosen == "en" ? chosen ?? "" : hasHan ? "zh" : "en"
    }

    private mutating func take(_ key: String, _ value: String) {
        switch key {
        case "now": at = at ?? Moment(value)
        case "phone" where value != "nobody": named.addOnce(value)
        case "customer":
            let words = value.split(separator: " ").map(String.init)
            guard let customer = words.first else { return }
            named.addOnce(customer)
            if words.last != "0" { customers.addOnce(customer) }
        default: return
        }
    }

    private mutating func take(said: String) {
        let isMark = said.hasPrefix("<") && said.hasSuffix(">") && said != "<phone>"
        if !said.isEmpty, !isMark { lines += 1 }
    }

    private mutating func take(_ line: Transcript.Line) {
        let words = line.text.split(separator: " ").map(String.init)
        switch (line.kind, words.first, words.count) {
        case (.understood, _, _):
            for intent in words where !intent.contains("=") {
                intents.insert(intent)
                let service = Service.all.first { $0.intents.contains(intent) }
                if let service { services.addOnce(service.name) }
            }
        case (.reply, _, _):
            hasHan = line.text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
        case (.event, "receipt", 2): receipts.addOnce(words[1])
        case (.event, "told", 2): told.addOnce(words[1])
        case (.event, "handoff", 3):
            reasons.addOnce(words[1])
            tickets.addOnce(words[2])
            if !handOffs.contains(where: { $0 == (words[2], words[1]) }) {
                handOffs.append((words[2], words[1]))
            }
        case (.event, "level", 2) where words[1] != "0":
            if let customer = named.last { customers.addOnce(customer) }
        default: return
        }
    }
}

extension [String] {
    fileprivate mutating func addOnce(_ name: String) { if !contains(name) { append(name) } }
}

/// A record as it is listed.
struct RecordView: Encodable {
    var conversation: String
    var at: String?
    var customers: [String]
    var language: String
    var lines: Int
    var services: [String]
    var reasons: [String]
    var receipts: [String]
    var tickets: [String]
    var state: RecordState
    var path: String

    init(_ record: Record) {
        (conversation, path) = (record.file.conversation, record.file.path)
        (at, customers, language) = (record.at.map { "\($0)" }, record.customers, record.language)
        (lines, services, reasons) = (record.lines, record.services, record.reasons)
        (receipts, tickets, state) = (record.receipts, record.tickets, record.state)
    }

    /// On a terminal.
    static let shortHeads = [
        "id", "began", "customer", "", "lines", "came of it", "state", "services",
    ]

    func shortRow(id length: Int, _ words: StaffWords) -> [String] {
        var row = row
        row[7] = state.name(words)
        if words.language == .zh, !services.isEmpty {
            row[8] = services.map(QueueWords(.zh).service).joined(separator: "，")
        }
        let came = row[5...6].filter { $0 != "-" }
        row[0] = String(row[0].prefix(length))
        row.replaceSubrange(5...6, with: [came.isEmpty ? "-" : came.joined(separator: ",")])
        return row
    }

    /// `2026-03-02 10:00`.
    static func minute(_ time: String?) -> String {
        time.map { String($0.prefix(16)).replacing("T", with: " ") } ?? "-"
    }

    var row: [String] {
        let lists = [customers, receipts, tickets, services].map {
            $0.isEmpty ? "-" : $0.joined(separator: ",")
        }
        return [
            conversation, Self.minute(at), lists[0], language, "\(lines)", lists[1], lists[2],
            state.rawValue, lists[3],
        ].map(Utterance.visible)
    }
}

import Conversation
import Desk
import Foundation
import NLU
import Text

/// Colon commands for those who look after the desk: why it understood a line so, what it is
/// waiting for, and one turn back.
struct StaffCommands {
    /// What each does, as `:help` says it and TAB completes it.
    static let all: [(name: String, purpose: String)] = [
        (":why", "why the last line was understood as it was"),
        (":state", "what the desk is waiting for"),
        (":teach", "what the last line is: :teach INTENT shows what that changes, and may keep it"),
        (":undo", "take the last turn back, unless it posted something"),
        (":note", "a note for whoever reads the record: :note TEXT"),
        (":account", "where the customer stands, masked"),
        (":queue", "who waits for a person"),
        (":handoff", "a person is to call, as if the customer had asked for one"),
        (":record", "whether this conversation is being recorded, and how to record one"),
        (":help", "this"),
        (":quit", "the end, as the customer's own goodbye"),
    ]

    /// Looks into the book.
    var looks: StaffLooks?
    /// The dialogue before the last turn.
    var before: Dialogue?
    var lastTurnPosted = false

    mutating func answer(_ command: String, _ desk: inout Desk) -> String {
        let name = command.prefix { $0 != " " }
        switch name {
        case ":why": return Self.why(desk)
        case ":state": return Self.state(desk.dialogue)
        case ":undo": return undo(&desk)
        case ":account":
            let session = desk.dialogue.session
            let customer = session.level > 0 ? session.customer : nil
            return looks?.account(of: customer, desk.dialogue.language) ?? ""
        case ":queue": return looks?.queue(desk.dialogue.language) ?? ""
        case ":help": return Self.help
        default:
            let meant = Nearest.names(to: String(name), among: Self.all.map(\.name))
            return "there is no \(Utterance.visible(String(name)))\(Nearest.question(meant))\n"
                + Self.help
        }
    }

    private static var help: String {
        let length = all.map(\.name.count).max() ?? 0
        return all.map { command in
            command.name.padding(toLength: length + 2, withPad: " ", startingAt: 0)
                + command.purpose
        }.joined(separator: "\n")
    }

    /// What follows a command, empty where nothing does; nil for another command.
    static func argument(of name: String, in command: String) -> String? {
        let words = command.split(separator: " ", maxSplits: 1)
        guard words.first == name[...] else { return nil }
        return words.count > 1 ? words[1].trimmingCharacters(in: .whitespaces) : ""
    }

    private static func why(_ desk: Desk) -> String {
        guard let heard = desk.lastInterpretation else { return "nothing has been heard yet" }
        let reason =
            switch heard.reason {
            case .rule(let words): "keyword rule: \(words.joined(separator: " + "))"
            case .evidence(let score, let threshold):
                "naive Bayes: score \(Self.rounded(score)), rejected below \(Self.rounded(threshold))"
            case .nothingKnown: "no word of it is known"
            }
        let ranking = heard.ranking.prefix(3).map { "\($0.intent) \(Self.rounded($0.confidence))" }
        let hearing = desk.lastHearing.map { HearingView(hearing: $0).lines } ?? []
        let entities = heard.entities.map { "\($0.name) “\($0.text)”" }
        return
            (["decision: \(heard.decision.name)", reason]
            + (ranking.isEmpty ? [] : ["ranking: " + ranking.joined(separator: ", ")])
            + (entities.isEmpty ? [] : ["entities: " + entities.joined(separator: ", ")])
            + hearing
            + (desk.lastExplanation?.lines(limit: 8) ?? []))
            .joined(separator: "\n")
    }

    private static func rounded(_ value: Double) -> String {
        let thousandths = Int((value * 1000).rounded())
        let digits = String(thousandths.magnitude % 1000 + 1000).dropFirst()
        return "\(thousandths < 0 ? "-" : "")\(thousandths.magnitude / 1000).\(digits)"
    }

    /// What is waited for, what is known of it and of what was left open, what is on the table, who
    /// is there.
    private static func state(_ dialogue: Dialogue) -> String {
        let open = ([dialogue.state] + dialogue.suspended.reversed()).compactMap(\.form)
        let (session, quote) = (dialogue.session, dialogue.openProposal)
        return
            (["waiting for: \(waiting(dialogue.state))"]
            + open.map { form in
                let slots = form.slots.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }
                return "in hand: \(form.service), asked for as \(form.intent)" + slots.joined()
            }
            + [quote].compactMap(\.self).map { quote in
                "on the table: \(quote.quote), \(quote.order.total) in all, valid until "
                    + RecordView.minute("\(quote.validUntil)")
                    + (quote.isArmed ? "" : "; a yes has to be asked for again")
            } + [
                """
                customer: \(session.customer ?? "nobody")  level: \(session.level)  \
                language: \(dialogue.language.rawValue)  left open: \(dialogue.suspended.count)  \
                misses: \(dialogue.misses)
                """
            ]).joined(separator: "\n")
    }

    private static func waiting(_ state: Dialogue.State) -> String {
        switch state {
        case .idle: "nothing"
        case .choosing(let options, _): "a choice of " + options.joined(separator: ", ")
        case .offering(let form): "whether to go on with \(form.service)"
        case .askingPhone(let form): "the phone number, for \(form.service)"
        case .askingDigits(let form): "the ID digits, for \(form.service)"
        case .asking(let form, let slot): "\(slot), for \(form.service)"
        case .proposing(_, let proposal): "consent to \(proposal.quote)"
        case .verifying(_, let proposal, _): "the code for \(proposal.quote)"
        case .executing(_, let proposal): "the book, for \(proposal.quote)"
        case .ended: "nobody"
        }
    }

    private mutating func undo(_ desk: inout Desk) -> String {
        guard let before else { return "there is no turn to take back" }
        guard !lastTurnPosted else {
            return "the last turn posted a receipt; that cannot be taken back here"
        }
        desk.restore(before)
        self.before = nil
        return "back before the last turn"
    }
}

extension Interpretation.Decision {
    fileprivate var name: String {
        switch self {
        case .accept: "accept"
        case .clarify(let intents): "clarify " + intents.joined(separator: " | ")
        case .reject: "reject"
        }
    }
}

extension StaffCommands {
    /// What staff are told, broken between words where somebody reads it on a terminal.
    static func fitted(_ text: String) -> String {
        guard Screen.isInteractive else { return text }
        let wrapping = Wrapping(columns: Screen.columns)
        return text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { wrapping.lines(String($0), indent: 2).joined(separator: "\n") }
            .joined(separator: "\n")
    }
}

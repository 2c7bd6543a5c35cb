import ArgumentParser
import Foundation
import Ledger
import Text

/// Which ticket, and who works it.
struct TicketOptions: ParsableArguments {
    private static let longestName = 60

    @Argument(help: "The ticket, such as H000001.", completion: .tickets)
    var ticket: String

    @Option(help: "In whose name; the one you are logged in with unless it is said.")
    var by: String?

    @OptionGroup var options: BookOptions
    @OptionGroup var spoken: StaffLanguage

    func validate() throws {
        if let by { try Self.checkName(by, of: "--by") }
    }

    static func checkName(_ name: String, of option: String) throws {
        let isName =
            name.contains { !$0.isWhitespace } && name.count <= longestName
            && name.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        guard isName else {
            throw ValidationError("\(option) takes a name of 1 to \(longestName) characters")
        }
    }

    /// Takes the step, and says what was done, or why not.
    func work(_ act: TicketStep.Act, isForced: Bool = false) throws {
        let place = try options.place()
        try BookFile.refuseMissing(place)
        let clock = try options.clock()
        let ledger = try BookFile.open(place, clock)
        let login = NSUserName()
        let clerk = Clerk(name: TicketText.kept(by ?? login), login: login)
        let outcome = try ledger.work(
            ticket, act, by: clerk, isForced: isForced, at: ledger.time(at: clock.now))
        switch outcome {
        case .success(let ticket):
            let view = TicketView(QueueEntry(ticket, now: clock.now), phone: nil)
            try options.write(view, ["\(ticket.number): \(done(act, clerk.name))"])
        case .failure(let refusal): throw failure(refusal)
        }
    }

    private func done(_ act: TicketStep.Act, _ name: String) -> String {
        let words = spoken.words
        return switch act {
        case .taken: words.say("\(name) 接手", "taken by \(name)")
        case .noted: words.say("\(name) 备注", "noted by \(name)")
        case .assigned(let to): words.say("\(name) 转给 \(to)", "given to \(to) by \(name)")
        case .closed: words.say("\(name) 结单", "closed by \(name)")
        case .reopened: words.say("\(name) 重开", "opened again by \(name)")
        case .added: words.say("\(name) 补充", "added by \(name)")
        }
    }

    private func failure(_ refusal: TicketRefusal) -> Failure {
        let words = spoken.words
        let (code, mend): (Failure.Code, String) =
            switch refusal {
            case .unknown:
                (.noInput, words("in this book; `paydesk account queue --all` lists them"))
            case .closed(let ticket):
                (.badData, words("`paydesk account reopen \(ticket.number)` opens it again"))
            case .open: (.badData, words("only a closed ticket is opened again"))
            case .heldBy: (.notPermitted, words("--force takes it over"))
            }
        let joint = if case .unknown = refusal { words.say("，", " ") } else { words.say("；", "; ") }
        return Failure(code, QueueWords(words.language).words(refusal) + joint + mend)
    }
}

/// What is written down of a ticket, and read by others.
enum TicketText {
    /// As it is kept: nothing in it acts on a terminal, or hides.
    static func kept(_ text: String) -> String { Utterance.visible(text) }

    private static let longest = 1000

    static func check(_ text: String, of what: String) throws {
        guard text.contains(where: { !$0.isWhitespace }), text.count <= longest else {
            throw ValidationError("\(what) takes words, \(longest) characters at most")
        }
    }
}

struct AccountTake: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "take",
        abstract: "Take a ticket of the queue: others see who works it.",
        discussion: "EXAMPLE\n  paydesk account take H000001 --by alice")

    @OptionGroup var ticket: TicketOptions

    @Flag(help: "Take it over from whoever has it.")
    var force = false

    func run() throws { try ticket.work(.taken, isForced: force) }
}

struct AccountNote: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "note",
        abstract: "Write something down with a ticket, for whoever reads it next.",
        discussion: "EXAMPLE\n  paydesk account note H000001 \"nobody answered, again at 15:00\"")

    @OptionGroup var ticket: TicketOptions

    @Argument(help: "What there is to know.")
    var text: String

    func validate() throws { try TicketText.check(text, of: "a note") }

    func run() throws { try ticket.work(.noted(TicketText.kept(text))) }
}

struct AccountAssign: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign",
        abstract: "Give a ticket to somebody else.",
        discussion: "EXAMPLE\n  paydesk account assign H000001 --to bob")

    @OptionGroup var ticket: TicketOptions

    @Option(help: "Who is to work it.")
    var to: String

    @Flag(help: "Also when another member of staff has it.")
    var force = false

    func validate() throws { try TicketOptions.checkName(to, of: "--to") }

    func run() throws {
        try ticket.work(.assigned(to: TicketText.kept(to)), isForced: force)
    }
}

struct AccountClose: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: "Close a ticket, with what became of it.",
        discussion: "EXAMPLE\n  paydesk account close H000001 --outcome \"explained the fee\"")

    @OptionGroup var ticket: TicketOptions

    @Option(help: "What became of it.")
    var outcome: String

    @Flag(help: "Also when another member of staff has it.")
    var force = false

    func validate() throws { try TicketText.check(outcome, of: "--outcome") }

    func run() throws {
        try ticket.work(.closed(outcome: TicketText.kept(outcome)), isForced: force)
    }
}

struct AccountReopen: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen",
        abstract: "Put a closed ticket back into the queue.",
        discussion: "EXAMPLE\n  paydesk account reopen H000001 --reason \"called again\"")

    @OptionGroup var ticket: TicketOptions

    @Option(help: "Why it is not done after all.")
    var reason: String?

    func validate() throws { try Reason.check(reason, of: "--reason") }

    func run() throws { try ticket.work(.reopened(TicketText.kept(reason ?? ""))) }
}

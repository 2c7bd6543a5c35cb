import ArgumentParser
import Foundation
import Ledger

/// Views that hold personal data.
struct RevealOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Show personal data unmasked, for this reason; the audit chain notes it.",
            valueName: "reason"))
    var reveal: String?

    func validate() throws { try Reason.check(reveal, of: "--reveal") }

    var isRevealed: Bool { reveal != nil }

    /// Notes a look. Where it cannot be noted, nothing is revealed.
    func note(
        _ what: String, customer: String?, in options: BookOptions, _ copy: Ledger
    ) throws {
        guard let reveal else { return try options.note(what, customer: customer, copy) }
        let place = try options.place()
        guard place != .memory else { return }
        let clock = try options.clock()
        let ledger = try BookFile.open(place, clock)
        try ledger.noteAccess(
            by: NSUserName(), to: what, customer: customer, reason: reveal,
            at: ledger.time(at: clock.now))
    }
}

extension BookOptions {
    /// Notes a look at masked data, before it is shown. It goes on where it cannot be noted.
    ///
    /// - Parameters:
    ///   - what: the view, such as `show`.
    ///   - customer: nil for everybody.
    ///   - copy: what is looked at.
    func note(_ what: String, customer: String?, _ copy: Ledger) throws {
        let place = try place()
        guard place != .memory else { return }
        // In a book of real accounts it is looked at today, whatever day is shown.
        let now = try (copy.isDemo() ? clock() : Clock(nil)).now
        do throws(LedgerError) {
            let ledger = try Ledger(at: place, now: now, checkpoints: Paths.state()?.path)
            try ledger.noteAccess(
                by: NSUserName(), to: what, customer: customer, reason: nil,
                at: ledger.time(at: now))
        } catch {
            Console.note("this look is not in the audit chain: \(error)")
        }
    }
}

/// Why somebody takes something upon themselves, as the audit chain keeps it.
enum Reason {
    /// In characters.
    private static let longest = 500

    static func check(_ reason: String?, of option: String) throws {
        guard let reason else { return }
        guard !reason.allSatisfy(\.isWhitespace), reason.count <= longest else {
            throw ValidationError("\(option) takes a reason of 1 to \(longest) characters")
        }
    }
}

import Conversation
import NLU

/// Which situations are the same: when nothing that can still happen tells them apart.
///
/// Left out are the words (the language, the last replies), the names of quotes, of which only what
/// is known of each counts, what was answered last unless the desk is at rest, and what no step can
/// look at any more. Of the steps back the nearest counts, of what was left the last time whether
/// anything was, of a line that is kept the kinds of its values.
extension Walk.Situation {
    var key: String {
        let isAtRest = dialogue.state == .idle && dialogue.suspended.isEmpty
        let parts = [
            "\(dialogue.session.level)", text(dialogue.state),
            dialogue.suspended.map(text).joined(separator: ";"),
            dialogue.earlier.last.flatMap(earlier) ?? "",
            dialogue.queued.map { "\($0.line.intent ?? "")@\($0.depth)" }.joined(separator: ";"),
            dialogue.state == .idle ? "\(min(dialogue.misses, 1))" : "",
            isAtRest ? dialogue.answered?.service ?? "" : "",
            // Whoever signs in has left anew before that.
            dialogue.session.level == 0 && dialogue.left?.unfinished != nil ? "left" : "",
            dialogue.handingOff ?? "",
            isAtRest ? dialogue.done?.form.service ?? "" : "",
            isAtRest ? dialogue.dropped?.service ?? "" : "",
            dialogue.session.isForSomebodyElse ? "somebody else" : "",
        ]
        return parts.joined(separator: "|")
    }

    /// A question of another service is nothing to go back to.
    private func earlier(_ state: Dialogue.State) -> String? {
        let service = state.form?.service
        return service == nil || service == dialogue.state.form?.service ? text(state) : nil
    }

    private func text(_ state: Dialogue.State) -> String {
        switch state {
        case .idle: "idle"
        case .ended: "ended"
        case .choosing(let options, let line):
            "choosing \(options.count) " + values(line)
        case .offering(let form): "offering " + text(form)
        case .askingPhone(let form): "phone " + text(form)
        case .askingDigits(let form): "digits " + text(form)
        case .asking(let form, let slot): "asking " + slot + " " + text(form)
        case .proposing(let form, let proposal): "proposing " + text(form) + text(proposal)
        case .verifying(let form, let proposal, _): "verifying " + text(form) + text(proposal)
        case .executing(let form, let proposal): "executing " + text(form) + text(proposal)
        }
    }

    private func text(_ form: Form) -> String {
        form.intent + " " + form.key + " " + values(form.opening)
    }

    /// What a line that is kept gives, whatever its words.
    private func values(_ line: Interpretation?) -> String {
        line.map { "\($0.entities.map(\.name).sorted())" } ?? ""
    }

    private func text(_ proposal: Proposal) -> String {
        let flags = [
            shown[proposal.quote] == proposal.order.total, agreed == proposal.quote,
            codeFor == proposal.quote, proposal.quote == "Q\(dialogue.quotes)",
            proposal.accountVersion == version, proposal.isArmed,
        ]
        return flags.reduce(into: " ") { $0 += $1 ? "+" : "-" }
    }
}

extension Form {
    /// The service and what it was given.
    var key: String {
        slots.sorted { $0.key < $1.key }.reduce(service) { "\($0) \($1.key)=\($1.value)" }
    }
}

extension Dialogue.State {
    /// The form being filled in, if one is.
    fileprivate var form: Form? {
        switch self {
        case .idle, .choosing, .offering, .ended: nil
        case .askingPhone(let form), .askingDigits(let form), .asking(let form, _),
            .proposing(let form, _), .verifying(let form, _, _), .executing(let form, _):
            form
        }
    }
}

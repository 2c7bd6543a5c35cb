import Conversation
import Text

/// The simulated text message to the customer's phone: on stderr, a channel of its own that no
/// transcript, pipe or record holds.
enum TextMessage {
    static func show(_ phrasebook: Phrasebook) -> (_ code: String, Proposal, Language) -> Void {
        { code, proposal, language in
            Console.write(phrasebook.text(proposal.order.textMessage(code), in: language) + "\n")
        }
    }
}

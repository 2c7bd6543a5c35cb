import Conversation
import Text

/// The simulated text message to the customer's phone: on stderr, a channel of its own that no
/// transcript, pipe or record holds.
enum TextMessage {
    static func show(
        _ phrasebook: Phrasebook, _ paint: Paint
    ) -> (_ code: String, Proposal, Language) -> Void {
        { code, proposal, language in
            let text = phrasebook.text(proposal.order.textMessage(code), in: language)
            let lines = Screen.columns(of: 2).map { Wrapping(columns: $0).lines(text) } ?? [text]
            for line in lines {
                Console.write(line.replacing(code, with: paint.bold(code)) + "\n")
            }
        }
    }
}

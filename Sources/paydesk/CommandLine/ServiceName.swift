import Conversation
import NLU

/// A service named on the command line: as records list it, `early_settlement`, or by one of the
/// intents that ask for it, `early_settle_full`.
enum ServiceName {
    /// The intents that are meant.
    ///
    /// - Parameter kinds: where other intents than those of services can be named too.
    static func intents(_ word: String, _ kinds: IntentKinds? = nil) throws -> Set<String> {
        if let service = Service.all.first(where: { $0.name == word }) {
            return Set(service.intents)
        }
        let intents = Service.all.flatMap(\.intents)
        if intents.contains(word) || kinds?.kind(of: word) != nil { return [word] }
        let near = Nearest.names(to: word, among: Service.all.map(\.name) + intents)
        throw Failure(
            .usage,
            "there is no service '\(word)'"
                + (near.isEmpty
                    ? "; name a service or an intent of one, such as early_settle_full"
                    : Nearest.question(near)))
    }
}

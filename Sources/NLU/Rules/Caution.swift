import Text

/// Keeps a likely looking line from opening an order that nobody asked for.
///
/// Statistics see that a line speaks of cancelling a plan; they do not see that it is a friend's
/// plan, a supposition or a question of principle. Of the lines of our corpus that want something
/// done, one in a hundred is asked about for nothing.
struct Caution: Sendable {
    private struct Order: Sendable {
        /// Finds what the order is about; nil when any line may open it.
        var objects: PhraseFinder?
        var isOpenedByQuestion: Bool
    }

    private var orders: [String: Order] = [:]

    private let cues: CueFinder

    /// - Parameter slips: what words are read as.
    init(_ intents: [String], _ kinds: IntentKinds, _ cues: CueFinder, _ slips: SlipTable) {
        self.cues = cues
        // Orders are about the same few things: each list is prepared once.
        var finders: [[String]: PhraseFinder] = [:]
        for intent in intents {
            guard let traits = kinds[intent], traits.kind == .order else { continue }
            if !traits.about.isEmpty, finders[traits.about] == nil {
                finders[traits.about] = PhraseFinder(traits.about, slips)
            }
            orders[intent] = Order(
                objects: finders[traits.about], isOpenedByQuestion: traits.isOpenedByQuestion)
        }
    }

    /// Whether a line may open the order at once; any line may open what is none. If not, the desk
    /// asks.
    func allows(_ intent: String, _ line: [UInt32]) -> Bool {
        guard let order = orders[intent] else { return true }
        if let objects = order.objects, !objects.matches(line) { return false }
        var cues = cues.cues(in: line)
        if cues.contains(.request) || order.isOpenedByQuestion { cues.remove(.whether) }
        cues.remove(.request)
        return cues.isEmpty
    }
}

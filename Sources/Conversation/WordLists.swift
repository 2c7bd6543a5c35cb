import Synchronization
import Text

/// Lists of phrases by their names. Each is put into the form in which it is looked up when it is
/// first asked for: a start needs few of them, and a turn not many more.
final class WordLists: Sendable {
    struct List: Sendable {
        /// Phrases as `bare` writes them.
        let bare: Set<String>
        /// Phrases as the corpus writes them, folded.
        let written: [String]
    }

    private struct Known {
        var lists: [String: List] = [:]
        var unions: [[String]: Set<String>] = [:]
    }

    let phrases: [String: [String]]
    private let known = Mutex(Known())

    init(_ phrases: [String: [String]]) { self.phrases = phrases }

    /// Empty where there is no list of that name.
    subscript(name: String) -> List {
        if let list = known.withLock({ $0.lists[name] }) { return list }
        let folded = (phrases[name] ?? []).map(FoldedText.init)
        let list = List(bare: Set(folded.map(\.bare)), written: folded.map(\.string))
        known.withLock { $0.lists[name] = list }
        return list
    }

    /// What is in any of the lists, as `bare` writes it.
    func union(of names: [String]) -> Set<String> {
        if let union = known.withLock({ $0.unions[names] }) { return union }
        let union = names.reduce(into: Set()) { $0.formUnion(self[$1].bare) }
        known.withLock { $0.unions[names] = union }
        return union
    }
}

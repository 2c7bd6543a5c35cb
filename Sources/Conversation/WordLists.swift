import Synchronization
import Text

/// Lists of phrases by their names. Each is put into the form in which it is looked up when it is
/// first asked for: a start needs few of them, and a turn not many more.
final class WordLists: Sendable {
    private struct List: Sendable {
        let bare: Later<Set<String>>
        let written: Later<[String]>
    }

    let phrases: [String: [String]]
    private let lists: [String: List]
    private let unions = Mutex<[[String]: Set<String>]>([:])

    init(_ phrases: [String: [String]]) {
        self.phrases = phrases
        lists = phrases.mapValues { phrases in
            List(
                bare: Later { Set(phrases.map(\.bare)) },
                written: Later { phrases.map(\.folded) })
        }
    }

    /// Phrases as `bare` writes them; none where there is no list of that name.
    func bare(_ name: String) -> Set<String> { lists[name]?.bare.value ?? [] }

    /// Phrases as the corpus writes them, folded.
    func written(_ name: String) -> [String] { lists[name]?.written.value ?? [] }

    /// What is in any of the lists, as `bare` writes it.
    func union(of names: [String]) -> Set<String> {
        if let union = unions.withLock({ $0[names] }) { return union }
        let union = names.reduce(into: Set()) { $0.formUnion(bare($1)) }
        unions.withLock { $0[names] = union }
        return union
    }
}

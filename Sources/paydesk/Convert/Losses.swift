import Transcripts

/// What could not be kept on the way, and by which side.
struct Losses {
    private var all: [(place: String, holder: Interchange, what: String)] = []

    var isEmpty: Bool { all.isEmpty }

    /// - Parameter holder: the format that cannot hold it; ours for what is read from elsewhere.
    mutating func add(_ losses: [Interchange.Loss], of path: String, heldBy holder: Interchange) {
        all += losses.map { ($0.line > 0 ? "\(path):\($0.line)" : path, holder, $0.what) }
    }

    /// On stderr: each by its place, or how many of each kind.
    func tell(all isWhole: Bool) {
        guard !isEmpty else { return }
        guard !isWhole else {
            for (place, holder, what) in all {
                Console.note("\(place): \(what): \(Self.name(holder)) cannot hold it")
            }
            return
        }
        let kinds = Dictionary(grouping: all) {
            "\(Self.name($0.holder))\t\(Self.kind(of: $0.what))"
        }
        let rows = kinds.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.map {
            ["\($0.value.count)"] + $0.key.split(separator: "\t").map(String.init)
        }
        let what = all.count == 1 ? "1 thing" : "\(all.count) things"
        Console.note(
            (["\(what) could not be kept; --verbose lists them"]
                + Table(["count", "cannot be held by", "what"], rows).aligned.map { "  " + $0 })
                .joined(separator: "\n"))
    }

    private static func name(_ holder: Interchange) -> String {
        holder == .paydesk ? "a transcript" : holder.rawValue
    }

    /// Of a line of a transcript what it is, an event or a setting by its first word; of anything
    /// else what stands before a colon, a comma or its own name.
    private static func kind(of what: String) -> String {
        let words = what.split(separator: " ", maxSplits: 2)
        guard words.count > 1, ";@>=<*".contains(words[0]) else {
            return String(what.prefix { $0 != ":" && $0 != "," })
        }
        switch words[0] {
        case "<": return "a reply"
        case ">": return "a line of the customer"
        case "=": return "what was understood"
        case ";": return "a note"
        default: return words[0] + " " + words[1]
        }
    }
}

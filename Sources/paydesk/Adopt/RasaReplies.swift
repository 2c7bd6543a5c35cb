import Training

/// The replies of a project's domain: of each its texts, and what of it is none.
struct RasaReplies {
    /// Variants by key.
    private(set) var texts: [String: [String]] = [:]
    private(set) var left: [RasaProject.Left] = []

    /// What a variant may have beside its text.
    private static let others: [(key: String, kind: String)] = [
        ("buttons", "buttons of replies"), ("quick_replies", "buttons of replies"),
        ("image", "pictures of replies"), ("attachment", "attachments of replies"),
        ("custom", "replies for a channel"), ("elements", "replies for a channel"),
    ]

    mutating func read(_ root: YamlTree) {
        // The second is what Rasa 1 called them.
        for section in ["responses", "templates"] {
            guard case .map(let pairs)? = root[section]?.value else { continue }
            for (key, value) in pairs {
                guard let name = key.text, case .list(let variants) = value.value else { continue }
                let found = variants.compactMap { text(of: $0, name) }
                if !found.isEmpty { texts[name, default: []] += found }
            }
        }
    }

    private mutating func text(of variant: YamlTree, _ name: String) -> String? {
        func leave(_ kind: String, _ what: String = "") {
            let named = what.isEmpty ? name : "\(name): \(what)"
            left.append(RasaProject.Left(place: "\(variant.place)", kind: kind, what: named))
        }
        for (key, kind) in Self.others where variant[key] != nil { leave(kind) }
        guard let text = variant["text"]?.text ?? variant.text, !text.isEmpty else { return nil }
        if variant["condition"] != nil || variant["channel"] != nil {
            leave("replies under a condition", text)
            return nil
        }
        guard !text.contains("{") else {
            leave("replies with a place for a slot", text)
            return nil
        }
        return text
    }
}

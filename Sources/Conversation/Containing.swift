extension String {
    /// Whether the text holds another, byte for byte. Without this, a search that folds characters
    /// of every alphabet would be found in its place, and be most of what a turn costs.
    func contains(_ other: String) -> Bool {
        var (text, other) = (self, other)
        return text.withUTF8 { text in
            other.withUTF8 { other in
                guard let first = other.first, let last = other.last else { return true }
                guard text.count >= other.count else { return false }
                // The last byte of an ideograph tells more than the first.
                let end = other.count - 1
                for start in 0...text.count - other.count
                where text[start + end] == last && text[start] == first {
                    if text[start..<start + other.count].elementsEqual(other) { return true }
                }
                return false
            }
        }
    }
}

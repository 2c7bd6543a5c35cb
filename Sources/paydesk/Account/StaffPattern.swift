/// A sentence with places, `%`, for what differs each time; that is put into Chinese as well, a
/// list word by word.
struct StaffPattern: Sendable {
    private let english: [Substring]
    private let chinese: [Substring]

    /// Nil where there is no place in it.
    init?(_ row: (english: String, chinese: String)) {
        english = row.english.split(separator: "%", omittingEmptySubsequences: false)
        chinese = row.chinese.split(separator: "%", omittingEmptySubsequences: false)
        // `95 %` is no place.
        guard english.count > 1, english.count == chinese.count else { return nil }
    }

    /// Nil for another sentence.
    func chinese(of sentence: String, _ words: StaffWords) -> String? {
        guard let values = values(in: sentence) else { return nil }
        let told = values.map { value in
            let whole = words(value)
            guard whole == value else { return whole }
            return words(value.split(separator: ", ").map(String.init)).joined(separator: "、")
        }
        return zip(chinese, told + [""]).map { $0 + $1 }.joined()
    }

    /// What stands in the places.
    private func values(in sentence: String) -> [String]? {
        guard let first = english.first, sentence.hasPrefix(first) else { return nil }
        var rest = sentence.dropFirst(first.count)
        var values: [String] = []
        for (index, text) in english.enumerated().dropFirst() {
            let isLast = index == english.count - 1
            if isLast, text.isEmpty || rest.hasSuffix(text) {
                values.append(String(rest.dropLast(text.count)))
                rest = ""
            } else {
                guard !isLast, let place = rest.firstRange(of: text) else { return nil }
                values.append(String(rest[..<place.lowerBound]))
                rest = rest[place.upperBound...]
            }
        }
        return values.allSatisfy { !$0.isEmpty } ? values : nil
    }
}

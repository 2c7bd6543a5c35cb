import Lending
import NLU
import Text

/// How a line says what becomes of the instalments after a part was paid: "keep the end date",
/// 月供别动, "fewer of them". What is said of the number and what of the sum is told apart by the
/// nearest of the two; "don't shorten it" keeps the number.
struct PartWay {
    private let line: String
    /// Its characters.
    private let text: [Character]
    private let words: Words
    private static let lists = [
        "way_rather_than", "way_shorter", "way_smaller", "way_less", "way_keep",
    ]

    init(in line: String, _ words: Words) {
        let line = words.bare(line)
        // Most lines have none of the words, and bytes are soon compared.
        let isAbout = Self.lists.contains { words.phrases(of: $0).contains { line.contains($0) } }
        self.line = line
        text = isAbout ? Array(line) : []
        self.words = words
    }

    /// The way that the line names; nil when it names none, or both. "Sooner than smaller" names
    /// the sooner one.
    var mode: PrepaymentQuote.Mode? {
        if let rather = places(of: "way_rather_than").first,
            let mode = PartWay(in: String(text[..<rather.lowerBound]), words).mode
        {
            return mode
        }
        let named = Set(
            said("way_shorter", to: .term, less: true)
                + said("way_smaller", to: .payment, less: true)
                + said("way_less", less: true) + said("way_keep", less: false))
        return named.count == 1 ? named.first : nil
    }

    /// What a word is said of.
    private enum Subject: String, CaseIterable {
        /// How many instalments there are.
        case term = "way_term"
        /// How much each of them is.
        case payment = "way_payment"
    }

    /// What the words of a list make of the plan.
    ///
    /// - Parameters:
    ///   - subject: what they are said of; nil for the nearest.
    ///   - less: it becomes less of it, or stays as it is.
    private func said(
        _ list: String, to subject: Subject? = nil, less: Bool
    ) -> [PrepaymentQuote.Mode] {
        let certain =
            subject == nil ? places(of: "way_shorter") + places(of: "way_smaller") : []
        return places(of: list).compactMap { place in
            // 少还一期 has said already what becomes less.
            guard !certain.contains(where: { $0.overlaps(place) }) else { return nil }
            let nearest = nearest(to: place)
            guard let subject = subject ?? nearest?.subject else { return nil }
            // 不要每期少还 and 每期不要少还 deny the same.
            let begins = [place.lowerBound, nearest?.place.lowerBound].compactMap { $0 }
            let isDenied = begins.contains {
                words.takesBack(String(text[..<$0]))
            }
            return (subject == .term) == (less != isDenied) ? .shortenTerm : .reduceInstalment
        }
    }

    /// Of two as near the one that follows in English, and that comes before in Chinese.
    private func nearest(to place: Range<Int>) -> (subject: Subject, place: Range<Int>)? {
        let isEnglish = text[place].allSatisfy(\.isASCII)
        let clause = clause(around: place)
        var nearest: (subject: Subject, place: Range<Int>)?
        var least = Int.max
        for subject in Subject.allCases {
            for other in places(of: subject.rawValue) where clause.contains(other.lowerBound) {
                let isBefore = other.upperBound <= place.lowerBound
                let distance =
                    isBefore
                    ? place.lowerBound - other.upperBound : other.lowerBound - place.upperBound
                let rank = distance * 2 + (isBefore == isEnglish ? 1 : 0)
                guard rank < least else { continue }
                (nearest, least) = ((subject, other), rank)
            }
        }
        return nearest
    }

    private func clause(around place: Range<Int>) -> Range<Int> {
        let ends = text.indices.filter { Self.clauseEnds.contains(text[$0]) }
        let from = ends.last { $0 < place.lowerBound } ?? 0
        return from..<(ends.first { $0 >= place.upperBound } ?? text.count)
    }

    /// `bare` has narrowed the full-width ones.
    private static let clauseEnds: Set<Character> = [",", ";", "。"]

    /// Where the words of a list stand; of those that overlap the longest.
    private func places(of list: String) -> [Range<Int>] {
        guard !text.isEmpty else { return [] }
        let phrases = words.phrases(of: list).lazy.filter { line.contains($0) }
            .map(Array.init).sorted { $0.count > $1.count }
        var found: [Range<Int>] = []
        for phrase in phrases where phrase.count <= text.count {
            for start in 0...(text.count - phrase.count)
            where text[start..<start + phrase.count].elementsEqual(phrase) {
                let place = start..<start + phrase.count
                if !found.contains(where: { $0.overlaps(place) }) { found.append(place) }
            }
        }
        return found.sorted { $0.lowerBound < $1.lowerBound }
    }
}

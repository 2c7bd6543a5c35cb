import Entities
import NLU
import Quantities
import Text

/// A stretch of days, both ends inclusive.
struct Period: Equatable, Sendable {
    var from: Day
    var to: Day

    init(_ from: Day, _ to: Day) {
        self.from = from
        self.to = max(from, to)
    }

    init(_ day: Day) { self.init(day, day) }

    init?(_ value: SlotValue?) {
        guard case .days(let from, let to) = value else { return nil }
        self.init(from, to)
    }

    /// The calendar month a day lies in.
    static func month(of day: Day) -> Period {
        let first = day - (day.dayOfMonth - 1)
        return Period(first, first.adding(months: 1) - 1)
    }

    var slotValue: SlotValue { .days(from: from, to: to) }
    var value: Reply.Value { .days(from: from, to: to) }

    func contains(_ day: Day) -> Bool { (from...to).contains(day) }

    private var isMonth: Bool { self == .month(of: from) }

    /// The same a year earlier: a whole month stays one.
    fileprivate var yearBefore: Period {
        let first = from.adding(months: -12)
        return isMonth ? .month(of: first) : Period(first, to.adding(months: -12))
    }
}

/// The days that the values of a line name, together with the words around them: "by the end of
/// June", 从一月以来.
struct PeriodReading {
    /// A value and its surroundings, in lower case and without spaces at the ends.
    private struct Mention {
        var period: Period
        var isDay: Bool
        var words: String
        var before: String
        var after: String
    }

    /// The line in lower case.
    let text: String
    private let mentions: [Mention]
    private let today: Day
    private let lists: Words

    init(_ heard: Interpretation, today: Day, _ lists: Words) {
        self.lists = lists
        text = heard.text.folded
        self.today = today
        let line = Array(heard.text.unicodeScalars)
        // "The last day to pay" is no yesterday.
        let dated = heard.entities.filter { entity in
            Self.period(entity) != nil && line.count >= entity.end
                && !lists.isOne(entity.text.folded, .noDay)
                && !lists.ends(Self.words(line[..<entity.end], lists), with: .monthEach)
        }
        .sorted { $0.start < $1.start }
        mentions = dated.enumerated().compactMap { place, entity in
            guard let period = Self.period(entity) else { return nil }
            let begin = place == 0 ? 0 : dated[place - 1].end
            let end = place + 1 < dated.count ? dated[place + 1].start : line.count
            var isDay = false
            if case .date = entity.value { isDay = true }
            return Mention(
                period: period, isDay: isDay, words: entity.text.folded,
                before: Self.words(line[min(begin, entity.start)..<entity.start], lists),
                after: Self.words(line[entity.end..<max(end, entity.end)], lists))
        }
    }

    private static func period(_ entity: Entity) -> Period? {
        switch entity.value {
        case .date(let day): Period(day)
        case .period(let from, let to): Period(from, to)
        default: nil
        }
    }

    /// A space in front, so that a word of English is found whole at the begin of a line too.
    private static func words(
        _ part: ArraySlice<Unicode.Scalar>, _ lists: Words
    ) -> String {
        var part = part.drop { $0.properties.isWhitespace }
        while let last = part.last, last.properties.isWhitespace { part.removeLast() }
        var words = " " + String(String.UnicodeScalarView(part)).folded
        if let article = lists.written(PeriodWord.article.list).first(where: words.hasSuffix) {
            words.removeLast(article.count)
        }
        return words
    }

    /// The question leans on the one before it: 那五月呢, "and the next one".
    var goesOn: Bool {
        let line = text.drop { " ，,。".contains($0) }
        let end = String(text.reversed().drop { " ？?。.!！".contains($0) }.reversed())
        return lists.starts(String(line), with: .goesOn)
            || lists.ends(end, with: .goesOnAtEnd)
    }

    /// What is named, as it stands.
    var named: Period? { whole?.period }

    /// The days from today on that are named; nil when none are.
    var ahead: Period? {
        guard let mention = whole else { return nil }
        let after = String(mention.after.dropFirst())
        if lists.ends(mention.before, with: .before)
            || lists.starts(after, with: .beforeAfter)
        {
            return Period(today, mention.period.from - 1)
        }
        let isEnd = mention.isDay && lists.says(.endOf, in: mention.words)
        if isEnd || lists.ends(mention.before, with: .upTo)
            || lists.starts(after, with: .upToAfter)
        {
            return Period(today, mention.period.to)
        }
        return mention.period
    }

    /// The same looking back: a month without a year is the latest one there was.
    var back: Period? {
        guard let mention = whole else { return nil }
        let hasYear = mention.words.split { !$0.isNumber }.contains { $0.count == 4 }
        var period = mention.period
        if !hasYear, !lists.says(.toCome, in: mention.words) {
            while period.from > today { period = period.yearBefore }
        }
        let isSince =
            lists.ends(mention.before, with: .since)
            || lists.starts(String(mention.after.dropFirst()), with: .sinceAfter)
        return isSince && period.from <= today ? Period(period.from, today) : period
    }

    /// Two values joined are one stretch; otherwise the last one counts: "not May, June".
    private var whole: Mention? {
        guard var last = mentions.last else { return nil }
        if mentions.count > 1 {
            let first = mentions[mentions.count - 2]
            let between = last.before.split(separator: " ").joined(separator: " ")
            if lists.isOne(between, .joint), first.period.from <= last.period.to {
                last.period = Period(first.period.from, last.period.to)
                last.before = first.before
                last.isDay = false
            }
        }
        return last
    }
}

/// The words that say which period a line is about, where no value in it does. A line may mix the
/// languages.
enum PeriodWord: String, CaseIterable {
    /// The next payment, and the nearest one of all.
    case next, coming
    /// The payment after one that was told, and the month after.
    case afterThat = "after_that"
    case monthAfter = "month_after"
    /// The latest payment made, the one before one that was told, the month before.
    case last
    case beforeThat = "before_that"
    case monthBefore = "month_before"
    /// The first payment there ever was.
    case first
    /// All there was until today.
    case soFar = "so_far"
    /// Told of every month, so of none.
    case everyMonth = "every_month"
    /// Of each contract by itself.
    case each
    /// A question that leans on the one before it, by its first or its last words.
    case goesOn = "goes_on"
    case goesOnAtEnd = "goes_on_at_end"
    /// Before a value: all up to it. After a value: the same, its day in or out.
    case upTo = "up_to"
    case before
    case upToAfter = "up_to_after"
    case beforeAfter = "before_after"
    /// All since it: before a value, after it.
    case since
    case sinceAfter = "since_after"
    /// An end of a month or a year is told as a day and meant as "until then".
    case endOf = "end_of"
    /// "The next three".
    case ahead
    /// Said of days that are to come, whatever the question is about.
    case toCome = "to_come"
    /// Between such a word and the value, and nothing by itself.
    case article
    /// Between two values: both and what is between them.
    case joint
    /// Read as a day, and the end of something.
    case noDay = "no_day"
    /// 6期一月多少 asks by the month, and not of January: the line up to there ends so.
    case monthEach = "month_each"

    /// The list of the corpus.
    var list: String { "period_" + rawValue }
}

extension Words {
    /// - Parameter text: folded.
    func says(_ word: PeriodWord, in text: String) -> Bool { says(word.list, in: text) }
    func starts(_ text: String, with word: PeriodWord) -> Bool { starts(text, with: word.list) }
    func ends(_ text: String, with word: PeriodWord) -> Bool { ends(text, with: word.list) }
    func isOne(_ text: String, _ word: PeriodWord) -> Bool {
        written(word.list).contains(text)
    }
}

import Quantities

/// The day of the month statements are cut on; in a shorter month its last day.
struct CutDay {
    var dayOfMonth: Int

    func next(from day: Day) -> Day {
        let (year, month, _) = day.components
        let inMonth = day + (clamped(year: year, month: month) - day.dayOfMonth)
        guard inMonth < day else { return inMonth }
        let firstOfNext = day + (Day.length(ofMonth: month, year: year) - day.dayOfMonth + 1)
        return firstOfNext
            + (clamped(year: firstOfNext.year, month: firstOfNext.month) - 1)
    }

    private func clamped(year: Int, month: Int) -> Int {
        min(dayOfMonth, Day.length(ofMonth: month, year: year))
    }
}

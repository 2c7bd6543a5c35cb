import Quantities

/// Seasons: "this summer", "winter 2026", "summer of 2027", 今年夏天. They begin with a month, as
/// weather is told, and are no day anybody could be held to.
extension Readers {
    func season(at index: Int) -> Point? {
        if case .direction(let offset, _) = line[index].meaning, let month = seasonName(index + 1) {
            return directed(offset, month, end: index + 2)
        }
        guard let month = seasonName(index) else { return nil }
        var next = index + 1
        if line[next].isKeyword(.of, .in) { next += 1 }
        if case .direction(let offset, _) = line[next].meaning,
            line[next + 1].meaning == .time(.year)
        {
            return season(month, in: today.year + offset, end: next + 2)
        }
        if let year = toldYear(at: next) { return season(month, in: year.value, end: year.end) }
        return directed(0, month, end: index + 1)
    }

    func season(_ month: Int, in year: Int, end: Int) -> Point? {
        span(from: month, year).map {
            Point(point: CalendarPoint(span: $0, isApproximate: true), end: end)
        }
    }

    /// The season that runs or comes next; the one before it, the one after it.
    private func directed(_ offset: Int, _ month: Int, end: Int) -> Point? {
        let years = (today.year - 2)...(today.year + 3)
        let spans = years.compactMap { span(from: month, $0) }
        guard let next = spans.firstIndex(where: { $0.to >= today }) else { return nil }
        let isRunning = spans[next].from <= today
        let place = offset > 0 && isRunning ? next + 1 : offset < 0 ? next - 1 : next
        return spans.indices.contains(place)
            ? Point(point: CalendarPoint(span: spans[place], isApproximate: true), end: end) : nil
    }

    private func span(from month: Int, _ year: Int) -> DaySpan? {
        Day(year: year, month: month, day: 1).map { DaySpan($0, $0.adding(months: 3) - 1) }
    }

    /// "Spring" alone may be a thing of metal: it is one only with something that says when.
    private func seasonName(_ index: Int) -> Int? {
        if case .season(let month) = line[index].meaning { return month }
        guard line[index].meaning == .holidayBeginning, line[index].length == 6,
            line.text(from: index, to: index + 1).lowercased() == "spring"
        else { return nil }
        switch line[index - 1].meaning {
        case .direction, .keyword(.in): return 3
        default:
            let next = line[index + 1].isKeyword(.of) ? index + 2 : index + 1
            return toldYear(at: next) == nil ? nil : 3
        }
    }
}

import Entities
import NLU
import Quantities
import Text

extension Interpretation {
    /// "And the Friday after that?", 改第二天吧, "that same month", "half as many": days and terms
    /// that are said by those that were told or set before.
    func leaning(on form: Form, _ words: Words) -> Interpretation {
        if let times = timesAsMany(as: form, words) { return times }
        let days = Period(form.slots[LaterDay.name]) ?? Period(form.slots[DuePeriod.name])
        guard let days else { return self }
        if let place = place(of: "day_after_that", words), days.from == days.to {
            return dated(.date(days.from + 1), at: place)
        }
        if let place = place(of: "week_after_that", words), days.from == days.to {
            return dated(.date(days.from + 7), at: place)
        }
        if let place = words.firstPlace(of: "that_same_month", in: text) {
            let month = Period.month(of: days.from)
            return dated(.period(from: month.from, to: month.to), at: place)
        }
        return weekdayAfter(days.to, words)
    }

    /// "And half as many?" of the instalments that were told.
    private func timesAsMany(as form: Form, _ words: Words) -> Interpretation? {
        guard case .count(let term) = form.slots[Instalments.termName] else { return nil }
        let half = words.firstPlace(of: "half_as_many", in: text)
        guard let place = half ?? words.firstPlace(of: "twice_as_many", in: text) else {
            return nil
        }
        var copy = self
        copy.entities.removeAll { $0.start >= place.lowerBound && $0.end <= place.upperBound }
        let count = half == nil ? term * 2 : term / 2
        copy.entities.append(said("count", .count(count, unit: .instalment), at: place))
        return copy
    }

    /// "The Friday after that one" of a Friday is a week later.
    private func weekdayAfter(_ day: Day, _ words: Words) -> Interpretation {
        let dates = entities.indices.filter { entities[$0].name == "date" }
        guard dates.count == 1, let place = dates.first,
            case .date(let named) = entities[place].value,
            words.says("weekday", in: entities[place].text.folded),
            words.says("one_after_that", in: text.folded)
        else { return self }
        var copy = self
        let ahead = (named - day) % 7
        copy.entities[place].value = .date(day + (ahead > 0 ? ahead : ahead + 7))
        return copy
    }

    /// Where a phrase of the list stands, unless it belongs to a day of its own: "the day after
    /// tomorrow", 还款日第二天. When the customer is paid nobody knows but by the day that was set.
    private func place(of list: String, _ words: Words) -> Range<Int>? {
        let own = entities.filter { entity in
            switch entity.value {
            case .date, .period, .ownDay(.due, _): true
            default: false
            }
        }
        return words.firstPlace(of: list, in: text).flatMap { place in
            own.contains { entity in
                place.overlaps(entity.start..<entity.end)
                    && (entity.start < place.lowerBound || entity.end > place.upperBound)
            } ? nil : place
        }
    }

    /// The day in place of whatever days the words around it were taken for.
    private func dated(_ value: Entity.Value, at place: Range<Int>) -> Interpretation {
        var copy = self
        copy.entities.removeAll { ["date", "period", "own_day"].contains($0.name) }
        var name = "date"
        if case .period = value { name = "period" }
        copy.entities.append(said(name, value, at: place))
        copy.entities.sort { $0.start < $1.start }
        return copy
    }

    private func said(_ name: String, _ value: Entity.Value, at place: Range<Int>) -> Entity {
        Entity(
            name: name, value: value,
            text: String(String.UnicodeScalarView(Array(text.unicodeScalars)[place])),
            start: place.lowerBound, end: place.upperBound)
    }
}

extension Words {
    /// Where the first phrase of a list that is in a line stands, the last time. Most lines have
    /// none, and that is soon seen.
    fileprivate func firstPlace(of list: String, in line: String) -> Range<Int>? {
        let text = line.folded
        return written(list).first(where: text.contains).flatMap { phrase in
            FoldedText(line).lastPlace(of: FoldedText(phrase))
        }
    }
}

import Transcripts

extension Report {
    var json: String {
        JSON.line(
            Whole(
                all: Part(all), compared: comparison.map(Compared.init), lists: lists,
                periods: periods.map { Period(name: $0.name, figures: Part($0.figures)) }))
    }

    private var lists: [String: [Place]] {
        Dictionary(
            all.lists.map { ($0.name, $0.places.map(Place.init)) },
            uniquingKeysWith: { first, _ in first })
    }

    /// What is behind a figure, a line each.
    func json(of places: [Figures.Place]) -> String { JSON.lines(places.map(Place.init)) }

    private struct Place: Encodable {
        var conversation: String
        var line: Int?
        var said: String?

        init(_ place: Figures.Place) {
            (conversation, line, said) = (place.conversation, place.line, place.said)
        }
    }

    private struct Whole: Encodable {
        var all: Part
        var compared: Compared?
        /// What is behind each figure of all.
        var lists: [String: [Place]]
        var periods: [Period]
    }

    private struct Period: Encodable {
        var name: String
        var figures: Part
    }

    /// With another period.
    private struct Compared: Encodable {
        struct Change: Encodable {
            var change: Double?
            var figure: String
            var high: Double?
            var low: Double?
            var mayBeChance: Bool?
            var name: String?
            var now: Double?
            var then: Double?

            init(_ row: Comparison.Row) {
                (figure, name) = (row.figure, row.name.isEmpty ? nil : row.name)
                (now, then) = (row.now.value, row.then.value)
                let sure = row.change
                (change, mayBeChance) = (sure?.value, sure?.mayBeChance)
                (low, high) = (sure?.interval.lowerBound, sure?.interval.upperBound)
            }
        }

        var changes: [Change]
        var figures: Part
        var name: String
        var period: String

        init(_ comparison: Comparison) {
            changes = comparison.rows.map(Change.init)
            figures = Part(comparison.then)
            (name, period) = (comparison.otherName, comparison.name)
        }
    }

    private struct Part: Encodable {
        struct Rate: Encodable {
            var count: Int
            var definition: String
            var high: Double?
            var low: Double?
            var total: Int
            var value: Double?

            init(_ share: Share, _ definition: String) {
                count = share.count
                total = share.total
                value = share.value
                low = share.interval?.lowerBound
                high = share.interval?.upperBound
                self.definition = definition
            }
        }

        struct Service: Encodable {
            var cancelled: Int
            var completed: Int
            var handedOff: Int
            var left: Int
            var name: String
            var opened: Int
            var refused: Int
            var turns: [Int]
        }

        var conversations: Int
        var handOffs: [String: Int]
        var lines: Int
        var quotes: Int
        var rates: [String: Rate]
        var services: [Service]
        var withheld: Int

        init(_ figures: Figures) {
            conversations = figures.conversations
            handOffs = figures.handOffs
            lines = figures.lines
            quotes = figures.quotes
            withheld = figures.withheld
            rates = Dictionary(
                figures.shares.map {
                    ($0.definition.word, Rate($0.share, $0.definition.text))
                }, uniquingKeysWith: { first, _ in first })
            services = figures.services.map {
                Service(
                    cancelled: $0.count(.cancelled), completed: $0.completed,
                    handedOff: $0.count(.handedOff), left: $0.count(.left), name: $0.name,
                    opened: $0.opened, refused: $0.count(.refused), turns: $0.turns.sorted())
            }
        }
    }
}

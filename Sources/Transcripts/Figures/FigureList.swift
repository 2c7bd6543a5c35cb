extension Figures {
    /// What can be listed, each with the places behind it: `fallback`, `hand-offs:human`,
    /// `service:early_settle_full:left`. `no-` before a share lists what its total has besides.
    package var lists: [(name: String, places: [Place])] {
        var lists: [(String, [Place])] = [
            ("conversations", places(.conversations)), ("requests", places(.requests)),
        ]
        for (name, counted, total) in [
            (Definition.selfService, Count.selfServed, Count.requests),
            (.containment, .contained, .conversations), (.quality, .passed, .conversations),
        ] {
            let behind = Set(places(counted))
            lists.append((name.word, places(counted)))
            lists.append(("no-" + name.word, places(total).filter { !behind.contains($0) }))
        }
        for (name, count) in [
            (Definition.fallback.word, Count.fallback),
            (Definition.clarification.word, .clarification),
            (Definition.correction.word, .correction), ("quotes", .quote), ("withheld", .withheld),
        ] {
            lists.append((name, places(count)))
        }
        return lists + serviceLists + handOffLists
    }

    private var handOffLists: [(String, [Place])] {
        let reasons = handOffs.keys.sorted()
        let all = reasons.flatMap { places(.handOff($0)) }
        return [("hand-offs", all)] + reasons.map { ("hand-offs:" + $0, places(.handOff($0))) }
    }

    private var serviceLists: [(String, [Place])] {
        let names = services.map(\.name)
        func ended(_ endings: [Ending]) -> [Place] {
            names.flatMap { name in endings.flatMap { places(.ended(name, $0)) } }
        }
        let word = Definition.completion.word
        return [
            (word, ended([.completed])),
            ("no-" + word, ended(Ending.allCases.filter { $0 != .completed })),
            (Definition.turns.word, ended([.completed])),
        ]
            + names.flatMap { name in
                [("service:" + name, places(.opened(name)))]
                    + Ending.allCases.map {
                        ("service:\(name):\($0.rawValue)", places(.ended(name, $0)))
                    }
            }
    }
}

extension Figures.Definition {
    /// As it is named on a command line.
    package var word: String {
        switch self {
        case .selfService: "self-service"
        case .containment: "containment"
        case .completion: "completion"
        case .fallback: "fallback"
        case .clarification: "clarification"
        case .correction: "correction"
        case .quality: "quality"
        case .turns: "turns"
        }
    }
}

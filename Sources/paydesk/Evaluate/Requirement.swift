import Training

/// What a script asks of an evaluation: a figure, and the least or the most it may be.
struct Requirement {
    enum Bound: Equatable {
        case least(Double)
        case most(Double)
    }

    /// As in JSON: `accuracy`, `macro_f1`, `recall of NAME`.
    var figure: String
    var bound: Bound
    /// Where the bound comes from: `--min-accuracy`, `--baseline old.json`.
    var origin: String
    var value: Double

    /// A baseline has six decimals, so that many are held against each other.
    var isMet: Bool {
        switch bound {
        case .least(let least): value >= least - 1e-6
        case .most(let most): value <= most + 1e-6
        }
    }

    var sentence: String {
        "\(figure) \(Percentage.percent(value)) is \(relation) (\(origin))"
    }

    /// `at least 90.0 %`, `below 90.0 %` …
    private var relation: String {
        switch bound {
        case .least(let least): "\(isMet ? "at least" : "below") \(Percentage.percent(least))"
        case .most(let most): "\(isMet ? "at most" : "above") \(Percentage.percent(most))"
        }
    }

    /// As a table says it: `≥ 90.0 %`.
    var limit: String {
        switch bound {
        case .least(let least): "≥ \(Percentage.percent(least))"
        case .most(let most): "≤ \(Percentage.percent(most))"
        }
    }
}

/// What became of all that was asked of an evaluation.
struct Verdict {
    var requirements: [Requirement]
    /// What is not as it was; nil without a baseline.
    var change: Change?

    var missed: [Requirement] { requirements.filter { !$0.isMet } }
    var isMet: Bool { missed.isEmpty }
}

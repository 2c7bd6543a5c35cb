import Transcripts

/// How far rules and reviewers agree, for who reads it and for a script.
struct AgreementReport {
    private let agreement: Agreement

    /// Nil where nothing was reviewed.
    init?(_ reports: [InspectionReport]) {
        var agreement = Agreement()
        for report in reports {
            for review in report.reviews {
                agreement.add(rules: report.isPassed ? .pass : .fail, reviewer: review.mark)
            }
        }
        guard agreement.share.total > 0 else { return nil }
        self.agreement = agreement
    }

    private var kappa: String {
        guard let kappa = agreement.kappa else { return "not defined, since all were marked alike" }
        let hundredths = Int((abs(kappa) * 100).rounded())
        let fraction = String(100 + hundredths % 100).dropFirst()
        return "\(kappa < 0 && hundredths > 0 ? "-" : "")\(hundredths / 100).\(fraction)"
    }

    /// `agreement of rules and reviewers: 10 of 12 (83.3 %), kappa 0.57`.
    func line(_ words: StaffWords) -> String {
        let share = agreement.share
        let percent = Percentage.percent(share.value ?? 0)
        return words(
            "agreement of rules and reviewers: \(share.count) of \(share.total) (\(percent)), "
                + "kappa \(kappa)")
    }

    /// Who said what, the share with its interval, and Cohen's kappa.
    func table(_ words: StaffWords) -> String {
        let rows = Review.Mark.allCases.map { rules in
            [words("rules \(rules.rawValue)")]
                + Review.Mark.allCases.map { "\(agreement.count(rules: rules, reviewer: $0))" }
        }
        let share = agreement.share
        let interval = share.interval.map {
            words(
                ", 95 % from \(Percentage.percent($0.lowerBound)) to "
                    + Percentage.percent($0.upperBound))
        }
        let lines =
            Table(
                [""] + Review.Mark.allCases.map { words("reviewer \($0.rawValue)") }, rows
            ).aligned
            + [
                "",
                words("agreement") + "  "
                    + words(
                        "\(Percentage.percent(share.value ?? 0)), \(share.count) of "
                            + "\(share.total) reviews") + (interval ?? ""),
                "kappa      " + words(kappa),
            ]
        return lines.map { $0 + "\n" }.joined()
    }

    var json: String {
        let matrix = Review.Mark.allCases.map { rules in
            let counts = Review.Mark.allCases.map { reviewer in
                (reviewer.rawValue, agreement.count(rules: rules, reviewer: reviewer))
            }
            return (rules.rawValue, Dictionary(uniqueKeysWithValues: counts))
        }
        let share = agreement.share
        return JSON.line(
            Answer(
                agreed: share.count, kappa: agreement.kappa?.rounded(decimals: 4),
                reviews: share.total, rules: Dictionary(uniqueKeysWithValues: matrix),
                share: (share.value ?? 0).rounded(decimals: 4)))
    }

    private struct Answer: Encodable {
        var agreed: Int
        /// Null where it is not defined.
        var kappa: Double?
        var reviews: Int
        /// By what the rules said, and then by what the reviewer said.
        var rules: [String: [String: Int]]
        var share: Double

        enum CodingKeys: CodingKey { case agreed, kappa, reviews, rules, share }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(agreed, forKey: .agreed)
            try container.encode(kappa, forKey: .kappa)
            try container.encode(reviews, forKey: .reviews)
            try container.encode(rules, forKey: .rules)
            try container.encode(share, forKey: .share)
        }
    }
}

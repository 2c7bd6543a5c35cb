/// Shares: 全部, 一半, 三分之一, 三成半, 10 %, "half of it", "in full", "two out of five".
extension Grammar {
    static let shares = Rules<Sense>("share") {
        Rule(
            [
                "全部": "share 1/1", "all of it": "share 1/1", "the rest": "share 1/1",
                "in one go": "share 1/1", "pay it in full": "share 1/1",
            ], whole
        ) { share(1, 1) }
        Rule(
            ["剩下的三分之二": "share 2/3", "剩下的一半": "share 1/2"],
            mark(.whole).han ~ word("的").maybe ~ joined
                ~ oneOf(mark(.half).means(Part(1, 2)), hanShare)
        ) { share($0) }
        Rule(["⅔": "share 2/3"], symbolPart) { share($0) }
        Rule(
            ["half a percent": "share 1/200", "a quarter of a percent": "share 1/400"],
            fraction ~ mark(.of).maybe ~ mark(.a).maybe ~ mark(.percent)
        ) { share($0.above, $0.below * 100) }
        Rule(
            ["minus 1/2": "share -1/2", "负40%": "share -2/5", "minus five percent": "share -1/20"],
            sign
                ~ oneOf(
                    percentage, hanShare, parts, fraction, proportion,
                    slash ~ unbound)
        ) { share($0, isNegative: true) }
        Rule(
            ["half of it": "share 1/2", "half of the rest": "share 1/2", "an hour and a half": ""],
            half ~ ofIt.maybe
        ) { share(1, 2) }
        Rule(["三分之一": "share 1/3", "百分之十": "share 1/10"], hanShare) { share($0) }
        Rule(
            ["two out of five": "share 2/5", "one over three": "share 1/3"], proportion
        ) { share($0) }
        // Elsewhere it is a day.
        Rule(
            ["1/3 of it": "share 1/3", "还1/3": "share 1/3"],
            oneOf(
                behind(mark(.pay)) ~ slash ~ ofIt.maybe, slash ~ oneOf(ofIt, ahead(mark(.of))))
        ) { $0.above < $0.below && $0.below <= 100 ? share($0) : nil }
        Rule(
            ["two thirds": "share 2/3", "a third of it": "share 1/3", "a third loan": ""],
            fractionOfAll ~ ofIt.maybe
        ) { share($0) }
        Rule(
            [
                "10%": "share 1/10", "18 per cent": "share 9/50",
                "3-8%": "~share 3/100; ~share 2/25",
            ],
            percentage
        ) { share($0) }
        Rule(["twenty-seven fifths": "share 27/5"], parts) { share($0) }
    }
}

import Testing

@testable import paydesk

/// Replies on terminals of any width: tables are squeezed first and stacked last.
@Suite struct LayoutTests {
    private static let card = [
        "Paying off your loan:", "  principal not yet due      ¥8,454.90",
        "  late penalty                   ¥0.00 (0 days)", "Charged to your card.",
    ]
    private static let options = [
        "   3期 每期  2,454.00元 总息费   162.00元 年化13.45%单利/14.31%复利",
        "  24期 每期    343.20元 总息费 1,036.80元 年化13.27%单利/14.10%复利",
    ]

    @Test func wideEnoughStaysAsItIs() {
        #expect(Layout(columns: 80).lines(Self.card + Self.options) == Self.card + Self.options)
    }

    @Test func spaceBetweenCellsGoesFirst() {
        #expect(
            Layout(columns: 42).lines(Self.card) == [
                "Paying off your loan:", "  principal not yet due ¥8,454.90",
                "  late penalty              ¥0.00 (0 days)", "Charged to your card.",
            ])
    }

    @Test func whatDoesNotFitIsStacked() {
        #expect(
            Layout(columns: 40).lines(Self.options) == [
                "   3期 每期 2,454.00元 总息费   162.00元", "    年化13.45%单利/14.31%复利",
                "  24期 每期   343.20元 总息费 1,036.80元", "    年化13.27%单利/14.10%复利",
            ])
    }

    /// A name and its figure keep their columns, and the remark goes below.
    @Test func aRemarkGoesBelow() {
        let card = ["  每期            1,246.80元（首期1,246.80元）", "  总息费            280.80元"]
        #expect(
            Layout(columns: 30).lines(card) == [
                "  每期   1,246.80元", "    （首期1,246.80元）", "  总息费   280.80元",
            ])
    }

    @Test func choicesHangUnderTheirNumber() {
        #expect(
            Layout(columns: 24).lines(["  1. same number of instalments"]) == [
                "  1. same number of", "    instalments",
            ])
    }

    /// A heading over the later columns moves with them.
    @Test func aHeadingStaysOverItsColumns() {
        let table = [
            "                    same number   same instalment",
            "  to pay today        ¥1,084.55         ¥1,084.55",
            "  next instalment       ¥808.37           ¥916.80",
        ]
        let narrow = Layout(columns: 44).lines(table)
        #expect(narrow.allSatisfy { $0.count <= 44 })
        #expect(narrow[1].hasSuffix("¥1,084.55") && narrow[1].count == narrow[2].count)
    }

    /// A row without one of the cells keeps its sum under the others.
    @Test func aMissingCellLeavesItsPlace() {
        let table = [
            "  cash loan                 3815   ¥8,454.90 [#---------] 2/12 paid",
            "  this statement                   ¥8,000.00 due 16 March 2026",
        ]
        #expect(
            Layout(columns: 60).lines(table) == [
                "  cash loan          3815   ¥8,454.90 [#---------] 2/12 paid",
                "  this statement            ¥8,000.00 due 16 March 2026",
            ])
        #expect(
            Layout(columns: 40).lines(table) == [
                "  cash loan      3815 ¥8,454.90", "    [#---------] 2/12 paid",
                "  this statement      ¥8,000.00", "    due 16 March 2026",
            ])
    }

    /// Where two columns under headings do not fit beside each other, each becomes a table.
    @Test func headingsBecomeTables() {
        let table = [
            "                             same number    same instalment",
            "  to pay today                 ¥3,051.00          ¥3,051.00",
            "  paid off on           16 December 2026  16 September 2026",
        ]
        #expect(
            Layout(columns: 40).lines(table) == [
                "  same number", "   to pay today         ¥3,051.00",
                "   paid off on   16 December 2026", "  same instalment",
                "   to pay today          ¥3,051.00", "   paid off on   16 September 2026",
            ])
    }

    /// A figure stays with its unit.
    @Test func unitsAreNotTornOff() {
        #expect(Wrapping(columns: 12).lines("共计12,345.60元") == ["共计", "12,345.60元"])
        #expect(Wrapping(columns: 9).lines("一直到12月16日") == ["一直到", "12月16日"])
        #expect(Wrapping(columns: 20).lines("最后一期在2027年3月16日") == ["最后一期在", "2027年3月16日"])
        #expect(Wrapping(columns: 14).lines("Due on 16 March.") == ["Due on", "16 March."])
    }

    /// What is there to be typed is read in one piece.
    @Test func aFewQuotedWordsAreNotTorn() {
        #expect(
            Wrapping(columns: 24).lines("不办请回复“取消预约”。") == ["不办请回复“取消预约”。"])
        #expect(
            Wrapping(columns: 20).lines("不办请回复“取消预约”。") == ["不办请回复", "“取消预约”。"])
        #expect(
            Wrapping(columns: 26).lines("To pay it, say \"pay my bill\".")
                == ["To pay it, say", "\"pay my bill\"."])
    }

    @Test(arguments: [20, 30, 40, 60, 79])
    func nothingIsWiderThanTheTerminal(_ columns: Int) {
        for line in Layout(columns: columns).lines(Self.card + Self.options) {
            #expect(Wrapping.width(line) <= columns, "\(line)")
        }
    }

    /// A quote is read on a narrow terminal as it is on a wide one.
    @Test func aChatFitsItsTerminal() throws {
        let terminal = try PseudoTerminal(
            ChatTerminalTests.arguments + ["--customer", "zhang-wei", "--language", "en"],
            environment: Paydesk.environment, columns: 44)
        try terminal.expect("What can I do")
        try terminal.type("split my bill\r")
        try terminal.expect("How many months")
        try terminal.type("6\r")
        try terminal.expect("leave it")
        for line in terminal.text.split(whereSeparator: \.isNewline) where line.contains("¥") {
            #expect(line.count <= 44, "\(line)")
        }
        try terminal.type("\u{4}")
        #expect(try terminal.waitForExit() == 0)
    }
}

import Conversation
import TestSupport
import Testing
import Transcripts

@Suite struct FiguresTests {
    /// Wilson's interval against values worked out by hand (z = 1.96).
    @Test(arguments: [
        (0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (1, 1, 0.2065, 1.0),
        (81, 263, 0.2553, 0.3662),
    ])
    func intervals(_ count: Int, _ total: Int, _ low: Double, _ high: Double) throws {
        let interval = try #require(Share(count, of: total).interval)
        #expect(abs(interval.lowerBound - low) < 0.0001 && abs(interval.upperBound - high) < 0.0001)
    }

    @Test func nothingHasNoShare() {
        #expect(Share(0, of: 0).value == nil && Share(0, of: 0).interval == nil)
    }

    @Test func countsWhatHappened() throws {
        var figures = Figures(Project.model.kinds)
        let split =
            "< hi\n\n> 分12期\n= instalment_setup_statement term=12\n* quote Q1 total=5\n< x\n\n"
        let six = "> 6\n= inform term=6\n* quote Q2 total=5\n< x\n\n> 确认\n* consent Q2\n\n"
        let done = "> <secret>\n* code ok\n* receipt R000001\n< ok\n"
        let asked = "< hi\n\n> 欠多少\n= query_outstanding\n< x\n\n"
        let person = "> 人工\n= handoff_human\n* handoff human H000001\n< x\n"
        let missed = "< hi\n\n> 啊\n= out_of_scope\n< x\n\n"
        let settled =
            "> 结清\n= early_settle_full\n* quote Q1 total=5\n< x\n\n> 取消\n* cancelled Q1\n< x\n"
        for text in [split + six + done, asked + person, missed + settled, "< hi\n"] {
            let events = try Transcript.read(Array(text.utf8)).happenings().map(\.event)
            figures.add(
                events, inspection: Inspection(Proceedings(events, Project.assistant.rulebook)))
        }
        // A chat without a customer's line is no conversation.
        #expect(figures.conversations == 3 && figures.lines == 9)
        #expect(figures.withRequest == 3 && figures.selfServed == 1 && figures.contained == 2)
        #expect(figures.fallbacks == 1 && figures.corrections == 1 && figures.quotes == 3)
        #expect(figures.handOffs == ["human": 1])
        #expect(
            figures.services.map(\.name) == ["early_settle_full", "instalment_setup_statement"])
        #expect(figures.services.map(\.completed) == [0, 1])
        #expect(figures.services.map(\.cancelled) == [1, 0])
        #expect(figures.turns == [4])
    }
}

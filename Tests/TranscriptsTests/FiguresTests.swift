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

    /// Newcombe (1998), table II, method 10.
    @Test(arguments: [
        (56, 70, 48, 80, 0.0524, 0.3339), (9, 10, 3, 10, 0.1705, 0.8090),
        (6, 7, 2, 7, 0.0582, 0.8062), (5, 56, 0, 29, -0.0381, 0.1926),
        (0, 10, 0, 20, -0.1611, 0.2775), (10, 10, 0, 10, 0.6075, 1.0),
    ])
    func changes(
        _ count: Int, _ total: Int, _ before: Int, _ of: Int, _ low: Double, _ high: Double
    ) throws {
        let change = try #require(Share(count, of: total).change(since: Share(before, of: of)))
        #expect(abs(change.interval.lowerBound - low) < 0.0001)
        #expect(abs(change.interval.upperBound - high) < 0.0001)
        #expect(change.mayBeChance == (low <= 0))
        #expect(Share(count, of: total).change(since: Share(0, of: 0)) == nil)
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
        // A chat without a customer's line is no conversation, and a code is no line.
        #expect(figures.conversations == 3 && figures.lines == 8)
        #expect(figures.withRequest == 3 && figures.selfServed == 1 && figures.contained == 2)
        #expect(figures.fallbacks == 1 && figures.corrections == 1 && figures.quotes == 3)
        #expect(figures.handOffs == ["human": 1])
        #expect(
            figures.services.map(\.name) == ["early_settle_full", "instalment_setup_statement"])
        #expect(figures.services.map(\.completed) == [0, 1])
        #expect(figures.services.map { $0.count(.cancelled) } == [1, 0])
        #expect(figures.turns == [3])
    }

    private static func figures(_ texts: [String: String]) throws -> Figures {
        var figures = Figures(Project.model.kinds)
        for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
            let happenings = try Transcript.read(Array(text.utf8)).happenings()
            let events = happenings.map(\.event)
            figures.add(
                events, lines: happenings.map(\.line),
                inspection: Inspection(Proceedings(events, Project.assistant.rulebook)), of: name)
        }
        return figures
    }

    /// What stands in a record for something else than words is no line of the customer's, and is
    /// neither missed nor asked back.
    @Test(arguments: [
        ("> <end>\n", 0), ("> \n= out_of_scope\n< x\n", 0), ("> <away>\n< x\n", 0),
        ("> <interrupt>\n< x\n", 0), ("> hi\n= greet\n< x\n\n> <secret>\n= out_of_scope\n", 1),
        ("> hi\n= greet\n< x\n\n> <unread>\n< x\n\n> <end>\n", 1),
        ("> <too long>\n< x\n", 1),
    ])
    func wordsAreLines(text: String, lines: Int) throws {
        let figures = try Self.figures(["a": text])
        #expect(figures.lines == lines && figures.conversations == min(lines, 1))
        #expect(figures.fallbacks == 0)
    }

    /// Every order that was opened ended once, and is listed where it did.
    @Test func endingsAddUp() throws {
        let order = "> 结清\n= early_settle_full\n* quote Q1 total=5\n< x\n\n"
        let figures = try Self.figures([
            "a": order + "> 确认\n* receipt R000001\n< x\n", "b": order,
            "c": order + "> 取消\n* cancelled Q1\n< x\n",
            "d": order + "> 人工\n= handoff_human\n* handoff human H000001\n< x\n",
            "e": order + "> 分12期\n= instalment_setup_statement term=12\n* refused X\n< x\n",
        ])
        let service = try #require(figures.services.first)
        #expect(service.name == "early_settle_full" && service.opened == 5)
        #expect(
            Figures.Ending.allCases.map { service.count($0) } == [1, 1, 0, 1, 2])
        for service in figures.services {
            #expect(service.endings.values.reduce(0, +) == service.opened)
        }
        func listed(_ name: String) -> [String] {
            figures.lists.first { $0.name == name }?.places.map {
                $0.conversation + ($0.line.map { ":\($0)" } ?? "")
            } ?? ["there is no \(name)"]
        }
        #expect(listed("service:early_settle_full:left") == ["b:1", "e:1"])
        #expect(listed("service:early_settle_full:handed-off") == ["d:1"])
        #expect(listed("hand-offs:human") == ["d:6"] && listed("completion") == ["a:1"])
        #expect(listed("no-containment") == ["d"])
        #expect(listed("conversations") == ["a", "b", "c", "d", "e"])
        #expect(Set(listed("quality")).isDisjoint(with: listed("no-quality")))
    }

    /// A figure is the number of what is behind it.
    @Test func figuresAreWhatIsListed() throws {
        let figures = try Self.figures([
            "a": "> 啊\n= out_of_scope\n< x\n\n> 欠多少\n= query_outstanding\n< x\n",
            "b": "> 人工\n= handoff_human\n* handoff human H000001\n< x\n",
        ])
        for (definition, share) in figures.shares where definition != .turns {
            let list = figures.lists.first { $0.name == definition.word }
            #expect(list?.places.count == share.count, "\(definition)")
        }
        let missed = try #require(figures.lists.first { $0.name == "fallback" }?.places.first)
        #expect(missed.line == 1 && missed.said == "啊")
    }
}

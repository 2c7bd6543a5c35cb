import Conversation
import Lending
import NLU
import Quantities
import Testing
import Transcripts

/// What is written of an event is read back as that event.
@Suite struct EventReadingTests {
    @Test(
        arguments: [
            .said("账单分12期"), .understood(["greet"], slots: []),
            .understood(["early_settle_full", "query_outstanding"], slots: []),
            .understood(["inform"], slots: [SlotFilled("term", .count(12))]),
            .level(1), .identity(.locked), .quote("Q1", total: Money(fen: 643_200), rate: 1303),
            .quote("Q2", total: Money(fen: 5), rate: nil), .consent("Q1"), .code(.expired),
            .posted(Posting(account: .cash, debit: Money(fen: 7))),
            .posted(Posting(account: .feeIncome, credit: Money(fen: 7))), .receipt("R000001"),
            .refused("OVERDUE_NOW"), .cancelled("Q1"),
            .handedOff(reason: "complaint", ticket: "H000001"), .withheld("QA04"), .told("R000001"),
            .replied(Reply(words: "您好")), .clock(Moment(seconds: 1_772_416_800)),
        ] as [Event])
    func readsWhatIsWritten(_ event: Event) throws {
        var lines = Transcript.lines([event], speaking: Phrasebook([:]), in: .zh)
        if lines[0].kind != .said { lines.insert(Transcript.Line(.said, "x"), at: 0) }
        let read = try Transcript.read(Array(Transcript.text(lines).utf8))
        #expect(try read.happenings().last?.event == event)
    }

    @Test(arguments: [
        "* post 9999 +5", "* post 1001 five", "* post 1001 -9223372036854775808",
        "* quote Q1 total=x", "* quote Q1 total=5 apr=1", "* level one", "* code maybe",
        "* quote Q1 total=5 apr=-9223372036854775808.00", "* exploded", "* ", "= =", "= inform =12",
    ])
    func saysWhichLineDoesNotRead(_ line: String) throws {
        let read = try Transcript.read(Array("> x\n\(line)\n".utf8))
        let error = #expect(throws: TranscriptError.self) { try read.happenings() }
        #expect(error?.line == 2)
    }
}

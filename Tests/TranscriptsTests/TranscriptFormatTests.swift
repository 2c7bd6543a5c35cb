import Testing
import Transcripts

@Suite struct TranscriptFormatTests {
    @Test(arguments: [
        ("hello\n", "1:1: a line begins with one of ; @ > = < *"),
        (
            "@ opened 2026-03-01\n= greet\n> hi\n@ customer li-na level 1\n> hi\n",
            "4:1: @ customer belongs at the top, before the customer's first line"
        ),
        ("; a note\n> hi\u{1B}[2J\n", "2:5: a control character; write it as \\u{…}"),
        (
            "; a note\n> back\\slash\n",
            "2:7: a backslash stands before \\ or as \\u{…}; double it to mean itself"
        ),
    ])
    func saysWhereAFileIsWrong(_ text: String, _ expected: String) {
        let error = #expect(throws: TranscriptError.self) {
            try Transcript.read(Array(text.utf8))
        }
        #expect(error?.description == expected)
    }

    @Test func refusesBytesThatAreNoText() {
        let error = #expect(throws: TranscriptError.self) {
            try Transcript.read([0x3E, 0x20, 0xFF])
        }
        #expect(error?.description == "1:3: the line is not UTF-8; save it so")
    }

    @Test(arguments: ["a\\b", "\u{1B}[31m", "  two spaces", "还款\u{202E}", ""])
    func anyTextSurvives(_ text: String) throws {
        let line = Transcript.Line(.said, text)
        let read = try Transcript.read(Array((";\n" + line.written + "\n").utf8))
        #expect(read.turns.last?.said?.text == text)
    }

    @Test func tellsTurnsApart() throws {
        let transcript = try Transcript.read(
            Array(
                """
                ; title
                @ opened 2026-03-01
                < hello

                > one
                = greet
                < yes

                @ now 2026-03-02T10:00+08:00
                > two
                * level 0
                """.utf8))
        #expect(transcript.turns.count == 3)
        #expect(transcript.turns[1].said?.text == "one")
        #expect(transcript.turns[2].preface.first?.setting?.value == "2026-03-02T10:00+08:00")
    }
}

@Suite struct TranscriptDifferenceTests {
    typealias Line = Transcript.Line

    @Test(arguments: [
        (Line(.reply, "a"), Line(.reply, "b"), Transcript.Aspect.wording),
        (Line(.understood, "greet"), Line(.understood, "help"), .understanding),
        (Line(.understood, "split term=6"), Line(.understood, "split term=12"), .slot),
        (Line(.event, "post 1302 +600000"), Line(.event, "post 1302 +600001"), .money),
        (Line(.event, "code ok"), Line(.event, "code wrong"), .verification),
    ])
    func namesWhatChanged(_ was: Line, _ isNow: Line, _ aspect: Transcript.Aspect) {
        let changes = Transcript.changes(from: [was], to: [isNow])
        #expect(changes.map(\.aspect) == [aspect])
        #expect(changes.first?.was == was && changes.first?.isNow == isNow)
    }

    @Test func aLostPostingIsMoney() {
        let posting = Line(.event, "post 1001 +5")
        #expect(Transcript.changes(from: [posting], to: []).map(\.aspect) == [.money])
        #expect(Transcript.changes(from: [], to: [posting]).map(\.aspect) == [.money])
        #expect(Transcript.changes(from: [posting], to: [posting]).isEmpty)
    }
}

import Foundation
import Testing

@Suite struct ReplayTests {
    private static let script = """
        ; a test
        @ opened 2026-03-01
        @ now 2026-03-02T10:00+08:00
        @ customer li-na level 1

        > split this bill into 12

        > confirm

        > <secret>

        """

    /// Accepted once it is the same; a planted fen or word is found, named, and exit 1.
    @Test func findsAPlantedFenAndAPlantedWord() throws {
        let folder = try Folder()
        let file = folder.path("talk.transcript")
        try Self.script.write(toFile: file, atomically: true, encoding: .utf8)
        #expect(try Paydesk.run(["replay", file]).status == 1)
        #expect(try Paydesk.run(["replay", "--accept", file]).status == 0)
        let accepted = try String(contentsOfFile: file, encoding: .utf8)
        #expect(accepted.hasPrefix("; a test\n@ opened"))
        #expect(accepted.contains("* quote Q1 total=643200 apr=13.03\n"))
        #expect(accepted.contains("* post 1302 +600000\n* post 1303 -600000\n* receipt R000001\n"))
        #expect(try Paydesk.run(["replay", file]).stdout == "same       \(file)\n")

        for (word, planted, aspect) in [
            ("+600000", "+600001", "money"), ("Receipt R", "Recipe R", "wording"),
            ("term=12", "term=6", "slot"), ("code ok", "code wrong", "verification"),
        ] {
            try accepted.replacingOccurrences(of: word, with: planted)
                .write(toFile: file, atomically: true, encoding: .utf8)
            let run = try Paydesk.run(["replay", file])
            #expect(run.status == 1)
            #expect(run.stdout.contains(": \(aspect)\n"), "\(run.stdout)")
        }
    }

    /// The customer's lines alone are a transcript: its store opens on the day of its clock, or on
    /// 1 March 2026, and the accepted file says so.
    @Test(arguments: [
        ("> how much do I owe\n", "@ opened 2026-03-01\n"),
        (
            "@ now 2026-05-04T09:00+08:00\n> how much do I owe\n",
            "@ now 2026-05-04T09:00+08:00\n@ opened 2026-05-04\n"
        ),
    ])
    func anOpeningDayIsGiven(_ text: String, _ top: String) throws {
        let folder = try Folder()
        let file = folder.path("lines.transcript")
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        #expect(try Paydesk.run(["replay", file]).status == 1)
        #expect(try Paydesk.run(["replay", "--accept", file]).status == 0)
        let accepted = try String(contentsOfFile: file, encoding: .utf8)
        #expect(accepted.hasPrefix(top + "< "), "\(accepted)")
        #expect(try Paydesk.run(["replay", file]).status == 0)
    }

    @Test(arguments: [
        ("hello\n", "1:1: a line begins with one of"),
        ("@ opened 2026-02-30\n", "1:10: 'opened 2026-02-30' does not read"),
        (
            "@ opened 2026-03-01\n@ customer nobody\n> hi\n",
            "2:1: the demo store has no customer 'nobody'"
        ),
        ("@ opened 2026-03-01\n@ colour red\n", "2:1: unknown setting 'colour'"),
        (
            "@ opened 2026-03-01\n> hi\n\n@ now 2026-02-01T10:00\n> hi\n",
            "4:7: the clock cannot go back"
        ),
        ("; a note\n@ opened 9999-12-31\n> hi\n", "2:10: 9999-12-31 is no day of a book"),
        ("@ opened 0001-01-01\n> hi\n", "1:10: 0001-01-01 is no day of a book"),
        ("@ now 1999-12-31T10:00\n> hi\n", "1:7: 1999-12-31 is no day of a book"),
        (
            "@ opened 2026-03-01\n> hi\n\n@ now 2201-01-01T10:00\n> hi\n",
            "4:7: 2201-01-01 is no day of a book"
        ),
        (
            "@ opened 2026-03-01\n@ before 9999-12-31T10:00 li-na settle x\n> hi\n",
            "2:1: this operation does not fit"
        ),
        ("@ opened 2026-03-01\n@ standstill WEATHER\n> hi\n", "2:14: one of BOOKS_DAMAGED"),
    ])
    func refusesWhatIsNoTranscript(_ text: String, _ words: String) throws {
        let folder = try Folder()
        let file = folder.path("bad.transcript")
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        let run = try Paydesk.run(["replay", file])
        #expect(run.status == 65)
        #expect(run.stderr.contains("bad.transcript:" + words), "\(run.stderr)")
    }
}

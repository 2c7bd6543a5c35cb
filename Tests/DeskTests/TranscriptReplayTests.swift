import Conversation
import Desk
import TestSupport
import Testing
import Transcripts

/// Every transcript of the project is a test: its words, its understanding and its postings.
@Suite struct TranscriptReplayTests {
    @Test func thereAreTranscripts() {
        #expect(Project.transcripts.count >= 8)
    }

    @Test(arguments: Project.transcripts, [false, true])
    func replaysTheSame(_ path: String, resuming: Bool) throws {
        let transcript = try Transcript.read(Project.bytes(path))
        let replay = try Replay(transcript, model: Project.model, resuming: resuming)
        for change in replay.turns.flatMap(\.changes) {
            let place = "\(path):\(change.was?.number ?? 0): \(change.aspect)"
            let (was, isNow) = (change.was?.written, change.isNow?.written)
            Issue.record("\(place): \(was ?? "nothing") is now \(isNow ?? "nothing")")
        }
    }

    @Test(arguments: Project.transcripts)
    func breaksNoQualityRule(_ path: String) throws {
        let transcript = try Transcript.read(Project.bytes(path))
        let findings = QualityRule.inspect(
            try Replay(transcript, model: Project.model).events, Project.assistant.rulebook)
        #expect(findings.isEmpty)
    }

    /// Every hole of a reply is filled, and every key has its text.
    @Test(arguments: Project.transcripts)
    func leavesNoHole(_ path: String) throws {
        for turn in try Transcript.read(Project.bytes(path)).turns {
            for line in turn.answer where line.kind == .reply {
                #expect(
                    !line.text.contains("{") && !line.text.contains("⟨"), "\(path):\(line.number)")
            }
        }
    }

    /// Rows of a table begin with two spaces; wrapped on a terminal they would be no table.
    @Test(arguments: Project.transcripts)
    func tablesFitEightyColumns(_ path: String) throws {
        for line in try Transcript.read(Project.bytes(path)).turns.flatMap(\.answer)
        where line.kind == .reply && line.text.hasPrefix("  ") {
            let columns = line.text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2E80 ? 1 : 2) }
            #expect(columns <= 80, "\(path):\(line.number): \(columns) columns")
        }
    }

    /// Writing what was read changes nothing, so `--accept` touches only what differs.
    @Test(arguments: Project.transcripts)
    func isWrittenAsItIsRead(_ path: String) throws {
        #expect(try Transcript.read(Project.bytes(path)).text == Project.text(path))
    }
}

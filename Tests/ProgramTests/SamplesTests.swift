import Foundation
import Testing

/// `paydesk samples`: what it writes and what it says to try.
@Suite struct SamplesTests {
    @Test func everyCommandItNamesWorks() throws {
        let folder = try Folder()
        let place = folder.path("samples of mine")
        let run = try Paydesk.run(["samples", place])
        #expect(run.status == 0 && run.stderr.isEmpty, "\(run.stderr)")
        let commands = run.lines.filter { $0.hasPrefix("  paydesk ") }
        for name in [
            "classify", "train", "evaluate", "lint", "replay", "test", "inspect", "report", "mask",
            "convert --to rasa", "convert --to botium", "convert --to paydesk",
        ] {
            #expect(commands.contains { $0.hasPrefix("  paydesk \(name) ") }, "\(name)")
        }
        for command in commands {
            let end = try Program.run(
                ["-c", command.replacing("  paydesk ", with: "exec '\(Program.path())' ")],
                environment: Paydesk.environment, program: "/bin/sh")
            #expect(end.status == 0, "\(command)\n\(end.stdout)\(end.stderr)")
        }
        // What `--accept` wrote is what the desk says.
        #expect(try Paydesk.run(["replay", place + "/lines.transcript"]).status == 0)
    }

    @Test func nothingIsOverwritten() throws {
        let folder = try Folder()
        let own = folder.path("talk.transcript")
        try "; mine\n".write(toFile: own, atomically: true, encoding: .utf8)
        let run = try Paydesk.run(["samples", folder.path("")])
        #expect(run.status == 73 && run.stderr.contains("talk.transcript is there already"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("")).count == 1)
        #expect(try String(contentsOfFile: own, encoding: .utf8) == "; mine\n")
    }
}

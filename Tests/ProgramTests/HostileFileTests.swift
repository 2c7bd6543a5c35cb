import Foundation
import Testing

/// Files that somebody else made never drive the reader's terminal, never wait, never lead out of
/// their folder: they are shown escaped, or refused with line and column.
@Suite struct HostileFileTests {
    static let readers = [
        ["replay"], ["inspect"], ["report"], ["mask"], ["convert", "--to", "rasa"],
    ]

    @Test(
        arguments: [
            ("> hi\u{1B}[2J\n", "1:5: a control character"),
            ("; ok\n> \u{202E}evil\n", "2:3: a control character"),
            ("> nul\u{0}\n", "1:6: a control character"),
            ("> \(String(repeating: "a", count: 20_000))\n", "1:16384: the line is over 16 KiB"),
            ("> back\\slash\n", "1:7: a backslash"),
        ], readers)
    func refusesWithLineAndColumn(_ file: (String, String), _ command: [String]) throws {
        let folder = try Folder()
        let path = folder.path("bad.transcript")
        try file.0.write(toFile: path, atomically: true, encoding: .utf8)
        let more = command == ["convert", "--to", "rasa"] ? ["--from", "paydesk"] : []
        let run = try Paydesk.run(command + more + [path])
        #expect(run.status == 65, "\(run.stderr)")
        #expect(run.stderr.contains("bad.transcript:\(file.1)"), "\(run.stderr)")
        #expect(Self.isHarmless(run))
    }

    @Test func halfACharacterHasItsColumn() throws {
        let folder = try Folder()
        let path = folder.path("half.transcript")
        try Data(Array("> 还".utf8) + [0xE6, 0xAC]).write(to: URL(fileURLWithPath: path))
        let run = try Paydesk.run(["replay", path])
        #expect(
            run.status == 65 && run.stderr.contains("half.transcript:1:6: the line is not UTF-8"),
            "\(run.stderr)")
    }

    /// What is allowed in a file, written as `\u{…}`, is shown that way.
    @Test func escapedTextStaysEscaped() throws {
        let folder = try Folder()
        let path = folder.path("escaped.transcript")
        try "; \\u{1B}]0;title\\u{7}\n@ opened 2026-03-01\n> hi \\u{1B}[2J\n< \\u{202E}old\n".write(
            toFile: path, atomically: true, encoding: .utf8)
        for command in [
            ["replay"], ["replay", "--step"], ["replay", "--json"], ["inspect"],
            ["inspect", "--json"],
        ] {
            let run = try Paydesk.run(command + [path])
            #expect(Self.isHarmless(run), "\(command): \(run.stdout)")
        }
        let converted = try Paydesk.run(["convert", "--to", "botframework", path])
        #expect(Self.isHarmless(converted))
    }

    /// A name is data as well.
    @Test func fileNamesAreShownEscaped() throws {
        let folder = try Folder()
        let path = folder.path("\u{1B}[31mred.transcript")
        try "@ opened 2026-03-01\n".write(toFile: path, atomically: true, encoding: .utf8)
        for arguments in [
            ["replay", path], ["replay", path + "x"], ["inspect", folder.root], ["test", path],
        ] {
            let run = try Paydesk.run(arguments)
            #expect(Self.isHarmless(run), "\(run.stdout)\(run.stderr)")
        }
    }

    @Test func pipesDevicesAndLinksAreNotFollowed() throws {
        let folder = try Folder()
        let pipe = folder.path("pipe.transcript")
        #expect(mkfifo(pipe, 0o600) == 0)
        #expect(try Paydesk.run(["replay", pipe]).status == 66)
        #expect(try Paydesk.run(["inspect", "/dev/zero"]).status == 66)
        // A circle of links, and a link that leads out, are left alone.
        symlink(folder.root, folder.path("circle"))
        symlink("/etc", folder.path("outside"))
        symlink("/etc/passwd", folder.path("passwd.transcript"))
        try "@ opened 2026-03-01\n".write(
            toFile: folder.path("good.transcript"), atomically: true, encoding: .utf8)
        let run = try Paydesk.run(["replay", folder.root])
        let told = run.lines.filter { $0.hasSuffix(".transcript") }
        #expect(told.count == 1 && told[0].hasSuffix("/good.transcript"), "\(run.stdout)")
        #expect(run.stderr.contains("passwd.transcript: skipped"))
    }

    @Test func aHundredMegabytesAreRefusedUnread() throws {
        let folder = try Folder()
        let path = folder.path("huge.transcript")
        let file = open(path, O_CREAT | O_WRONLY, 0o600)
        #expect(ftruncate(file, 100 << 20) == 0)
        close(file)
        for command in Self.readers {
            let run = try Paydesk.run(command + [path])
            #expect(
                run.status == 65
                    && run.stderr.contains("huge.transcript:1:1: the file is over 16 MiB"))
        }
    }

    /// Titles, names and paths within files never choose where something is written.
    @Test func outputStaysInItsFolder() throws {
        let folder = try Folder()
        let stories = folder.path("test_stories.yml")
        try """
        version: "3.1"
        stories:
        - story: "../../escape"
          steps:
          - user: hello
        - story: "/etc/passwd"
          steps:
          - user: hello
        - story: "..\\u0000\\e[2J"
          steps:
          - user: hello
        """.write(toFile: stories, atomically: true, encoding: .utf8)
        let run = try Paydesk.run([
            "convert", "--to", "paydesk", stories, "--output", folder.path("out"),
        ])
        // The control characters of the last title are refused or escaped, never written raw.
        #expect(Self.isHarmless(run))
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.root).sorted()
        #expect(
            names == (run.status == 0 ? ["out", "test_stories.yml"] : ["test_stories.yml"]),
            "\(run.stderr)")
    }

    @Test(arguments: [
        "[" + String(repeating: "[", count: 100_000), "{\"type\":\"message\",\"text\":\"\\ud800\"}",
        "[{\"type\":\"message\",\"from\":{\"role\":\"user\"},\"text\":\"\\u001b[2J\\u202e\"}]",
        "version: \"3.1\"\nstories: &a [*a]\n", "a: &x [1]\nb: [*x, *x]\nstories:\n",
        "TC\n\n#me\n\u{1B}[2J\n", "TC\n\n#include ../../etc/passwd\n\n#me\nx\n",
    ])
    func importsNeverTrap(_ text: String) throws {
        for format in ["rasa", "botium", "botframework"] {
            let run = try Paydesk.run(
                ["convert", "--from", format, "--to", "paydesk", "-"], stdin: text)
            #expect([0, 65, 66].contains(run.status), "\(format): \(run.status) \(run.stderr)")
            #expect(Self.isHarmless(run))
        }
    }

    private static func isHarmless(_ run: Program.Outcome) -> Bool {
        (run.stdout + run.stderr).unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            case 0x0A, 0x0D, 0x09: true
            case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: false
            default: true
            }
        }
    }
}

import Foundation
import Testing

/// `mask` through the real program.
@Suite struct MaskCommandTests {
    private static let transcripts = Paydesk.root.appendingPathComponent("Transcripts").path
    private static let statement =
        transcripts + "/instalment/en_splits_a_statement.transcript"

    @Test func theSamePersonHasTheSamePseudonym() throws {
        let folder = try Folder()
        for (name, text) in [
            (
                "a",
                "@ opened 2026-03-01\n@ customer li-na level 1\n\n> x\n< 张伟您好，手机13812345678，卡6222021234567890128。\n"
            ),
            (
                "b",
                "@ opened 2026-03-01\n@ customer li-na level 1\n\n> x\n< 手机１３８１２３４５６７８，邮箱me@example.com\n"
            ),
        ] {
            try FileManager.default.createDirectory(
                atPath: folder.path("in/\(name)"), withIntermediateDirectories: true)
            try folder.file("in/\(name)/talk.transcript", text)
        }
        let leaks = try Paydesk.run(["mask", "--verify", folder.path("in")])
        #expect(leaks.status == 1 && leaks.lines.count == 5, "\(leaks.stdout)")
        #expect(leaks.lines[1].hasSuffix("a/talk.transcript:5:10: phone"), "\(leaks.stdout)")
        #expect(!leaks.stdout.contains("13812345678"))
        let run = try Paydesk.run(["mask", folder.path("in"), "--output", folder.path("out")])
        #expect(run.status == 0, "\(run.stderr)")
        let a = try String(contentsOfFile: folder.path("out/a/talk.transcript"), encoding: .utf8)
        let b = try String(contentsOfFile: folder.path("out/b/talk.transcript"), encoding: .utf8)
        #expect(
            a.contains("<name 1>您好，手机<phone 1>，卡<card 1>。")
                && a.contains("@ customer li-na level 1"),
            "\(a)")
        #expect(b.contains("手机<phone 1>，邮箱<email 1>"), "\(b)")
        let clean = try Paydesk.run(["mask", "--verify", folder.path("out")])
        #expect(clean.status == 0 && clean.stdout.isEmpty)
    }

    @Test func shippedTranscriptsLeakNothing() throws {
        let run = try Paydesk.run(["mask", "--verify", Self.transcripts])
        #expect(run.status == 0, "\(run.stdout)")
    }

    // MARK: - what could not be looked at

    /// Each is named, and none of it is clean.
    @Test func whatWasNotLookedAtIsNamed() throws {
        let folder = try Folder()
        func put(_ name: String, _ bytes: [UInt8]) throws {
            try Data(bytes).write(to: URL(fileURLWithPath: folder.path(name)))
        }
        try put("a.txt", Array("nothing\n".utf8))
        #expect(try Paydesk.run(["mask", "--verify", folder.root]).status == 0)
        try put("b.gz", [0x1F, 0x8B, 8, 0])
        try put("c.txt", [0xB9, 0xFA, 0x0A])
        try put("d.bin", [1, 0, 2])
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("e.txt"), withDestinationPath: "/etc/hostname")
        let run = try Paydesk.run(["mask", "--verify", folder.root])
        #expect(run.status == 1 && run.stderr == "paydesk: 4 files were not looked at\n")
        for (name, why) in [
            ("b.gz", "gzip"), ("c.txt", "neither UTF-8"), ("d.bin", "no text"), ("e.txt", "a link"),
        ] {
            #expect(run.stdout.contains("/\(name): not looked at: \(why)"), "\(run.stdout)")
        }
    }

    /// Hidden files and UTF-16 are looked at like others.
    @Test func looksWhereNobodyLooks() throws {
        let folder = try Folder()
        try folder.file(".notes", "call 13812345678\n")
        let wide = "x\n 13812345678".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        try Data([0xFF, 0xFE] + wide).write(to: URL(fileURLWithPath: folder.path("wide.txt")))
        let run = try Paydesk.run(["mask", "--verify", folder.root])
        #expect(run.status == 1, "\(run.stderr)")
        #expect(
            run.lines.map { $0.split(separator: "/").last } == [
                ".notes:1:6: phone", "wide.txt:2:2: phone",
            ])
    }

    /// One that does not read is named, and the others are masked.
    @Test func oneBadFileStopsNoOther() throws {
        let folder = try Folder()
        try folder.file("in/a.transcript", "> 13812345678\n")
        try folder.file("in/b.transcript", "no transcript\n")
        try folder.file("in/c.txt", "x\n")
        let run = try Paydesk.run(["mask", folder.path("in"), "--output", folder.path("out")])
        #expect(run.status == 1 && run.stderr.contains("in/b.transcript:1:1: a line begins with"))
        #expect(run.stderr.contains("in/c.txt: not masked and not copied: no transcript\n"))
        #expect(run.stderr.hasSuffix("paydesk: 1 of 2 files could not be masked\n"))
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path("out")) == [
                "a.transcript"
            ])
    }

    // MARK: - who is who

    private static let stranger =
        "@ opened 2026-03-01\n@ customer c-8812 level 1\n\n> hi\n= greet\n< 张伟, 13812345678\n"

    @Test func aMapTellsItsOwnerWhoIsWho() throws {
        let folder = try Folder()
        let path = try folder.file("in/a.transcript", Self.stranger)
        let map = folder.path("who.tsv")
        let arguments = ["mask", path, "--output", folder.path("out"), "--map", map]
        #expect(try Paydesk.run(arguments).status == 0)
        let told = try String(contentsOfFile: map, encoding: .utf8)
        #expect(told == "<phone 1>\t13812345678\n<name 1>\t张伟\nzhang-wei\tc-8812\n", "\(told)")
        let attributes = try FileManager.default.attributesOfItem(atPath: map)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let masked = try String(contentsOfFile: folder.path("out/a.transcript"), encoding: .utf8)
        #expect(!masked.contains("c-8812") && !masked.contains("138"))
        // Not over one that is there, unless it is meant, and then nobody else can read it either.
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: map)
        let again = try Paydesk.run(["mask", path, "--map", map])
        #expect(again.status == 73 && again.stdout.isEmpty && again.stderr.contains("--force"))
        #expect(try Paydesk.run(["mask", path, "--map", map, "--force"]).status == 0)
        #expect(
            try FileManager.default.attributesOfItem(atPath: map)[.posixPermissions] as? Int
                == 0o600)
        // Nor where it would be handed out.
        let within = try Paydesk.run(
            ["mask", path, "--output", folder.path("new"), "--map", folder.path("new/who.tsv")])
        #expect(within.status == 64 && !FileManager.default.fileExists(atPath: folder.path("new")))
    }

    // MARK: - masked and replayed

    /// Whoever the demo book knows stays, and a record of theirs replays the same.
    @Test func whatIsMaskedReplays() throws {
        let home = try Folder()
        let environment = [
            "XDG_STATE_HOME": home.root, "XDG_DATA_HOME": home.root, "PAYDESK_RECORDS": "64",
        ]
        for (customer, lines) in [
            ("li-na", "split this bill into 12\nconfirm\n<secret>\n"),
            ("zhang-wei", "我叫张伟，手机13812345678\n还清贷款\n1\n"),
        ] {
            let chat = try Paydesk.run(
                ["chat", "--customer", customer, "--now", "2026-03-02T10:00"],
                stdin: Array(lines.utf8),
                environment: environment)
            #expect(chat.status == 0, "\(chat.stderr)")
        }
        let out = home.path("masked")
        let run = try Paydesk.run(["mask", home.path("paydesk/records"), "--output", out])
        #expect(run.status == 0, "\(run.stderr)")
        #expect(try Paydesk.run(["mask", "--verify", out]).status == 0)
        let replay = try Paydesk.run(["replay", out])
        #expect(replay.status == 0 && replay.lines.count == 2, "\(replay.stdout)\(replay.stderr)")
    }

    /// For a stranger a demo customer stands in: it replays, and what is different is told.
    @Test func aStrangerIsStoodInFor() throws {
        let folder = try Folder()
        let path = try folder.file("a.transcript", Self.stranger)
        #expect(try Paydesk.run(["replay", path]).status == 65)
        let masked = try Paydesk.run(["mask", "-q", path])
        #expect(masked.stdout.contains("@ customer zhang-wei level 1\n"))
        #expect(try Paydesk.run(["replay", "-"], stdin: masked.stdout).status == 1)
        let kept = try Paydesk.run(["mask", "-q", "--keep-customers", path])
        #expect(kept.stdout.contains("@ customer c-8812 level 1\n"))
    }
}

import Foundation

/// A corpus as it was: a folder, or what git keeps of the present one.
struct OlderCorpus {
    let folder: URL
    /// What it is called in an answer.
    let name: String

    /// Lends it; of a revision of git a copy that is gone afterwards.
    static func lend<Answer>(
        _ argument: String, of present: URL, _ body: (OlderCorpus) throws -> Answer
    ) throws -> Answer {
        if FileManager.default.fileExists(atPath: argument) {
            return try body(
                OlderCorpus(folder: URL(fileURLWithPath: argument), name: argument))
        }
        let commit = try commit(argument, present)
        let copy = FileManager.default.temporaryDirectory
            .appendingPathComponent("paydesk-\(UUID().uuidString)")
        try OutputFiles.makeFolder(copy.path)
        defer { try? FileManager.default.removeItem(at: copy) }
        let archive = copy.appendingPathComponent("older.tar").path
        let folder = copy.appendingPathComponent("corpus")
        try OutputFiles.makeFolder(folder.path)
        try run("git", ["-C", present.path, "archive", "-o", archive, commit, "."], argument)
        try run("tar", ["-xf", archive, "-C", folder.path], argument)
        return try body(OlderCorpus(folder: folder, name: argument))
    }

    private static func commit(_ revision: String, _ present: URL) throws -> String {
        let found = try OtherProgram.run(
            "git",
            [
                "-C", present.path, "rev-parse", "--verify", "--quiet", "--end-of-options",
                revision + "^{commit}",
            ])
        guard found.status == 0 else {
            throw Failure(
                .noInput,
                "\(revision): no such folder, and no revision of git in \(present.relativePath); "
                    + "name an older corpus, or a revision such as HEAD~3")
        }
        return found.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static func run(_ program: String, _ arguments: [String], _ revision: String) throws {
        guard try OtherProgram.run(program, arguments).status == 0 else {
            throw Failure(
                .unavailable,
                "\(revision): \(program) cannot give the corpus of it; name a folder instead")
        }
    }
}

import Foundation
import NLU
import Transcripts

/// The conversations of files in whatever format, what was lost of them, and what did not read.
struct ConvertedFiles {
    typealias Talk = (path: String, talk: Interchange.Talk)

    private let from: Interchange?
    private let to: Interchange
    private let missing: MissingSettings
    private(set) var talks: [Talk] = []
    private(set) var losses = Losses()
    private var failures: [Failure] = []
    private var libraries: [String: BotiumLibrary] = [:]

    private static let extensions = [
        ".transcript", ".yml", ".yaml", ".convo.txt", ".json", ".jsonl", ".md", ".markdown",
    ]

    init(from: Interchange?, to: Interchange, missing: MissingSettings) {
        (self.from, self.to, self.missing) = (from, to, missing)
    }

    mutating func read(_ names: [String]) throws {
        let names = try names.map(TranscriptFiles.path)
        let paths = try FileTree.files(names, ending: Self.extensions)
        guard !paths.isEmpty else { throw Failure(.noInput, "nothing to convert was found") }
        for path in paths {
            do {
                try read(path, isNamed: names.contains(path))
            } catch let failure as Failure {
                failures.append(failure)
            }
        }
    }

    /// - Parameter isNamed: by who called, and not only found in a folder, where others lie too.
    private mutating func read(_ path: String, isNamed: Bool) throws {
        let bytes = try InputFile.read(path)
        guard let format = from ?? Interchange.detect(bytes) else {
            guard isNamed || path.hasSuffix(".transcript") else { return }
            throw Failure(
                .badData,
                "\(path):1:1: no conversation of paydesk, rasa, botium or botframework; "
                    + "--from names what it is")
        }
        do {
            let read = try format.read(
                bytes, beside: format == .botium ? library(beside: path) : BotiumLibrary())
            losses.add(read.losses, of: path, heldBy: .paydesk)
            talks += read.talks.map { (path, complete($0, format)) }
        } catch {
            throw Failure(.badData, "\(path):\(error)")
        }
    }

    private func complete(_ talk: Interchange.Talk, _ format: Interchange) -> Interchange.Talk {
        var talk = talk
        if format != .paydesk { talk.transcript = talk.transcript.masked(isOurs: talk.isOurs) }
        // Activities of ours hold everything; the mark is for our own replay.
        let isWhole = format == .paydesk || (format == .botframework && talk.isOurs)
        if !isWhole, to == .paydesk { talk.transcript = talk.transcript.imported(from: format) }
        talk.transcript = talk.transcript.filled(with: missing)
        return talk
    }

    /// What lies in the folder of a convo, read once.
    private mutating func library(beside path: String) -> BotiumLibrary {
        guard path != "-" else { return BotiumLibrary() }
        let folder = FileTree.folder(of: path)
        if let known = libraries[folder] { return known }
        let place = folder.isEmpty ? "." : folder
        let wanted = BotiumLibrary.extensions + [".json", ".yml", ".yaml", ".md", ".markdown"]
        let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
        var library = BotiumLibrary()
        for name in names.sorted() where wanted.contains(where: name.hasSuffix) {
            guard let bytes = try? InputFile.read(place + "/" + name, limit: 1 << 20) else {
                continue
            }
            library.take(bytes, named: name)
        }
        libraries[folder] = library
        return library
    }

    /// Each with a name of its own: what the file calls it, or what the file is called; two alike
    /// are numbered.
    func named() -> [Talk] {
        var taken: Set<String> = []
        return talks.map { path, talk in
            var talk = talk
            let own = talk.name.isEmpty ? Self.name(of: path) : talk.name
            talk.name = Self.unused(own, &taken) { "\($0) (\($1))" }
            return (path, talk)
        }
    }

    /// A name that is not taken yet, and takes it.
    static func unused(
        _ name: String, _ taken: inout Set<String>, numbered: (String, Int) -> String
    ) -> String {
        var (free, number) = (name, 1)
        while !taken.insert(free).inserted {
            number += 1
            free = numbered(name, number)
        }
        return free
    }

    /// Of a record its conversation: `2026-03-02/1000-C3IEUZ89XTSADV.transcript`.
    private static func name(of path: String) -> String {
        guard path != "-" else { return "conversation" }
        let file = FileTree.name(of: path)
        let stem = String(file.prefix { $0 != "." })
        return path.hasSuffix(".transcript") ? RecordFile(path).conversation : stem
    }

    /// What did not read; exit 1 when the rest of it did.
    func refuseFailures() throws {
        guard let first = failures.first else { return }
        guard failures.count > 1 || !talks.isEmpty else { throw first }
        for failure in failures { Console.note(failure.description) }
        let many = failures.count == 1 ? "1 file" : "\(failures.count) files"
        guard talks.isEmpty else {
            throw Failure(.differs, "\(many) could not be converted, the rest has been")
        }
        throw Failure(status: first.code, "\(many) could not be converted")
    }
}

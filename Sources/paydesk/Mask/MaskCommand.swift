import ArgumentParser
import Conversation
import Foundation
import Ledger
import Quantities
import Text
import Transcripts

struct MaskCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mask",
        abstract: "Put pseudonyms in place of persons, or find what leaks.",
        discussion: """
            The same phone, card, name or customer has the same pseudonym in every file of a run. \
            --verify changes nothing: it names each place of a phone, an ID number with a right \
            check digit, a passport, a card that passes Luhn, an account abroad (IBAN), an e-mail or \
            street address, a code, a name behind "my name is" or a customer's full name, in files \
            of any format; exit 1 when there is one.

            EXAMPLES
              paydesk mask Transcripts --output masked/
              paydesk mask talk.transcript > masked.transcript
              paydesk mask --verify masked/
            """)

    @Flag(help: "Change nothing; list what leaks, exit 1 when anything does.")
    var verify = false

    @Option(
        help: ArgumentHelp(
            "A book whose customers' names are looked for as well as the demo customers'.",
            valueName: "store"), completion: .file())
    var store: String?

    @Option(
        name: .shortAndLong, help: "A folder for the masked transcripts; without it, stdout.",
        completion: .directory)
    var output: String?

    @Flag(help: "Leave customers' ids as they are, so that the transcripts still replay.")
    var keepCustomers = false

    @Flag(name: .shortAndLong, help: "Say nothing on stderr about what was masked.")
    var quiet = false

    @Argument(help: "Transcripts, folders of them, or - for stdin.", completion: .transcripts)
    var files: [String]

    func run() throws {
        let names = try names()
        try verify ? find(names) : mask(names)
    }

    private func names() throws -> [String] {
        let now = try Clock(nil).now
        var names = Set(try Ledger(at: .memory, now: now).customers().map(\.name))
        if let store {
            let book = try BookFile.look(at: BookFile.place(store), now: now)
            names.formUnion(try book.customers().map(\.name))
        }
        return names.sorted()
    }

    private func mask(_ names: [String]) throws {
        let paths = try TranscriptFiles.list(files)
        guard paths.count == 1 || output != nil else {
            throw Failure(
                .usage, "\(paths.count) files do not fit stdout; name a folder with --output")
        }
        var pseudonyms = Pseudonyms(names: names, keepsCustomers: keepCustomers)
        var places = 0
        for path in paths {
            let (transcript, masked) = pseudonyms.mask(try TranscriptFiles.read(path))
            places += masked
            guard let output else {
                var stdout = Output.standard
                try stdout.write(transcript.text)
                try stdout.flush()
                continue
            }
            // The tree below the folder named is kept, and nothing above it.
            let place = output + "/" + Self.relative(path, to: files)
            try OutputFiles.makeFolder((place as NSString).deletingLastPathComponent)
            try OutputFiles.create(place, transcript.text)
        }
        if !quiet { Console.note("\(places) lines masked in \(paths.count) files") }
    }

    static func relative(_ path: String, to roots: [String]) -> String {
        let root = roots.map { $0.hasSuffix("/") ? $0 : $0 + "/" }.first { path.hasPrefix($0) }
        let rest = root.map { String(path.dropFirst($0.count)) } ?? path
        let parts = rest.split(separator: "/").filter { $0 != ".." && $0 != "." }
        return root == nil ? String(parts.last ?? "stdin.transcript") : parts.joined(separator: "/")
    }

    private func find(_ names: [String]) throws {
        let paths = try FileTree.files(files, ending: [""])
        guard !paths.isEmpty else {
            throw Failure(.noInput, "no file in \(files.joined(separator: ", "))")
        }
        var output = Output.standard
        var leaking = 0
        for path in paths {
            var number = 0
            let bytes = try InputFile.read(path)
            for raw in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            {
                number += 1
                let line = String(decoding: raw, as: UTF8.self)
                for (column, kind) in Self.places(in: line, names) {
                    leaking += 1
                    // What leaks is named, never shown once more.
                    try output.write(
                        "\(Utterance.visible(path)):\(number):\(column): \(kind.rawValue)\n")
                }
            }
        }
        try output.flush()
        guard leaking == 0 else { throw Failure(.differs, "\(leaking) places are not masked") }
    }

    /// Columns in code points from 1, and what leaks there, from left to right.
    private static func places(
        in line: String, _ names: [String]
    ) -> [(column: Int, kind: PersonalData.Kind)] {
        let leaks = PersonalData.tales(in: line, names: names)
        return leaks.map { leak in
            let before = line.ranges(of: leak.text).first.map { line[..<$0.lowerBound] }
            return ((before?.unicodeScalars.count ?? 0) + 1, leak.kind)
        }.sorted { $0.column < $1.column }
    }
}

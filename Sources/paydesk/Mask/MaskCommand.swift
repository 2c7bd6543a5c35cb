import ArgumentParser
import Conversation
import Foundation
import Ledger
import Lending
import Text
import Transcripts

struct MaskCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mask",
        abstract: "Put pseudonyms in place of persons, or find what leaks.",
        discussion: """
            What the desk says or notes of a phone, card or name has the same pseudonym in every \
            file of a run; a customer's line holds what a record holds, such as <phone>. In the \
            place of a customer whom the demo book does not know stands a demo customer, the same \
            in every file: what is masked still replays. --map writes down who is who.

            --verify changes nothing: it names each place of a phone, an ID number with a right \
            check digit, a passport, a card that passes Luhn, an account abroad (IBAN), an e-mail or \
            street address, a code, a name behind "my name is" or a customer's full name, in files \
            of any format, hidden ones too; and each file that it could not look at, such as an \
            archive. Exit 1 when there is one of either.

            EXAMPLES
              paydesk mask Transcripts --output masked/
              paydesk mask talk.transcript > masked.transcript
              paydesk mask records/ --output masked/ --map who.tsv
              paydesk mask --verify masked/
            """)

    @Flag(help: "Change nothing; list what leaks and what could not be looked at.")
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

    @OptionGroup var key: MaskKey

    @Flag(help: "Leave customers' ids as they are.")
    var keepCustomers = false

    @Flag(name: .shortAndLong, help: "Say nothing on stderr about what was masked.")
    var quiet = false

    @Argument(help: "Transcripts, folders of them, or - for stdin.", completion: .transcripts)
    var files: [String]

    func validate() throws {
        guard !verify || (output == nil && key.path == nil) else {
            throw ValidationError(
                "--verify changes nothing: it goes with neither --output nor --map")
        }
    }

    func run() throws {
        let demo = try Ledger(at: .memory, now: Clock(nil).now).customers()
        let names = try names(demo)
        if verify {
            var search = LeakSearch(names: names)
            return try search.run(files)
        }
        try key.check(output: output)
        try mask(demo, names)
    }

    private func names(_ demo: [Customer]) throws -> [String] {
        var names = Set(demo.map(\.name))
        if let store {
            let book = try BookFile.look(at: BookFile.place(store), now: Clock(nil).now)
            names.formUnion(try book.customers().map(\.name))
        }
        return names.sorted()
    }

    private func mask(_ demo: [Customer], _ names: [String]) throws {
        let paths = try TranscriptFiles.list(files)
        guard paths.count == 1 || output != nil else {
            throw Failure(
                .usage, "\(paths.count) files do not fit stdout; name a folder with --output")
        }
        var pseudonyms = Pseudonyms(names: names)
        var standIns = StandIns(among: demo)
        var places = 0
        var failures: [Failure] = []
        for path in paths {
            do {
                let read = try TranscriptFiles.read(path)
                let record = Record(file: RecordFile(path), state: .ended, transcript: read)
                let (masked, count) = pseudonyms.mask(
                    keepCustomers ? read : standIns.put(into: record))
                places += count
                try write(masked.text, of: path)
            } catch let failure as Failure where failure.code == Failure.Code.badData.rawValue {
                failures.append(failure)
            }
        }
        try key.write(pseudonyms, standIns)
        if !quiet {
            Console.note("\(places) lines masked in \(paths.count - failures.count) files")
            for other in try others() {
                Console.note("\(other): not masked and not copied: no transcript")
            }
        }
        try refuse(failures, of: paths.count)
    }

    private func write(_ text: String, of path: String) throws {
        guard let output else {
            var stdout = Output.standard
            try stdout.write(text)
            return try stdout.flush()
        }
        // The tree below the folder named is kept, and nothing above it.
        let place = output + "/" + Self.relative(path, to: files)
        try OutputFiles.makeFolder(FileTree.folder(of: place))
        try OutputFiles.create(place, text)
    }

    /// What else lies in the folders named.
    private func others() throws -> [String] {
        let all = try FileTree.everything(files.filter { $0 != "-" })
        return (all.files + all.others.map(\.path)).filter {
            !files.contains($0) && !$0.hasSuffix(".transcript")
        }
    }

    private func refuse(_ failures: [Failure], of count: Int) throws {
        guard let last = failures.last else { return }
        guard count > 1 else { throw last }
        for failure in failures { Console.note(failure.description) }
        throw Failure(.differs, "\(failures.count) of \(count) files could not be masked")
    }

    static func relative(_ path: String, to roots: [String]) -> String {
        let root = roots.map { $0.hasSuffix("/") ? $0 : $0 + "/" }.first { path.hasPrefix($0) }
        let rest = root.map { String(path.dropFirst($0.count)) } ?? path
        let parts = rest.split(separator: "/").filter { $0 != ".." && $0 != "." }
        return root == nil ? String(parts.last ?? "stdin.transcript") : parts.joined(separator: "/")
    }
}

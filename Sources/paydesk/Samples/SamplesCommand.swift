import ArgumentParser
import NLU
import Text

struct SamplesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "samples",
        abstract: "Write a few small files to try every command with.",
        discussion: """
            A table of labelled lines, the same as YAML, a new FAQ, transcripts, a Rasa and a Botium \
            file, and which command to try with each. Nothing that is there is overwritten.

            EXAMPLES
              paydesk samples
              paydesk samples /tmp/paydesk
            """)

    @Argument(
        help: "The folder to write them to; it is made where it is not there.",
        completion: .directory)
    var folder = "samples"

    func run() throws {
        let files = Sample.all.map { (sample: $0, path: folder + "/" + $0.name) }
        // Before the first is written: half a set of samples is none.
        for (_, path) in files where FileTree.kind(path, followsLink: false) != nil {
            throw Failure(
                .cannotCreate, "\(path) is there already and is left as it is; name another folder")
        }
        try OutputFiles.makeFolder(folder)
        for (sample, path) in files { try OutputFiles.create(path, sample.text) }
        var output = Output.standard
        try output.write(Utterance.visible(folder) + ": \(files.count) files\n")
        for (sample, _) in files { try output.write("\n" + text(sample)) }
        try output.flush()
    }

    private func text(_ sample: Sample) -> String {
        let commands = sample.commands.map { command in
            "  paydesk " + command.replacing("@", with: Self.quoted(folder) + "/") + "\n"
        }
        return "\(sample.name)  \(sample.about)\n" + commands.joined()
    }

    /// As a shell reads it back.
    private static func quoted(_ path: String) -> String {
        let isPlain = path.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || "0123456789/._-".unicodeScalars.contains($0)
        }
        guard !isPlain else { return path }
        return "'" + Utterance.visible(path).replacing("'", with: "'\\''") + "'"
    }
}

import ArgumentParser
import Foundation
import Text
import Transcripts

/// Who stands behind the pseudonyms of a run, in a file for those who may know: its owner alone can
/// read it.
struct MaskKey: ParsableArguments {
    @Option(
        name: .customLong("map"),
        help: ArgumentHelp(
            "Also write who stands behind each pseudonym, readable by you alone; keep it apart.",
            valueName: "file"), completion: .file())
    var path: String?

    @Flag(name: .customLong("force"), help: "Replace a --map that is there.")
    var isForced = false

    func validate() throws {
        guard path != nil || !isForced else {
            throw ValidationError("--force goes with --map")
        }
    }

    /// Before anything is masked: a map that is there is somebody's, and one that lies with what it
    /// reveals is handed out with it.
    func check(output: String?) throws {
        guard let path else { return }
        if let output, Self.folder(of: path + "/..").hasPrefix(Self.folder(of: output)) {
            throw Failure(
                .usage, "--map lies in the folder of --output and would go with it; name another")
        }
        try Files.refuseDevice(path)
        guard isForced || FileTree.kind(path, followsLink: false) == nil else {
            throw Failure(
                .cannotCreate, "\(path): is there already; --force replaces it for good")
        }
    }

    private static func folder(of path: String) -> String {
        URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path + "/"
    }

    /// A pseudonym and who it is a line, with a tab between them.
    func write(_ pseudonyms: Pseudonyms, _ standIns: StandIns) throws {
        guard let path else { return }
        let rows =
            pseudonyms.known
            + standIns.stands.map { (pseudonym: $0.value, person: $0.key) }
            .sorted { ($0.pseudonym, $0.person) < ($1.pseudonym, $1.person) }
        if isForced { unlink(path) }
        try OutputFiles.create(
            path, rows.map { "\($0.pseudonym)\t\(Utterance.visible($0.person))\n" }.joined())
    }
}

import Text
import Training

/// `paydesk.yml` of the folder a command is run in: options that every call of a command takes, so
/// that a build server, a hook and a person ask for the same. `PAYDESK_CONFIG` names another file,
/// and none when it is empty.
enum ConfigFile {
    private static let usual = "paydesk.yml"
    /// A chat asks for nothing of it, and starts as fast as it does.
    private static let commands = ["train", "evaluate", "lint", "test"]

    /// The arguments with those of the file behind the command's name, so that of two the one that
    /// was typed counts.
    static func extended(_ arguments: [String]) throws -> [String] {
        guard let command = arguments.first, commands.contains(command) else { return arguments }
        let file = Environment["PAYDESK_CONFIG"] ?? usual
        guard !file.isEmpty, file != usual || FileTree.kind(file, followsLink: true) != nil else {
            return arguments
        }
        let bytes = try InputFile.read(file)
        do {
            let tree = try YamlTree.read(String(decoding: bytes, as: UTF8.self), file: file)
            return try [command] + (tree.map { try options(of: command, in: $0) } ?? [])
                + arguments.dropFirst()
        } catch let error as CorpusError {
            throw Failure(.configuration, error.description)
        }
    }

    private static func options(of command: String, in tree: YamlTree) throws -> [String] {
        var found: [String] = []
        for (key, value) in try tree.expectMap("the file") {
            guard commands.contains(key.text ?? "") else {
                throw unknown(key, "there is no section", among: commands)
            }
            guard key.text == command else { continue }
            let known = try CommandDescription.program.command([command])?.options ?? []
            for (option, value) in try value.expectMap(command) {
                guard let name = option.text, known.contains(name) else {
                    throw unknown(option, "\(command) has no option", among: known)
                }
                found += try arguments(name, value)
            }
        }
        return found
    }

    /// `yes` and `true` are a flag; a list is the option for each of its items.
    private static func arguments(_ name: String, _ value: YamlTree) throws -> [String] {
        let items = if case .list(let items) = value.value { items } else { [value] }
        return try items.flatMap { item -> [String] in
            switch try item.expectText(name) {
            case "true", "yes": ["--\(name)"]
            case "false", "no": []
            case let text: ["--\(name)=\(text)"]
            }
        }
    }

    private static func unknown(
        _ key: YamlTree, _ what: String, among names: [String]
    ) -> CorpusError {
        let name = key.text ?? ""
        let meant = Nearest.question(Nearest.names(to: name, among: names))
        return CorpusError(
            .invalid, key.place,
            "\(what) '\(Utterance.visible(name))'"
                + (meant.isEmpty ? "; `paydesk help` tells what there is." : meant))
    }
}

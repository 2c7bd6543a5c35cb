import ArgumentParser
import Foundation

/// For `make share`: what is installed beside the program and made from it.
struct ShareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "share",
        abstract: "Write manual pages and shell completions.",
        discussion: """
            As they lie below PREFIX/share.

            EXAMPLE
              paydesk share .build/share
            """,
        shouldDisplay: false)

    @Argument(help: "The folder to write into.", completion: .directory)
    var folder: String

    func run() throws {
        for page in CommandDescription.all.map(ManPage.init) {
            try write(page.text, "man/man1", page.fileName)
        }
        let shells: [(shell: CompletionShell, folder: String, name: String)] = [
            (.bash, "bash-completion/completions", "paydesk"),
            (.zsh, "zsh/site-functions", "_paydesk"),
            (.fish, "fish/vendor_completions.d", "paydesk.fish"),
        ]
        for (shell, folder, name) in shells {
            try write(Paydesk.completionScript(for: shell) + "\n", folder, name)
        }
    }

    /// For everybody to read, unlike all else the program writes.
    private func write(_ text: String, _ place: String, _ name: String) throws {
        let folder = folder + "/" + place
        let files = FileManager.default
        do {
            try files.createDirectory(
                atPath: folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o755])
        } catch {
            throw Failure(.cannotCreate, "\(folder): cannot be made; is its parent writable?")
        }
        let path = folder + "/" + name
        try Files.replace(path, with: text)
        try files.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    }
}

import Foundation

/// The program as `make install` leaves it, and somebody's empty home.
struct Home {
    private let folder: Folder
    private let environment: [String: String]

    init() throws {
        folder = try Folder()
        let files = FileManager.default
        for name in ["home", "usr/bin", "usr/share/paydesk"] {
            try files.createDirectory(
                atPath: folder.path(name), withIntermediateDirectories: true)
        }
        let program = URL(fileURLWithPath: Program.path()).resolvingSymlinksInPath().path
        do {
            try files.linkItem(atPath: program, toPath: folder.path("usr/bin/paydesk"))
        } catch {
            // Another disk.
            try files.copyItem(atPath: program, toPath: folder.path("usr/bin/paydesk"))
        }
        try files.copyItem(
            atPath: Paydesk.root.appendingPathComponent("Intents").path,
            toPath: folder.path("usr/share/paydesk/Intents"))
        environment = [
            "HOME": folder.path("home"), "PREFIX": folder.path("usr"),
            "PATH": folder.path("usr/bin") + ":/usr/bin:/bin",
            // What is trained once is not trained again for every page.
            "XDG_CACHE_HOME": Paydesk.environment["XDG_CACHE_HOME"] ?? "",
        ]
    }

    func run(_ step: Document.Step, after status: Int32) throws -> Program.Outcome {
        // One screen shows both streams; `$?` is that of the command before.
        guard step.isOnTerminal else {
            return try run(
                script: "exec 2>&1\n(exit \(status))\n" + step.command, input: step.input)
        }
        // Last what goes to stderr: a busy machine draws bars of progress where that is a terminal.
        let script = """
            (exit \(status))
            { \(step.command)
            } 2> problems
            status=$?
            cat problems
            exit $status
            """
        let terminal = try PseudoTerminal(
            ["-c", script], program: "/bin/sh", environment: environment,
            directory: folder.path("home"), patience: 600)
        let status = try terminal.waitForExit()
        return Program.Outcome(status: status, output: terminal.shown, stderr: "")
    }

    func run(script: String, input: String = "") throws -> Program.Outcome {
        try Program.run(
            ["-c", script], stdin: Array(input.utf8), environment: environment,
            program: "/bin/sh", directory: folder.path("home"), within: 600)
    }
}

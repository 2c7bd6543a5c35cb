import Foundation
import Ledger

/// What the program finds around it: its own files, its folders, the locale and the terminal.
enum Surroundings {
    private static let environment = ProcessInfo.processInfo.environment

    static var program: [Diagnosis] {
        let libraries = Libraries.versions.map { "\($0.name) \($0.version)" }
        let path = Bundle.main.executablePath ?? CommandLine.arguments[0]
        let versions = (["paydesk \(Version.number)"] + libraries).joined(separator: ", ")
        return [.ok("program", "\(path): \(versions)")] + settings
    }

    /// Variables that are set and cannot be meant.
    private static var settings: [Diagnosis] {
        let folders = ["XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"]
        let relative = folders.filter { environment[$0]?.hasPrefix("/") == false }
        var wrong = relative.map {
            Diagnosis.wrong(
                "settings", "\($0)=\(environment[$0] ?? "") is no absolute path and is ignored",
                mend: "set it to one that begins with /")
        }
        do {
            _ = try RollingRecord.place()
        } catch {
            wrong.append(.wrong("settings", error))
        }
        return wrong
    }

    // MARK: - Folders

    static var folders: [Diagnosis] {
        [
            folder("data", try? Paths.book().deletingLastPathComponent(), "XDG_DATA_HOME"),
            folder("state", Paths.state(), "XDG_STATE_HOME"),
            folder("cache", Paths.cache(), "XDG_CACHE_HOME"),
        ]
    }

    private static func folder(_ subject: String, _ url: URL?, _ variable: String) -> Diagnosis {
        guard let path = url?.path else {
            return .wrong(subject, "there is no home directory", mend: "set HOME or \(variable)")
        }
        var status = stat()
        guard stat(path, &status) == 0 else { return missing(subject, path, variable) }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            return .wrong(subject, "\(path) is no folder", mend: "move it away")
        }
        guard status.st_uid == geteuid() else {
            return .wrong(subject, "\(path) belongs to another user", mend: "set \(variable)")
        }
        guard status.st_mode & 0o022 == 0 else {
            return .wrong(subject, "others may write in \(path)", mend: "chmod 700 \(path)")
        }
        guard access(path, R_OK | W_OK | X_OK) == 0 else {
            return .wrong(subject, "\(path) cannot be written", mend: "chmod 700 \(path)")
        }
        return .ok(subject, path)
    }

    /// The first folder above that is there has to let it be made.
    private static func missing(_ subject: String, _ path: String, _ variable: String) -> Diagnosis
    {
        var above = path
        repeat {
            above = FileTree.folder(of: above)
        } while FileTree.kind(above, followsLink: true) == nil
        let canMake =
            FileTree.kind(above, followsLink: true) == S_IFDIR && access(above, W_OK | X_OK) == 0
        guard canMake else {
            return .wrong(
                subject, "\(path) cannot be made in \(above)",
                mend: "make it yourself, or set \(variable)")
        }
        return .ok(subject, "\(path): made when it is needed")
    }

    // MARK: - Locale and terminal

    static var screen: [Diagnosis] { [locale, terminal] }

    private static var locale: Diagnosis {
        let named = ["LC_ALL", "LC_CTYPE", "LANG"].first { environment[$0]?.isEmpty == false }
        let name = named.flatMap { environment[$0] } ?? "none set"
        guard Wrapping.width("还") == 2 else {
            return .wrong(
                "locale", "no UTF-8 locale can be had", mend: "install the locale C.UTF-8")
        }
        let codeset = name.uppercased()
        guard codeset.hasSuffix("UTF-8") || codeset.hasSuffix("UTF8") else {
            return .note(
                "locale", "\(name) is not UTF-8, and Paydesk writes UTF-8 all the same",
                mend: "where Chinese is not shown, set LANG=C.UTF-8")
        }
        return .ok("locale", name)
    }

    private static var terminal: Diagnosis {
        guard Screen.isInteractive else {
            return .ok("terminal", "none here: lines are read without editing")
        }
        let name = environment["TERM"] ?? ""
        guard !name.isEmpty, isKnown(name) else {
            return .wrong(
                "terminal", "TERM=\(name) is not known here, so lines cannot be edited",
                mend: "set TERM=xterm, or install ncurses-term")
        }
        let size = "\(name), \(Screen.columns) columns"
        let colours = Screen.isColoured ? "" : ", without colours"
        guard Screen.columns >= 40 else {
            return .note("terminal", size + colours, mend: "make it 40 or wider")
        }
        return .ok("terminal", size + colours)
    }

    /// Whether its capabilities are described where ncurses looks.
    private static func isKnown(_ name: String) -> Bool {
        let own = [environment["TERMINFO"], environment["HOME"].map { $0 + "/.terminfo" }]
        let places =
            own.compactMap(\.self)
            + (environment["TERMINFO_DIRS"] ?? "").components(separatedBy: ":")
            + ["/etc/terminfo", "/lib/terminfo", "/usr/lib/terminfo", "/usr/share/terminfo"]
        guard !name.contains("/"), let first = name.utf8.first else { return false }
        let folders = [String(name.prefix(1)), String(first, radix: 16)]
        return places.filter { !$0.isEmpty }.contains { place in
            folders.contains { FileTree.kind("\(place)/\($0)/\(name)", followsLink: true) != nil }
        }
    }
}

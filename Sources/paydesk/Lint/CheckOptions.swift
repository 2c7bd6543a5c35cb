import ArgumentParser
import Training

extension Finding.Check: ExpressibleByArgument {}

/// Which checks are made, and how grave what they find is.
struct CheckOptions: ParsableArguments {
    @Option(parsing: .upToNextOption, help: "Only these checks.")
    var check: [Finding.Check] = []

    @Option(parsing: .upToNextOption, help: "All checks but these.")
    var skip: [Finding.Check] = []

    @Option(parsing: .upToNextOption, help: "What these checks find is an error.")
    var error: [Finding.Check] = []

    @Option(parsing: .upToNextOption, help: "What these checks find is a warning.")
    var warning: [Finding.Check] = []

    @Option(parsing: .upToNextOption, help: "What these checks find is a note.")
    var note: [Finding.Check] = []

    func validate() throws {
        let named = error + warning + note
        let twice = named.first { name in named.count { $0 == name } > 1 }
        if let twice {
            throw ValidationError(
                "--error, --warning and --note name \(twice.rawValue) more than once; choose one")
        }
        if let both = check.first(where: skip.contains) {
            throw ValidationError("--check and --skip both name \(both.rawValue); leave out one")
        }
    }

    var checks: Set<Finding.Check> {
        Set(check.isEmpty ? Finding.Check.allCases : check).subtracting(skip)
    }

    /// A finding as grave as was asked for.
    func weighed(_ finding: Finding) -> Finding {
        var finding = finding
        if error.contains(finding.check) { finding.severity = .error }
        if warning.contains(finding.check) { finding.severity = .warning }
        if note.contains(finding.check) { finding.severity = .note }
        return finding
    }
}

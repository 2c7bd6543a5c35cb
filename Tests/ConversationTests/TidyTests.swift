import Conversation
import Foundation
import NLU
import TestSupport
import Testing

/// The house rules, held by a test and not by a page.
@Suite struct TidyTests {
    static let sources = Project.files(in: "Sources", ending: ".swift")
    static let tests = Project.files(in: "Tests", ending: ".swift")

    /// A line has 100 columns; a text between quotation marks may reach 20 beyond them, and rows of
    /// a table of characters are as long as they have to be.
    @Test(arguments: sources + tests)
    func linesAreShortAndFilesSmall(_ path: String) throws {
        let lines = try Self.lines(path)
        #expect(lines.count <= 300, "\(path) has \(lines.count) lines")
        guard !path.hasPrefix("Sources/Text/") else { return }
        var isText = false
        for (number, line) in lines.enumerated() {
            if line.contains("\"\"\"") { isText.toggle() }
            let code = isText ? "" : line.replacing(/"([^"\\]|\\.)*"/, with: "")
            if line.count > 120 || code.count > 100 {
                Issue.record("\(path):\(number + 1): \(line.count) columns")
            }
        }
    }

    /// The subject of a commit has 72 characters, since this is a rule. A copy of the sources
    /// without their history has none to be judged.
    @Test func subjectsAreShort() throws {
        let git = Process()
        git.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        git.arguments = [
            "git", "-C", Project.root.path, "log", "--since=2026-11-29T09:00:00Z", "--format=%s",
        ]
        let output = Pipe()
        git.standardOutput = output
        git.standardError = FileHandle.nullDevice
        try git.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        let log = String(decoding: bytes, as: UTF8.self)
        git.waitUntilExit()
        for subject in log.split(separator: "\n") {
            #expect(subject.count <= 72, "\(subject)")
        }
    }

    private static func lines(_ path: String) throws -> [Substring] {
        var lines = try Project.text(path).split(
            separator: "\n", omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    /// What stands between the braces of a function, texts of several lines aside; the formatter
    /// sees to it that the last brace stands under the beginning.
    @Test(arguments: sources + tests)
    func functionsAreShort(_ path: String) throws {
        let function = /^ *(@[^ ]+ )*([a-z]+ )*(func |init[?(<]|subscript)/
        let lines = try Self.lines(path)
        for (number, line) in lines.enumerated()
        where line.contains(function) && !line.hasSuffix("}") {
            let indent = line.prefix { $0 == " " }
            let whole = lines[number...].prefix { !$0.hasPrefix(indent + "}") }
            let body = whole.drop { !$0.hasSuffix("{") }.dropFirst()
            var isText = false
            let code = body.filter { line in
                if line.contains("\"\"\"") { isText.toggle() }
                return !isText
            }
            #expect(code.count <= 40, "\(path):\(number + 1): \(code.count) lines")
        }
    }

    /// What another package can use says what it means; operators, and what a protocol of the
    /// standard library asks for, say it by themselves.
    @Test(arguments: sources)
    func whatIsPublicIsDocumented(_ path: String) throws {
        let lines = try Self.lines(path)
        let known =
            #/
            public \s (?: static\s | prefix\s )*
            (?: func\s[-+*<=] | func\s(?:encode|hash)\( | init\(from\s | var\sdescription )
            /#
        for (number, line) in lines.enumerated()
        where line.contains(/^ *public (?!extension)/) && !line.contains(known) {
            let before = lines[..<number].last { !$0.contains(/^ *(@|\/\/ )/) } ?? ""
            #expect(before.contains("///"), "\(path):\(number + 1): \(line)")
        }
    }

    @Test(arguments: sources)
    func nothingTrapsForConvenience(_ path: String) throws {
        let text = try Project.text(path)
        for word in ["try!", "as!", "fatalError(", " TODO", " FIXME"] {
            #expect(!text.contains(word), "\(path) contains \(word)")
        }
    }

    /// What hears, reckons and decides is pure: no clock, no files, no Foundation.
    private static let pure = ["Quantities", "Text", "Entities", "NLU", "Lending", "Conversation"]

    @Test(
        arguments: sources.filter { path in
            pure.contains { path.hasPrefix("Sources/\($0)/") }
        })
    func theCoreIsPure(_ path: String) throws {
        let text = try Project.text(path)
        for word in ["import Foundation", "import Glibc", "import GRDB", "print(", ".random("] {
            #expect(!text.contains(word), "\(path) contains \(word)")
        }
    }

    /// No two modules have a type of one name, unless it stands within another type.
    @Test func aTypeHasItsNameOnce() throws {
        var modules: [Substring: Set<Substring>] = [:]
        let types =
            /(?m)^(?:(?:public|package|final|indirect) )*(?:struct|class|enum|protocol) (\w+)/
        for path in Self.sources {
            let module = path.split(separator: "/")[1]
            for type in try Project.text(path).matches(of: types) {
                modules[type.output.1, default: []].insert(module)
            }
        }
        #expect(modules.count > 300)
        for (name, modules) in modules.sorted(by: { $0.key < $1.key }) where modules.count > 1 {
            Issue.record("\(name) is a type of \(modules.sorted().joined(separator: ", "))")
        }
    }

    /// An intent says what it is in its own file. Only a service knows which intents open it.
    @Test(
        arguments: sources.filter { path in
            // `help` is a command there.
            !path.hasPrefix("Sources/paydesk/CommandLine/")
                && !path.hasPrefix("Sources/Conversation/Services/")
        })
    func noIntentIsNamed(_ path: String) throws {
        let text = try Project.text(path)
        let beginnings = ["query_", "quote_", "faq_", "early_", "instalment_"]
        for name in Project.model.intents + beginnings {
            #expect(!text.contains("\"\(name)\""), "\(path) names \(name)")
        }
    }

    /// Every act of the corpus is one the desk knows, and of each act there is an intent.
    @Test func actsAreKnown() {
        let kinds = Project.model.kinds
        for intent in Project.model.intents {
            switch kinds.kind(of: intent) {
            case .talk: #expect(kinds.talk(intent) != nil, "\(intent)")
            case .report: #expect(kinds.report(intent) != nil, "\(intent)")
            case .order, .price, .query, .faq, nil: break
            }
        }
        #expect(TalkAct.allCases.allSatisfy { kinds.name(of: $0) != nil })
        #expect(ReportAct.allCases.allSatisfy { kinds.name(of: $0) != nil })
    }

    /// What a service is for and what its intents say they are is the same.
    @Test func servicesAnswerOrdersAndQuestions() {
        let kinds = Project.model.kinds
        for service in Project.assistant.services where !service.intents.isEmpty {
            let isOrder = service.intents.allSatisfy(kinds.isOrder)
            #expect(isOrder || service.intents.allSatisfy(kinds.isReadOnly), "\(service.name)")
            #expect(service.isReadOnly != isOrder, "\(service.name)")
        }
    }

    /// Only the program writes to the terminal, and never by `print`, which hides a full disk.
    @Test(arguments: sources)
    func nothingPrints(_ path: String) throws {
        #expect(try !Project.text(path).contains(/\bprint\(/), "\(path)")
    }

    /// The program opens no socket, and starts no other program but what a bisect asks: git, and
    /// an older paydesk.
    @Test(arguments: sources + Project.files(in: "Sources", ending: ".c"))
    func nothingIsStartedAndNothingConnects(_ path: String) throws {
        let starter = "Sources/paydesk/CommandLine/OtherProgram.swift"
        let text = try Project.text(path)
        #expect(!text.contains("OtherProgram.run(") || path.hasPrefix("Sources/paydesk/Replay/"))
        guard path != starter else { return }
        #expect(!text.contains(/\b(Process|posix_spawn|fork|execv\w*|system|popen|socket)\(/))
        #expect(!text.contains("URLSession"), "\(path)")
    }

    /// Money is never a floating-point number; the power and the root of R3 and R11 are no money.
    @Test(
        arguments: sources.filter {
            $0.hasPrefix("Sources/Quantities/") || $0.hasPrefix("Sources/Lending/")
        })
    func moneyIsExact(_ path: String) throws {
        let allowed = ["Schedule.swift", "Amortisation.swift", "AnnualRate.swift"]
        guard !allowed.contains(where: { path.hasSuffix($0) }) else { return }
        #expect(try !Project.text(path).contains(/\b(Double|Float)\b/), "\(path)")
    }
}

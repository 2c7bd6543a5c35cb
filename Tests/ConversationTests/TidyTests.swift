import Foundation
import Testing

/// The house rules, held by a test and not by a page.
@Suite struct TidyTests {
    static let sources = Project.files(in: "Sources", ending: ".swift")
    static let tests = Project.files(in: "Tests", ending: ".swift")

    @Test(arguments: sources + tests)
    func linesAreShortAndFilesSmall(_ path: String) throws {
        let lines = try Project.text(path).split(separator: "\n", omittingEmptySubsequences: false)
        // Tables of characters and words are data; a row of them is as long as it has to be.
        let isTable = path.contains("/NLU/Text/") || path.hasSuffix("/Phrase.swift")
        #expect(lines.count <= 320, "\(path) has \(lines.count) lines")
        for (number, line) in lines.enumerated() where !isTable && line.count > 120 {
            Issue.record("\(path):\(number + 1): \(line.count) columns")
        }
    }

    @Test(arguments: sources)
    func nothingTrapsForConvenience(_ path: String) throws {
        let text = try Project.text(path)
        for word in ["try!", "as!", "fatalError(", " TODO", " FIXME"] {
            #expect(!text.contains(word), "\(path) contains \(word)")
        }
    }

    /// Quantities, Lending and Conversation are pure: no clock, no files, no Foundation.
    @Test(
        arguments: sources.filter { path in
            ["Quantities/", "Lending/", "Conversation/"].contains {
                path.hasPrefix("Sources/" + $0)
            }
        })
    func theCoreIsPure(_ path: String) throws {
        let text = try Project.text(path)
        for word in ["import Foundation", "import Glibc", "import GRDB", "print(", ".random("] {
            #expect(!text.contains(word), "\(path) contains \(word)")
        }
    }

    /// Only the program writes to the terminal, and never by `print`, which hides a full disk.
    @Test(arguments: sources)
    func nothingPrints(_ path: String) throws {
        #expect(try !Project.text(path).contains(/\bprint\(/), "\(path)")
    }

    /// The program starts no other program and opens no socket.
    @Test(arguments: sources + Project.files(in: "Sources", ending: ".c"))
    func nothingIsStartedAndNothingConnects(_ path: String) throws {
        let text = try Project.text(path)
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

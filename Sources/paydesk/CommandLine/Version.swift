import Foundation
import Ledger
import NLU

enum Version {
    static let number = "0.1.0"

    /// What records call the program.
    static let name = "paydesk \(number)"
    /// The day it was made: manual pages carry it.
    static let date = "2026-11-29"

    /// The program, what it understands by, and what it runs on: what a report of a fault needs.
    static var text: String {
        let libraries = Libraries.versions.map { "\($0.name) \($0.version)" }
        return ([name] + understanding + [libraries.joined(separator: ", ")])
            .joined(separator: "\n")
    }

    /// The model that would answer, and its corpus, by the digests that records name too. Nothing
    /// is trained for it.
    private static var understanding: [String] {
        guard let corpus = try? Paths.intents() else { return ["no corpus found"] }
        guard let model = try? ModelCache(corpus: corpus).kept() else {
            return ["model not trained yet", "corpus \(corpus.relativePath)"]
        }
        return [
            "model \(model.digest)", "corpus \(model.corpusDigest) \(corpus.relativePath)",
        ]
    }
}

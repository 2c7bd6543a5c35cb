import Ledger
import NLU

enum Version {
    static let number = "0.1.0"
    /// The day it was made: manual pages carry it.
    static let date = "2026-11-29"

    /// The program, what it understands by, and what it runs on: what a report of a fault needs.
    static var text: String {
        let libraries = Libraries.versions.map { "\($0.name) \($0.version)" }
        return (["paydesk \(number)"] + understanding + [libraries.joined(separator: ", ")])
            .joined(separator: "\n")
    }

    /// The model that would answer, by its digests. Nothing is trained for it.
    private static var understanding: [String] {
        guard let corpus = try? Paths.intents(), let model = try? ModelCache(corpus: corpus).kept()
        else { return ["model not trained yet"] }
        return ["model \(model.digest)", "corpus \(model.corpusDigest)"]
    }
}

import ArgumentParser
import Foundation
import NLU
import Training

/// Where understanding comes from: a corpus, trained on first use and cached, or a trained model.
struct ModelOptions: ParsableArguments {
    @Option(
        help: """
            The corpus: a directory of intent files. Default: $PAYDESK_INTENTS, then ./Intents, then \
            the one installed with the program.
            """,
        completion: .file())
    var intents: String?

    @Option(help: "A trained model instead of a corpus.", completion: .file())
    var model: String?

    func load() throws -> Model {
        if let model { return try Self.open(URL(fileURLWithPath: model)) }
        return try ModelCache(corpus: corpus()).model()
    }

    /// The model of whoever names none.
    static func usual() throws -> Model { try ModelCache(corpus: Paths.intents()).model() }

    /// The model that `load` would give, unless it had to be trained first.
    func kept() throws -> Model? {
        if let model { return try Self.open(URL(fileURLWithPath: model)) }
        return try ModelCache(corpus: corpus()).kept()
    }

    /// Where the corpus is, whether or not a model takes its place.
    func corpus() throws -> URL {
        guard intents != "-" else {
            throw Failure(
                .usage,
                "--intents takes a file or a folder here; train what a pipe brings with "
                    + "`paydesk train --intents - --output FILE`, and name the model")
        }
        return try intents.map { URL(fileURLWithPath: $0) } ?? Paths.intents()
    }
    static func open(_ file: URL) throws -> Model {
        guard FileManager.default.fileExists(atPath: file.path) else {
            throw Failure(
                .noInput,
                "\(file.path): no such model; make one with `paydesk train --output \(file.path)`")
        }
        do {
            return try Model.open(file.path) { Startup.leave(Failure($0)) }
        } catch {
            throw Failure(error)
        }
    }
}

extension Failure {
    /// A model that is damaged, or a disk that cannot tell.
    init(_ error: ModelError) {
        self.init(error.kind == .unreadable ? .inputOutput : .badData, error.description)
    }
}

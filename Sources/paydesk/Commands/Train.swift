import ArgumentParser
import Foundation
import NLU

struct Train: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Train a corpus to a model file.",
        discussion: """
            EXAMPLES
              paydesk train --output desk.model
              paydesk train --intents questions.csv --output questions.model
              paydesk train --intents questions.csv --closed-form --output quick.model
            """)

    @Option(help: "The corpus: a directory of intent files, or one .yml, .csv or .tsv file.")
    var intents: String?

    @Flag(help: "How much is learnt; the last is the default, and the most exact.")
    var method = TrainingMethod.featureWeights

    @Option(name: .shortAndLong, help: "The model file to write.")
    var output: String

    func run() throws {
        let corpus = try intents.map { URL(fileURLWithPath: $0) } ?? Paths.intents()
        try Files.refuseDevice(output)
        let model = try ModelTraining.train(corpus, method: method)
        do {
            try model.write(to: output)
        } catch {
            throw Failure(.cannotCreate, "\(output): \(error)")
        }
        Console.note("\(output): model \(model.digest) of corpus \(model.corpusDigest)")
    }
}

extension TrainingMethod: EnumerableFlag {
    public static func name(for method: TrainingMethod) -> NameSpecification { .long }

    public static func help(for method: TrainingMethod) -> ArgumentHelp? {
        switch method {
        case .closedForm: "Count every line once: one pass, and nothing to fit."
        case .weightedCounts: "Count more of the lines that their neighbours would mistake."
        case .featureWeights: "Also give every feature a weight of its own."
        }
    }
}

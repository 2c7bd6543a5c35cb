import ArgumentParser
import Foundation
import NLU
import Training

struct Train: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train",
        abstract: "Train a corpus to a model file.",
        discussion: """
            Without --output the model is kept where the desk looks for it, unless it lies there \
            already.

            EXAMPLES
              paydesk train
              paydesk train --output desk.model
              paydesk train --intents questions.csv --output questions.model
              paydesk train --intents questions.csv --closed-form --output quick.model
              paydesk train --intents clinc.csv --out-of-scope oos --output clinc.model
            """)

    @Option(
        parsing: .upToNextOption,
        help: "The corpus: .yml, .csv or .tsv files, or folders of them, without folders `tests`.",
        completion: .lines)
    var intents: [String] = []

    @Option(help: "The label of lines that belong to no intent and are to be rejected.")
    var outOfScope = Interpretation.outOfScope

    @Flag(help: "How much is learnt; the last is the default, and the most exact.")
    var method = TrainingMethod.featureWeights

    @Option(name: .shortAndLong, help: "The model file to write.", completion: .file())
    var output: String?

    func validate() throws {
        let isUsual = method == .featureWeights && outOfScope == Interpretation.outOfScope
        guard output != nil || (isUsual && intents.count <= 1) else {
            throw ValidationError(
                "--output FILE is needed; the desk's own model is that of one corpus, trained as usual"
            )
        }
    }

    func run() throws {
        let paths = intents.isEmpty ? [try Paths.intents().path] : intents
        guard let output else {
            let model = try ModelCache(corpus: URL(fileURLWithPath: paths[0])).model()
            return Console.note("model \(model.digest) of corpus \(model.corpusDigest)")
        }
        try Files.refuseDevice(output)
        let corpus = try CorpusFiles.read(paths, outOfScope: outOfScope)
        let model = ModelTraining.train(corpus, method: method)
        do {
            try model.write(to: output)
        } catch {
            throw Failure(.cannotCreate, "\(error)")
        }
        Console.note("\(output): model \(model.digest) of corpus \(model.corpusDigest)")
    }
}

extension TrainingMethod: EnumerableFlag {
    package static func name(for method: TrainingMethod) -> NameSpecification { .long }

    package static func help(for method: TrainingMethod) -> ArgumentHelp? {
        switch method {
        case .closedForm: "Count every line once: one pass, and nothing to fit."
        case .weightedCounts: "Count more of the lines that their neighbours would mistake."
        case .featureWeights: "Also give every feature a weight of its own."
        }
    }
}

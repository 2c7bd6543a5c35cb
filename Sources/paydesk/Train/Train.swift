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
              paydesk train --intents kaggle.txt --no-header --text-column 2 --label-column 1 \
                --output kaggle.model
              paydesk train --intents train.csv --tune validation.csv --output tuned.model
              paydesk train --intents train.csv --threshold none --output open.model
              grep -v draft all.tsv | paydesk train --intents - --output all.model
              paydesk train --intents questions.csv --closed-form --output quick.model
              paydesk train --intents clinc.csv --out-of-scope oos --output clinc.model
            """)

    @Option(
        parsing: .upToNextOption,
        help: "The corpus: .yml, .csv or .tsv files, or folders of them, without folders `tests`.",
        completion: .lines)
    var intents: [String] = []

    @OptionGroup var options: CorpusOptions

    @OptionGroup var tuningOptions: TuningOptions

    @Flag(help: "How much is learnt; the last is the default, and the most exact.")
    var method = TrainingMethod.featureWeights

    @Option(
        name: .shortAndLong, help: "The model file to write; - is stdout.", completion: .file())
    var output: String?

    @Flag(help: "Write over a file that is no model.")
    var force = false

    func validate() throws {
        let isUsual = method == .featureWeights && options.isUsual && tuningOptions.isUsual
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
        if output != "-" { try Files.refuseOther(output, than: .model, isForced: force) }
        let corpus = try options.corpus.corpus(paths)
        options.corpus.tellMissing(corpus)
        let tuning = try tuningOptions.tuning(options.corpus)
        let model = try tuning.applied(to: ModelTraining.train(corpus, method: method))
        Reliance(corpus).tell(isTuned: !tuningOptions.isUsual)
        try write(model, to: output)
        let name = output == "-" ? "stdout" : output
        Console.note("\(name): model \(model.digest) of corpus \(model.corpusDigest)")
    }

    private func write(_ model: Model, to output: String) throws {
        guard output == "-" else {
            do {
                return try model.write(to: output)
            } catch {
                throw Failure(.cannotCreate, "\(error)")
            }
        }
        guard isatty(1) == 0 else {
            throw Failure(.usage, "a model is no text for a terminal; send it to a file or a pipe")
        }
        var stdout = Output.standard
        try stdout.write(model.bytes)
        try stdout.flush()
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

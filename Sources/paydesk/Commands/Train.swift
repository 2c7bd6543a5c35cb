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
            """)

    @Option(help: "The corpus: a directory of intent files, or one .yml, .csv or .tsv file.")
    var intents: String?

    @Option(name: .shortAndLong, help: "The model file to write.")
    var output: String

    func run() throws {
        let corpus = try intents.map { URL(fileURLWithPath: $0) } ?? Paths.intents()
        try Files.refuseDevice(output)
        let model = try ModelTraining.train(corpus)
        do {
            try model.write(to: output)
        } catch {
            throw Failure(.cannotCreate, "\(output): \(error)")
        }
        Console.note("\(output): model \(model.digest) of corpus \(model.corpusDigest)")
    }
}

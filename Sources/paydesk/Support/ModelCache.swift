import Foundation
import NLU

/// Trains a corpus on first use and keeps the model, keyed by a digest of the corpus's files.
struct ModelCache {
    let corpus: URL

    func model() throws -> Model {
        let file = try Paths.cache()?.appendingPathComponent("model-\(key()).bin")
        if let file, FileManager.default.fileExists(atPath: file.path) {
            do {
                return try Model.open(file.path)
            } catch {
                Console.note("\(file.path): \(error); training it again from \(corpus.path)")
            }
        }
        let model = ModelTraining.train(try CorpusFiles.read([corpus.path]))
        if let file { keep(model, in: file) }
        return model
    }

    /// A cache that cannot be written costs the next start half a second, no more.
    private func keep(_ model: Model, in file: URL) {
        do {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            try model.write(to: file.path)
        } catch {
            Console.note(
                "the trained model could not be kept in \(file.path): \(error.localizedDescription)"
            )
        }
    }

    /// Over the bytes of the corpus's files: any change is another model.
    private func key() throws -> String {
        do {
            // Another version of the program may train the same corpus otherwise.
            return "\(try CorpusReader.fingerprint([corpus.path]))-\(Version.number)"
        } catch {
            throw Failure(error)
        }
    }
}

enum ModelTraining {
    /// Trains a corpus; a large one takes a moment.
    static func train(_ corpus: Corpus, method: TrainingMethod = .featureWeights) -> Model {
        Waiting.show("training on \(corpus.examples.count) lines") {
            Model.train(corpus, method: method)
        }
    }
}

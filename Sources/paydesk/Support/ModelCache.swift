import Foundation
import NLU

/// Trains a corpus on first use and keeps the model, keyed by a digest of the corpus's files.
struct ModelCache {
    /// Models kept at most: whoever works on a corpus leaves one behind with every change.
    private static let mostKept = 8

    let corpus: URL

    func model() throws -> Model {
        let file = try file()
        do {
            if let model = try kept() { return model }
        } catch let error as ModelError {
            Console.note("\(error) Now training it again from \(corpus.path).")
        }
        let model = ModelTraining.train(try CorpusFiles.read([corpus.path]))
        if let file { keep(model, in: file) }
        return model
    }

    /// The model that is there already; nil when there is none.
    func kept() throws -> Model? {
        guard let file = try file() else { return nil }
        do {
            let model = try Model.open(file.path)
            // What is used stays: the date is that of the last use.
            utimes(file.path, nil)
            return model
        } catch  where error.kind == .missing {
            return nil
        }
    }

    private func file() throws -> URL? {
        try Paths.cache()?.appendingPathComponent("model-\(key()).bin")
    }

    /// A cache that cannot be written costs the next start half a second, no more.
    private func keep(_ model: Model, in file: URL) {
        do {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            try model.write(to: file.path)
            removeUnused(in: file.deletingLastPathComponent())
        } catch {
            Console.note(
                "the trained model could not be kept in \(file.path): \(error.localizedDescription)"
            )
        }
    }

    /// A model that somebody has open stays readable to them. Another program may do the same at the
    /// same time, and what cannot be removed is no harm.
    private func removeUnused(in folder: URL) {
        let files = try? FileManager.default.contentsOfDirectory(
            at: folder, includingPropertiesForKeys: [.contentModificationDateKey])
        let names = (files ?? []).filter {
            $0.lastPathComponent.hasPrefix("model-") && $0.pathExtension == "bin"
        }
        let models = names.map { file in
            let values = try? file.resourceValues(forKeys: [.contentModificationDateKey])
            return (file: file, date: values?.contentModificationDate ?? .distantPast)
        }
        for old in models.sorted(by: { $0.date > $1.date }).dropFirst(Self.mostKept) {
            try? FileManager.default.removeItem(at: old.file)
        }
    }

    /// Over the bytes of the corpus's files: any change is another model.
    private func key() throws -> String {
        do {
            return "\(try CorpusReader.fingerprint([corpus.path]))-\(Version.number)-\(Self.build)"
        } catch {
            throw Failure(error)
        }
    }

    /// Tells one build of the program from another, which may train the same corpus otherwise.
    private static let build: String = {
        var program = stat()
        guard stat("/proc/self/exe", &program) == 0 else { return "0" }
        return String(
            UInt64(bitPattern: Int64(program.st_size)) &* 0x9E37_79B9_7F4A_7C15
                ^ UInt64(bitPattern: Int64(program.st_mtim.tv_sec) &* 1_000_000_007)
                ^ UInt64(bitPattern: Int64(program.st_mtim.tv_nsec)), radix: 36)
    }()
}

enum ModelTraining {
    /// Trains a corpus; a large one takes a moment.
    static func train(_ corpus: Corpus, method: TrainingMethod = .featureWeights) -> Model {
        Waiting.show("training on \(corpus.examples.count) lines") {
            Model.train(corpus, method: method)
        }
    }
}

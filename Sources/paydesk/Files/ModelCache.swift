import CTerminal
import Foundation
import NLU
import Training

/// The model of a corpus: the one that was installed with the program, the one kept since it was
/// trained, or else a new one.
///
/// A model is found by what it is made of, the bytes of the corpus and the edition of training, so
/// that it is never that of another corpus.
struct ModelCache {
    /// Models kept at most: whoever works on a corpus leaves one behind with every change.
    private static let mostKept = 8

    let corpus: URL

    func model() throws -> Model {
        do {
            if let model = try kept(leavesTrace: true) { return model }
        } catch let error as ModelError {
            Console.note("\(error) Now training it again from \(corpus.path).")
        }
        return try made()
    }

    /// The model that is there already; nil when there is none.
    /// - Parameter leavesTrace: it is going to be used, and may be found sooner the next time.
    func kept(leavesTrace: Bool = false) throws -> Model? {
        let name = try fileName(leavesTrace)
        let places = [Paths.installed(name), Paths.cache()?.appendingPathComponent(name)]
        var damage: ModelError?
        for file in places.compactMap({ $0 }) {
            do {
                let model = try opened(file)
                // What is used stays: the date is that of the last use.
                utimes(file.path, nil)
                return model
            } catch {
                if error.kind != .missing { damage = damage ?? error }
            }
        }
        if let damage { throw damage }
        return nil
    }

    private func made() throws -> Model {
        // What is kept is read from its file, and the memory of the training is given back.
        defer { ct_give_back_memory() }
        let model = try trained()
        guard let file = Paths.cache()?.appendingPathComponent(try fileName(true)),
            keep(model, in: file)
        else { return model }
        return (try? opened(file)) ?? model
    }

    private func fileName(_ leavesTrace: Bool) throws -> String {
        do {
            let corpus = try SeenCorpora.fingerprint(corpus.path, leavesTrace: leavesTrace)
            return "model-\(corpus)-\(Model.edition).bin"
        } catch {
            throw Failure(error)
        }
    }

    private func opened(_ file: URL) throws(ModelError) -> Model {
        try Model.open(file.path) { error in
            if error.kind == .unreadable { Startup.leave(Failure(error)) }
            Self.leaveDamaged(file)
        }
    }

    /// Damage that is come upon in the middle of things: without the file the next start is sound.
    private static func leaveDamaged(_ file: URL) -> Never {
        guard unlink(file.path) == 0 else {
            Startup.leave(
                Failure(.badData, "\(file.path): the model is damaged; install Paydesk again"))
        }
        Startup.leave(
            Failure(
                .tryAgain,
                "\(file.path): the model was damaged and is removed; start again, and it is made anew"
            ))
    }

    private func trained() throws -> Model {
        let read = try CorpusFiles().corpus([corpus.path])
        let seconds = max(1, read.examples.count / Self.linesASecond)
        Console.note("training on \(corpus.relativePath), once, about \(seconds) s")
        let model = ModelTraining.train(read)
        Reliance(read).tell(isTuned: false)
        return model
    }

    /// Of a machine that is not new.
    private static let linesASecond = 7_000

    /// Where the model cannot be kept the next start takes as long as this one, no more.
    private func keep(_ model: Model, in file: URL) -> Bool {
        let folder = file.deletingLastPathComponent()
        do {
            try OutputFiles.makeFolder(folder.path)
            try model.write(to: file.path)
            removeUnused(in: folder)
            return true
        } catch {
            Console.note("the trained model could not be kept: \(error)")
            return false
        }
    }

    /// A model that somebody has open stays readable to them. Another program may do the same at
    /// the same time, and what cannot be removed is no harm.
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
}

enum ModelTraining {
    /// Trains a corpus; a large one takes a moment.
    static func train(_ corpus: Corpus, method: TrainingMethod = .featureWeights) -> Model {
        var bar = ProgressBar("training on \(corpus.examples.count) lines", total: 100)
        defer { bar.finish() }
        return Model.train(corpus, method: method) { bar.advance(to: Int($0 * 100)) }
    }
}

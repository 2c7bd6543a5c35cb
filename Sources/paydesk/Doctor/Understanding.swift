import Foundation
import NLU
import Training

/// Whether lines can be understood: the corpus, and the model trained on it.
struct Understanding {
    let options: ModelOptions

    var diagnoses: [Diagnosis] {
        do {
            let path = try options.corpus().relativePath
            let corpus = try CorpusReader.read([path])
            let what = "\(corpus.examples.count) lines of \(corpus.intents.count) intents"
            return [.ok("corpus", "\(path): \(what), \(corpus.digest)"), model(of: corpus)]
        } catch {
            // A model that is named needs no corpus.
            guard options.model != nil, options.intents == nil else {
                return [.wrong("corpus", error)]
            }
            return [.note("corpus", "\(error)"), model(of: nil)]
        }
    }

    private func model(of corpus: Corpus?) -> Diagnosis {
        do {
            guard let model = try options.kept() else {
                return .note("model", "not trained yet; the first command that needs it does, once")
            }
            guard corpus == nil || model.corpusDigest == corpus?.digest else {
                return .wrong(
                    "model", "\(model.digest) was trained on another corpus, \(model.corpusDigest)",
                    mend: "train it again with `paydesk train`")
            }
            return .ok("model", "\(model.digest) of corpus \(model.corpusDigest)")
        } catch {
            return .wrong("model", error)
        }
    }
}

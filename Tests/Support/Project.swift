import Conversation
import Desk
import Foundation
import NLU
import Training

/// The project's own files, and the model trained from them, once for all tests; or a trained one
/// of `PAYDESK_MODEL`, where training would take long.
package enum Project {
    package static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    package static let transcripts = files(in: "Transcripts", ending: ".transcript")

    package static let intents = root.appendingPathComponent("Intents").path

    package static let model: Model = {
        do {
            if let trained = ProcessInfo.processInfo.environment["PAYDESK_MODEL"] {
                return try Model.open(trained)
            }
            return try Model.train(CorpusReader.read([intents]))
        } catch {
            fatalError("the project's own corpus does not train: \(error)")
        }
    }()

    package static let assistant = Assistant(of: model)
    package static var phrasebook: Phrasebook { assistant.phrasebook }

    /// Files below a folder of the project, by path.
    package static func files(in folder: String, ending suffix: String) -> [String] {
        let base = root.appendingPathComponent(folder)
        let inside = FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String }
        return (inside ?? []).filter { $0.hasSuffix(suffix) }.sorted().map { folder + "/" + $0 }
    }

    package static func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: root.appendingPathComponent(path)))
    }

    package static func text(_ path: String) throws -> String {
        String(decoding: try bytes(path), as: UTF8.self)
    }
}

import Conversation
import Desk
import Foundation
import NLU
import Testing
import Training

/// The project's own files, and the model trained from them, once for all tests.
enum Project {
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static let model: Model = {
        do {
            return try Model.train(CorpusReader.read([root.appendingPathComponent("Intents").path]))
        } catch {
            fatalError("the project's own corpus does not train: \(error)")
        }
    }()

    static let assistant = Assistant(of: model)
    static var phrasebook: Phrasebook { assistant.phrasebook }

    /// Files below a folder of the project, by path.
    static func files(in folder: String, ending suffix: String) -> [String] {
        let base = root.appendingPathComponent(folder)
        let inside = FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String }
        return (inside ?? []).filter { $0.hasSuffix(suffix) }.sorted().map { folder + "/" + $0 }
    }

    static func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: root.appendingPathComponent(path)))
    }

    static func text(_ path: String) throws -> String {
        String(decoding: try bytes(path), as: UTF8.self)
    }
}

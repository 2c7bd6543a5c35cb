import Conversation
import Foundation
import Lending
import Text

/// Documents the desk issues, as files that only the customer can read: what a printer would be in
/// a branch. Where they are is told on stderr, a channel that no transcript holds.
enum Documents {
    static func deliver(
        _ phrasebook: Phrasebook
    ) -> (_ document: Reply, Receipt, Language) -> Void {
        { document, receipt, language in
            let text = phrasebook.text(document, in: language) + "\n"
            do {
                let path = try write(text, name: "certificate-\(receipt.number).txt")
                let told = Reply("document_saved", ["path": .text(path)])
                Console.write(phrasebook.text(told, in: language) + "\n")
            } catch {
                let told = Reply("document_not_saved", ["receipt": .text(receipt.number)])
                Console.write(phrasebook.text(told, in: language) + "\n")
                Console.note("\(error)")
            }
        }
    }

    /// Never over something that is already there: books of the same customer may number alike.
    private static func write(_ text: String, name: String) throws -> String {
        let folder = try Paths.documents()
        try OutputFiles.makeFolder(folder.path)
        for attempt in 1...1000 {
            let stem = name.dropLast(4) + (attempt == 1 ? "" : "-\(attempt)") + ".txt"
            let path = folder.appendingPathComponent(String(stem)).path
            let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600)
            guard file >= 0 else {
                if errno == EEXIST { continue }
                throw Failure(
                    .cannotCreate, "\(path) cannot be created: \(String(cString: strerror(errno)))")
            }
            try OutputFiles.fill(file, path, with: text)
            return path
        }
        throw Failure(.cannotCreate, "\(folder.path) holds a thousand documents of this name")
    }
}

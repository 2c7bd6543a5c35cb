import Conversation
import Foundation

/// The dialogue as one row of the store: JSON with sorted keys, so that equal states are equal
/// bytes.
package enum DialogueCoding {
    package static func encode(_ dialogue: Dialogue) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return [UInt8](try encoder.encode(dialogue))
    }

    package static func decode(_ bytes: [UInt8]) throws -> Dialogue {
        try JSONDecoder().decode(Dialogue.self, from: Data(bytes))
    }
}

import Foundation

enum Files {
    /// What we write replaces what is there: that must be a file or nothing, never a device.
    static func refuseDevice(_ path: String) throws {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard let type = attributes?[.type] as? FileAttributeType, type != .typeRegular else {
            return
        }
        throw Failure(.cannotCreate, "\(path) is no plain file; name another one")
    }

    /// Writes a file whole or not at all.
    static func replace(_ path: String, with text: String) throws {
        try refuseDevice(path)
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw Failure(
                .cannotCreate, "\(path): cannot be written: \(error.localizedDescription)")
        }
    }
}

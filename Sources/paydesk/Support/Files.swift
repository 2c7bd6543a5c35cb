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
}

import Foundation
import Quantities
import Testing

/// The day that relative dates count from in tests.
let day = Day(number: 20_514)

func referenceExponential(_ value: Float) -> Float { Float(exp(Double(value))) }

func referenceLogarithm(_ value: Float) -> Float { Float(log(Double(value))) }

/// The root of the project, found from this file.
let projectRoot = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

/// A directory that is removed again.
func withTemporaryDirectory(_ body: (String) throws -> Void) throws {
    let directory = FileManager.default.temporaryDirectory
        .appendingPathComponent("paydesk-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    try body(directory.path)
}

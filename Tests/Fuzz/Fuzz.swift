import Foundation

/// What libFuzzer is given: one of the readers below by the name in `PAYDESK_FUZZ`. See `run`.
@_cdecl("Fuzz_main")
public func fuzzMain(
    _ count: Int32, _ words: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> Int32 {
    guard Fuzz.targets[Fuzz.name] != nil else {
        print("PAYDESK_FUZZ is one of \(Fuzz.targets.keys.sorted().joined(separator: " "))")
        return 64
    }
    var (count, words) = (count, words)
    return runDriver(&count, &words) { fuzzOneInput($0, $1) }
}

/// The name that libFuzzer looks for.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ bytes: UnsafePointer<UInt8>?, _ length: Int) -> Int32 {
    Fuzz.target(Array(UnsafeBufferPointer(start: bytes, count: length)))
    return 0
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<Int32>,
    _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32

enum Fuzz {
    typealias Target = @Sendable ([UInt8]) -> Void

    /// Everything that reads bytes which somebody else wrote.
    static let targets: [String: Target] = [
        "line": { line($0) }, "amount": { amount($0) }, "talk": { Talk.shared.lead($0) },
        "dialogue": { Talk.shared.resume($0) }, "corpus": { corpus($0, "fuzz.yml") },
        "csv": { corpus($0, "fuzz.csv") }, "tsv": { corpus($0, "fuzz.tsv") },
        "transcript": { transcript($0) }, "rasa": { convert($0, .rasa) },
        "botium": { convert($0, .botium) }, "botframework": { convert($0, .botframework) },
        "model": { model($0) }, "lines": { lines($0) }, "keys": { Keys.shared.type($0) },
    ]

    static let name = ProcessInfo.processInfo.environment["PAYDESK_FUZZ"] ?? ""
    static let target: Target = targets[name] ?? { _ in }
}

import Foundation
import FuzzReaders

private let name = ProcessInfo.processInfo.environment["PAYDESK_FUZZ"] ?? ""

/// What libFuzzer is given: one of the readers by the name in `PAYDESK_FUZZ`. See `run`.
@_cdecl("Fuzz_main")
public func fuzzMain(
    _ count: Int32, _ words: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> Int32 {
    guard FuzzReader.all[name] != nil else {
        print("PAYDESK_FUZZ is one of \(FuzzReader.all.keys.sorted().joined(separator: " "))")
        return 64
    }
    var (count, words) = (count, words)
    return runDriver(&count, &words) { fuzzOneInput($0, $1) }
}

private let read = FuzzReader.all[name] ?? { _ in }

/// The name that libFuzzer looks for.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ bytes: UnsafePointer<UInt8>?, _ length: Int) -> Int32 {
    read(Array(UnsafeBufferPointer(start: bytes, count: length)))
    return 0
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<Int32>,
    _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32

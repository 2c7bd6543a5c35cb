import Foundation
import FuzzReaders
import TestSupport
import Testing

/// The readers that `make fuzz` feeds for long: each has inputs that are kept, and takes them. One
/// that does not ends the tests, as what it finds is a trap.
@Suite struct FuzzReaderTests {
    private static let corpora = "Tests/Fuzz/Corpora"

    @Test func eachHasInputs() {
        let inputs = Project.files(in: Self.corpora, ending: "").map { $0.split(separator: "/") }
        let names = Set(inputs.filter { $0.count == 5 }.map { String($0[3]) })
        #expect(names == Set(FuzzReader.all.keys))
    }

    /// But for the keys, which take the place of the terminal that the tests run at.
    @Test func eachTakesThem() throws {
        for (name, read) in FuzzReader.all where name != "keys" {
            for input in Project.files(in: "\(Self.corpora)/\(name)", ending: "") {
                read(try Project.bytes(input))
            }
        }
    }
}

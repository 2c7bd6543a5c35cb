import CVector
import TestSupport
import Testing

@testable import NLU

@Suite("The tables of a model")
struct ModelTableTests {
    @Test("every feature has its row, and no other has one", arguments: [0, 1, 9, 1000, 20_000])
    func features(count: Int) {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SplitMix(state: seed)
        let hashes = (0..<count).map { _ in random.next() }
        let bits = FeatureTable.bits(for: count)
        let bytes = FeatureTable.bytes(of: hashes, bits: bits)
        #expect(bytes.count == FeatureTable.size(bits: bits))
        bytes.withUnsafeBytes { bytes in
            let table = FeatureTable(bytes.baseAddress!, bits: bits, rowCount: count)
            for (row, hash) in hashes.enumerated() {
                #expect(table.number(of: hash) == row + 1, "seed \(seed)")
            }
            for _ in 0..<1000 {
                #expect(table.number(of: random.next()) == 0, "seed \(seed)")
            }
        }
    }

    @Test("many features found at once are those found one by one, each row once")
    func manyFeatures() {
        let (count, stride, seed) = (3000, 16, UInt64.random(in: 0...UInt64.max))
        var random = SplitMix(state: seed)
        let hashes = (0..<count).map { _ in random.next() }
        let bits = FeatureTable.bits(for: count)
        var lines = [UInt8](repeating: 0, count: count + 1)
        let rows = [UInt8](repeating: 0, count: count * stride)
        FeatureTable.bytes(of: hashes, bits: bits).withUnsafeBytes { bytes in
            let table = FeatureTable(bytes.baseAddress!, bits: bits, rowCount: count)
            rows.withUnsafeBufferPointer { rows in
                let place = table.place(of: rows.baseAddress!, stride: stride)
                for line in UInt8(1)...50 {
                    // Known ones, some of them twice, and unknown ones.
                    var asked = (0..<150).map { _ in hashes[Int(random.next() % 3000)] }
                    asked += asked.prefix(40) + (0..<100).map { _ in random.next() }
                    asked.shuffle(using: &random)
                    lines[0] = line
                    var found = [UnsafePointer<UInt8>?](repeating: nil, count: asked.count)
                    let distinct = paydesk_find_rows(
                        asked, asked.count, place, &lines, line, &found)
                    var expected: [Int] = []
                    for number in asked.map({ table.number(of: $0) })
                    where number > 0 && !expected.contains(number - 1) {
                        expected.append(number - 1)
                    }
                    let places = found.prefix(distinct).map { pointer in
                        pointer.map { ($0 - rows.baseAddress!) / stride }
                    }
                    #expect(places == expected, "seed \(seed)")
                }
            }
        }
    }

    @Test("sums of rows are exact", arguments: [(16, 1), (48, 256), (80, 257), (176, 1000)])
    func sums(stride: Int, count: Int) {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SplitMix(state: seed)
        // The heaviest rows come first, where a sum of 16 bits would overflow.
        let rows = (0..<count).map { row in
            (0..<stride).map { _ in
                row < 300 ? UInt8.max : UInt8.random(in: 0...255, using: &random)
            }
        }
        let expected = (0..<stride).map { column in
            rows.reduce(Int32(0)) { $0 + Int32($1[column]) - 128 }
        }
        var sums = [Int32](repeating: 7, count: stride)
        rows.flatMap(\.self).withUnsafeBufferPointer { bytes in
            let pointers = (0..<count).map { row in bytes.baseAddress.map { $0 + row * stride } }
            pointers.withUnsafeBufferPointer { pointers in
                sums.withUnsafeMutableBufferPointer { RowSum.add(pointers, stride: stride, to: $0) }
            }
        }
        #expect(sums == expected, "seed \(seed)")
    }

    /// Wide vectors or narrow ones: the bytes of a model must not tell the machine it was trained
    /// on.
    @Test func logarithmsAreTheSameInWideVectors() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SplitMix(state: seed)
        let numbers = (0..<10_000).map { _ in
            Float.random(in: 1e-6...1, using: &random) * (Bool.random(using: &random) ? 1 : 1e6)
        }
        var logarithms = numbers
        logarithms.withUnsafeMutableBufferPointer { paydesk_logarithms($0.baseAddress, $0.count) }
        for (number, found) in zip(numbers, logarithms) {
            #expect(found.bitPattern == logarithm(number).bitPattern, "\(number), seed \(seed)")
        }
        var sums = [Float](repeating: 0.25, count: 24)
        let logs = Array(numbers[0..<24])
        let rest = Array(numbers[24..<48])
        let weights = [Float](repeating: 0.001, count: 24)
        paydesk_add_left_out(&sums, logs, rest, weights, 24, 1e-5, 0.3, 0.7)
        for column in sums.indices {
            let left = rest[column] - weights[column] * 1e-5 + 0.3
            let expected = 0.25 + (logs[column] - logarithm(left)) * 0.7
            #expect(sums[column].bitPattern == expected.bitPattern, "seed \(seed)")
        }
    }
}

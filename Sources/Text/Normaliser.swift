/// The line as rules and classifier see it: width, case and script folded, known slips and what a
/// corpus takes for the same replaced, and nothing left but ideographs, words, numbers and a few
/// marks, with one space between two units that are no ideographs.
package struct NormalisedText: Equatable, Sendable {
    package private(set) var scalars: [UInt32] = []
    private var unfolded: [UInt32] = []

    private let slips: SlipTable

    package init(_ text: String) {
        self.init()
        read(text)
    }

    /// - Parameter slips: what words are read as.
    package init(_ slips: SlipTable = .standard) { self.slips = slips }

    package var string: String { Self.string(scalars[...]) }

    package static func string(_ scalars: ArraySlice<UInt32>) -> String {
        let letters = scalars.lazy.compactMap(Unicode.Scalar.init)
        let length = letters.reduce(0) { $0 + UTF8.width($1) }
        return String(unsafeUninitializedCapacity: length) { bytes in
            var end = 0
            for letter in letters {
                for byte in letter.utf8 {
                    bytes[end] = byte
                    end += 1
                }
            }
            return end
        }
    }

    /// Reads another line, in the same memory.
    package mutating func read(_ text: String) {
        var text = text
        text.withUTF8 { read($0) }
    }

    /// Reads another line, and gives what is left of it.
    package mutating func scalars(of text: String) -> [UInt32] {
        read(text)
        return scalars
    }

    /// Reads a line of valid UTF-8.
    package mutating func read(_ utf8: UnsafeBufferPointer<UInt8>) {
        scalars.removeAll(keepingCapacity: true)
        let slips = slips
        var scan = SlipTable.Scan()
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: utf8.count) { folded in
            let count = Self.fold(utf8, into: folded, &scan, slips)
            scalars += UnsafeBufferPointer(rebasing: folded[..<count])
        }
        if !scan.candidates.isEmpty { replaceSlips(slips, at: scan.candidates.sorted()) }
    }

    /// Writes no more characters than there are bytes, and says how many.
    private static func fold(
        _ utf8: UnsafeBufferPointer<UInt8>, into result: UnsafeMutableBufferPointer<UInt32>,
        _ scan: inout SlipTable.Scan, _ slips: SlipTable
    ) -> Int {
        let alphabet = Alphabet.standard
        var reader = ScalarReader(utf8)
        var count = 0
        var spacePending = false
        var lastKind = Alphabet.Kind.separator
        // An entry begins with an ideograph or with a word.
        var start: UInt32?
        while let scalar = reader.next() {
            let folded = alphabet.fold(scalar)
            if lastKind == .letter, !spacePending, start == nil, scan.isIdle,
                Alphabet.isPlainLetter(folded)
            {
                result[count] = folded
                let more = reader.copyPlainLetters(to: result, at: count &+ 1)
                scan.skip(more &+ 1)
                count &+= more &+ 1
                continue
            }
            if folded == Alphabet.nothing { continue }
            if folded == Alphabet.space {
                spacePending = true
                continue
            }
            let kind = Alphabet.kind(folded)
            if spacePending, kind != .ideograph, lastKind != .ideograph, count > 0 {
                result[count] = Alphabet.space
                count &+= 1
                scan.take(Alphabet.space, after: start, slips)
                start = nil
                lastKind = .separator
            }
            spacePending = false
            result[count] = folded
            count &+= 1
            scan.take(folded, after: start, slips)
            start = kind == .ideograph || kind != lastKind ? folded : nil
            lastKind = kind
        }
        scan.take(Alphabet.space, after: start, slips)
        return count
    }

    private mutating func replaceSlips(_ slips: SlipTable, at candidates: [Int]) {
        // What is before this place has been copied; nil as long as nothing was replaced.
        var copied: Int?
        for place in candidates where place >= copied ?? 0 {
            guard let entry = slips.entry(at: place, of: copied == nil ? scalars : unfolded) else {
                continue
            }
            if copied == nil {
                swap(&scalars, &unfolded)
                scalars.removeAll(keepingCapacity: true)
            }
            scalars += unfolded[(copied ?? 0)..<place]
            scalars += entry.to
            copied = place + entry.from.count
        }
        if let copied { scalars += unfolded[copied...] }
    }

    package static func == (a: NormalisedText, b: NormalisedText) -> Bool { a.scalars == b.scalars }
}

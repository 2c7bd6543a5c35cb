/// The line as rules and classifier see it: width, case and script folded, known slips and other
/// lenders' names replaced, and nothing left but ideographs, words, numbers and a few marks, with
/// one space between two units that are no ideographs.
public struct NormalisedText: Equatable, Sendable {
    var scalars: [UInt32] = []
    private var unfolded: [UInt32] = []

    public init(_ text: String) { read(text) }

    init() {}

    public var string: String { Self.string(scalars[...]) }

    static func string(_ scalars: ArraySlice<UInt32>) -> String {
        var view = String.UnicodeScalarView()
        for value in scalars {
            if let scalar = Unicode.Scalar(value) { view.append(scalar) }
        }
        return String(view)
    }

    /// Reads another line, in the same memory.
    mutating func read(_ text: String) {
        scalars.removeAll(keepingCapacity: true)
        let alphabet = Alphabet.standard
        let slips = SlipTable.standard
        var mayHoldSlip = false
        var spacePending = false
        var lastIsIdeograph = true
        var last = Alphabet.space
        for scalar in text.unicodeScalars {
            let folded = alphabet.fold(scalar.value)
            if folded == Alphabet.nothing { continue }
            if folded == Alphabet.space {
                spacePending = true
                continue
            }
            let isIdeograph = Alphabet.kind(folded) == .ideograph
            if spacePending, !isIdeograph, !lastIsIdeograph {
                scalars.append(Alphabet.space)
                mayHoldSlip = mayHoldSlip || slips.mayStart(last, Alphabet.space)
            }
            scalars.append(folded)
            mayHoldSlip = mayHoldSlip || slips.mayStart(last, folded)
            last = folded
            spacePending = false
            lastIsIdeograph = isIdeograph
        }
        if mayHoldSlip || slips.mayStart(last, Alphabet.space) { replaceSlips(slips) }
    }

    private mutating func replaceSlips(_ slips: SlipTable) {
        swap(&scalars, &unfolded)
        scalars.removeAll(keepingCapacity: true)
        var position = 0
        while position < unfolded.count {
            guard let entry = slips.entry(at: position, of: unfolded) else {
                scalars.append(unfolded[position])
                position += 1
                continue
            }
            scalars += entry.to
            position += entry.from.count
        }
    }

    public static func == (a: NormalisedText, b: NormalisedText) -> Bool { a.scalars == b.scalars }
}

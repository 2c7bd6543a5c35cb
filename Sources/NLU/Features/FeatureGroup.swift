/// The kinds of features. Each group is a multinomial of its own; a mixed line shares one mass
/// between the groups of a family, so that one Latin word in a Chinese line weighs one word.
///
/// Smoothing and weights were fitted once on public sets of Chinese and English questions; the
/// weights are scaled so that the fitted temperature is near 1.
package enum FeatureGroup: UInt8, CaseIterable, Sendable {
    /// One ideograph.
    case character
    /// Two neighbouring units or a unit and the edge of the line, with at least one ideograph.
    case characterPair
    /// Three neighbouring units, with at least one ideograph.
    case characterTriple
    /// An ordered pair of units two to five apart, with at least one ideograph.
    case characterSkip
    /// The stem of a word; a number or a mark as it stands.
    case stem
    case stemPair
    case stemSkip
    /// Four letters within a word and its edges; a shorter word whole.
    case fourLetters
    /// Five letters across the words of a run.
    case fiveLetters
    /// The toneless reading of one ideograph.
    case sound
    /// Two neighbours as they sound, or one and the edge of the line, with at least one ideograph.
    case soundPair

    package enum Family: UInt8, CaseIterable, Sendable {
        case single, pair, part, skip, run, sound, soundPair
    }

    package var family: Family {
        switch self {
        case .character, .stem: .single
        case .characterPair, .stemPair: .pair
        case .characterTriple, .fourLetters: .part
        case .characterSkip, .stemSkip: .skip
        case .fiveLetters: .run
        case .sound: .sound
        case .soundPair: .soundPair
        }
    }

    /// Added to each count (the α of the group's multinomial).
    package var smoothing: Float {
        switch self {
        case .character, .characterPair, .stem, .fourLetters, .fiveLetters, .sound, .soundPair:
            0.3
        case .characterTriple, .characterSkip: 0.1
        case .stemPair, .stemSkip: 0.09
        }
    }

    /// How much a log-odds of the group counts (γ): groups repeat each other's evidence.
    package var weight: Float {
        switch self {
        case .character: 0.21
        case .characterPair: 0.15
        case .characterTriple: 0.075
        case .characterSkip: 0.04
        case .stem: 0.22
        case .stemPair: 0.10
        case .stemSkip: 0.034
        case .fourLetters: 0.062
        case .fiveLetters: 0.040
        case .sound: 0.11
        case .soundPair: 0.13
        }
    }

    /// The group of a feature is the lowest bits of its hash, so that no two groups share one and
    /// no hash is 0.
    package static let bits: UInt64 = 4

    /// Mixes what a feature is with its group.
    @inline(__always)
    func sign(_ hash: UInt64) -> UInt64 {
        var mixed = hash &+ UInt64(rawValue) &* 0xD6E8_FEB8_6659_FD93
        mixed = (mixed ^ mixed >> 32) &* 0x9E37_79B9_7F4A_7C15
        mixed ^= mixed >> 29
        return mixed & ~0xF | UInt64(rawValue + 1)
    }

    package static func of(_ hash: UInt64) -> FeatureGroup {
        guard let group = FeatureGroup(rawValue: UInt8(hash & 0xF) &- 1) else {
            preconditionFailure("every hash is signed by its group")
        }
        return group
    }
}

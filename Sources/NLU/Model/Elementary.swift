/// Natural logarithm of eight positive, normal numbers at a time.
///
/// From log(m) = 2 artanh((m - 1) / (m + 1)) with m within a factor √2 of 1, where five terms of
/// the series leave an error below the last bit of a Float. Only the four basic operations are
/// used, so that every machine trains the same bytes.
@inlinable @inline(__always)
package func logarithm(_ value: SIMD8<Float>) -> SIMD8<Float> {
    let bits = unsafeBitCast(value, to: SIMD8<UInt32>.self)
    // Biased so that the mantissa falls into √½ ..< √2.
    let shifted = bits &- SIMD8(repeating: 0x3F35_04F3)
    let exponent = unsafeBitCast(shifted, to: SIMD8<Int32>.self) &>> 23
    let mantissaBits = bits &- unsafeBitCast(exponent &<< 23, to: SIMD8<UInt32>.self)
    let mantissa = unsafeBitCast(mantissaBits, to: SIMD8<Float>.self)
    let ratio = (mantissa - 1) / (mantissa + 1)
    let square = ratio * ratio
    var series = SIMD8<Float>(repeating: 2 / 9)
    series = series * square + 2 / 7
    series = series * square + 2 / 5
    series = series * square + 2 / 3
    series = series * square + 2
    return SIMD8<Float>(exponent) * 0.693_147_18 + ratio * series
}

@inlinable @inline(__always)
package func logarithm(_ value: Float) -> Float { logarithm(SIMD8(repeating: value))[0] }

/// e to the power of eight numbers that are not positive; below -80 as if -80.
///
/// A power of two times a polynomial on ±½ ln 2, by the four basic operations again.
@inlinable @inline(__always)
package func exponential(_ value: SIMD8<Float>) -> SIMD8<Float> {
    let bounded = value.replacing(with: -80, where: value .< -80)
    // Numbers this large have no fraction left: adding one and taking it off rounds.
    let magic = SIMD8<Float>(repeating: 12_582_912)
    let shifted = bounded * 1.442_695_04 + magic
    let power = shifted - magic
    let rest = bounded - power * 0.693_147_18
    var series = SIMD8<Float>(repeating: 1 / 720)
    series = series * rest + 1 / 120
    series = series * rest + 1 / 24
    series = series * rest + 1 / 6
    series = series * rest + 0.5
    series = series * rest + 1
    series = series * rest + 1
    // The rounded number stands in the lowest bits, from where it becomes the exponent.
    let exponent = (unsafeBitCast(shifted, to: SIMD8<UInt32>.self) &+ 127) &<< 23
    return series * unsafeBitCast(exponent, to: SIMD8<Float>.self)
}

/// Eight numbers from 0 to 255 to the nearest whole ones.
@inlinable @inline(__always)
package func rounded(_ value: SIMD8<Float>) -> SIMD8<UInt8> {
    let shifted = value + SIMD8<Float>(repeating: 12_582_912)
    return SIMD8<UInt8>(truncatingIfNeeded: unsafeBitCast(shifted, to: SIMD8<UInt32>.self))
}

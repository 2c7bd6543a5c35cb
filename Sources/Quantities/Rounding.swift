/// `numerator / denominator`, half up: floor(x + 1/2), the one rounding the contracts print.
///
/// Applied exactly once to each posted item (rule R1). The product is taken in 128 bits, so no
/// intermediate value can overflow; the result must fit 64 bits, which the limits of `Money`
/// ensure.
package func roundHalfUp(_ numerator: Int128, over denominator: Int128) -> Int64 {
    precondition(denominator > 0, "a rate or a day base is never zero or negative")
    precondition(numerator >= 0, "interest, fees and penalties are never negative")
    return Int64((2 * numerator + denominator) / (2 * denominator))
}

/// `numerator / denominator`, rounded down: the principal part of an instalment (rules R4, R6).
package func roundDown(_ numerator: Int128, over denominator: Int128) -> Int64 {
    precondition(denominator > 0 && numerator >= 0, "only amounts that are not negative are split")
    return Int64(numerator / denominator)
}

/// `numerator / denominator`, rounded up to the next whole unit: the minimum payment.
package func roundUp(_ numerator: Int128, over denominator: Int128) -> Int64 {
    precondition(denominator > 0 && numerator >= 0, "only amounts that are not negative are split")
    return Int64((numerator + denominator - 1) / denominator)
}

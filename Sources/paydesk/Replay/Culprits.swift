/// Finds which of many changes are to blame.
enum Culprits {
    /// The fewest of the things under which something still holds, where it holds under all of
    /// them and not without. The more likely ones come first: a try costs, and few are needed then.
    ///
    /// The shortest beginning under which it holds ends with one that is to blame; with that one
    /// given the rest is searched in the same way, until those found are enough.
    static func fewest<Thing>(
        _ things: [Thing], _ holds: ([Thing]) throws -> Bool
    ) rethrows -> [Thing] {
        var found: [Thing] = []
        var rest = things[...]
        repeat {
            let length = try shortest(rest.count) { try holds(found + rest.prefix($0)) }
            found.append(rest[rest.startIndex + length - 1])
            rest = rest.prefix(length - 1)
        } while try !rest.isEmpty && !holds(found)
        return found
    }

    /// The shortest length from 1 that will do, where the whole one does and a longer one is no
    /// worse: ever twice as long, and then by halves.
    private static func shortest(_ whole: Int, _ isEnough: (Int) throws -> Bool) rethrows -> Int {
        var (short, enough) = (0, min(1, whole))
        while enough < whole, try !isEnough(enough) {
            (short, enough) = (enough, min(enough * 2, whole))
        }
        while enough - short > 1 {
            let middle = (short + enough) / 2
            if try isEnough(middle) { enough = middle } else { short = middle }
        }
        return enough
    }
}

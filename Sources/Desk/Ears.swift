import NLU
import Quantities

/// The interpreter of a desk, in memory that is kept from line to line.
final class Ears {
    private let model: Model
    /// Made when first needed.
    private var interpreter: Interpreter?

    init(_ model: Model) { self.model = model }

    func hear(_ line: String, today: Day) -> Interpretation {
        var ear = interpreter ?? Interpreter(model)
        // Out of its place while it works: of two that hold its memory each would copy it.
        interpreter = nil
        defer { interpreter = ear }
        return ear.hear(line, today: today)
    }
}

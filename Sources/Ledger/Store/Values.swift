/// A value bound to a statement; nil is NULL.
typealias Argument = (any Bindable)?

enum BoundValue {
    case integer(Int64)
    case text(String)
    case bytes([UInt8])
}

protocol Bindable {
    var bound: BoundValue { get }
}

extension Int: Bindable {
    var bound: BoundValue { .integer(Int64(self)) }
}

extension Int64: Bindable {
    var bound: BoundValue { .integer(self) }
}

extension String: Bindable {
    var bound: BoundValue { .text(self) }
}

extension [UInt8]: Bindable {
    var bound: BoundValue { .bytes(self) }
}

enum CellKind {
    case null, integer, real, text, bytes
}

/// A row of an answer, good until the next one.
protocol Row {
    var count: Int { get }
    func kind(_ index: Int) -> CellKind
    /// To be asked for cells of the kind only.
    func integer(_ index: Int) -> Int64
    func real(_ index: Int) -> Double
    /// Text or bytes.
    func content(_ index: Int) -> UnsafeRawBufferPointer
    func name(_ index: Int) -> String
}

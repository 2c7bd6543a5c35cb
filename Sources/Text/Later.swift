import Synchronization

/// A value that is made when it is first asked for, and kept: a start needs few of all there are.
package final class Later<Value: Sendable>: Sendable {
    private final class Made: Sendable {
        let value: Value

        init(_ value: Value) { self.value = value }
    }

    /// Read without waiting, since every word of every line asks for some.
    private let made = AtomicLazyReference<Made>()
    private let isMaking = Mutex(())
    private let make: @Sendable () -> Value

    /// - Parameter make: called once at most, and not by itself again.
    package init(_ make: @escaping @Sendable () -> Value) { self.make = make }

    package var value: Value {
        if let made = made.load() { return made.value }
        return isMaking.withLock { _ in
            if let made = made.load() { return made.value }
            return made.storeIfNil(Made(make())).value
        }
    }
}

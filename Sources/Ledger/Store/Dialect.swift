/// The two ways a book is asked: where SQLite and PostgreSQL differ, side by side.
enum Dialect {
    case sqlite

    /// Asks for the number of the schema: 0 where there is no book, or none that is whole.
    var version: String {
        switch self {
        case .sqlite: "PRAGMA user_version"
        }
    }

    /// Sets that number.
    func setVersion(_ version: Int64) -> String {
        switch self {
        case .sqlite: "PRAGMA user_version = \(version)"
        }
    }

    /// A table, looked through by one of its indexes.
    func table(_ name: String, by index: String) -> String {
        switch self {
        case .sqlite: "\(name) INDEXED BY \(index)"
        }
    }
}

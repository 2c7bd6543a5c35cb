import CSodium
import GRDBSQLite

/// What the books are kept with.
package enum Libraries {
    /// Names and versions, as the libraries that are loaded give them.
    package static var versions: [(name: String, version: String)] {
        [
            ("SQLite", String(cString: sqlite3_libversion())),
            ("libsodium", String(cString: sodium_version_string())),
        ]
    }
}

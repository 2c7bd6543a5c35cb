import CSodium
import GRDBSQLite

/// What the books are kept with.
public enum Libraries {
    /// Names and versions, as the libraries that are loaded give them.
    public static var versions: [(name: String, version: String)] {
        [
            ("SQLite", String(cString: sqlite3_libversion())),
            ("libsodium", String(cString: sodium_version_string())),
        ]
    }
}

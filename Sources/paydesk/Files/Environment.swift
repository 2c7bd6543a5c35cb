import Glibc

/// The environment, a variable at a time: of all of them only a few are asked for.
enum Environment {
    static subscript(name: String) -> String? { getenv(name).map { String(cString: $0) } }
}

/// The book inside one transaction. Its verbs lie in the files of this module.
struct Book {
    let session: any DatabaseSession

    var dialect: Dialect { session.dialect }

    func run(_ sql: String, _ arguments: [Argument] = []) throws {
        try session.run(sql, arguments)
    }

    /// Adds rows, each with all columns in the order of the table.
    func insert(_ rows: [[Argument]], into table: String) throws {
        try session.insert(rows, into: table)
    }

    func runScript(_ sql: String) throws { try session.runScript(sql) }

    /// Reads every row of an answer.
    func all<Value>(
        _ sql: String, _ arguments: [Argument] = [],
        _ read: (Cells) throws -> Value
    ) throws -> [Value] {
        var values: [Value] = []
        try each(sql, arguments) { values.append(try read($0)) }
        return values
    }

    /// `(?, ?)`.
    static func places(for row: [Argument]) -> String {
        "(" + repeatElement("?", count: row.count).joined(separator: ", ") + ")"
    }

    /// Looks at every row of an answer.
    func each(
        _ sql: String, _ arguments: [Argument] = [], _ look: (Cells) throws -> Void
    ) throws {
        try session.rows(sql, arguments) {
            try look($0)
            return true
        }
    }

    /// Reads the first row of an answer, if there is one.
    func first<Value>(
        _ sql: String, _ arguments: [Argument] = [],
        _ read: (Cells) throws -> Value
    ) throws -> Value? {
        var value: Value?
        try session.rows(sql, arguments) {
            value = try read($0)
            return false
        }
        return value
    }

    /// A single whole number; zero where the answer has none.
    func number(
        _ sql: String, _ arguments: [Argument] = []
    ) throws -> Int64 {
        try first(sql, arguments) { try $0.optionalInteger(0) ?? 0 } ?? 0
    }
}

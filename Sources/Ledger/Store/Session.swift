/// What a transaction is for.
enum Access {
    case reading
    /// - Parameter of: the customer whose part is written, or another name of what nobody else
    ///   writes meanwhile; nil for all of the book.
    case writing(of: String?)
}

/// What can be said to a database, and what it answers: all that the book knows of it.
protocol DatabaseSession {
    var dialect: Dialect { get }
    /// Whose checkpoints are kept, where several desks at several places keep some.
    var desk: any Bindable { get }

    func begin(_ access: Access) throws
    func commit() throws
    func rollBack() throws
    /// Whether a commit that ended in this error is known not to have been kept.
    func isKnownLost(after error: any Error) -> Bool

    /// Runs a statement that answers nothing.
    func run(_ sql: String, _ arguments: [Argument]) throws
    /// Runs a statement and calls `body` with each row of its answer until that is false.
    func rows(_ sql: String, _ arguments: [Argument], _ body: (Cells) throws -> Bool) throws
    /// Adds whole rows to a table.
    func insert(_ rows: [[Argument]], into table: String) throws
    /// Runs several statements, one after the other.
    func runScript(_ sql: String) throws

    /// Keeps for this transaction what is numbered without gaps, where others may number too.
    ///
    /// - Returns: whether others may have numbered some since the transaction began.
    @discardableResult
    func keepEnd() throws -> Bool

    /// What has been written so far; nil where the database does not tell without being asked much.
    func writes() throws -> LastPosition.Writes?
}

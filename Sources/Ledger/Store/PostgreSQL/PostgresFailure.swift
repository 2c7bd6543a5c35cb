/// What PostgreSQL or libpq report. Only the first line of it is kept: the details name the values
/// of the row in question.
struct PostgresFailure: DatabaseFailure {
    /// SQLSTATE; nil where the server has said nothing, as when the connection is gone.
    var state: String?
    var message: String?

    func said(of path: String) -> LedgerError {
        let reason = message ?? "no reason was given"
        guard let state else { return .unavailable(path: path, reason: reason) }
        // The class of the error, then errors of their own.
        switch (state.prefix(2), state) {
        case (_, "53100"): return .full
        case (_, "25006"): return .readOnly(path: path)
        case (_, "42501"): return .notPermitted(path: path, reason: reason)
        case ("08", _), ("53", _), ("57", _): return .unavailable(path: path, reason: reason)
        case ("28", _), ("3D", _): return .cannotOpen(path: path, reason: reason)
        case ("40", _), ("55", _): return .busy
        case ("22", _), ("23", _), ("42", _), ("P0", _), ("XX", _): return .damaged(reason)
        default: return .io(reason)
        }
    }

    /// The server has answered, and not while it was going away: what it refused was not kept.
    var isAnswer: Bool { state.map { !$0.hasPrefix("08") && !$0.hasPrefix("57") } ?? false }

    /// Somebody else has kept a lock for too long.
    var isOfWaiting: Bool { state == "55P03" }
}

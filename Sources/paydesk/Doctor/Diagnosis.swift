/// What the doctor has to say of one thing.
struct Diagnosis: Encodable {
    enum State: String, Encodable {
        case ok
        /// Nothing is wrong, and worth knowing all the same.
        case note
        case wrong
    }

    var subject: String
    var state: State
    var what: String
    /// What to do about it.
    var mend: String?

    static func ok(_ subject: String, _ what: String) -> Diagnosis {
        Diagnosis(subject: subject, state: .ok, what: what)
    }

    static func note(_ subject: String, _ what: String, mend: String? = nil) -> Diagnosis {
        Diagnosis(subject: subject, state: .note, what: what, mend: mend)
    }

    static func wrong(_ subject: String, _ what: String, mend: String?) -> Diagnosis {
        Diagnosis(subject: subject, state: .wrong, what: what, mend: mend)
    }

    /// A failure says what, where and the mend in one sentence.
    static func wrong(_ subject: String, _ error: any Error) -> Diagnosis {
        wrong(subject, "\(error)", mend: nil)
    }

    var row: [String] {
        [state.rawValue, subject, [what, mend].compactMap(\.self).joined(separator: "; ")]
    }
}

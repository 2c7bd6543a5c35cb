import ArgumentParser

/// What conversations are counted or drawn by.
enum Grouping: String, ExpressibleByArgument, CaseIterable {
    case day, month, folder

    /// The name of those without a day.
    static let undated = "undated"

    /// Of a conversation, its day or month, or the folder it lies in.
    func name(of recorded: RecordedEvents, at path: String) -> String {
        switch self {
        case .day: return recorded.day.map { "\($0)" } ?? Self.undated
        case .month: return recorded.day.map { String("\($0)".prefix(7)) } ?? Self.undated
        case .folder:
            return path.split(separator: "/").dropLast().last.map(String.init) ?? "."
        }
    }
}

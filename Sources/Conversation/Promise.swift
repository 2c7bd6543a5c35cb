import Quantities

/// What a customer was told would happen after a request for a person: the desk says it, and
/// whoever works the queue has to keep it.
package struct Promise: Sendable {
    /// By when somebody calls; nil where nobody knows whom.
    package let callBack: Moment?
    /// By when a complaint has to be answered.
    package let answer: Day?
    /// The same at the latest, where it is complicated.
    package let latestAnswer: Day?

    /// Days from a complaint to its answer, and where it is complicated.
    private static let complaint = (usual: 15, longest: 60)

    /// - Parameters:
    ///   - reason: of the request, as it is written down.
    ///   - level: of identity, that was reached.
    package init(of reason: String, level: Int, at: Moment) {
        let isUrgent = [HandOff.Reason.crisis, .fraud].contains { $0.name == reason }
        callBack = level > 0 ? Company.callBack(after: at, isUrgent: isUrgent) : nil
        let isComplaint = reason == HandOff.Reason.complaint.name
        answer = isComplaint ? at.day + Self.complaint.usual : nil
        latestAnswer = isComplaint ? at.day + Self.complaint.longest : nil
    }
}

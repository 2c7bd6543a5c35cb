/// Something in the world that stops a command: one clear line on stderr saying what, where and
/// the mend, and the exit code a script can rely on (sysexits).
struct Failure: Error, CustomStringConvertible {
    enum Code: Int32 {
        case differs = 1
        case usage = 64
        case badData = 65
        case noInput = 66
        case unavailable = 69
        case ourFault = 70
        case cannotCreate = 73
        case inputOutput = 74
        case tryAgain = 75
        case notPermitted = 77
        case configuration = 78
    }

    let code: Int32
    let description: String

    init(_ code: Code, _ description: String) { self.init(status: code.rawValue, description) }

    init(status: Int32, _ description: String) {
        code = status
        self.description = description
    }
}

import CTerminal

/// Colour on a terminal, and none anywhere else.
struct Paint {
    private let isOn: Bool

    init(descriptor: Int32 = 1) { isOn = ct_is_terminal(descriptor) && Screen.isColoured }

    func red(_ text: String) -> String { painted(text, "31") }
    func green(_ text: String) -> String { painted(text, "32") }
    func yellow(_ text: String) -> String { painted(text, "33") }
    func bold(_ text: String) -> String { painted(text, "1") }
    func dim(_ text: String) -> String { painted(text, "2") }

    private func painted(_ text: String, _ code: String) -> String {
        isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}

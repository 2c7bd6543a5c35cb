import CTerminal

/// Colour on a terminal, and none anywhere else. What a customer sees is bold or plain, and read on
/// any ground; of the sixteen colours yellow and cyan are lost on white, and magenta is not.
struct Paint {
    let isOn: Bool

    init(isOn: Bool) { self.isOn = isOn }
    init(descriptor: Int32 = 1) { isOn = ct_is_terminal(descriptor) && Screen.isColoured }

    func red(_ text: String) -> String { painted(text, "31") }
    func green(_ text: String) -> String { painted(text, "32") }
    func magenta(_ text: String) -> String { painted(text, "35") }
    func bold(_ text: String) -> String { painted(text, "1") }
    func dim(_ text: String) -> String { painted(text, "2") }

    /// Its escapes stand between `\u{1}`, so that the editor does not count them as columns.
    func prompt(_ text: String) -> String {
        isOn ? "\u{1}\u{1B}[1m\u{1}\(text)\u{1}\u{1B}[0m\u{1}" : text
    }

    private func painted(_ text: String, _ code: String) -> String {
        isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}

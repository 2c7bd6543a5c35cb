import CTerminal
import Foundation

@testable import paydesk

/// The line editor on a terminal of its own, fed with whatever comes.
final class Keys: @unchecked Sendable {
    static let shared = Keys()

    /// TIOCSPTLCK and TIOCGPTN, which no module brings to Swift.
    private static let (unlock, numberOf): (UInt, UInt) = (0x4004_5431, 0x8004_5430)

    private let master: Int32
    /// What ends a paste, a sequence and a search, then the line, then the input.
    private static let ending = Array("\u{7}\u{1B}\\\u{1B}[201~\r\u{15}\u{4}".utf8)
    private static let request = LineRequest(
        prompt: "> ", searchLabel: "search: ", notFoundLabel: "not found: ")

    private init() {
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        var (number, unlocked): (Int32, Int32) = (0, 0)
        guard master >= 0, ioctl(master, Self.unlock, &unlocked) == 0,
            ioctl(master, Self.numberOf, &number) == 0
        else { fatalError("there is no terminal to be had") }
        let terminal = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
        dup2(terminal, STDIN_FILENO)
        dup2(terminal, STDOUT_FILENO)
        setenv("TERM", "xterm", 1)
        setlocale(LC_CTYPE, "C.UTF-8")
        ct_set_idle_limit(2)
        // What is drawn is read, or the editor would wait for room.
        Thread.detachNewThread { [master] in
            var bytes = [UInt8](repeating: 0, count: 65_536)
            while read(master, &bytes, bytes.count) > 0 {}
        }
    }

    private func write(_ bytes: [UInt8]) {
        _ = bytes.withUnsafeBytes { Glibc.write(master, $0.baseAddress, $0.count) }
    }

    func type(_ bytes: [UInt8]) {
        tcflush(STDIN_FILENO, TCIFLUSH)
        guard bytes.count < 3_000, let editor = LineEditor() else { return }
        editor.offer(["split my bill", "账单分期"], hidden: [":why"])
        editor.remember("我还欠多少")
        // Not the keys that hold the output back: they are between the terminal and who types.
        let typed = bytes.filter { $0 != 0x13 } + Self.ending
        write(typed)
        while true {
            switch editor.read(Self.request) {
            case .line(let line):
                precondition(line.utf8.count <= Int(CT_LINE_LIMIT))
                editor.remember(line)
            case .tooLong, .woken: continue
            // The terminal has dropped what it had not handed over yet, and nothing would end it.
            case .interrupted, .cleared, .suspended: write(Self.ending)
            case .away, .hangUp, .endOfInput, .failed: return
            }
        }
    }
}

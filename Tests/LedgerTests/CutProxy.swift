import Foundation
import Synchronization

/// A way to a server that is cut where the test says: after so many pieces that went to it, or came
/// from it. Each of its threads is its own.
final class CutProxy: Sendable {
    enum Way: CaseIterable { case toServer, fromServer }

    /// What is left of a way until it is cut; nil: it is not.
    private let left = Mutex<(way: Way, pieces: Int)?>(nil)
    private let isOpen = Mutex(true)
    private let listener: Int32
    private let server: String
    let folder: String

    /// - Parameters:
    ///   - server: the folder of its socket.
    ///   - folder: where the socket of this one goes.
    init(to server: String, in folder: String) throws {
        (self.server, self.folder) = (server, folder)
        listener = try Self.socket(Self.name(in: folder), bind)
        listen(listener, 16)
        let listening = listener
        Thread { [self] in
            while true {
                let client = accept(listening, nil, nil)
                guard client >= 0, isOpen.withLock(\.self) else { return }
                connect(client)
            }
        }.start()
    }

    func close() {
        isOpen.withLock { $0 = false }
        shutdown(listener, Int32(SHUT_RDWR))
        Glibc.close(listener)
    }

    /// Cuts the way after so many more pieces; what goes on afterwards goes on uncut.
    func cut(_ way: Way, after pieces: Int) { left.withLock { $0 = (way, pieces) } }

    /// Whether it has been; from now on it is not.
    func wasCut() -> Bool {
        left.withLock { left in
            defer { left = nil }
            return left == nil
        }
    }

    private func connect(_ client: Int32) {
        guard let server = try? Self.socket(Self.name(in: server), Glibc.connect) else {
            Glibc.close(client)
            return
        }
        for (way, from, to) in [(Way.toServer, client, server), (.fromServer, server, client)] {
            Thread { [self] in
                pump(way, from, to)
                // The other direction ends by it too.
                shutdown(from, Int32(SHUT_RDWR))
                shutdown(to, Int32(SHUT_RDWR))
            }.start()
        }
    }

    private func pump(_ way: Way, _ from: Int32, _ to: Int32) {
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(from, &bytes, bytes.count)
            guard count > 0 else { return }
            let isLast = left.withLock { left in
                guard let (cut, pieces) = left, cut == way else { return false }
                left = pieces > 0 ? (cut, pieces - 1) : nil
                return pieces == 0
            }
            guard !isLast, write(to, bytes, count) == count else { return }
        }
    }

    private static func name(in folder: String) -> String { folder + "/.s.PGSQL.5432" }

    private static func socket(
        _ path: String, _ use: (Int32, UnsafePointer<sockaddr>?, socklen_t) -> Int32
    ) throws -> Int32 {
        let descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                use(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else {
            Glibc.close(descriptor)
            throw CocoaError(.fileNoSuchFile)
        }
        return descriptor
    }
}

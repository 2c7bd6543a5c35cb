import Crypto
import Foundation

/// Digests of the book: plain ones that chain and compare, keyed ones for what must not be guessed.
enum Digest {
    /// Bytes of a digest, and of the key of a store.
    static let length = 32
    static let keyLength = 32

    /// A book in memory dies with its process, so its key protects nothing and stays the same.
    static let keyInMemory = [UInt8](repeating: 0, count: keyLength)

    static func of(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }

    /// The next link of the audit chain: `SHA-256(domain || previous || length || record)`.
    /// The length keeps two records from being read as one.
    static func link(_ record: String, after previous: [UInt8]) -> [UInt8] {
        var hash = SHA256()
        hash.update(data: Array("paydesk audit 1\n".utf8))
        hash.update(data: previous)
        let bytes = Array(record.utf8)
        withUnsafeBytes(of: UInt64(bytes.count).bigEndian) { hash.update(bufferPointer: $0) }
        hash.update(data: bytes)
        return Array(hash.finalize())
    }

    /// Before the first record.
    static let chainStart = [UInt8](repeating: 0, count: length)

    static func hexadecimal(_ bytes: [UInt8]) -> String {
        var text = ""
        text.reserveCapacity(bytes.count * 2)
        for byte in bytes {
            let digits = String(byte, radix: 16)
            text += digits.count == 1 ? "0" + digits : digits
        }
        return text
    }
}

/// The key of a store, and what is computed with it.
struct StoreKey: Sendable {
    private let key: SymmetricKey

    init(_ bytes: [UInt8]) { key = SymmetricKey(data: bytes) }

    /// Tells, stored in the book, whether a key file is the one the book was made with.
    var check: [UInt8] { code(of: "check", "") }

    /// Under this name attempts are counted, so that a phone nobody has registered is treated as
    /// any other, and the table of attempts is no list of phones.
    func subject(phone: String) -> [UInt8] { code(of: "phone", phone) }

    /// What is kept of the ID: nothing that the four digits can be read from without the key.
    func identity(customer: String, digits: String) -> [UInt8] {
        code(of: "identity", customer + "\n" + digits)
    }

    /// Compares in constant time.
    func isIdentity(_ stored: [UInt8], customer: String, digits: String) -> Bool {
        HMAC<SHA256>.isValidAuthenticationCode(
            stored, authenticating: message("identity", customer + "\n" + digits), using: key)
    }

    private func message(_ purpose: String, _ text: String) -> [UInt8] {
        Array((purpose + "\n" + text).utf8)
    }

    private func code(of purpose: String, _ text: String) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: message(purpose, text), using: key))
    }
}

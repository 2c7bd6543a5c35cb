import CSodium

/// Digests of the book: plain ones that chain and compare, keyed ones for what must not be guessed.
enum Digest {
    /// Bytes of a digest, and of the key of a store.
    static let length = Int(crypto_hash_sha256_BYTES)
    static let keyLength = 32

    /// A book in memory dies with its process, so its key protects nothing and stays the same.
    static let keyInMemory = [UInt8](repeating: 0, count: keyLength)

    /// SHA-256 (FIPS 180-4).
    static func of(_ bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: length)
        crypto_hash_sha256(&digest, bytes, UInt64(bytes.count))
        return digest
    }

    /// The next link of the audit chain: `SHA-256(domain || previous || length || record)`.
    /// The length keeps two records from being read as one.
    static func link(_ record: String, after previous: [UInt8]) -> [UInt8] {
        let bytes = Array(record.utf8)
        let count = withUnsafeBytes(of: UInt64(bytes.count).bigEndian, Array.init)
        return of(Array("paydesk audit 1\n".utf8) + previous + count + bytes)
    }

    /// Before the first record.
    static let chainStart = [UInt8](repeating: 0, count: length)

    static func hexadecimal(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 2)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static let digits = Array("0123456789abcdef".utf8)
}

/// The key of a store, and what is computed with it.
struct StoreKey: Sendable {
    private let key: [UInt8]

    init(_ bytes: [UInt8]) { key = bytes }

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
        let expected = identity(customer: customer, digits: digits)
        return stored.count == expected.count
            && sodium_memcmp(stored, expected, expected.count) == 0
    }

    /// HMAC-SHA-256 (RFC 2104) of a text and what it is computed for.
    private func code(of purpose: String, _ text: String) -> [UInt8] {
        let message = Array((purpose + "\n" + text).utf8)
        var state = crypto_auth_hmacsha256_state()
        var code = [UInt8](repeating: 0, count: Digest.length)
        crypto_auth_hmacsha256_init(&state, key, key.count)
        crypto_auth_hmacsha256_update(&state, message, UInt64(message.count))
        crypto_auth_hmacsha256_final(&state, &code)
        return code
    }
}

import Glibc
import Text

/// Other encodings than UTF-8, by the C library, which knows what its programs call them.
package enum TextEncoding {
    /// Whether there is such an encoding.
    package static func isKnown(_ name: String) -> Bool {
        let converter = iconv_open("UTF-8", name)
        guard isOpen(converter) else { return false }
        iconv_close(converter)
        return true
    }

    static func utf8(
        _ bytes: [UInt8], from name: String, file: String
    ) throws(CorpusError) -> [UInt8] {
        let converter = iconv_open("UTF-8", name)
        guard isOpen(converter) else {
            throw CorpusError(.invalid, nil, "\(name) is no encoding; `iconv -l` lists them.")
        }
        defer { iconv_close(converter) }
        var source = bytes.map { CChar(bitPattern: $0) }
        // No character takes more than four times its room.
        var target = [CChar](repeating: 0, count: 4 * bytes.count + 16)
        var (left, room) = (source.count, target.count)
        let outcome = source.withUnsafeMutableBufferPointer { source in
            target.withUnsafeMutableBufferPointer { target in
                var (from, to) = (source.baseAddress, target.baseAddress)
                return iconv(converter, &from, &left, &to, &room)
            }
        }
        guard outcome != .max else {
            throw CorpusError(
                .invalid, Place(file: file, offset: bytes.count - left, in: bytes),
                "the bytes are not \(name); name another with --encoding.")
        }
        return target.prefix(target.count - room).map { UInt8(bitPattern: $0) }
    }

    private static func isOpen(_ converter: iconv_t?) -> Bool {
        converter != iconv_t(bitPattern: -1)
    }
}

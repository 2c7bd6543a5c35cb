import Testing

@testable import Ledger

/// Computed by another implementation of SHA-256 and HMAC: a book keeps its digests for ever.
struct DigestTests {
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ])
    func plainDigest(text: String, digest: String) {
        #expect(Digest.hexadecimal(Digest.of(Array(text.utf8))) == digest)
    }

    @Test func linkOfTheAuditChain() {
        let link = Digest.link("posted 张伟", after: Digest.chainStart)
        #expect(
            Digest.hexadecimal(link)
                == "e80fb520a0633edbd49c10ae43bd64f2193e840464207dcdf6aabff91d2b2e77")
    }

    @Test func keyedDigests() {
        let key = StoreKey(Array(0..<32))
        #expect(
            Digest.hexadecimal(key.check)
                == "94e151922f5f3a7c2b75c45623e52056e8e6e426f5d0d3b40ffb570a79f2a4a3")
        #expect(
            Digest.hexadecimal(key.subject(phone: "13800000001"))
                == "96f6fe09fc1897c7ebe75f933e62293b91b9f386e2f9ff4e9d4fd173a41f383f")
        #expect(
            Digest.hexadecimal(key.identity(customer: "li-na", digits: "1001"))
                == "62e0ad156c85014b6fda4cfda152075ddfea4d0f839a07acc4c44010e54ad2fb")
    }

    @Test(arguments: [("1001", true), ("1002", false), ("", false), ("10010", false)])
    func identityIsCompared(digits: String, same: Bool) {
        let key = StoreKey(Array(0..<32))
        let stored = key.identity(customer: "li-na", digits: "1001")
        #expect(key.isIdentity(stored, customer: "li-na", digits: digits) == same)
        #expect(!key.isIdentity([], customer: "li-na", digits: digits))
    }
}

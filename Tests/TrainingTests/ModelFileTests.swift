import Foundation
import TestSupport
import Testing

@testable import NLU

@Suite("The model file")
struct ModelFileTests {
    @Test("what is written is what is opened")
    func roundTrip() throws {
        let model = Model.train(try SmallCorpus.corpus())
        try withTemporaryDirectory { directory in
            let path = "\(directory)/small.model"
            try model.write(to: path)
            try model.write(to: path)
            let opened = try Model.open(path)
            #expect(opened.bytes == model.bytes && opened.digest == model.digest)
            #expect(opened.corpusDigest == (try SmallCorpus.corpus()).digest)
            #expect(
                opened.intents == ["early_settle_full", "faq_early_repay_rules", "query_due_date"])
            #expect(
                opened.replies == [
                    "utter_due_date": [
                        .zh: ["您的还款日是{day}。"], .en: ["Your payment is due on {day}."],
                    ]
                ])
            let text = "帮我把贷款全部还清"
            #expect(opened.interpret(text, today: day) == model.interpret(text, today: day))
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
            #expect(try FileManager.default.contentsOfDirectory(atPath: directory).count == 1)
        }
    }

    @Test("a changed byte anywhere is refused")
    func damage() throws {
        let bytes = Model.train(try SmallCorpus.corpus()).bytes
        var random = Gate.random("damage")
        let some = (0..<2000).map { _ in Int.random(in: 0..<bytes.count, using: &random) }
        let places = Gate.isFull ? Array(bytes.indices) : Array(0..<256) + some
        for place in places {
            var damaged = bytes
            damaged[place] ^= UInt8(1) << UInt8.random(in: 0..<8, using: &random)
            #expect(throws: ModelError.self, "byte \(place), PAYDESK_SEED=\(Gate.seed)") {
                try Model(bytes: damaged)
            }
        }
        Gate.tell(
            "A bit of a model is changed", "ModelFileTests",
            "in \(places.count) of \(bytes.count) bytes", "each refused")
    }

    @Test("a model cut short or made longer is refused")
    func length() throws {
        let bytes = Model.train(try SmallCorpus.corpus()).bytes
        for count in [0, 1, 31, 127, 128, 200, bytes.count / 2, bytes.count - 1] {
            #expect(throws: ModelError.self) { try Model(bytes: Array(bytes.prefix(count))) }
        }
        #expect(throws: ModelError.self) { try Model(bytes: bytes + [0]) }
    }

    /// A checksum that is right proves nothing about the numbers it covers.
    @Test("numbers that cannot be are refused, though the checksum is right")
    func hostile() throws {
        let bytes = Model.train(try SmallCorpus.corpus()).bytes
        let textStart = bytes.count - 40
        for place in Array(32..<132) + Array(textStart..<bytes.count) {
            var forged = bytes
            forged[place] = 0xFF
            forged.withUnsafeMutableBytes { ModelHeader.seal($0) }
            guard let model = try? Model(bytes: forged) else { continue }
            _ = model.interpret("提前还款 pay off", today: day)
            _ = model.replies
        }
    }

    @Test(
        "messages name the file and the mend",
        arguments: [
            (0, "not a Paydesk model"), (8, "a model of version"), (300, "is damaged"),
        ])
    func messages(place: Int, words: String) throws {
        try withTemporaryDirectory { directory in
            let path = "\(directory)/m.model"
            var bytes = Model.train(try SmallCorpus.corpus()).bytes
            bytes[place] ^= 1
            try Data(bytes).write(to: URL(fileURLWithPath: path))
            let error = #expect(throws: ModelError.self) { try Model.open(path) }
            #expect(error?.kind == .damaged)
            #expect(error?.message.contains(words) == true)
            #expect(error?.message.hasPrefix(path) == true)
            #expect(error?.message.contains("paydesk train") == true)
        }
    }

    @Test("no file, a directory, a place that cannot be written")
    func places() throws {
        try withTemporaryDirectory { directory in
            let missing = #expect(throws: ModelError.self) { try Model.open("\(directory)/none") }
            #expect(missing?.kind == .missing)
            let folder = #expect(throws: ModelError.self) { try Model.open(directory) }
            #expect(folder?.kind == .damaged)
            let model = Model.train(try SmallCorpus.corpus())
            let error = #expect(throws: ModelError.self) {
                try model.write(to: "\(directory)/no/such/place")
            }
            #expect(error?.kind == .unwritable)
        }
    }
}

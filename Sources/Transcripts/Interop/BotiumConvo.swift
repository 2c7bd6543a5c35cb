/// A convo of BotiumScript, in whatever it was written: a name, and sections of lines.
struct BotiumConvo {
    struct Line {
        var text: String
        /// Of the file, from 1.
        var number: Int
    }

    struct Section {
        /// `begin`, `me`, `bot`, `include` or `end`.
        var sender: String
        /// What stands behind it on its line: `#include sub`.
        var argument = ""
        var lines: [Line] = []
        var number: Int
    }

    static let senders: Set = ["begin", "me", "bot", "include", "end"]

    var name = ""
    var description: [Line] = []
    var sections: [Section] = []
}

/// What a file of BotiumScript holds: convos, and what they refer to by name.
struct BotiumFile {
    var convos: [BotiumConvo] = []
    var partials: [BotiumConvo] = []
    /// Ways to put a thing, by the name that stands for any of them.
    var utterances: [String: [String]] = [:]
    /// Test cases with the values of their variables, a table at a time.
    var memories: [[BotiumCase]] = []
}

/// A row of a scripting memory: `$term` is 12 in the case `short`.
struct BotiumCase {
    var name: String
    var values: [String: String]
}

/// What the convos of a folder refer to: partial convos, utterances and scripting memories, each in
/// a file of its own, or in one with others.
package struct BotiumLibrary {
    private(set) var partials: [String: BotiumConvo] = [:]
    private(set) var utterances: [String: [String]] = [:]
    private(set) var memories: [[BotiumCase]] = []

    /// How the names of files end that hold no conversation, and what others refer to.
    package static let extensions = [".pconvo.txt", ".utterances.txt", ".scriptingmemory.txt"]

    package init() {}

    /// Takes what a file of that name holds; one that does not read tells when it is converted.
    package mutating func take(_ bytes: [UInt8], named name: String) {
        let text = String(decoding: bytes, as: UTF8.self).withoutMark
        if name.hasSuffix(".pconvo.txt") {
            var file = BotiumFile()
            if let convo = try? BotiumText.convo(text) { file.partials = [convo] }
            return take(file)
        }
        if name.hasSuffix(".utterances.txt") { return take(BotiumText.utterances(text)) }
        if name.hasSuffix(".scriptingmemory.txt") { return take(BotiumText.memory(text)) }
        if let file = try? BotiumScript.file(text) { take(file) }
    }

    mutating func take(_ file: BotiumFile) {
        for convo in file.partials where partials[convo.name] == nil {
            partials[convo.name] = convo
        }
        utterances.merge(file.utterances) { first, _ in first }
        memories += file.memories
    }
}

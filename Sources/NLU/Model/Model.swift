import Quantities
import Text

/// A trained model: opened in no time, because nothing in it is parsed but names and rules.
public struct Model: Sendable {
    let storage: ModelStorage
    let header: ModelHeader
    let texts: ModelTexts
    let matcher: KeywordMatcher
    let lookup: PhraseLookup
    let stakes: Stakes
    /// The model of what a line means in the middle of a conversation, where the corpus has moves.
    let moves: MoveModel?
    let caution: Caution
    /// What words are read as.
    let slips: SlipTable
    /// Names this very model.
    public let digest: Checksum

    /// Opens a model file. Nothing in it is read before its checksum is found right.
    public static func open(_ path: String) throws(ModelError) -> Model {
        let model = try Model(ModelStorage.map(path), name: path)
        // The checksum has read all of it, and a conversation needs little.
        model.storage.giveBack()
        return model
    }

    /// A model from the bytes of its file.
    public init(bytes: [UInt8]) throws(ModelError) {
        guard bytes.count >= ModelHeader.length else { throw ModelHeader.damage("the model") }
        try self.init(ModelStorage(copying: bytes), name: "the model")
    }

    init(_ storage: ModelStorage, name: String) throws(ModelError) {
        let header = try ModelHeader(storage.bytes, name: name)
        let bytes = UnsafeRawBufferPointer(rebasing: storage.bytes[header.texts..<header.moves])
        guard let texts = ModelTexts(bytes), texts.classes.count == header.classCount else {
            throw ModelHeader.damage(name)
        }
        self.storage = storage
        self.header = header
        self.texts = texts
        slips = SlipTable.standard.adding(texts.slips)
        matcher = KeywordMatcher(texts.rules, texts.kinds, slips)
        lookup = PhraseLookup(texts.phrases)
        stakes = Stakes(texts.classes, texts.kinds)
        caution = Caution(texts.classes, texts.kinds, slips)
        digest = header.checksum
        moves =
            header.moves == header.fileLength
            ? nil
            : MoveModel(
                model: try Model(
                    ModelStorage(header.moves..<header.fileLength, of: storage), name: name))
    }

    /// Writes the model to a new file and puts it in place of an old one; only the owner reads it.
    public func write(to path: String) throws(ModelError) {
        try ModelStorage.write(storage.bytes, to: path)
    }

    public var bytes: [UInt8] { Array(storage.bytes) }

    /// The digest of the corpus the model was trained on.
    public var corpusDigest: Checksum { header.corpusDigest }

    /// The intents the model knows, in the order of their names.
    public var intents: [String] { texts.classes }

    /// What the intents are, as the corpus says.
    public var kinds: IntentKinds { texts.kinds }

    /// The replies of the corpus, by key and language; decoded each time.
    public var replies: [String: [Language: [String]]] {
        texts.replies(UnsafeRawBufferPointer(rebasing: storage.bytes[header.texts..<header.moves]))
    }

    /// The closed lists of the corpus, by name.
    public var lists: [String: [String]] { texts.lists }
    /// The moves the model knows, in the order of their names.
    public var moveNames: [String] { moves?.model.intents ?? [] }
}

/// A model within a model.
final class MoveModel: Sendable {
    let model: Model

    init(model: Model) { self.model = model }
}

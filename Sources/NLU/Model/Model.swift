import Quantities
import Text

/// A trained model: opened in no time, because nothing in it is read but names and rules.
public struct Model: Sendable {
    package let storage: ModelBytes
    package let header: ModelHeader
    let texts: ModelTexts
    let stakes: Stakes
    /// The model of what a line means in the middle of a conversation, where the corpus has moves.
    let moves: MoveModel?
    private let lineRules: Later<LineRules>
    /// Names this very model.
    package let digest: Checksum

    /// The numbers, loaded as they are needed.
    let pages: ModelPages

    /// A model from the bytes of its file.
    public init(bytes: [UInt8]) throws(ModelError) {
        try self.init(ModelBytes(copying: bytes), name: "the model")
    }

    /// A model all of which is loaded and checked.
    /// - Parameter name: what errors call it.
    package init(_ storage: ModelBytes, name: String) throws(ModelError) {
        try self.init(storage, name: name) { preconditionFailure("\($0)") }
        try load()
    }

    /// A model of which no more is loaded than is needed, each part checked before its first use.
    /// - Parameters:
    ///   - name: what errors call it.
    ///   - whenDamaged: ends the program when a damaged part is come upon.
    package init(
        _ storage: ModelBytes, name: String,
        whenDamaged: @escaping @Sendable (ModelError) -> Never
    ) throws(ModelError) {
        let header = try ModelHeader(storage, name: name)
        let bytes = UnsafeRawBufferPointer(rebasing: storage.bytes[header.texts..<header.moves])
        guard let texts = ModelTexts(bytes), texts.classes.count == header.classCount else {
            throw ModelHeader.damage(name)
        }
        self.storage = storage
        self.header = header
        self.texts = texts
        pages = ModelPages(storage, header, name: name, whenDamaged: whenDamaged)
        lineRules = Later { LineRules(texts) }
        stakes = Stakes(texts.classes, texts.kinds)
        digest = header.checksum
        moves =
            header.moves == header.fileLength
            ? nil
            : MoveModel(
                model: try Model(
                    ModelBytes(header.moves..<header.fileLength, of: storage), name: name,
                    whenDamaged: whenDamaged))
    }

    /// Loads all that is not yet.
    package func load() throws(ModelError) {
        try pages.load()
        try moves?.model.load()
    }

    /// The bytes of its file.
    package var bytes: [UInt8] {
        pages.needAll()
        moves?.model.pages.needAll()
        return Array(storage.bytes)
    }

    /// For many lines, ask once.
    var rules: LineRules { lineRules.value }

    /// The digest of the corpus the model was trained on.
    package var corpusDigest: Checksum { header.corpusDigest }

    /// A line whose rejection score is lower is taken to be out of scope; nil where none is.
    package var rejectionThreshold: Double? {
        let threshold = header.calibration.threshold
        return threshold > Calibration.lowest ? Double(threshold) : nil
    }

    /// The intents the model knows, in the order of their names.
    package var intents: [String] { texts.classes }

    /// What the intents are, as the corpus says.
    package var kinds: IntentKinds { texts.kinds }

    /// The replies of the corpus, by key and language; decoded each time.
    package var replies: [String: [Language: [String]]] {
        texts.replies(UnsafeRawBufferPointer(rebasing: storage.bytes[header.texts..<header.moves]))
    }

    /// The closed lists of the corpus, by name.
    package var lists: [String: [String]] { texts.lists }
    /// The model within this one, of what a line means in the middle of a conversation.
    package var moveModel: Model? { moves?.model }
    /// The moves the model knows, in the order of their names.
    package var moveNames: [String] { moves?.model.intents ?? [] }
}

/// A model within a model.
final class MoveModel: Sendable {
    let model: Model

    init(model: Model) { self.model = model }
}

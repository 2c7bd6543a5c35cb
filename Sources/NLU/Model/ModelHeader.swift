import Text

/// The first page of a model file: numbers are little-endian. The checksum covers what is read when
/// a model is opened, among it the sums of all other pages.
package struct ModelHeader: Equatable {
    static let magic: [UInt8] = Array("PAYDESK\n".utf8)
    package static let version: UInt32 = 7
    package static let length = 132
    private static let checkedFrom = 32

    /// All zeros before the file is sealed.
    var checksum = Checksum(high: 0, low: 0)
    var corpusDigest: Checksum
    package var classCount: Int
    /// Bytes of a row: the classes, rounded up to whole vectors.
    var stride: Int
    package var rowCount: Int
    /// The number of buckets of the feature table is 2 to this power.
    package var slotBits: Int
    /// Score of one unit of a row.
    package var unit: Float
    /// The same in the column of the scope.
    package var scopeUnit: Float
    package var calibration: Calibration
    /// Offsets from the start of the file.
    package var slots: Int
    package var rows: Int
    package var texts: Int
    /// Where the model of moves begins, a whole model of its own; the end of the file without one.
    package var moves: Int
    package var fileLength: Int

    package func bytes() -> [UInt8] {
        var writer = ByteWriter()
        writer.bytes = Self.magic
        writer.put(Self.version)
        writer.put(UInt32(Self.length))
        writer.bytes += [UInt8](repeating: 0, count: 16)
        writer.put(UInt64(fileLength))
        writer.bytes += corpusDigest.bytes
        for number in [classCount, stride, rowCount, slotBits] { writer.put(UInt32(number)) }
        let floats = [
            unit, scopeUnit, calibration.temperature, calibration.threshold, calibration.slope,
            calibration.chineseShift,
        ]
        for number in floats {
            writer.put(number.bitPattern)
        }
        for number in [slots, rows, texts, moves] { writer.put(UInt64(number)) }
        writer.put(calibration.ceiling.bitPattern)
        writer.bytes += [UInt8](repeating: 0, count: ModelPages.size - writer.bytes.count)
        return writer.bytes
    }

    /// Where the sums of the pages of numbers lie, after the last of them.
    package var sums: Int { rows + rowCount * stride }

    var pageCount: Int { (sums - slots + ModelPages.size - 1) / ModelPages.size }

    /// The bytes of a page of numbers.
    func page(_ number: Int) -> Range<Int> {
        let start = slots + number * ModelPages.size
        return start..<min(start + ModelPages.size, sums)
    }

    /// Puts the sums of a whole file into their places.
    package static func seal(_ file: UnsafeMutableRawBufferPointer) {
        let bytes = UnsafeRawBufferPointer(file)
        guard let header = try? ModelHeader(bytes, name: "") else { return }
        for page in 0..<header.pageCount {
            file.storeBytes(
                of: ModelPages.sum(bytes, header.page(page)).littleEndian,
                toByteOffset: header.sums + page * 8, as: UInt64.self)
        }
        UnsafeMutableRawBufferPointer(rebasing: file[16..<checkedFrom])
            .copyBytes(from: header.sum(bytes).bytes)
    }

    /// What the checksum should be.
    private func sum(_ file: UnsafeRawBufferPointer) -> Checksum {
        func part(_ range: Range<Int>) -> Checksum {
            Checksum(UnsafeRawBufferPointer(rebasing: file[range]))
        }
        let others = moves < fileLength ? [part(moves..<moves + Self.checkedFrom)] : []
        return Checksum([part(Self.checkedFrom..<slots), part(sums..<moves)] + others)
    }

    /// The header of bytes of which nothing is loaded: afterwards all but the numbers is.
    init(_ storage: ModelBytes, name: String) throws(ModelError) {
        try storage.load(0..<min(ModelPages.size, storage.bytes.count))
        try self.init(storage.bytes, name: name)
        try storage.load(sums..<moves)
        if moves < fileLength { try storage.load(moves..<moves + Self.checkedFrom) }
        guard checksum == sum(storage.bytes) else { throw Self.damage(name) }
    }

    /// Every number is held against the file, so that what they lead to lies within it.
    private init(_ file: UnsafeRawBufferPointer, name: String) throws(ModelError) {
        guard file.prefix(8).elementsEqual(Self.magic) else {
            throw ModelError(
                .damaged, "\(name): not a Paydesk model; train one with `paydesk train`.")
        }
        guard file.count >= ModelPages.size else { throw Self.damage(name) }
        var reader = ByteReader(file)
        reader.offset = 8
        let version = reader.number(UInt32.self)
        guard version == Self.version, reader.number(UInt32.self) == UInt32(Self.length) else {
            throw ModelError(
                .damaged,
                "\(name): a model of version \(version), and this program reads "
                    + "\(Self.version); train it again with `paydesk train`.")
        }
        checksum = reader.digest()
        fileLength = Int(truncatingIfNeeded: reader.number(UInt64.self))
        corpusDigest = reader.digest()
        classCount = Int(reader.number(UInt32.self))
        stride = Int(reader.number(UInt32.self))
        rowCount = Int(reader.number(UInt32.self))
        slotBits = Int(reader.number(UInt32.self))
        unit = Float(bitPattern: reader.number(UInt32.self))
        scopeUnit = Float(bitPattern: reader.number(UInt32.self))
        calibration = Calibration(
            temperature: Float(bitPattern: reader.number(UInt32.self)),
            threshold: Float(bitPattern: reader.number(UInt32.self)),
            slope: Float(bitPattern: reader.number(UInt32.self)),
            chineseShift: Float(bitPattern: reader.number(UInt32.self)))
        slots = Int(truncatingIfNeeded: reader.number(UInt64.self))
        rows = Int(truncatingIfNeeded: reader.number(UInt64.self))
        texts = Int(truncatingIfNeeded: reader.number(UInt64.self))
        moves = Int(truncatingIfNeeded: reader.number(UInt64.self))
        calibration.ceiling = Float(bitPattern: reader.number(UInt32.self))
        guard fileLength == file.count, isSound else { throw Self.damage(name) }
    }

    private var isSound: Bool {
        guard classCount <= 1 << 16, stride == Self.stride(for: classCount),
            slotBits <= 26, rowCount <= 8 << slotBits
        else { return false }
        return slots == ModelPages.size && rows == slots + FeatureTable.size(bits: slotBits)
            && texts == sums + pageCount * 8 && texts <= moves
            && (moves == fileLength || moves <= fileLength - ModelPages.size)
            && unit.isFinite && scopeUnit.isFinite && calibration.isFinite
    }

    /// Bytes of a row of so many classes and the column of the scope: whole vectors of 16.
    package static func stride(for classCount: Int) -> Int { (classCount + 1 + 15) / 16 * 16 }

    static func damage(_ name: String) -> ModelError {
        ModelError(
            .damaged, "\(name): the model is damaged; train it again with `paydesk train`.")
    }

    package init(
        corpusDigest: Checksum, classCount: Int, rowCount: Int, slotBits: Int, unit: Float,
        scopeUnit: Float, calibration: Calibration, textLength: Int, movesLength: Int = 0
    ) {
        self.corpusDigest = corpusDigest
        self.classCount = classCount
        stride = Self.stride(for: classCount)
        self.rowCount = rowCount
        self.slotBits = slotBits
        self.unit = unit
        self.scopeUnit = scopeUnit
        self.calibration = calibration
        slots = ModelPages.size
        rows = slots + FeatureTable.size(bits: slotBits)
        let sums = rows + rowCount * stride
        texts = sums + (sums - slots + ModelPages.size - 1) / ModelPages.size * 8
        // A model of its own begins with a page of its own.
        let pages = (texts + textLength + ModelPages.size - 1) / ModelPages.size
        moves = movesLength == 0 ? texts + textLength : pages * ModelPages.size
        fileLength = moves + movesLength
    }
}

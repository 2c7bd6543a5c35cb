import Text

/// The first bytes of a model file: numbers are little-endian, and the checksum covers all bytes
/// after itself.
package struct ModelHeader: Equatable {
    static let magic: [UInt8] = Array("PAYDESK\n".utf8)
    static let version: UInt32 = 5
    package static let length = 128
    private static let checkedFrom = 32

    /// Of all bytes after it; all zeros before the file is sealed.
    var checksum = Checksum(high: 0, low: 0)
    var corpusDigest: Checksum
    var classCount: Int
    /// Bytes of a row: the classes, rounded up to whole vectors.
    var stride: Int
    var rowCount: Int
    /// The number of buckets of the feature table is 2 to this power.
    var slotBits: Int
    /// Score of one unit of a row.
    var unit: Float
    /// The same in the column of the scope.
    var scopeUnit: Float
    package var calibration: Calibration
    /// Offsets from the start of the file.
    var slots: Int
    var rows: Int
    var texts: Int
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
        writer.bytes += [UInt8](repeating: 0, count: Self.length - writer.bytes.count)
        return writer.bytes
    }

    /// Puts the checksum of a whole file into its place.
    package static func seal(_ file: inout [UInt8]) {
        let checksum = file.withUnsafeBytes {
            Checksum(UnsafeRawBufferPointer(rebasing: $0[checkedFrom...]))
        }
        file.replaceSubrange(16..<checkedFrom, with: checksum.bytes)
    }

    static func checksum(_ file: UnsafeRawBufferPointer) -> Checksum {
        Checksum(UnsafeRawBufferPointer(rebasing: file[checkedFrom...]))
    }

    /// Nothing is believed before the checksum is, and then every number is held against the file.
    init(_ file: UnsafeRawBufferPointer, name: String) throws(ModelError) {
        guard file.count >= Self.length, file.prefix(8).elementsEqual(Self.magic) else {
            throw ModelError(
                .damaged, "\(name): not a Paydesk model; train one with `paydesk train`.")
        }
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
        guard checksum == Self.checksum(file) else { throw Self.damage(name) }
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
        guard fileLength == file.count, isSound else { throw Self.damage(name) }
    }

    private var isSound: Bool {
        guard classCount <= 1 << 16, stride == Self.stride(for: classCount),
            slotBits <= 26, rowCount <= 8 << slotBits
        else { return false }
        return slots == Self.length && rows == slots + FeatureTable.size(bits: slotBits)
            && texts == rows + rowCount * stride && texts <= moves && moves <= fileLength
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
        slots = Self.length
        rows = slots + FeatureTable.size(bits: slotBits)
        texts = rows + rowCount * stride
        // A model of its own is read in whole vectors, from where a line of the cache begins.
        moves = movesLength == 0 ? texts + textLength : (texts + textLength + 63) & ~63
        fileLength = moves + movesLength
    }
}

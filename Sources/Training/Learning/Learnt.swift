import NLU

/// What is learnt from the lines of a corpus: the numbers of a model, as its file has them.
struct Learnt: Sendable {
    var slotBits: Int
    var rowCount: Int
    /// The table of features, and their rows.
    var slots: [UInt8]
    var rows: [UInt8]
    var unit: Float
    var scopeUnit: Float
    var calibration: Calibration

    /// Two or three numbers are fitted on them; more lines would only take time.
    private static let linesToCalibrate = 1500

    /// The weights are learnt from all lines; what they are calibrated by is learnt from some.
    /// - Parameters:
    ///   - calibration: of a model of nearly the same lines, which saves half of the work; nil to
    ///     have it fitted.
    ///   - step: called now and then.
    init(
        from corpus: Corpus, _ method: TrainingMethod, calibration: Calibration?,
        _ step: @escaping () -> Void
    ) {
        let minimumFrequency = Model.minimumFrequency(corpus)
        let set = TrainingSet(corpus, minimumFrequency: minimumFrequency)
        step()
        let trainer = Trainer(
            set: set, method: method, minimumFrequency: minimumFrequency,
            fitting: .of(corpus), step: step)
        self.calibration =
            calibration ?? Calibration(OutOfFold(trainer, enough: Self.linesToCalibrate))
        let odds = trainer.logOdds(of: Array(set.documents.indices))
        let rows = QuantisedRows(odds, of: set)
        step()
        slotBits = FeatureTable.bits(for: set.features.count)
        rowCount = set.features.count
        slots = FeatureTable.bytes(of: set.features.map(\.hash), bits: slotBits)
        (self.rows, unit, scopeUnit) = (rows.bytes, rows.unit, rows.scopeUnit)
    }

    /// What a model was made of.
    init(of model: Model) throws(ModelError) {
        try model.load()
        let (header, bytes) = (model.header, model.storage.bytes)
        (slotBits, rowCount) = (header.slotBits, header.rowCount)
        slots = Array(bytes[header.slots..<header.rows])
        rows = Array(bytes[header.rows..<header.sums])
        (unit, scopeUnit) = (header.unit, header.scopeUnit)
        calibration = header.calibration
    }
}

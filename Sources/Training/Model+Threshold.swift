import NLU

extension Model {
    /// The same model with another threshold of rejection.
    /// - Parameter threshold: a line whose score is lower is rejected; nil rejects no line of which
    ///   anything is known.
    package func rejecting(below threshold: Double?) throws(ModelError) -> Model {
        try load()
        var header = header
        header.calibration.threshold = threshold.map { Float($0) } ?? Calibration.lowest
        let page = header.bytes()
        let bytes = ModelBytes(count: storage.bytes.count) { file in
            file.copyMemory(from: storage.bytes)
            file.copyBytes(from: page)
            ModelHeader.seal(file)
        }
        return try Model(bytes, name: "the model")
    }
}

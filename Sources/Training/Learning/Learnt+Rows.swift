import NLU

/// Rows as weights, for the classes and then for the scope.
extension Learnt {
    /// The number of the row of each feature; nil where there is none.
    func rows(of hashes: [UInt64]) -> [Int?] {
        var rows = [Int?](repeating: nil, count: hashes.count)
        withTable { table in
            for (index, hash) in hashes.enumerated() {
                let number = table.number(of: hash)
                if number > 0 { rows[index] = number - 1 }
            }
        }
        return rows
    }

    /// Lends the table of features, where there is one.
    func withTable(_ body: (FeatureTable) -> Void) {
        slots.withUnsafeBytes { slots in
            guard let start = slots.baseAddress else { return }
            body(FeatureTable(start, bits: slotBits, rowCount: rowCount))
        }
    }

    func weights(_ row: Int, classCount: Int) -> [Float] {
        let start = row * ModelHeader.stride(for: classCount)
        return (0...classCount).map { column in
            (Float(rows[start + column]) - Float(RowSum.bias)) * unit(column, classCount)
        }
    }

    /// - Parameter weights: the nearest that can be told are kept.
    mutating func put(_ weights: [Float], to row: Int) {
        let start = row * ModelHeader.stride(for: weights.count - 1)
        for (column, weight) in weights.enumerated() {
            let units = (weight / unit(column, weights.count - 1)).rounded() + Float(RowSum.bias)
            rows[start + column] = UInt8(min(255, max(1, units)))
        }
    }

    mutating func add(_ hash: UInt64, _ weights: [Float]) {
        let stride = ModelHeader.stride(for: weights.count - 1)
        rows += [UInt8](repeating: UInt8(RowSum.bias), count: stride)
        rowCount += 1
        put(weights, to: rowCount - 1)
        FeatureTable.add(hash, row: rowCount - 1, to: &slots, bits: slotBits)
    }

    private func unit(_ column: Int, _ classCount: Int) -> Float {
        column == classCount ? scopeUnit : unit
    }
}

extension Model {
    /// This model with one line more, at first sight.
    /// - Parameters:
    ///   - example: an example of an intent, or of a move.
    ///   - corpus: what the model was trained on, and the line.
    /// - Returns: the model, and which lines it may hear otherwise: their places among the examples
    ///   of the corpus or, for a move, among its moves.
    package func atFirstSight(
        _ example: Corpus.Example, isMove: Bool, of corpus: Corpus
    ) throws(ModelError) -> (model: Model, concerned: [Int]) {
        guard let part = isMove ? moveModel : self else { return (self, []) }
        var learnt = try Learnt(of: part)
        let sight = FirstSight(example, in: isMove ? corpus.conversational : corpus, learnt)
        sight.teach(&learnt)
        let count = isMove ? corpus.moves.count : corpus.examples.count
        let changed = part.file(learnt, moves: isMove ? nil : moveModel?.storage)
        let whole = isMove ? file(try Learnt(of: self), moves: changed) : changed
        return (try Model(whole, name: "the model"), sight.alike.filter { $0 < count })
    }

    /// The bytes of this model's file, with other numbers.
    private func file(_ learnt: Learnt, moves: ModelBytes?) -> ModelBytes {
        Model.file(
            learnt, corpusDigest, classCount: header.classCount,
            texts: UnsafeRawBufferPointer(rebasing: storage.bytes[header.texts..<header.moves]),
            moves)
    }
}

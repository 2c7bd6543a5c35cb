/// Rows of numbers, each of whole vectors of eight.
struct Matrix: Sendable {
    /// Vectors in a row.
    let width: Int
    private(set) var vectors: [SIMD8<Float>]

    /// - Parameter stride: numbers in a row, a multiple of eight.
    init(rows: Int, stride: Int, filledWith number: Float = 0) {
        width = stride / 8
        vectors = Array(repeating: SIMD8(repeating: number), count: rows * width)
    }

    subscript(row: Int, column: Int) -> Float {
        get { vectors[row * width + column / 8][column % 8] }
        set { vectors[row * width + column / 8][column % 8] = newValue }
    }

    /// The numbers in some columns of a row.
    func gather(_ columns: SIMD8<Int32>, row: Int) -> SIMD8<Float> {
        withVectors { vectors in
            Self.gather(
                columns,
                UnsafeRawPointer(vectors + row * width).assumingMemoryBound(to: Float.self))
        }
    }

    @inline(__always)
    static func gather(_ columns: SIMD8<Int32>, _ row: UnsafePointer<Float>) -> SIMD8<Float> {
        SIMD8(
            row[Int(columns[0])], row[Int(columns[1])], row[Int(columns[2])], row[Int(columns[3])],
            row[Int(columns[4])], row[Int(columns[5])], row[Int(columns[6])], row[Int(columns[7])])
    }

    mutating func clear() {
        for place in vectors.indices { vectors[place] = .zero }
    }

    mutating func fill(_ row: Int, with number: Float) {
        for place in row * width..<(row + 1) * width { vectors[place] = SIMD8(repeating: number) }
    }

    mutating func append(_ row: [SIMD8<Float>]) { vectors += row }

    /// Adds a row of another matrix of the same width to one of this.
    mutating func add(_ other: Matrix, row: Int, to target: Int) {
        for part in 0..<width {
            vectors[target * width + part] += other.vectors[row * width + part]
        }
    }

    mutating func add(_ other: Matrix, row: Int, to target: Int, times factor: Float) {
        for part in 0..<width {
            vectors[target * width + part] += other.vectors[row * width + part] * factor
        }
    }

    /// The rows one after another, unchecked.
    @inline(__always)
    func withVectors<Result>(_ body: (UnsafePointer<SIMD8<Float>>) -> Result) -> Result {
        vectors.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else {
                return withUnsafePointer(to: SIMD8<Float>.zero, body)
            }
            return body(base)
        }
    }

    /// The rows one after another, unchecked, to be changed.
    @inline(__always)
    mutating func withMutableVectors<Result>(
        _ body: (UnsafeMutablePointer<SIMD8<Float>>) -> Result
    ) -> Result {
        vectors.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else {
                var nothing = SIMD8<Float>.zero
                return withUnsafeMutablePointer(to: &nothing, body)
            }
            return body(base)
        }
    }
}

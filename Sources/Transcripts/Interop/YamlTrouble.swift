import Training

/// Reading YAML for another tool's format: what is wrong is told as everywhere here.
enum YamlTrouble {
    static func told<Read>(
        _ what: String, _ body: () throws -> Read
    ) throws(TranscriptError) -> Read {
        do {
            return try body()
        } catch let error as CorpusError {
            throw TranscriptError(
                line: error.place?.line ?? 1, column: error.place?.column ?? 1, what: error.message)
        } catch let error as TranscriptError {
            throw error
        } catch {
            throw TranscriptError(line: 1, column: 1, what: "\(what) cannot be read")
        }
    }
}

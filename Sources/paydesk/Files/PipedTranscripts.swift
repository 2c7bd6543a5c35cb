import ArgumentParser
import Foundation

/// Transcripts from a pipe, one a line, so that machines by the dozen can each have a share of
/// them: a line is the text of a transcript as JSON, or an object with it and a name for it.
struct PipedTranscripts: ParsableArguments {
    @Flag(
        help: """
            Read stdin: a transcript a line, as a JSON string or {"path": …, "transcript": …}; a \
            line of JSON out for each, in order. What is wrong with one is said in its line.
            """)
    var lines = false

    func check(_ files: [String], without others: Bool) throws {
        guard lines else { return }
        guard files.isEmpty else { throw ValidationError("--lines reads stdin and no files") }
        guard !others else { throw ValidationError("--lines goes with none of these options") }
    }

    private struct Named: Decodable {
        var path: String?
        var transcript: String
    }

    private struct Trouble: Encodable {
        var error: String
        var path: String
    }

    /// - Parameter look: what is written of a transcript, by its name and its bytes.
    static func answer(_ look: (String, [UInt8]) throws -> String) throws {
        var output = Output.standard
        var number = 0
        while let line = readLine() {
            number += 1
            var path = "line \(number)"
            let answer: String
            do {
                let named = try read(line, path)
                path = named.path ?? path
                answer = try look(path, Array(named.transcript.utf8))
            } catch let failure as Failure {
                answer = JSON.line(Trouble(error: failure.description, path: path))
            }
            try output.write(answer + "\n")
            try output.flush()
        }
    }

    private static func read(_ line: String, _ path: String) throws -> Named {
        let (decoder, bytes) = (JSONDecoder(), Data(line.utf8))
        if let text = try? decoder.decode(String.self, from: bytes) {
            return Named(path: nil, transcript: text)
        }
        guard let named = try? decoder.decode(Named.self, from: bytes) else {
            throw Failure(
                .badData, "\(path): neither a JSON string nor an object with a transcript")
        }
        return named
    }
}

import ArgumentParser

/// A part of the conversations, drawn by lot and the same again for the same seed.
struct SamplingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Take only so many, drawn by lot; with --by of each period.", valueName: "number"))
    var sample: Int?

    @Option(
        help: ArgumentHelp(
            "What --sample draws from: each day, month or folder.", valueName: "period"))
    var by: Grouping?

    @Option(help: ArgumentHelp("Draw the same sample again.", valueName: "number"))
    var seed: UInt64?

    func validate() throws {
        guard sample.map({ $0 > 0 }) ?? (by == nil && seed == nil) else {
            throw ValidationError(
                sample == nil
                    ? "--by and --seed go with --sample" : "--sample is a number from 1")
        }
    }

    /// Those drawn, in their order, and on stderr what draws them again. Without --sample all.
    func draw(_ all: [InspectedFile]) -> [InspectedFile] {
        guard let sample else { return all }
        let seed = seed ?? UInt64.random(in: 1...999_999)
        let periods = Dictionary(grouping: all.indices) { all[$0].period(by) }
        let drawn = periods.values.flatMap { places in
            places.sorted { Self.lot(all[$0], seed) < Self.lot(all[$1], seed) }.prefix(sample)
        }
        let what = by.map { ", \(sample) of each \($0.rawValue)" } ?? ""
        Console.note(
            "sample: \(drawn.count) of \(all.count) conversations\(what); "
                + "--seed \(seed) draws them again")
        return drawn.sorted().map { all[$0] }
    }

    /// By the name of a conversation alone: what is added later draws no other one of the rest, and
    /// the same files lie elsewhere with the same lots.
    private static func lot(_ file: InspectedFile, _ seed: UInt64) -> (UInt64, String) {
        let name = file.path.split(separator: "/").suffix(2).joined(separator: "/")
        // FNV-1a, and the last step of SplitMix64, which scatters what differs by little.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ seed
        for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
        hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
        return (hash ^ (hash >> 31), file.path)
    }
}

/// A file to inspect, read or not.
struct InspectedFile: Sendable {
    var path: String
    var recorded: Result<RecordedEvents, Failure>

    init(_ path: String) {
        self.path = path
        do {
            recorded = .success(try RecordedEvents(path))
        } catch let failure as Failure {
            recorded = .failure(failure)
        } catch {
            recorded = .failure(Failure(.ourFault, "\(path): \(error)"))
        }
    }

    func period(_ period: Grouping?) -> String {
        guard let period, case .success(let recorded) = recorded else { return "" }
        return period.name(of: recorded, at: path)
    }
}

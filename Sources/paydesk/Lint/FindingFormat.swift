import ArgumentParser
import Foundation
import Text
import Training

/// Findings for those who read them: people, scripts, and build servers.
enum FindingFormat: String, CaseIterable, ExpressibleByArgument {
    case text, json
    /// Annotations of GitHub Actions.
    case github
    /// The Static Analysis Results Interchange Format, 2.1.0.
    case sarif
}

/// A line of GitHub Actions that marks a line of a file.
struct GitHubAnnotation {
    var level: String
    var place: Place?
    var title: String
    var message: String

    var line: String {
        var properties: [String] = []
        if let place {
            properties = ["file=\(Self.escaped(place.file))", "line=\(max(1, place.line))"]
            if place.column > 1 { properties.append("col=\(place.column)") }
        }
        properties.append("title=\(Self.escaped(title))")
        return "::\(level) \(properties.joined(separator: ","))::\(Self.data(message))\n"
    }

    private static func data(_ text: String) -> String {
        text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
    }

    private static func escaped(_ text: String) -> String {
        data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
    }
}

extension Finding {
    /// GitHub calls a note a notice.
    var annotation: GitHubAnnotation {
        GitHubAnnotation(
            level: severity == .note ? "notice" : severity.rawValue, place: place,
            title: "paydesk lint: \(check.rawValue)", message: message)
    }
}

/// A SARIF log of one run.
struct SarifLog: Encodable {
    private let version = "2.1.0"
    private let runs: [Run]

    init(_ findings: [Finding]) {
        let checks = Finding.Check.allCases.map { Rule(id: $0.rawValue) }
        runs = [
            Run(
                tool: Tool(
                    driver: Driver(name: "paydesk lint", version: Version.number, rules: checks)),
                results: findings.map(Result.init))
        ]
    }

    var text: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        return ((try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}")
            + "\n"
    }

    private struct Run: Encodable {
        var tool: Tool
        var results: [Result]
    }

    private struct Tool: Encodable { var driver: Driver }

    private struct Driver: Encodable {
        var name: String
        var version: String
        var rules: [Rule]
    }

    private struct Rule: Encodable { var id: String }
    private struct Message: Encodable { var text: String }
    private struct Artifact: Encodable { var uri: String }

    private struct Region: Encodable {
        var startLine: Int
        var startColumn: Int
    }

    private struct Location: Encodable {
        struct Physical: Encodable {
            var artifactLocation: Artifact
            var region: Region
        }

        var physicalLocation: Physical
    }

    private struct Result: Encodable {
        var ruleId: String
        var level: String
        var message: Message
        var locations: [Location]

        init(_ finding: Finding) {
            (ruleId, level) = (finding.check.rawValue, finding.severity.rawValue)
            message = Message(text: finding.message)
            locations =
                finding.place.map { place in
                    let uri = place.file.addingPercentEncoding(
                        withAllowedCharacters: .urlPathAllowed)
                    return [
                        Location(
                            physicalLocation: .init(
                                artifactLocation: Artifact(uri: uri ?? place.file),
                                region: Region(
                                    startLine: max(1, place.line), startColumn: place.column)))
                    ]
                } ?? []
        }
    }
}

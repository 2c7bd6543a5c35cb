import Training

/// How many findings there are of each severity, and the findings in their order.
struct FindingsObject: Encodable {
    let findings: [Finding]

    func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: JSON.Key.self)
        for severity in Finding.Severity.allCases {
            try object.encode(
                findings.count(of: severity), forKey: JSON.Key("\(severity.rawValue)s"))
        }
        try object.encode(findings.map(FindingObject.init), forKey: JSON.Key("findings"))
    }
}

private struct FindingObject: Encodable {
    var severity: String
    var check: String
    var file: String?
    var line: Int?
    var column: Int?
    var message: String

    init(_ finding: Finding) {
        (severity, check) = (finding.severity.rawValue, finding.check.rawValue)
        (file, line) = (finding.place?.file, finding.place?.line)
        (column, message) = (finding.place?.column, finding.message)
    }
}

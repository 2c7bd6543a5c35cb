import NLU

extension [Finding] {
    /// One JSON object: how many there are of each severity, and the findings in their order.
    public var json: String {
        var json = JSONLine()
        json.object {
            for severity in Finding.Severity.allCases {
                $0.key("\(severity.rawValue)s")
                $0.raw("\(count(of: severity))")
            }
            $0.key("findings")
            $0.array(self) { json, finding in json.object { finding.write(to: &$0) } }
        }
        return json.text
    }
}

extension Finding {
    fileprivate func write(to json: inout JSONLine) {
        for (name, value) in [("severity", severity.rawValue), ("check", check.rawValue)] {
            json.key(name)
            json.string(value)
        }
        if let place {
            json.key("file")
            json.string(place.file)
            json.key("line")
            json.raw("\(place.line)")
            json.key("column")
            json.raw("\(place.column)")
        }
        json.key("message")
        json.string(message)
    }
}

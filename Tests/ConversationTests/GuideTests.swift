import TestSupport
import Testing

@testable import Conversation

/// "Add a service" of CONTRIBUTING.md says where things are; `make guide` follows its steps on a
/// copy.
@Suite struct GuideTests {
    private static let guide = Result { () throws -> String in
        let text = try Project.text("CONTRIBUTING.md")
        let parts = text.split(separator: "\n## ")
        return try #require(parts.first { $0.hasPrefix("Add a service") }.map(String.init))
    }

    /// Every file the guide names is there, where it says.
    @Test func filesAreWhereTheGuideSays() throws {
        let guide = try Self.guide.get()
        let files = guide.matches(of: /`((?:Sources\/)?[A-Z][\w\/+]*\.swift)`/).map {
            String($0.output.1)
        }
        #expect(files.count >= 4)
        let sources = Project.files(in: "Sources", ending: ".swift")
        for file in files {
            #expect(sources.contains { $0.hasSuffix(file) }, "there is no \(file)")
        }
    }

    /// The switches it names lead to every kind of order, each with a file in each folder.
    @Test(arguments: [
        ("Lending/Orders/Order.swift", "rules"), ("Ledger/Orders/LedgerOrder.swift", "inBook"),
        ("Conversation/Orders/ToldOrder.swift", "told"),
    ])
    func everyOrderHasItsPlace(_ file: String, _ property: String) throws {
        #expect(try Self.guide.get().contains(".\(property)`"))
        let order = try Project.text("Sources/Lending/Orders/Order.swift")
        let cases = order.matches(of: /(?m)^    (?:indirect )?case (\w+)\(/).map(\.output.1)
        #expect(cases.count >= 12)
        let text = try Project.text("Sources/" + file)
        let start = try #require(text.firstRange(of: "var \(property): any")).lowerBound
        let folder = String(file.split(separator: "/")[0])
        let sources = try Project.files(in: "Sources/\(folder)/Orders", ending: ".swift")
            .map(Project.text)
        for name in cases {
            let arrow = try Regex("case \\.\(name)\\(.*\\): (\\w+)\\(")
            let match = try #require(text[start...].firstMatch(of: arrow), "\(property): \(name)")
            let type = match.output[1].substring ?? ""
            let own = try Regex("(struct|extension) \(type)\\b")
            #expect(sources.contains { $0.contains(own) }, "\(folder) has no file for \(type)")
        }
    }

    /// One word in the list is all that a service needs to be offered.
    @Test func everyServiceIsOneWordOfTheList() throws {
        let list = try Project.text("Sources/Conversation/Services/ServiceList.swift")
        let made = try Project.files(in: "Sources/Conversation/Services", ending: ".swift").flatMap
        {
            try Project.text($0).matches(of: /static let (\w+) = Service\(/).map(\.output.1)
        }
        #expect(made.count >= 15)
        for name in made { #expect(list.contains(try Regex("\\W\(name)\\W")), "\(name)") }
    }
}

import Foundation
import Testing

/// `paydesk.yml`: options of the folder, under those that are typed.
@Suite struct ConfigFileTests {
    private let folder: Folder

    init() throws {
        folder = try Folder()
        try "text,label\npay now,pay\npay it,pay\nhello,greet\nhi there,greet\n".write(
            toFile: folder.path("c.csv"), atomically: true, encoding: .utf8)
    }

    private func run(
        _ config: String, _ arguments: [String], environment: [String: String] = [:]
    ) throws -> Program.Outcome {
        try config.write(
            toFile: folder.path("paydesk.yml"), atomically: true, encoding: .utf8)
        return try Program.run(
            arguments, environment: Paydesk.environment.merging(environment) { $1 },
            directory: folder.root)
    }

    private static let evaluate = ["evaluate", "--train", "c.csv", "--test", "c.csv", "--quiet"]

    @Test(
        arguments: [
            ("evaluate:\n  max-ece: 0.0001%\n", [], 1), ("evaluate: {}", [], 0), ("", [], 0),
            ("lint:\n  strict: true\n", [], 0),
            // What is typed counts.
            ("evaluate:\n  max-ece: 0.0001%\n", ["--max-ece", "100%"], 0),
            ("evaluate:\n  min-recall: [pay=0%, greet=101]\n", [], 64),
            ("evaluate:\n  json: true\n  closed-form: false\n", [], 0),
        ] as [(String, [String], Int32)])
    func optionsAreTaken(_ config: String, _ typed: [String], _ status: Int32) throws {
        let outcome = try run(config, Self.evaluate + typed)
        #expect(outcome.status == status, "\(outcome.stderr)")
        #expect(outcome.stdout.hasPrefix("{") == config.contains("json"))
    }

    @Test(arguments: [
        (
            "evaluate:\n  min-acuracy: 90%\n",
            "paydesk.yml:2:3: evaluate has no option 'min-acuracy'. Did"
        ),
        (
            "evalute: {}\n",
            "paydesk.yml:1:1: there is no section 'evalute'. Did you mean 'evaluate'?"
        ),
        ("- evaluate\n", "paydesk.yml:1:1: the file is no map"),
        ("evaluate: [\n", "paydesk.yml:2:1: the YAML cannot be read"),
    ])
    func slipsAreTold(_ config: String, _ words: String) throws {
        let outcome = try run(config, Self.evaluate)
        #expect(outcome.status == 78 && outcome.stderr.contains(words), "\(outcome.stderr)")
    }

    @Test func anotherFileOrNone() throws {
        try "evaluate: {max-ece: 0.0001%}\n".write(
            toFile: folder.path("ci.yml"), atomically: true, encoding: .utf8)
        for (name, status) in [("ci.yml", 1), ("", 0), ("none.yml", 66)] as [(String, Int32)] {
            let outcome = try run(
                "broken: [", Self.evaluate, environment: ["PAYDESK_CONFIG": name])
            #expect(outcome.status == status, "\(name): \(outcome.stderr)")
        }
        // A conversation asks for nothing of it.
        #expect(try run("broken: [", ["classify", "--intents", "c.csv", "pay"]).status == 0)
    }
}

/// A small file to try commands with; its text lies in `SampleFiles/` and is part of the program.
struct Sample {
    let name: String
    let about: String
    /// What to try, where `@` is the folder the samples are in.
    let commands: [String]
    private let bytes: [UInt8]

    private init(_ name: String, _ about: String, _ bytes: [UInt8], _ commands: [String]) {
        (self.name, self.about, self.bytes, self.commands) = (name, about, bytes, commands)
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    static let all = [
        Sample(
            "questions.csv", "lines and their labels, to train on", PackageResources.questions_csv,
            [
                "train --intents @questions.csv --output @questions.model",
                "classify --model @questions.model \"can I keep this book longer\"",
            ]),
        Sample(
            "held_out.csv", "lines to judge it by", PackageResources.held_out_csv,
            [
                "evaluate --train @questions.csv --test @held_out.csv",
                "test --model @questions.model @held_out.csv",
            ]),
        Sample(
            "library.yml", "the same lines as YAML, with a rule and replies",
            PackageResources.library_yml,
            [
                "lint --intents @library.yml --test @held_out.csv",
                "evaluate --intents @library.yml --folds 3",
            ]),
        Sample(
            "faq_branch_hours.yml", "a new question and its answer, for the desk's own corpus",
            PackageResources.faq_branch_hours_yml, ["lint --intents @faq_branch_hours.yml"]),
        Sample(
            "talk.transcript", "a conversation with words, understanding and postings",
            PackageResources.talk_transcript,
            [
                "replay @talk.transcript", "test @talk.transcript", "inspect @talk.transcript",
                "report @talk.transcript", "mask @talk.transcript --output @masked",
                "convert --to rasa @talk.transcript", "convert --to botium @talk.transcript",
                "convert --to botframework @talk.transcript",
            ]),
        Sample(
            "lines.transcript", "a customer's lines alone; --accept writes the rest",
            PackageResources.lines_transcript, ["replay --accept @lines.transcript"]),
        Sample(
            "test_stories.yml", "Rasa test stories", PackageResources.test_stories_yml,
            ["convert --to paydesk @test_stories.yml"]),
        Sample(
            "fees.convo.txt", "a BotiumScript conversation", PackageResources.fees_convo_txt,
            ["convert --to paydesk @fees.convo.txt"]),
    ]
}

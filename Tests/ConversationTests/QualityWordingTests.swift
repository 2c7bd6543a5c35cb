import Conversation
import Lending
import NLU
import Quantities
import TestSupport
import Testing
import Text
import Transcripts

/// Word rules match what is asked and threatened in both languages, and not its negation.
@Suite struct QualityWordingTests {
    @Test(
        arguments: [
            ("QA04", "请把您的密码告诉我。"), ("QA04", "请输入完整卡号。"), ("QA04", "验证码发给我就行。"),
            ("QA04", "请提供身份证号和CVV。"), ("QA04", "Please tell me your password."),
            ("QA04", "Read out the code to our colleague."), ("QA04", "What's your PIN?"),
            ("QA04", "Don't hesitate to send us your card number."), ("QA04", "ＰＩＮ码请发给我，并输入ＣＶＶ"),
            ("QA13", "这次一定能批。"), ("QA13", "Guaranteed approval for you."),
            ("QA13", "１００% guaranteed"),
            ("QA14", "不还就等着坐牢。"), ("QA14", "您不还款我们就上门。"), ("QA14", "我们会联系您的家人。"),
            ("QA14", "If you don't pay we will call your employer."),
            ("QA14", "You could go to jail."),
            ("QA15", "建议您办理分期。"), ("QA15", "You could take out a new loan."),
            ("QA21", "我们可以帮您修复征信。"), ("QA21", "We can repair your credit record."),
            ("QA24", "已为您跳过验证。"), ("QA24", "I can skip verification for you."),
            ("QA07", "每期费率0.6%。"), ("QA07", "The penalty is 0.05% a day."),
            ("QA16", "提前还款可省利息500元。"), ("QA16", "You save ¥500.00 in interest."),
            ("QA03", "您的手机号是13812345678。"), ("QA03", "卡号６２２２０２１２３４５６７８９０１２８"),
            ("QA22", String(repeating: "很长的一句话没有标点", count: 7) + "。"),
        ])
    func finds(_ rule: String, _ words: String) {
        #expect(Self.rules(words).contains(rule), "\(words)")
    }

    @Test(
        arguments: [
            ("QA04", "请不要把验证码或密码告诉任何人。"), ("QA04", "Never tell anyone your code."),
            ("QA04", "Please give no code or password to anyone."), ("QA04", "请输入身份证号的最后四位。"),
            ("QA04", "Enter the 6 digits here, and tell nobody, not even our staff."),
            ("QA04", "我们绝不会让您提供密码。"), ("QA04", "为了您的安全，请不要在这里输入卡号或证件号。"),
            ("QA04", "Please do not type card or ID numbers here."),
            ("QA13", "我们不能保证通过。"), ("QA13", "I can't promise guaranteed approval."),
            ("QA14", "我们不会上门，也不会联系您的家人。".replacing("，也不会", with: "。也不会")),
            ("QA14", "We will never call your employer."), ("QA14", "别担心，您不会坐牢。"),
            ("QA15", "我不会建议您办理分期。"), ("QA21", "没有人能修复征信。"),
            ("QA24", "I can't skip verification."),
            ("QA07", "每期费率0.6%，年化13.03%（单利）。"), ("QA07", "0.05% a day (18.25% annualised)"),
            ("QA16", "少付利息500元，扣除手续费50元后，净省450元。"),
            ("QA03", "热线400-000-0000，回单R000001，尾号6001。"),
        ])
    func letsPass(_ rule: String, _ words: String) {
        #expect(!Self.rules(words).contains(rule), "\(words)")
    }

    private static func rules(_ words: String) -> Set<String> {
        let events: [Event] = [
            .replied(Reply(words: "我是自动助理，人工请说人工。")), .said("hi"), .level(1),
            .replied(Reply(words: words)),
        ]
        return Set(QualityRule.inspect(events, Project.assistant.rulebook).map(\.rule))
    }

    /// Rules about what has to be there.
    private static let hello = "< 自动助理，人工\n* level 1\n\n"
    private static let early = "@ now 2026-03-02T10:00+08:00\n* level 1\n< 自动助理，人工\n\n"
    private static let late = "@ now 2026-03-02T21:50+08:00\n* level 1\n< 自动助理，人工\n\n"
    private static let settle = "> 结清\n= early_settle_full\n* quote Q1 total=100\n"
    private static let split = "> 分期\n= instalment_setup_statement term=12\n* quote Q1 total=100"

    private static let modify = "> 改12期\n= instalment_modify term=12\n* quote Q1 total=100"

    private static let absences: [(String, String)] = [
        ("QA18", "< 您好，请问要办什么？人工请说人工。"), ("QA11", "< 我是自动助理。"),
        ("QA12", "\(hello)> 我不想活了\n< 请尽快还款。"),
        ("QA12", "\(hello)> 还不上\n= hardship_request\n< 建议您办理分期。"),
        ("QA19", "\(hello)> 投诉\n= complaint\n* handoff complaint H000001\n< 已登记。"),
        ("QA17", "\(hello)> 分期\n* refused X\n< 没有通过评估。\n* handoff review H000001\n< 好的。"),
        ("QA20", "\(hello)> 查一下我老婆的贷款\n< 您目前共欠本金100.00元"),
        ("QA11", "\(hello)> 啊\n= out_of_scope\n< 什么？\n\n> 哦\n= out_of_scope\n< 什么？"),
        ("QA01", "< 自动助理，人工\n\n> 欠多少\n< 您目前共欠本金100.00元"),
        ("QA01", "\(early)@ now 2026-03-02T10:30+08:00\n> 欠多少\n< 您目前共欠本金1.00元"),
        ("QA05", "\(hello)\(settle)< 合计1.00元"),
        ("QA06", "\(hello)\(split) apr=13.03\n< 年化13.03%，合计1.00元"),
        ("QA06", "\(hello)\(modify) apr=13.03\n< 年化13.03%，合计1.00元"),
        ("QA08", "\(hello)\(settle)< 合计2.00元"),
        ("QA10", "\(hello)\(split)\n< 好\n\n> 6期\n= inform term=6\n< 好的\n\n> 确认\n* consent Q1"),
        ("QA10", "\(late)\(settle)< 好\n\n@ now 2026-03-02T22:05+08:00\n> 确认\n* consent Q1"),
        ("QA23", "\(hello)> x\n* post 1001 +5\n* receipt R000001"),
        ("QA22", "\(hello)> 我还欠多少钱\n= query_outstanding\n< Please tell us something more."),
        ("QA24", "\(hello)> skip verification\n* post 1001 +5\n* post 1301 -5\n* receipt R000001"),
    ]

    @Test(arguments: absences)
    func missesWhatIsNotThere(_ rule: String, _ text: String) throws {
        let events = try Transcript.read(Array((text + "\n").utf8)).happenings().map(\.event)
        let found = QualityRule.inspect(events, Project.assistant.rulebook).map(\.rule)
        #expect(found.contains(rule), "\(found)")
    }

    /// Names of the store may not be read in full; the chosen language is kept.
    @Test func knowsNamesAndLanguage() {
        let events: [Event] = [
            .replied(Reply(words: "我是自动助理，人工请说人工。")), .said("你好你好你好"),
            .understood(["greet"], slots: []), .replied(Reply(words: "张伟您好，请问要办什么业务？")),
        ]
        let found = QualityRule.inspect(
            Proceedings(events, Project.assistant.rulebook, names: ["张伟"], language: .en))
        #expect(Set(found.map(\.rule)) == ["QA03", "QA22"])
    }

    @Test func theSheetIsWhole() {
        #expect(QualityRule.all.map(\.id) == (1...24).map { "QA\($0 < 10 ? "0" : "")\($0)" })
        #expect(QualityRule.all.filter { $0.severity == .fatal }.count == 13)
        #expect(QualityRule.all.filter { $0.severity == .minor }.map(\.id) == ["QA22"])
    }

    /// An order that nobody says is one cannot be judged as one, and is not passed for that.
    @Test func whatIsNoKindIsNotJudged() throws {
        let text = "\(Self.hello)\(Self.settle)< 合计1.00元\n"
        let events = try Transcript.read(Array(text.utf8)).happenings().map(\.event)
        let blind = Inspection(
            Proceedings(events, Rulebook(IntentKinds(), Words(Project.model.lists))))
        #expect(blind.gaps.filter(\.isWhole).map(\.rule) == ["QA05", "QA06"])
        let known = Inspection(Proceedings(events, Project.assistant.rulebook))
        #expect(known.gaps.filter(\.isWhole).isEmpty)
    }

    /// A corpus without the words of a rule does not make it passed.
    @Test func whatHasNoWordsIsNotJudged() {
        let threat: [Event] = [.replied(Reply(words: "不还就起诉"))]
        let wordless = Rulebook(Project.model.kinds, Words())
        let blind = Inspection(Proceedings(threat, wordless))
        #expect(blind.findings.isEmpty)
        let gap = blind.gaps.first { $0.rule == "QA14" }
        #expect(gap?.isWhole == true && gap?.what == "the corpus has no words for it")
        let seeing = Inspection(Proceedings(threat, Project.assistant.rulebook))
        #expect(seeing.findings.contains { $0.rule == "QA14" })
    }

    @Test func pointsAndPassMark() {
        let major: [Event] = [.replied(Reply(words: "我是自动助理，人工。一定能批，绝对。包过。"))]
        let one = Inspection(Proceedings(major, Project.assistant.rulebook))
        #expect(one.score == 90 && one.isPassed() && !one.isPassed(mark: 91))
        let fatal = Inspection(
            Proceedings([.replied(Reply(words: "自动助理，人工。告诉我密码"))], Project.assistant.rulebook))
        // It takes no points, and fails whatever there are.
        #expect(fatal.hasFatal && fatal.score > 0 && !fatal.isPassed(mark: 0))
    }
}

/// What is kept of a conversation on paper is enough to judge it.
@Suite struct InspectionTests {
    @Test(arguments: Project.files(in: "Transcripts", ending: ".transcript"))
    func everyShippedTranscriptPasses(_ path: String) throws {
        let transcript = try Transcript.read(Project.bytes(path))
        let happenings = try transcript.happenings()
        let language = transcript.setting("language").flatMap(Language.init(rawValue:))
        let inspection = Inspection(
            Proceedings(happenings.map(\.event), Project.assistant.rulebook, language: language))
        for finding in inspection.findings {
            Issue.record(
                "\(path):\(happenings[finding.place].line): \(finding.rule) \(finding.what)")
        }
        #expect(inspection.isPassed())
    }
}

import NLU
import Text

/// What the desk may never say, in either language; its negation may be said.
extension QualityRule {
    /// QA03: no personal data in full, neither said by the desk nor kept of what was typed.
    static let personalDataMasked = QualityRule(
        id: "QA03", name: "PII masked", severity: .fatal
    ) { proceedings in
        places(of: proceedings).compactMap { place in
            let text: String?
            switch proceedings.events[place] {
            case .said(let line): text = line
            case .replied(let reply): text = reply.words
            default: text = nil
            }
            let leak = text.flatMap {
                PersonalData.leaks(in: $0, names: proceedings.names).first
            }
            return leak.map { (place, "an unmasked \($0.kind.rawValue)") }
        }
    }

    private static func places(of proceedings: Proceedings) -> Range<Int> {
        proceedings.judgedFrom..<max(proceedings.judgedFrom, proceedings.events.count)
    }

    /// Each reply in which `offends` finds words, with those words.
    private static func replies(
        _ proceedings: Proceedings, _ offends: (FoldedText) -> String?
    ) -> [Breach] {
        places(of: proceedings).compactMap { place in
            guard let found = proceedings.text(at: place).flatMap(offends) else { return nil }
            return (place, "“\(found)”")
        }
    }

    /// QA04: nobody is asked for a password, a card number, or a code to be handed on.
    static let noAskingForSecrets = QualityRule(
        id: "QA04", name: "Never ask for secrets", severity: .fatal
    ) { proceedings in
        replies(proceedings) { text in
            guard secrets.stands(in: text) || codes.stands(in: text) else { return nil }
            return text.clauses.first { isRequest(text, $0) }.map(text.string)
        }
    }

    private static func isRequest(_ text: FoldedText, _ clause: Range<Int>) -> Bool {
        if let secret = secrets.place(in: text, within: clause),
            !tails.stands(in: text, within: clause),
            let verb = requests.place(in: text, within: clause)
        {
            let end = max(secret.lowerBound, verb.lowerBound)
            return !Negation.reaches(text, from: clause.lowerBound, to: end)
        }
        if let code = codes.place(in: text, within: clause),
            let verb = handing.place(in: text, within: clause)
        {
            let end = max(code.lowerBound, verb.lowerBound)
            return !Negation.reaches(text, from: clause.lowerBound, to: end)
        }
        return false
    }

    private static let secrets = Lexicon([
        "密码", "密碼", "口令", "cvv", "cvc", "安全码", "安全碼", "卡号", "卡號", "身份证号", "身份證號", "证件号", "password",
        "passcode", "pin", "security code", "card number", "id number", "identity number",
    ])
    /// The tail of an ID is what the desk itself asks for.
    private static let tails = Lexicon(["最后四位", "后四位", "最後四位", "last four", "last 4", "尾号"])
    private static let codes = Lexicon(["验证码", "驗證碼", "verification code", "code", "otp"])
    private static let requests = Lexicon([
        "请输入", "请提供", "请填写", "请回复", "输入", "提供", "告诉", "告知", "发给", "发送", "发到", "报给", "报一下", "报上",
        "念给", "念一下",
        "填写", "说一下", "给我", "是多少", "需要您的", "enter", "type", "tell", "give", "send", "provide",
        "read out",
        "share", "reply with", "confirm your", "what is your", "what's your", "need your",
        "let me have",
        "submit", "key in",
    ])
    private static let handing = Lexicon([
        "告诉我", "告诉客服", "告诉同事", "告诉工作人员", "发给我", "发给客服", "发给同事", "转发给", "报给", "念给", "给我", "把验证码告诉",
        "把验证码发给",
        "tell me", "tell us", "tell our", "tell the agent", "give me", "give us", "send me",
        "send us",
        "send it to", "read it to", "read out", "read me", "forward", "share the code",
        "share your code",
        "tell the caller", "code to me", "code to us", "code to our", "code with me",
        "code with us",
    ])

    /// QA13: nothing is guaranteed.
    static let noGuarantees = QualityRule(
        id: "QA13", name: "No guarantees", severity: .major
    ) { replies($0, guarantees.meant) }

    private static let guarantees = Lexicon([
        "保证通过", "一定能批", "一定能通过", "一定通过", "包过", "必下款", "肯定能减免", "百分百", "百分之百", "绝对", "保本", "无风险",
        "零风险", "秒到账",
        "低门槛", "零成本", "guaranteed approval", "guarantee approval", "approval is guaranteed",
        "100% approv*", "100% guarante*", "100% safe", "no risk", "risk-free", "risk free",
        "zero risk",
        "zero cost", "will definitely be approved", "sure to be approved", "instant approval",
        "absolutely certain",
    ])

    /// QA14: nobody is threatened or shamed into paying.
    static let noThreats = QualityRule(
        id: "QA14", name: "No coercive collection wording", severity: .fatal,
        unseen: "the hours of reminders, of which the desk sends none"
    ) { replies($0, threats.meant) }

    static let threats = Lexicon([
        "坐牢", "抓你", "抓您", "拘留", "上门", "爆通讯录", "联系你家人", "联系你的家人", "联系您家人", "联系您的家人", "联系你单位",
        "联系你的单位",
        "联系您的单位", "联系你朋友", "联系你的朋友", "联系您的朋友", "通知你家人", "通知您的家人", "通知你单位", "通知您的单位", "曝光", "老赖",
        "黑名单",
        "不还就起诉", "后果自负", "go to jail", "to jail", "prison", "arrest*", "come to your home",
        "come to your house", "visit your home", "at your door", "call your family",
        "contact your family",
        "call your employer", "contact your employer", "tell your employer", "contact your friends",
        "call your friends", "expose you", "shame you", "blacklist*", "sue you",
        "take you to court", "deadbeat",
    ])

    /// QA21: a credit record is neither repaired nor hidden.
    static let creditRecordAccurate = QualityRule(
        id: "QA21", name: "Accurate credit-report wording", severity: .major
    ) { replies($0, records.meant) }

    private static let records = Lexicon([
        "洗白", "修复征信", "征信修复", "消除记录", "删除征信", "消除征信", "清除征信", "抹掉记录", "delete your credit record",
        "delete the record", "repair your credit", "fix your credit", "hide your credit",
        "clean your credit",
        "erase your credit", "remove the record", "wipe your record",
    ])

    /// QA24: no way round the rules, and no look behind them.
    static let noOverride = QualityRule(
        id: "QA24", name: "No instruction override or policy leak", severity: .major
    ) { proceedings in
        replies(proceedings, leaks.meant)
            + proceedings.judged.compactMap { exchange in
                guard let said = exchange.said, overrides.stands(in: FoldedText(said)),
                    let place = proceedings.place(
                        in: exchange, where: { if case .posted = $0 { true } else { false } })
                else { return nil }
                return (place, "a posting on a line that asked to skip the rules")
            }
    }

    private static let leaks = Lexicon([
        "系统提示词", "绕过风控", "规避风控", "避开风控", "绕过核验", "跳过核验", "跳过验证", "免验证", "已为您跳过", "其他客户的",
        "system prompt",
        "bypass the check*", "skip the check*", "skip verification", "avoid the risk check",
        "without verification",
        "other customers' data", "get around the review",
    ])
    private static let overrides = Lexicon([
        "跳过验证", "不用验证", "免验证", "忽略以上", "忽略之前", "忽略规则", "免手续费", "ignore previous",
        "ignore the rules",
        "ignore your", "skip verification", "without verification", "skip the code",
        "waive the fee", "developer mode",
    ])

    /// QA22: in the customer's language, in sentences that can be read in one breath.
    static let readable = QualityRule(
        id: "QA22", name: "Language and readability", severity: .minor,
        unseen: "the elderly mode, which the desk does not have"
    ) { proceedings in
        foreign(proceedings)
            + replies(proceedings) { text in
                text.string(text.bytes.indices).split { "\n。！!?；;".contains($0) }
                    .flatMap { $0.split(separator: ". ").map(String.init) }
                    .first(where: isTooLong).map { String($0.prefix(24)) + "… is too long" }
            }
    }

    /// Sixty ideographs, thirty words. Rows of a table are no sentences.
    private static func isTooLong(_ sentence: String) -> Bool {
        guard !sentence.hasPrefix("  ") else { return false }
        let ideographs = sentence.unicodeScalars.reduce(0) {
            $0 + ((0x4E00...0x9FFF).contains($1.value) ? 1 : 0)
        }
        return ideographs > 60 || (ideographs == 0 && sentence.split(separator: " ").count > 30)
    }

    private static func foreign(_ proceedings: Proceedings) -> [Breach] {
        var chosen = proceedings.language
        var spoken = Set<Language>()
        return proceedings.exchanges.compactMap { exchange in
            let isSwitched = exchange.intents.contains { proceedings.kinds.talk($0) == .language }
            if isSwitched { chosen = nil }
            let understood =
                !exchange.intents.isEmpty && !exchange.intents.contains(Interpretation.outOfScope)
            if let said = exchange.said.flatMap(plainLanguage), understood { spoken.insert(said) }
            guard let words = proceedings.words(of: exchange), let answer = plainLanguage(words),
                exchange.said != nil, !isSwitched
            else {
                if let words = proceedings.words(of: exchange) {
                    plainLanguage(words).map { _ = spoken.insert($0) }
                }
                return nil
            }
            if let chosen {
                return answer == chosen
                    ? nil : (proceedings.firstReply(of: exchange), "not in the chosen language")
            }
            return spoken.contains(answer) || spoken.isEmpty
                ? nil
                : (
                    proceedings.firstReply(of: exchange),
                    "in a language the customer does not speak"
                )
        }
    }

    /// The one language of a text; nil when it has enough of neither or much of both.
    private static func plainLanguage(_ text: String) -> Language? {
        var ideographs = 0
        var letters = 0
        for scalar in text.unicodeScalars {
            if (0x4E00...0x9FFF).contains(scalar.value) { ideographs += 1 }
            if (0x61...0x7A).contains(scalar.value) { letters += 1 }
        }
        if ideographs >= 4, letters < 12 { return .zh }
        return ideographs == 0 && letters >= 12 ? .en : nil
    }
}

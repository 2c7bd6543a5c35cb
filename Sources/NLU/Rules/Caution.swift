/// Keeps a likely looking line from opening a transaction that nobody asked for.
///
/// Statistics see that a line speaks of cancelling a plan; they do not see that it is a friend's
/// plan, a supposition or a question of principle. Of the lines of our corpus that want something
/// done, one in a hundred is asked about for nothing.
enum Caution {
    /// Whether a line may open the transaction at once. If not, the desk asks.
    static func allows(_ intent: String, _ line: [UInt32]) -> Bool {
        guard Decision.transactional.contains(intent) else { return true }
        let objects = intent == "settlement_certificate" ? settled : owed
        guard objects.matches(line) else { return false }
        var cues = Cue(line)
        if cues.contains(.request) || intent == "settlement_certificate" {
            cues.remove(.whether)
        }
        cues.remove(.request)
        return cues.isEmpty
    }

    /// What our transactions are about: without one of these words a line is about something else.
    private static let owed = finder(
        """
        分期|期|账|贷|款|借|还|欠|结清|付清|付|本金|月供|尾号|笔|单|分|余额|消费|扣|清|\
        loan*|pay*|paid|repa*|prepa*|overpa*|instal*|plan*|bill*|statement*|balance*|debt*|owe*|owing|\
        principal|month*|split*|settl*|clear*|due|dues|overdue|arrears|spread*|purchase*|order|convert*|\
        conver*|financ*|credit|card|outstanding|minimum|tenure|tenor|period*|charge*|capital|lump|money
        """)
    private static let settled = finder(
        """
        结清|还清|付清|清|贷|借|欠|款|账|还完|了结|\
        loan*|settl*|clos*|paid|payoff|clear*|dues|debt*|balance|finish*|noc|owe*|account|complet*|discharge*|\
        repa*|instal*|satisf*|lien|zero|full
        """)

    private static func finder(_ words: String) -> WordFinder {
        WordFinder(words.split(separator: "|").map(String.init))
    }
}

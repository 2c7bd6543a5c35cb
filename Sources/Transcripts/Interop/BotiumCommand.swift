/// A line of a convo taken apart: `?!BUTTONS yes|no`.
struct BotiumCommand {
    let name: String
    let arguments: [String]
    let isOptional: Bool
    let isNegated: Bool

    var isMarked: Bool { isOptional || isNegated }

    /// Whether it is a command at all: one of Botium's, or of somebody's own, `MY_ASSERTER`.
    let isUppercase: Bool

    init(_ line: String) {
        var rest = line[...]
        isOptional = rest.hasPrefix("?") && !rest.hasPrefix("??")
        if isOptional { rest = rest.dropFirst() }
        isNegated = rest.hasPrefix("!") && !rest.hasPrefix("!!")
        if isNegated { rest = rest.dropFirst() }
        let word = rest.prefix { $0 != " " }
        name = String(word)
        let bar = "\u{0}"
        arguments = rest.dropFirst(word.count + 1).replacing("\\|", with: bar)
            .split(separator: "|").map { String($0.replacing(bar, with: "|")).trimmed }
        let isOwn =
            word.count > 3 && word.contains("_") && word.first != "_"
            && word.allSatisfy { $0.isASCII && ($0.isUppercase || $0.isNumber || $0 == "_") }
        isUppercase = isOwn || Self.ofBots.contains(name) || Self.hooks.contains(name)
    }

    /// Before and after what is said, on either side.
    private static let hooks: Set = [
        "PAUSE", "WAITFORBOT", "SET_SCRIPTING_MEMORY", "CLEAR_SCRIPTING_MEMORY",
        "ASSIGN_SCRIPTING_MEMORY", "UPDATE_CUSTOM", "SKIP_BOT_UNCONSUMED", "INCLUDE",
        "CONDITIONAL_STEP_TIME_BASED", "CONDITIONAL_STEP_BUSINESS_HOURS",
        "CONDITIONAL_STEP_CAPABILITY_VALUE_BASED", "CONDITIONAL_STEP_JSON_PATH_BASED",
        "CONVO_STEP_PARAMETERS", "ORDERED_LIST_TO_BUTTON",
    ]

    /// What a section of the customer's may hold beside words.
    static let ofCustomers = hooks.union(["BUTTON", "MEDIA", "FORM"])

    /// Asserters whose names have no `_`; those that have one are known by it.
    private static let ofBots: Set = [
        "BUTTONS", "MEDIA", "CARDS", "FORMS", "ENTITIES", "INTENT", "TEXT",
    ]

    /// The first variable in a text, `$name` or `$function(…)`; sums in dollars are none.
    static func variable(in text: String) -> String? {
        text.firstMatch(of: /\$[A-Za-z_][A-Za-z0-9_]*/).map { String($0.output) }
    }
}

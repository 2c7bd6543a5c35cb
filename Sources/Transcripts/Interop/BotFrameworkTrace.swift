/// What a recognizer noted of a customer's line: LUIS, or CLU, which came after it.
enum BotFrameworkTrace {
    /// The intent it took; nil for a trace of another kind.
    static func intent(_ value: JSONValue?) -> String? {
        guard let value else { return nil }
        let scored = value["recognizerResult"]?["intents"]?.map ?? [:]
        let best = scored.max { one, other in
            let (a, b) = (one.value["score"]?.number ?? 0, other.value["score"]?.number ?? 0)
            return (a, other.key) < (b, one.key)
        }
        let results = [value["luisResult"], value["cluResult"], value["result"], value]
        let told = results.compactMap { $0 }.lazy.compactMap { result in
            result["topScoringIntent"]?["intent"]?.text ?? result["prediction"]?["topIntent"]?.text
        }.first
        // A transcript has blanks between intents.
        return (best?.key ?? told)?.split(whereSeparator: \.isWhitespace).joined(separator: "_")
    }
}

/// What a bot shows beside its words, as lines of text: hero, thumbnail, receipt and sign-in cards,
/// adaptive cards, and the buttons below.
enum BotFrameworkCards {
    /// The words of an attachment; empty where it is a picture, or another thing without any.
    static func lines(_ attachment: JSONValue) -> [String] {
        guard let content = attachment["content"] else { return [] }
        let kind = attachment["contentType"]?.text ?? ""
        if kind.hasSuffix("card.adaptive") {
            // Blanks keep a card's columns apart.
            return adaptive(content).filter { !$0.trimmed.isEmpty }
        }
        if kind == "text/plain", let text = content.text { return broken(text) }
        return plain(content)
    }

    /// `[Confirm] [Cancel]`, and nothing where there is no button.
    static func buttons(_ actions: [JSONValue]) -> [String] {
        let titles = actions.compactMap { $0["title"]?.text ?? $0["value"]?.text }
        return titles.isEmpty ? [] : [titles.map { "[\($0)]" }.joined(separator: " ")]
    }

    /// The buttons a customer may press, wherever they stand.
    static func actions(_ activity: [JSONValue]) -> [JSONValue] {
        activity.flatMap { attachment -> [JSONValue] in
            let content = attachment["content"]
            return (content?["buttons"]?.list ?? []) + (content?["actions"]?.list ?? [])
        }
    }

    private static func plain(_ card: JSONValue) -> [String] {
        var lines = ["title", "subtitle", "text"].compactMap { card[$0]?.text }.flatMap(broken)
        lines += (card["facts"]?.list ?? []).compactMap { pair($0["key"], $0["value"]) }
        lines += (card["items"]?.list ?? []).compactMap { pair($0["title"], $0["price"]) }
        for name in ["tax", "total"] {
            if let sum = card[name]?.text { lines.append("\(name): \(sum)") }
        }
        return lines + buttons(card["buttons"]?.list ?? [])
    }

    private static func adaptive(_ card: JSONValue) -> [String] {
        element(card) + buttons(card["actions"]?.list ?? [])
    }

    /// An element of an adaptive card, and those within it in the order they are shown.
    private static func element(_ element: JSONValue) -> [String] {
        var lines: [String] = []
        switch element["type"]?.text {
        case "TextBlock", "TextRun": lines = (element["text"]?.text).map(broken) ?? []
        case "FactSet":
            lines = (element["facts"]?.list ?? []).compactMap { pair($0["title"], $0["value"]) }
        case "RichTextBlock":
            let runs = (element["inlines"]?.list ?? []).compactMap { $0["text"]?.text ?? $0.text }
            return broken(runs.joined())
        default: break
        }
        let within = ["body", "items", "columns", "rows", "cells"].flatMap {
            element[$0]?.list ?? []
        }
        return lines + within.flatMap(Self.element)
    }

    private static func pair(_ title: JSONValue?, _ value: JSONValue?) -> String? {
        let words = [title?.text, value?.text].compactMap { $0 }
        guard !words.isEmpty else { return nil }
        let isColoned = words.first?.hasSuffix(":") ?? false
        return words.joined(separator: isColoned ? " " : ": ")
    }

    static func broken(_ text: String) -> [String] {
        text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
    }
}

import Lending

/// The words around consent depend on what is agreed to: a sum, an undoing, or a document.
extension Order {
    var askConsent: Reply {
        asking(
            Reply(told.asksConsent, ["total": .money(total), "capitals": .capitals(total)]))
    }

    var askPlainly: Reply {
        asking(worded("ask_plain_consent", document: "ask_plain_consent_document"))
    }

    var stillOpen: Reply { asking(worded("still_open", document: "still_open_document")) }
    var codeSent: Reply { worded("code_sent", document: "code_sent_document") }

    /// The text message that carries the code.
    package func textMessage(_ code: String) -> Reply {
        var reply = worded("text_message", document: "text_message_document")
        reply.values["code"] = .text(code)
        return reply
    }

    private func worded(_ key: String, document: String) -> Reply {
        if told.isDocument { return Reply(document) }
        return Reply(key, ["total": .money(total)])
    }

    /// Whoever is asked to agree is told the sum in the same breath, as far as there is one.
    func asking(_ reply: Reply) -> Reply {
        var reply = reply
        reply.duty = Disclosure.Duty(told.sheet, told.isDocument ? [] : [.total])
        return reply
    }
}

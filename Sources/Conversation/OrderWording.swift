import Lending

/// The words around consent depend on what is agreed to: a sum, an undoing, or a document.
extension Order {
    var askConsent: Reply {
        let key =
            switch self {
            case .certify: "ask_consent_document"
            case .cancelPlan: "ask_consent_undo"
            case .book: "ask_consent_booking"
            case .cancelBooking: "ask_consent_unbooking"
            default: "ask_consent"
            }
        return asking(Reply(key, ["total": .money(total), "capitals": .capitals(total)]))
    }

    var askPlainly: Reply {
        asking(worded("ask_plain_consent", document: "ask_plain_consent_document"))
    }

    var stillOpen: Reply { asking(worded("still_open", document: "still_open_document")) }
    var codeSent: Reply { worded("code_sent", document: "code_sent_document") }

    /// The text message that carries the code.
    public func textMessage(_ code: String) -> Reply {
        var reply = worded("text_message", document: "text_message_document")
        reply.values["code"] = .text(code)
        return reply
    }

    private func worded(_ key: String, document: String) -> Reply {
        if case .certify = self { return Reply(document) }
        return Reply(key, ["total": .money(total)])
    }

    /// Whoever is asked to agree is told the sum in the same breath, as far as there is one.
    func asking(_ reply: Reply) -> Reply {
        var reply = reply
        if case .certify = self {
            reply.duty = Disclosure.Duty(sheet, [])
        } else {
            reply.duty = Disclosure.Duty(sheet, [.total])
        }
        return reply
    }
}

import Entities
import Lending
import NLU
import Quantities
import Text

/// One purchase put into instalments: which one, then one of the terms.
extension Service {
    static let purchaseInstalment = Service(
        name: "purchase_instalment",
        intents: ["instalment_setup_purchase"],
        refinedBy: ["quote_instalment", "instalment_modify", "instalment_setup_statement"],
        rules: ["faq_instalment_cost", "faq_instalment_rules"],
        sheet: .plan,
        slots: [Buying.purchase, Buying.term],
        answer: Buying.answer,
        receipt: Buying.receipt
    ).with { $0.ownOfRules = Buying.thatCan }
}

enum Buying {
    private static func purchases(_ facts: Facts) -> [Purchase] {
        facts.account?.purchases.reversed() ?? []
    }

    private static func refusals(
        _ purchase: Purchase, _ facts: Facts
    ) -> [PurchaseRefusal] {
        facts.account?.purchaseRefusals(purchase, on: facts.now.day) ?? []
    }

    /// What can be split now, the newest first.
    private static func offered(_ facts: Facts) -> [Purchase] {
        purchases(facts).filter { refusals($0, facts).isEmpty }
    }

    private static func chosen(_ form: Form, _ facts: Facts) -> Purchase? {
        guard case .reference(let id) = form.slots["purchase"] else {
            let offered = offered(facts)
            return offered.count == 1 ? offered[0] : nil
        }
        return purchases(facts).first { $0.id == id }
    }

    private static func offers(_ purchase: Purchase?, _ facts: Facts) -> [InstalmentOffer] {
        guard let purchase, refusals(purchase, facts).isEmpty else { return [] }
        return (try? facts.account?.instalmentOffers(for: purchase)) ?? []
    }

    private static func values(_ purchase: Purchase) -> [String: Reply.Value] {
        [
            "merchant": .text(purchase.merchant), "amount": .money(purchase.amount),
            "day": .day(purchase.booked),
        ]
    }

    /// "Which of the things I bought can be split?": each of them by its name.
    @Sendable static func thatCan(_ line: Interpretation, _ facts: Facts) -> [Reply] {
        guard facts.account != nil, facts.words.finds("purchases", in: line.text) else { return [] }
        let offered = offered(facts)
        guard !offered.isEmpty else { return [Reply("purchase_none")] }
        let lines = offered.enumerated().map { place, purchase in
            Reply(
                "purchase_can",
                values(purchase).merging(["place": .count(place + 1)]) { own, _ in own })
        }
        return [Reply("purchases_that_can", ["count": .count(offered.count)])] + lines
    }

    static let purchase = Slot(
        name: "purchase", isChosenByPlace: true,
        choices: { _, facts in
            offered(facts).map {
                Slot.Choice(.reference($0.id), Reply("purchase_choice", values($0)))
            }
        },
        read: { heard, form, facts in read(heard, facts) },
        ask: { _, _ in [Reply("ask_purchase")] })

    /// By shop, sum or day. Any purchase may be named: what cannot be split is told why.
    private static func read(_ heard: Interpretation, _ facts: Facts) -> Slot.Reading {
        let purchases = purchases(facts)
        let text = heard.text.folded
        var found = purchases.filter { isNamed($0, in: text, facts.words) }
        if found.isEmpty {
            let sums = heard.entities.compactMap(sum)
            found = purchases.filter { sums.contains($0.amount) }
            // A sum that belongs to no purchase is not passed over in silence.
            if found.isEmpty, let sum = sums.first(where: { $0 >= Product.minimumConversion }) {
                return .unusable(Reply("purchase_unknown", ["amount": .money(sum)]))
            }
        }
        if found.isEmpty {
            let days = heard.entities.compactMap { entity -> Day? in
                if case .date(let day) = entity.value { day } else { nil }
            }
            found = purchases.filter { days.contains($0.booked) }
        }
        if found.isEmpty { found = sized(text, offered(facts), facts.words) }
        guard found.count == 1 else { return .nothing }
        return .value(.reference(found[0].id))
    }

    /// "The dearest one", 最便宜的那笔: by what was paid for it.
    private static func sized(
        _ text: String, _ purchases: [Purchase], _ words: Words
    ) -> [Purchase] {
        let amounts = purchases.map(\.amount)
        let amount: Money? =
            switch words.order(in: text) {
            case .amountHigh, .rateHigh, .costHigh: amounts.max()
            case .amountLow, .rateLow, .costLow: amounts.min()
            default: nil
            }
        return amount.map { amount in purchases.filter { $0.amount == amount } } ?? []
    }

    /// "Split the 1880 into 3", 厨具店的分3期: the sum or the shop of one purchase that can be split,
    /// and no word of a statement.
    @Sendable static func form(_ line: Interpretation, _ facts: Facts) -> Form? {
        let (sums, text) = (line.sums, line.text.folded)
        let named = offered(facts).count { purchase in
            sums.contains(purchase.amount) || isNamed(purchase, in: text, facts.words)
        }
        guard let intent = Service.purchaseInstalment.intents.first, named == 1,
            !facts.words.finds("the_bill", in: line.text)
        else { return nil }
        return Form(service: Service.purchaseInstalment.name, intent: intent)
    }

    /// 厨具那单: a shop is named by what it sells, too.
    private static func isNamed(
        _ purchase: Purchase, in text: String, _ words: Words
    ) -> Bool {
        let name = purchase.merchant.folded
        let kind = words.written("shop_kind").first { name.hasSuffix($0) }
        let sold = String(name.dropLast(kind?.count ?? 0))
        return text.contains(name) || sold.count > 1 && text.contains(sold)
            || words.listed(behind: "sold_").contains { goods in
                let names = words.written("sold_" + goods)
                return names.contains { name.contains($0) } && names.contains { text.contains($0) }
            }
    }

    /// Of an enquiry: the purchase that it names, if it can be split.
    static let supposed = Slot(
        name: "purchase", isNeeded: { _, _ in false },
        read: { heard, _, facts in
            guard case .value(.reference(let id)) = read(heard, facts),
                offered(facts).contains(where: { $0.id == id }),
                !facts.words.finds("the_bill", in: heard.text)
            else { return .nothing }
            return .value(.reference(id))
        })

    /// What the named purchase, or the only one that can be split, would cost in instalments; nil
    /// where it is not known which.
    static func supposedOffers(_ form: Form, _ facts: Facts) -> [InstalmentOffer]? {
        let isOnly = facts.account?.statement == nil && form.slots["amount"] == nil
        guard form.slots[supposed.name] != nil || isOnly && offered(facts).count == 1 else {
            return nil
        }
        return offers(chosen(form, facts), facts)
    }

    private static func sum(_ entity: Entity) -> Money? {
        switch entity.value {
        case .amount(let money, "CNY"): money
        case .number(let tenThousandths) where tenThousandths >= 1_000_000:
            Money(fen: tenThousandths / 100)
        default: nil
        }
    }

    static let term = Instalments.term(
        ask: { _, _ in "ask_term_alone" },
        intro: { form, facts in
            guard let purchase = chosen(form, facts) else { return [] }
            return [Reply("purchase_intro", values(purchase))]
        },
        offers: { form, facts in offers(chosen(form, facts), facts) })

    @Sendable static func answer(_ form: Form, _ facts: Facts) -> Outcome {
        guard let account = facts.account else { return .refuse("NOT_SIGNED_IN", []) }
        guard let purchase = chosen(form, facts) else { return nothing(account, facts) }
        if let reason = refusals(purchase, facts).first {
            return .refuse(reason.rawValue, [explain(reason, purchase, account)])
        }
        if let outcome = Instalments.riskOutcome(account, facts) { return outcome }
        guard let offer = Instalments.chosen(form, among: offers(purchase, facts)) else {
            return .refuse("TERM_NOT_ALLOWED", [Reply("instalment_no_term")])
        }
        return .propose(
            .convertPurchase(id: purchase.id, offer), rate: offer.annual.nominal, facts)
    }

    /// With nothing to choose from, the reason that holds for all of them, if one does.
    private static func nothing(_ account: Account, _ facts: Facts) -> Outcome {
        let common = purchases(facts).compactMap { refusals($0, facts).first }
        if let first = common.first, [.accountBlocked, .overdueNow].contains(first) {
            return .refuse(
                first.rawValue,
                [
                    Reply(
                        "purchase_" + first.rawValue.lowercased(),
                        ["amount": .money(account.arrears(on: account.asOf).total)])
                ])
        }
        return .refuse("NO_PURCHASE", [Reply("purchase_none")])
    }

    private static func explain(
        _ reason: PurchaseRefusal, _ purchase: Purchase, _ account: Account
    ) -> Reply {
        var values = values(purchase)
        values["limit"] = .money(
            reason == .aboveMaximum ? Product.maximumConversion : Product.minimumConversion)
        values["days"] = .count(Product.purchaseDays)
        if reason == .overdueNow {
            values["amount"] = .money(account.arrears(on: account.asOf).total)
        }
        return Reply("purchase_" + reason.rawValue.lowercased(), values)
    }

    @Sendable static func receipt(_ receipt: Receipt, _ facts: Facts) -> [Reply] {
        guard case .convertPurchase(_, let offer) = receipt.order else { return [] }
        var values = Instalments.values(offer)
        values["receipt"] = .text(receipt.number)
        values["first_due"] = .day(offer.rows.first?.due ?? facts.now.day)
        return [Reply("purchase_done", values)]
    }
}

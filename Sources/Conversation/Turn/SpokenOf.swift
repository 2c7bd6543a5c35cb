import NLU

/// The contract that a conversation is about, where a line does not say.
extension Turn {
    /// "Pay that one off": the contract that was last told of, where the line points at one.
    func takeSpokenOf(_ service: Service, _ line: Interpretation, into form: inout Form) {
        guard let slot = service.slot(named: LoanSlot.name), form.slots[LoanSlot.name] == nil,
            let loan = spokenOf(alsoDone: true)
        else { return }
        switch loan {
        case .reference
        where words.finds("that_one", in: line.text) || leansOnWhatWasTold(line)
            || leansOnAPayment(line):
            form.slots[LoanSlot.name] = loan
        // "And if I cleared both?" of two that were told of.
        case .references(let ids)
        where slot.takesSeveral && words.countOfContracts(in: line.text.folded) == ids.count:
            form.slots[LoanSlot.name] = loan
        default: break
        }
    }

    /// 那下一期是哪天 right after an instalment was paid: of the same contract.
    private func leansOnAPayment(_ line: Interpretation) -> Bool {
        guard case .payDues? = dialogue.done?.receipt.order, line.sums.isEmpty,
            words.finds("next_instalment", in: line.text)
        else { return false }
        let text = line.text.folded
        return !["contracts_all", "contracts_others", "contracts_other"].contains {
            words.says($0, in: text)
        }
    }

    /// 全部还掉要多少 right after the schedule of one loan: of no other.
    private func leansOnWhatWasTold(_ line: Interpretation) -> Bool {
        guard line.isShort || words.starts(line.text.folded, with: PeriodWord.goesOn),
            case .reference? = dialogue.answered?.slots[LoanSlot.name],
            dialogue.lastReplies.contains(where: { $0.values["tail"] != nil })
        else { return false }
        let text = line.text.folded
        return !["contracts_all", "contracts_others", "contracts_other", "due_loan"].contains {
            words.says($0, in: text)
        } && words.countOfContracts(in: text) == nil && words.order(in: text) == nil
    }

    /// The contract, or the contracts, that the conversation is about: of what is open, of what was
    /// told; only those that are still open.
    ///
    /// - Parameter alsoDone: of what was done, too.
    func spokenOf(alsoDone: Bool = false) -> SlotValue? {
        let open = Set((facts.account?.activeContracts ?? []).map(\.id))
        let done = alsoDone ? dialogue.done?.form : nil
        let left = dialogue.suspended.last?.proposal == nil ? nil : dialogue.suspended.last?.form
        let forms = [dialogue.state.form, left, dialogue.answered, done]
        let values = forms.lazy.compactMap { $0 }.flatMap { form in
            [LoanSlot.name, "due"].compactMap { form.slots[$0] }
        }
        return values.first { value in
            switch value {
            case .reference(let id): open.contains(id)
            // Of none, where there was nothing to tell, no line speaks.
            case .references(let ids): !ids.isEmpty && open.isSuperset(of: ids)
            default: false
            }
        }
    }
}

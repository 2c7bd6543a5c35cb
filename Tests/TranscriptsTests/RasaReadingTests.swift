import Testing
import Transcripts

/// Rasa's files, read as Rasa means them.
@Suite struct RasaReadingTests {
    @Test func readsRasaTestStories() throws {
        let text = """
            version: "3.1"
            stories:
            - story: early repayment, then cancel
              steps:
              - user: |
                  我要把[那笔贷款](loan_ref)还清
                intent: early_repay
              - action: early_repay_form
              - active_loop: early_repay_form
              - slot_was_set:
                - loan_ref: L-2
              - or:
                - intent: a
                - intent: b
              - intent: cancel
              - active_loop: null
              - action: utter_cancelled
            - story: another
              steps:
              - user: hello
                intent: greet+query
            """
        let read = try Interchange.rasa.read(Array(text.utf8))
        #expect(
            read.transcripts.map(\.text) == [
                """
                ; early repayment, then cancel

                > 我要把那笔贷款还清
                = early_repay loan_ref=L-2

                ; action early_repay_form
                ; active_loop early_repay_form
                > /a
                = a

                > /cancel
                = cancel

                ; active_loop null
                ; action utter_cancelled

                """,
                "; another\n\n> hello\n= greet | query\n",
            ])
        #expect(
            read.losses.map(\.description) == [
                "5: the mark of an entity: loan_ref", "12: the other ways of the step or",
            ])
        #expect(read.talks.map(\.name) == ["early repayment, then cancel", "another"])
        let back = try Interchange.rasa.read(Array(Interchange.rasa.write(read.talks).text.utf8))
        #expect(back.transcripts.map(\.text) == read.transcripts.map(\.text))
    }

    /// The end-to-end tests of an assistant with flows: checks of slots and of what is uttered.
    @Test func readsTestCases() throws {
        let text = """
            fixtures:
              - premium:
                  - membership: gold
            test_cases:
            - test_case: pays a bill in parts
              fixtures:
              - premium
              steps:
              - user: split my bill
                assertions:
                - flow_started: split_bill
                - slot_was_set:
                  - name: term
                    value: 12
                  - name: bill
                - bot_uttered:
                    utter_name: utter_ask_confirm
              - slot_was_not_set:
                - address
              - user: "yes"
              - utter: utter_done
              - bot: All done.
              - slot_was_set:
                - confirmed: true
                - note: two words
            """
        let read = try Interchange.rasa.read(Array(text.utf8))
        #expect(
            read.transcripts.map(\.text) == [
                """
                ; pays a bill in parts

                > split my bill
                = term=12

                ; assertion flow_started split_bill
                ; slot_was_set bill
                ; assertion bot_uttered utter_name: utter_ask_confirm
                ; slot_was_not_set address
                > yes
                = confirmed=true
                < All done.

                ; utter utter_done

                """
            ])
        #expect(
            read.losses.map(\.what) == [
                "the story's fixtures", "a slot's value of several words: note",
            ])
    }

    /// Rasa 1: stories in Markdown, those of its tests with what the customer says.
    @Test func readsMarkdown() throws {
        let text = """
            <!-- what the
            bot can do -->
            ## happy path
            > start
            * greet
              - utter_greet
            * inform{"term": "12", "kind": "bill"}
              - bill_form
              - form{"name": "bill_form"}
            * form: inform: I pay in [12](term) parts
              - form{"name": null}
              - slot{"paid": "yes"}
            * affirm OR thank

            ## ends
            * goodbye: bye
            """
        let read = try Interchange.rasa.read(Array(text.utf8))
        #expect(
            read.transcripts.map(\.text) == [
                """
                ; happy path
                ; checkpoint start

                > /greet
                = greet

                ; action utter_greet
                > /inform
                = inform term=12 kind=bill

                ; action bill_form
                ; active_loop bill_form
                > I pay in 12 parts
                = inform paid=yes

                ; active_loop null
                > /affirm
                = affirm

                """, "; ends\n\n> bye\n= goodbye\n",
            ])
        #expect(
            read.losses.map(\.description) == [
                "10: the mark of an entity: term", "13: the other ways of an OR",
            ])
    }
}

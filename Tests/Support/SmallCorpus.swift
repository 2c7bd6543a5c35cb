import Training

/// A corpus of a few intents, large enough to be told apart.
package enum SmallCorpus {
    package static let yaml = """
        version: "3.1"
        nlu:
        - intent: early_settle_full
          kind: order
          examples: |
            - 我想提前结清贷款
            - 帮我把贷款一次性全部还清
            - 剩下的全部一次结清
            - 贷款全额提前还清
            - pay off my whole loan today
            - settle the entire loan now
            - I want to pay off the loan early in full
            - close my loan completely please
        - intent: query_due_date
          kind: query
          examples: |
            - 我几号还款
            - 下次扣款是哪一天
            - 还款日是什么时候
            - 每个月几号扣钱
            - when is my payment due
            - what day do you take the money
            - which date is the next payment
            - tell me my due date
        - intent: faq_early_repay_rules
          kind: faq
          examples: |
            - 分期可以提前还吗
            - 能不能提前还款
            - 提前还了以后还能再借吗
            - 为什么不能提前结清
            - can I repay early
            - is it allowed to settle before the end
            - why was my early repayment refused
            - am I able to pay off early
        - intent: out_of_scope
          examples: |
            - 今天天气怎么样
            - 推荐一部电影
            - 周末去哪里玩
            - what is the weather like
            - recommend me a film
            - where shall we eat tonight
        keywords:
        - only: [还款, repayment]
          between: [early_settle_full, query_due_date]
        - intent: query_due_date
          all: [到期日]
          none: [修改]
        - intent: early_settle_full
          all: [全部, 结清]
        lists:
          cue_whether: [能不能, am i allowed]
          edit_zh: [吗, 能不能, 不, 别, 为什么, 怎么, 帮我, 我朋友, 如果, 多少]
          edit_en: [not, can I, why, how much, please, my friend, if, when, how]
        responses:
          utter_due_date:
          - text: "您的还款日是{day}。"
            translation: {en: "Your payment is due on {day}."}
        """

    package static func read(_ texts: [(file: String, text: String)]) throws -> Corpus {
        var corpus = Corpus()
        for (file, text) in texts { try CorpusReader.add(text, file: file, to: &corpus) }
        try corpus.resolveLists()
        return corpus
    }

    package static func corpus() throws -> Corpus { try read([("small.yml", yaml)]) }
}

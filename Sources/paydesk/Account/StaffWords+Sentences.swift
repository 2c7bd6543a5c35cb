/// What staff read of the audit chain, of books that are not right, of quality and of figures.
extension StaffWords {
    static let audit = """
        accepted  放行
        access  查看
        added  补充
        as %  署名 %
        assigned  转交
        booking-refused  预约未执行
        checkpoints %  检查点 %
        clock %  时钟 %
        clock-behind %  时钟落后 %
        closed  结单
        code  验证码
        cut %  出账 %
        debit-refused  扣款失败
        due %  应还 %
        export  导出
        handoff  转人工
        identity  身份
        ledger  明细
        list  名单
        lock  锁定
        masked  已脱敏
        noted  备注
        opened by a person  人工解锁
        operation  业务
        prove  核对回单
        purchases %  消费 %
        queue  排队
        receipts  回单
        record %  会话 %
        reopened  重开
        schedule  还款计划
        search  查找
        show  账户
        taken  接手
        ticket step  工单
        unlocked  解锁
        until %  至 %
        what  内容
        who  操作人
        in this book; `paydesk account queue --all` lists them  `paydesk account queue --all` 列出全部
        `paydesk account reopen %` opens it again  重开：`paydesk account reopen %`
        only a closed ticket is opened again  结了的才能重开
        --force takes it over  加 --force 可以接过来

        """

    static let report = """
        %: %; compared with %: %  %：%；对比 %：%
        % conversations, % customer lines, % quotes, % replies withheld  \
        % 个会话，客户 % 句，报价 % 份，拦下回复 % 条
        % conversations, % customer lines  % 个会话，客户 % 句
        change in points  变化
        given up  客户取消
        % conversations with % customer lines and % quotes  % 个会话，客户 % 句，报价 % 份
        A change in points; where 0 lies within its 95 %, it may be chance.  \
        变化以百分点计；95 % 区间含 0 的，可能只是偶然。
        And % more: paydesk report --list %  还有 % 条：paydesk report --list %
        Bars are shares, thin lines their 95 % intervals.  柱为占比，细线为 95 % 区间。
        Behind the figures  各项明细
        Compared with %  与 % 对比
        Conversations at the desk  客服会话
        Hand-offs by reason  转人工原因
        Intervals are 95 % by Wilson's score; a small count has a wide one.  \
        区间为 Wilson 95 % 区间；次数少，区间就宽。
        Made on % by %, corpus %, model %.  生成于 %，程序 %，语料 %，模型 %。
        Only %.  仅统计 %。
        Services  服务
        Trend  趋势
        What each figure counts  各项指标的口径
        all  全部
        chance?  或属偶然
        clarification rate  反问率
        compared  对比
        completed  完成
        completion  完成率
        containment  无转接率
        conversations  会话
        correction rate  改口率
        count  次数
        definition  口径
        fallback  未听懂
        fallback rate  未听懂率
        figure  指标
        folder  文件夹
        from % to %  % 至 %
        from %  % 起
        hand-off  转人工
        hand-offs  转人工
        handed off  转人工
        left  中途离开
        month  月份
        now  本期
        on %  %
        opened  发起
        quality pass rate  质检合格率
        refused  被拒
        said  客户原话
        self-service  自助
        self-service rate  自助率
        service  服务
        service %  服务 %
        customer %  客户 %
        share  占比
        then  对比期
        then %  对比期 %
        to %  至 %
        turns  轮数
        turns to completion  办成所需轮数
        undated  无日期
        value  数值
        conversations with a request answered or carried out and no hand-off, of those with \
        a request  有诉求的会话中，得到答复或办成、且没有转人工的
        conversations without a hand-off, of all with a customer's line  客户说过话的会话中，没有转人工的
        services carried out to a receipt, of those opened  发起的服务中，办成并出了回单的
        customer lines that were not understood, of all customer lines  客户的话中，没有听懂的
        customer lines that were asked back between intents, of all customer lines  \
        客户的话中，在几个意图之间反问的
        quotes changed by a value given again, of all quotes shown  出示的报价中，客户改口重算的
        conversations that pass inspection (80 points, nothing fatal), of all  \
        全部会话中，质检合格的（80 分，无致命项）
        customer lines from opening a service to its receipt: median, and nine in ten need \
        at most  从发起到回单客户说的句数：中位数，以及九成不超过

        """

    static let quality = """
        % of % conversations do not pass  % / % 个会话不合格
        % of % marked: % pass, % fail  已判 % / %：合格 %，不合格 %
        %, % of % reviews  %，% / % 次复核
        , 95 % from % to %  ，95 % 区间 % 至 %
        review: % by %, %  复核：%（%，%）
        `paydesk inspect --rules` says what  详见 `paydesk inspect --rules`
        agreement  一致率
        agreement of rules and reviewers: % of % (%), kappa %  规则与复核一致：% / %（%），kappa %
        fail  不合格
        fatal  致命
        line %  第 % 行
        major  严重
        mark it: [p]ass [f]ail [s]kip [b]ack [q]uit [?]  \
        评定：[p] 合格 [f] 不合格 [s] 跳过 [b] 上一个 [q] 结束 [?]
        minor  轻微
        not defined, since all were marked alike  无法计算，全部评定相同
        not judged  未评部分
        not judged anywhere, or in part: %  一律未评或只评一部分：%
        not judged: %  未评：%
        pass  合格
        reviewer %  复核 %
        rule  规则
        rule's name  名称
        rules %  规则 %
        severity  程度
        why? (Enter for no comment)  理由？（不写就按回车）
        it is good enough  合格
        it is not  不合格
        no mark; go on to the next  不评，看下一个
        go back to the one before; of each reviewer the last mark counts  回到上一个；同一复核人以最后一次为准
        stop here; what was marked stays  到此为止，评过的保留
        Verify identity before account data  先核身再谈账户
        Step-up before execution  办理前再次验证
        PII masked  个人信息脱敏
        Never ask for secrets  不索要密码验证码
        Full disclosure before confirming early repayment  提前还款确认前充分披露
        Full disclosure before confirming an instalment  分期确认前充分披露
        Annualised rate always shown with a rate or fee  费率旁必有年化利率
        Numbers match the ledger  数字与账上一致
        Explicit consent  明确同意
        Re-quote after change or expiry  改动或过期后重新报价
        Human hand-off honoured  转人工落实
        Hardship and crisis first  困难与危机优先
        No guarantees  不作保证
        No coercive collection wording  不用施压催收话术
        No steering into more debt  不诱导多借
        Balanced statement  利弊同述
        Decline with reason and review  拒绝须有理由和复核
        AI disclosure  告知是机器人
        Complaint channel  投诉渠道
        Own data only  只谈本人数据
        Accurate credit-report wording  征信表述准确
        Language and readability  语言与可读性
        Complete record  记录完整
        No instruction override or policy leak  不被指令绕过，不泄露规则
        which fields of an account were read  读取了账户的哪些字段
        on paper, figures other than the sums quoted and posted  仅凭记录，报价和入账以外的数字
        whether the code went to the registered phone  验证码是否发到登记手机
        session id, version of the disclosure, retention class; the book holds the hashes, \
        which `paydesk account verify` checks  \
        会话标识、披露版本、保存级别；摘要在账本里，由 `paydesk account verify` 核对
        the hours of reminders, of which the desk sends none  提醒的时段；客服台不发提醒
        the elderly mode, which the desk does not have  长者模式；客服台没有
        the corpus has no words for it  语料没有相应的词
        nothing the desk said is recorded  没有记录客服的话
        nothing the desk did is recorded  没有记录客服的操作
        the corpus does not say what the intents of the record are  语料没有说明记录里的意图
        asked for a person and was not passed on  要求人工而没有转接
        the greeting names no person  问候没有提到人工
        details of a credit bureau  涉及征信细节
        a decline without reason, review or complaint channel  拒绝而没有理由、复核或投诉渠道
        the greeting does not say it is automatic  问候没有说明是机器人
        asks for a complaint to be dropped  要求撤回投诉
        a complaint without %  投诉缺 %
        figures on a question about somebody else  谈及他人时给出数字
        the card does not tell %  报价卡没有写 %
        its facts  各项事实
        % without %  只说 % 而没有 %
        consent to % after a change  改动后对 % 的同意
        consent to % after it had expired  过期后对 % 的同意
        consent to %, which the record does not show  同意了记录里没有出示的 %
        postings that do not add up to nothing  分录借贷不平
        postings without a receipt  有分录而没有回单
        a hand-off without a ticket  转人工而没有工单
        an unmasked %  未脱敏：%
        a posting on a line that asked to skip the rules  客户要求跳过规则的那句话上有分录
        not in the chosen language  不是所选的语言

        """

    static let books = """
        the books are right  账目无误
        step %, of %, differs from its audit record  步骤 %（%）与审计记录不符
        step %, of %, is missing  步骤 %（%）不见了
        step % of the tickets is not in the audit chain  工单步骤 % 不在审计链里
        % differs from its audit record  % 与审计记录不符
        % differs from its conversions  % 与分期不符
        % differs from its postings  % 与分录不符
        % differs from its purchases  % 与消费不符
        % differs from its receipt  % 与回单不符
        % differs from its terms  % 与合同条款不符
        % does not follow from the records before it  % 与前面的记录接不上
        % did not end as it says  % 的结果与所记不符
        % has % of % but % was posted  % 记有 %（%），入账却是 %
        % has % of % rows  % 有 % 行，应有 % 行
        % has no two postings  % 不足两笔分录
        % is % but not paid  % 标为 %，却没有还清
        % is dated before its customer's last one  % 的日期早于该客户的上一笔
        % is missing  % 不见了
        % is not balanced  % 借贷不平
        % is not in the audit chain  % 不在审计链里
        % is not paid off by its journal  % 按流水没有还清
        % was left out on its day  % 到期没有执行
        % was cancelled but its postings were not undone  % 已撤销，分录却没有冲回
        % was paid on %, where % was owed  入账 %，用于 %，应付 %
        % the customer agreed to is not what the rules make  客户同意的 % 与规则算出的不同
        % is no booking  % 不是预约
        account %: the rules make %, % was posted  科目 %：按规则为 %，入账为 %
        an order was carried out without a receipt  有业务没有回单
        it was booked for another day  预约的是另一天
        more was booked than % asks for  入账多于 % 应付
        more was taken than was booked  扣款多于预约
        plan % had been paid on when it was undone  分期 % 撤销时已还过款
        the audit chain does not know operation %  审计链里没有业务 %
        the audit chain is empty  审计链是空的
        the audit chain tells of an operation that is missing  审计链里有一笔业务不见了
        the bookings are not those of the journal  预约与流水不符
        the day of the opening differs from the first audit record  开账日与第一条审计记录不符
        the definition of % was changed  % 的定义被改过
        the file is malformed: %  文件损坏：%
        the postings do not balance  分录借贷不平
        the rows of customer % differ from the audit chain  客户 % 的数据与审计链不符
        the time the book has reached is no time it can have stopped at  账本所到的时间不成立
        a row of % refers to a row of % that is missing  % 的一行指向 % 里不见了的一行
        audit record %  审计记录 %
        booking %  预约 %
        operation %  业务 %
        receipt %  回单 %
        row % of contract %  第 % 行（合同 %）
        ticket %  工单 %
        contract %  合同 %
        purchase %  消费 %
        statement %  账单 %
        account %  科目 %
        step %  步骤 %
        % of %  % / %
        % to %  % 至 %

        """
}

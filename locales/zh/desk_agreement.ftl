## 工作台：由两位复核员各自打分的复核件，和一份复核件花多少时间

desk-ratings = 请你再评一遍的复核件
desk-ratings-what = 这些复核件是抽到的。你评的时候看不到别人的意见，你的意见也不影响结果。
desk-rating-open = 去评
desk-rating-open-which = 去评{ $name }
desk-rating-of = 再评一遍：{ $name }
desk-rating-what = 抽到这份复核件，是想看看复核员的意见有多一致。你看到的是机构交来的材料，看不到别人的任何意见。你的意见不影响结果，机构也看不到。你评完以后，第一次复核的复核员、管理员和你都能看到两份打分。
desk-rating-declare-hint = 一项都没有，就不勾选，直接提交。有任何一项，就不能评这份材料，请在下面让给别人。
desk-rating-progress = 已评{ $done }项，共{ $all }项
desk-rating-why = 这一项由两个人各评一遍。请只看交来的材料，说你会怎么定。
desk-rating-reasons = 下调的理由
desk-rating-text-hint = 你评完以后，第一次复核的复核员和管理员能看到。最多{ $most }个字。
desk-rating-finish = 都评完了
desk-rating-finish-what = 完成以前，每一项都还可以改。完成以后不能再改，也不能再打开交来的材料。
desk-rating-finish-go = 完成并对照
desk-rating-decline = 让给别人
desk-rating-decline-what = 与这家机构有利害关系，或者没有时间，就请让给别人。你评过的内容会删掉，另抽一位复核员。
desk-rating-decline-sure = 是的，请别人来评

desk-agreement = 复核员意见有多一致
desk-agreement-what = { $count ->
    [0] 现在不抽复核件来评两遍；管理员可以在“复核的各项数字”里改。
   *[other] 每个季度从上个季度签发的复核件里抽{ $count }份，由没看过它的复核员再评一遍，评的时候看不到之前的意见。
}
desk-agreement-who = 只有管理员和评同一份复核件的两位复核员能看到。
desk-agreement-yours = 你看到的是你第一次复核过、或者再评过的复核件。除了你，只有另一位复核员和管理员能看到。
desk-agreement-none = 还没有评过两遍的复核件。
desk-agreement-together = { $cases ->
    [one] 评过两遍的一份复核件
   *[other] 全部{ $cases }份合起来
}
desk-agreement-pairs = 两人一组
desk-agreement-pairs-what = 每两位复核员的kappa，按两人都评过的全部复核件算
desk-agreement-cases = 逐份看
desk-agreement-line = { $items }项里{ $same }项相同 · kappa { $kappa }
desk-agreement-by = 第一次复核：{ $first }；再评：{ $rater }。
desk-agreement-rated-by = 由{ $name }评
desk-agreement-open = 对照
desk-agreement-open-which = 对照{ $name }的两份打分
desk-agreement-waiting = 正在评的
desk-agreement-of = { $name }的两份打分
desk-agreement-changes-nothing = 签发的结果不变。
desk-agreement-domains = 逐个能力域看
desk-agreement-domains-what = { $name }高出和低出的阶数，分别相加
desk-agreement-items = 逐项看
desk-agreement-items-what = 自评的阶，和两人各自定的阶
desk-agreement-words = 不同的项，两人各写了什么
desk-agreement-said = { $name }：{ $what }。
desk-agreement-draw = 这份是怎么抽到的
desk-agreement-drawn = { $cases ->
    [one] { $quarter }抽取。上个季度只有这一份可以抽。
   *[other] { $quarter }抽取，从上个季度的{ $cases }份里抽出。
}
desk-agreement-seed = 抽签种子：{ $seed }。它在抽的那一刻才产生。种子和当时可抽的复核件都保存着，可以照样再抽一遍。
desk-agreement-head-pair = 复核员
desk-agreement-head-cases = 复核件
desk-agreement-head-items = 项数
desk-agreement-head-rungs = 按阶的kappa
desk-agreement-head-falls = 按下调的kappa
desk-agreement-head-domain = 能力域
desk-agreement-head-same = 相同
desk-agreement-head-above = 高出的阶数
desk-agreement-head-below = 低出的阶数
desk-agreement-head-item = 子域
desk-agreement-head-claimed = 自评
desk-agreement-head-first = 第一次复核
desk-agreement-head-rater = 再评
desk-agreement-head-apart = 相差
desk-agreement-apart = 共{ $items }项：{ $same }项同一阶，{ $one }项差一阶，{ $more }项差得更多。
desk-agreement-lowered = 两人都下调的{ $both }项，只有一人下调的{ $one }项。
desk-agreement-few = 不到{ $items }项，kappa说明不了什么，所以不给范围。
desk-agreement-nothing-lowered = 两人都没有下调任何一项，等于照抄自评。这样的数字看不出有没有人认真看过。
desk-agreement-how = 这些数字是什么意思
desk-agreement-kappa = 两人每一项都给同一阶，kappa是1；和碰巧一样接近，是0；比碰巧还要远，就小于0。差两阶按差一阶的两倍算。如果几乎所有项都在同一阶，差一项kappa就会很小，这时请看项数。
desk-agreement-falls = 两人都从同一个自评出发，就算各自随便下调，按阶的kappa也会高。按下调的kappa只看两人各下调了几阶，随便下调时接近0。
desk-agreement-size = 一份复核件的项数太少，不能用来评价人。请看不同的项，两人谈一谈。范围表示真实的值可能在哪里，把握是95%。
desk-kappa-is = { $kappa }
desk-kappa-none = 算不出来
desk-kappa-of-rungs = 按阶的kappa：{ $kappa }。
desk-kappa-of-falls = 按下调的kappa：{ $kappa }。
desk-kappa-bounds = 在{ $low }和{ $high }之间。

desk-case-event-rating_drawn = 抽出来再评一遍
desk-case-event-rating_declared = 为再评声明没有利害关系
desk-case-event-rating_declined = 把再评让给别人
desk-case-event-rating_finished = 完成了再评
desk-case-event-rating_ended = 再评没有完成就结束了
desk-case-event-hours_stated = 填报了工时

desk-hours = 一份复核件花多少时间
desk-hours-what = 复核件的过程记录里，每一条都有时间。同一位复核员前后两条相隔不超过{ $minutes }分钟，就算在工作。坐下来以后、第一条记录以前的时间没有记录，不算在内。除此以外，没有为此记录任何东西。
desk-hours-who = 复核员本人和管理员能看到，机构永远看不到。数字不对，由复核员自己填报。
desk-hours-median = 已签发的复核件，第一次复核有一半不超过{ $time }；目标是{ $goal }小时。
desk-hours-no-median = 最近十二个月没有签发过复核件。目标是{ $goal }小时。
desk-hours-above = 超过目标
desk-hours-none = 最近十二个月，复核员还没有记录过什么。
desk-hours-left = 已退出
desk-hours-measured = 按过程记录
desk-hours-stated = 复核员自己填报；按过程记录是{ $time }
desk-hours-correct = 更正
desk-hours-hint = 这份复核件你一共花了多久。两格都留空，就恢复成按过程记录。
desk-hours-field = 小时
desk-minutes-field = 分钟
desk-hours-wrong = 没有改动：小时请填整数，分钟请填0到59的整数。
desk-hours-saved = 已保存。
desk-hours-long = { $hours }小时{ $minutes }分钟
desk-hours-short = { $minutes }分钟

## 同一机构几个人一起答

choice-colleagues = 👥和同事一起答
command-colleagues = 同事
help-colleagues = 和同事一起替机构回答
colleagues-title = 和同事一起答
colleagues-what = 一家机构可以由几个人各自回答。
colleagues-more = 这样就不会只凭一个人知道的来答。你用链接邀请同事，并由你牵头；不用写姓名。
colleagues-own = 每个人自己答自己的。你的回答一直是你的，离开时随你带走。
colleagues-institution = 机构：{ $name }
colleagues-no-name = 机构还没有名称，牵头人可以在结果页写上。
colleagues-people = 参加回答的人
colleague-post = { $post }（{ $number }号）
colleague-nickname = { $nickname }（{ $post }）
colleague-line = { $called }{ $who ->
    [me] ，你
   *[other] {""}
}{ $coordinates ->
    [yes] ，牵头
   *[no] {""}
}
post-head = 负责人
post-service = 服务人员
post-quality = 质量管理
post-finance = 财务
post-other = 其他同事
colleagues-invite = 给同事做一个链接
colleagues-link-send = 把这个链接发给同事：
colleagues-link-made = { $days }天内有效，最多{ $people }人可用，只显示这一次。
colleagues-link-page = 网页：{ $address }
colleagues-link-chat = Telegram：{ $address }
colleagues-link-secret = 拿到链接的人都能加入你们机构。万一发错了，请在这里停用链接，再把不该在的人移出。
colleagues-links = 还能用的链接
colleagues-link-line = { $made }做的，有效到{ $until }，还能加入{ $left }人
colleagues-link-qr = 同事链接的二维码
colleagues-chat-qr = Telegram链接的二维码
colleagues-revoke = 停用这个链接
colleagues-revoke-all = 停用所有链接
colleagues-revoked = 链接已停用，已经加入的人不受影响。
colleagues-no-link = 没有做出链接。只有牵头人能做，最多同时有五个，请先停用一个。
colleagues-back = ‹回到同事
colleagues-hand-on = 把牵头交给别人…
colleagues-hand-on-what = 以后由谁牵头？牵头人可以改机构名称、邀请和移出同事。你照样参加回答。
colleagues-hand-on-yes = 交给这位
colleagues-handed-on = 已经交出。你照样参加回答。
colleagues-remove = 移出同事…
colleagues-remove-what = 谁不再替这家机构回答？对方的回答仍归对方，但不再看到机构的任何内容。
colleagues-remove-yes = 移出
colleagues-removed = 已移出。
colleagues-leave = 离开这家机构…
colleagues-leave-title = 要离开这家机构吗？
colleagues-leave-what = 你带走自己的回答，同事们接着答。
colleagues-leave-coordinator = 你带走自己的回答，同事们接着答，由加入最久的一位牵头。
colleagues-leave-last = 这家机构没有别人了，离开后机构名称和链接一起删除。你自己的回答都还在。
colleagues-leave-yes = 是，离开
colleagues-left = 已经离开。你自己的回答都还在。
colleagues-call = 同事怎么称呼你
colleagues-call-yes = 保存
colleagues-called = 已保存。
nickname-label = 昵称（可以不填）
nickname-hint = 最多{ $most }个字，不用真名
nickname-long = 昵称最多{ $most }个字，现在有{ $count }个。
nickname-empty = 昵称请用文字或数字，也可以不填。
join-team-title = 和同事一起答吗？
join-team-what = 有人邀请你一起替这家机构回答，现在已有{ $people }人。
join-team-leaves = 你现在属于另一家机构，加入后就离开那一家。{ $institution }
join-team-post = 你在机构里做什么？同事看到的是这个，不是姓名。
join-team-yes = 加入
join-team-consent = 同意并加入
join-team-leave = 不用了，都不动
join-team-gone = 这个链接不能用，或者已经失效。请向牵头人再要一个。
join-team-full = 这家机构已有三十人，不能再加入。请牵头人先移出不再回答的人。
join-team-already = 你已经在这家机构里了。
team-nothing-out = 没有改动：你已经不属于这家机构了。你自己的回答都还在。要再加入，请向牵头人要一个链接。
team-nothing-led = 没有改动：现在由别人牵头，这件事只有牵头人能做。
team-nothing-stale = 没有改动：这期间已经做过了，或者内容变了。现在是这样。
notice-joined-team = 已经加入。先自己答，这期间谁也看不到你的回答。
naming-institution-coordinator = 机构名称由牵头人修改，改了以后大家看到的都一样。

## 一起答：先各自答，再对照，各改一次，最后定下来

together-title = 一起答
together-what = 大家先各自答，再一起看哪里不一样。
together-more = 每人可以改一次，其余由牵头人定下来。请先邀请同事再开始。
together-invite = 先邀请同事
together-not-begun = 牵头人还没有开始。这之前可以先答自己的自查。
together-begin-all = 开始：每人都答全部
together-begin-domain = 开始：每个能力域由两人答
together-begun = 已经开始，大家各自答。
together-again = 重新开始
together-begin-again = 重新开始会重新分配所有能力域，已经定下来的也不算数。每个人自己的回答都还在。
together-star = 目前一起的结果：{ $stars }
together-yours = 由你答
together-mine = { $domain }：共{ $count }题，已答{ $done }题
together-mine-in = { $domain }：已交
together-answer = 答其余的题
together-hand-in = 交：{ $domain }
together-handed-in = 已交。这个能力域的回答就按现在的保存；别人也交了以后，就能看到哪里不一样。
notice-part-answered = 由你答的都答完了。打开“和同事一起答”就能交。
together-all = 谁答什么
together-people = { $domain }：{ $who }（{ $count }人中{ $done }人已交）
together-nobody = { $domain }：还没有人
together-assign = 更改
together-assign-which = 更改由谁来答“{ $domain }”
together-assign-title = 这个能力域由谁答？
together-assign-what = 两个人比一个人看得清楚。不再答这个能力域的人，交过的内容会删除。
together-answers-now = （现在由这位来答）
together-assigned = 已保存由谁答。
together-items = 哪里不一样
together-items-what = 共{ $count }项，影响星级的排在前面。没定下来之前，都按最低的算。
together-item-title = 哪里不一样
together-flagged = 相差一阶。{ $changes ->
    [yes] 星级取决于这一项。
   *[no] {""}
}
together-to-talk = 这一项请谈一谈。{ $changes ->
    [yes] 星级取决于这一项。
   *[no] {""}
}
said-rung = 第{ $rung }阶：{ $sentence }（{ $who }）
said-unsure = 不确定（{ $who }）
said-left-out = 不适用：{ $reason }（{ $who }）
said-by = { $who }{ $evidence ->
    [yes] ，有证据
   *[no] {""}
}
mark-said-rung = 第{ $rung }阶
mark-said-unsure = 不确定
mark-said-left-out = 不适用
together-revise = 改成这个
together-revise-as = 我改成：{ $mark }
together-revise-what = 你的回答可以改一次。
together-revised = 已改。
together-settle = 定下来
together-settle-as = 定为：{ $mark }
together-settle-what = 谈过以后再定。比最低的高，要有证据。
together-reason = 为什么（一句话）
together-settling = { $subdomain }：{ $mark }
together-why-title = 为什么这样定？
together-settled = 已定下来。有人离开，结果和理由也留着。
together-settled-list = 已定下来{ $count }项
settled-line = { $subdomain }：{ $mark }。{ $reason }
settle-why-talked = 谈过以后一致。
settle-why-evidence = 有证据可以看到。
settle-why-misread = 原来看错了题意。
settle-why-careful = 稳妥起见取低的。
settle-why-agreed = 后来大家说的一样。
settle-why-own = 理由：{ $words }
settle-nothing = 这里没有可以改的了，请再看看哪里不一样。
settle-changed = 没有改动：打开本页之后，这里在另一个窗口里改过了。你选的和写的还在，要以它为准，请再提交一次。
settle-already = 没有改动：这一项刚才已经在另一个窗口里定下了。{ $now }你选的是：{ $mark }，“{ $reason }”。
settle-revised-already = 你已经改过一次，每人只能改一次。
settle-reason-empty = 请用一句话说说为什么这样定。
settle-reason-long = 理由最多{ $most }个字，现在有{ $count }个。
settle-too-high = 没有人说到这么高。如果确实如此，请先由同事改自己的回答。
settle-needs-evidence = 比最低的高，要有证据：说到这么高的人，请在自己的自查里写上证据，再交或者再改。
together-show-name = 让同事看到哪句是谁说的
together-hide-name = 仍然只显示职务
together-name-shown = 同事现在能在你说的内容旁看到你的昵称。
together-name-hidden = 同事现在只看到你的职务。
together-back = ‹回到一起答

## 机构的结果：定下来的回答，以及什么可以一起交出去

team-result-title = 机构的结果
team-result-none = 还没有结果。等第一个能力域由负责它的人都交了，就会有结果。
team-result-star = 机构的参考星级：{ $stars }
team-result-people = { $people }人答过，{ $count ->
    [0] 说的都一样。
   *[other] 有{ $count }项说得不一样。
}{ $left ->
    [0] {""}
   *[other] 其中{ $left }项还没有定下来，按最低的算；凡是影响星级的，星级先是一个范围。
}
team-result-day = 最近一次改动：{ $day }
team-result-blocks = 离{ $star }星还差{ $count }项：{ $names }
team-result-unsure = 没有人说得准：{ $names }。弄清楚之前按没有做到算。
team-result-lacks = 还差{ $count }项没有答，在{ $domains }。牵头人可以更改由谁答。
team-result-goes-on = 已经开始新的一轮。新一轮答全之前，仍以这个结果为准。
team-result-reasons = 哪里说得不一样，为什么这样定
team-result-past = 机构历次一起答的结果
team-result-answers = 机构的全部回答
team-result-answer = { $subdomain }：{ $mark }
team-result-leaving = 什么可以一起交出去
team-result-shares = { $all ->
    [yes] 大家都同意连各人的回答一起交出去。除了愿意显示昵称的人，都不带名字。
   *[no] 各人的回答不交出去：{ $count }人中有{ $agree }人同意，要所有人都同意才交。
}
team-result-lends = { $lend ->
    [0] 没有人把自己写的证据借给机构用。
   *[other] { $count }人中有{ $lend }人把自己写的证据借给机构用。
}
team-share-what = 同意的话，你答的内容可以和机构的回答一起交出去；除非你愿意显示昵称，否则不带名字。封存之前随时可以收回。
team-share-answers = 我的回答可以交出去
team-keep-answers = 我的回答还是不交
team-lend-what = 你写的证据是你自己的。借给机构以后，在你答过的能力域里，牵头人可以交出你的证据说明和文件，交多少由牵头人选。封存之前随时可以收回；已经交出去的留在机构，你离开了也一样。
team-lend-evidence = 机构可以用我的证据
team-keep-evidence = 我的证据还是自己留着
team-answers-shared = 如果大家都同意，你的回答可以交出去。
team-answers-kept = 你的回答不交出去。
team-evidence-lent = 机构可以用你写的证据了。
team-evidence-kept = 你的证据自己留着。
team-lower = 调低
team-lower-which = 调低：“{ $item }”
team-lower-title = 把定下来的回答调低
team-lower-what = 定下来的回答可以写明理由调低，比如复核员要求补充的时候。要调高，请重新开始一轮。
team-lower-give = 调低
team-lowered = 已调低，理由一起留着。
settle-only-lower = 定下来的回答只能调低。如果现在更高了，请重新开始一轮。
settle-why-open = 还没有定下来，按最低的算。

## 机构的计划

team-plan-title = 机构的计划
team-plan-none = 还没有计划。由牵头人按机构的回答，选一个星级来做。
team-plan-progress = 计划到{ $star }星：共{ $total }步，已完成{ $done }步
team-plan-done = 机构的回答到了那一阶，这一步就算完成：请再一起答一次。
team-plan-reminders = 如果你开着提醒，每一步到期那天会提醒你。
team-plan-made-new = 做好了。每一步都有建议的日期，可以改；还没有安排负责人。
team-plan-made-keeping = 做好了。原来就有的步骤，日期、负责人和进展不变。
team-plan-back = ‹回到机构的计划
team-result-back = ‹回到机构的结果
team-step-reviewed = 复核意见
team-step-title = 计划中的一步
team-step-open = { $step } · { $state } · { $due }{ $named ->
    [yes] {" "}· { $person }
   *[no] {""}
}
team-step-done = { $step } · { $state }
team-step-dropped = { $step } · { $state }：{ $reason }
team-step-on-page = 要定在某一天，请在网页上选日期。
team-step-kept = 已保存。
team-step-state = 进展
team-step-why = 为什么不做（不做时才写）
team-step-reason = 请用一句话写上为什么不做这一步。
reminder-team-steps = 机构的计划里{ $date }到期
choice-team-plan = 看机构的计划
notice-team-due = 机构的计划里{ $date }到期：{ $names }

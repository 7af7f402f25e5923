## 同一机构几个人一起答

choice-colleagues = 👥和同事一起答
command-colleagues = 同事
help-colleagues = 和同事一起替机构回答
colleagues-title = 和同事一起答
colleagues-what = 一家机构可以由几个人各自回答，免得只凭一个人知道的来答。你用链接邀请同事，并由你牵头；不用写姓名。
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
colleagues-link-made = 把链接发给同事。{ $days }天内有效，最多{ $people }人可用，只显示这一次。
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
notice-joined-team = 已经加入。先自己答，这期间谁也看不到你的回答。
naming-institution-coordinator = 机构名称由牵头人修改，改了以后大家看到的都一样。

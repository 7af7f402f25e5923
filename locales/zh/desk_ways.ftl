## 工作台：参加方式和催办名单

desk-ways = 链接和海报
desk-ways-hint = 渠道的链接、邀请码、二维码、海报和图片。
desk-ways-what = 每个渠道有自己的链接、代码和二维码，能看出大家从哪里来。名单上的机构另有自己的链接，在进展名单里。
desk-way-add = 新建渠道
desk-way-label = 用在哪里
desk-way-label-hint = 比如“微信群”“大厅海报”，会用小字印在海报上。最多{ $most }个字。
desk-way-wrong = 没有新建：请填1到60个字的名称。
desk-way-over = 没有新增渠道：活动已结束，新链接也不能再参加。
desk-way-not-made = 没有新建：已经有同名的渠道，或者已经有{ $most }个了。
desk-way-code = 代码：{ $code }
desk-way-opens = 打开过{ $count }次
desk-way-show = 查看链接
desk-way-of = 查看链接：{ $name }
desk-way-own = 这个链接只给这家机构用，谁打开就算这家机构的回答。
desk-way-shared = 拿到这个链接的人都可以参加。
desk-way-not-running = 活动现在没有在进行，打开链接的人会看到说明。
desk-way-lost = 这个链接是用别的密钥做的，不能再显示。已经印出来的还能用。
desk-way-text-title = 可以复制的文字
desk-way-text = 【{ $campaign }】{ $asks }自查。{ $sees }{ $day }截止。可以打开{ $home }输入代码{ $code }，也可以直接打开链接：{ $link }
desk-way-text-institution = 【{ $campaign }】{ $institution }：{ $asks }自查。{ $sees }{ $day }截止，这是贵机构自己的链接：{ $link }
desk-way-files = 打印和转发
desk-way-poster = 海报（PDF）
desk-way-picture = 图片（PNG）
desk-way-close = 关闭渠道
desk-way-close-what = 链接和代码以后都打不开。已经从这里参加的不受影响。
desk-way-close-sure = 确定关闭这个渠道
desk-way-unsure = 渠道没有关闭。确定要关闭的话，请先勾选上面的方框。

## 进展名单

desk-work = 进展和催办
desk-work-hint = 按区县看谁等得最久，复制催办文字，打印名单。
desk-work-of = 进展和催办：{ $name }
desk-work-found = { $count }家机构
desk-work-all-districts = 全部区县
desk-work-district = { $name }（{ $number }家，答完{ $finished }家）
desk-work-channel = 渠道
desk-work-any-channel = 全部渠道
desk-work-came-by = 来自{ $name }
desk-work-stuck = 停了多久
desk-work-any-day = 不限
desk-work-days = 停了{ $days }天以上
desk-work-state = 状态
desk-work-any-state = 全部状态
desk-work-domain = （第{ $domain }个领域，共5个）
desk-work-since = { $days ->
    [0] 从今天起
   *[other] { $days }天没有进展
}
desk-work-objecting = { $count }人提出异议
desk-work-joined = 有{ $count }人代表它回答
desk-work-nobody = 没有符合的机构。联络员只能看到自己负责的区县。
desk-work-print = 打印名单
desk-work-printed = 截至{ $day }
desk-work-earlier = 往前
desk-work-more = 往后
desk-state-not_opened = 未打开
desk-state-opened = 已打开
desk-state-in_progress = 进行中
desk-state-result = 已出结果
desk-state-submitted = 已提交预审
desk-state-asked_for_more = 待补充
desk-state-reviewed = 已复核
desk-state-withdrawn = 已撤回
desk-chat-groups = 催办文字
desk-chat-groups-what = 每个区县一段，写明还没答完的机构，不提星级。链接用的是第一个渠道的。
desk-chat-groups-left-out = 这里只写了等得最久的{ $most }家，另有{ $count }家还没答完。先选一个区县，就能看全。
desk-chat-groups-no-channel = 还没有链接，请先新建一个渠道。
desk-chat-groups-nobody = 机构都答完了。
desk-chat-groups-no-district = 没有填区县
desk-day = { $day }
desk-detach = 分开参加者
desk-detach-what = 如果用这个链接回答的人不是这家机构的，可以把他们分开，不再算这家机构的。他们自己的回答还是他们的。
desk-detach-sure = 确定他们不代表这家机构
desk-detach-unsure = 没有分开。确定的话，请先勾选方框。

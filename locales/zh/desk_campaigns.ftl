## 工作台：自查活动

desk-campaign-new = 新建活动
desk-overview-none-running = 现在没有进行中的活动。
desk-campaign-open = 打开
desk-campaign-open-which = 打开：{ $name }
desk-campaign-edit = 修改草稿
desk-campaign-preview = 机构会看到什么
desk-campaign-back = 回到活动
desk-campaign-from = 机构满下面选的数（至少20家）才会出统计，之前只能看到谁参加了。
desk-campaign-places = 可以做什么
desk-campaign-said = 活动写明的内容
desk-campaign-preview-hint = 邀请页面的各语言版本。
desk-phase-draft = 现在还不能参加。草稿如果一直没有开始，{ $day }之后会删除名单。
desk-phase-running = 满{ $first_at }家机构才会出统计，之前只能看到谁参加了。
desk-phase-over = 截止日已过，不能再参加，也不能再改。最后一次统计会自动发布，前提是看不出任何一家机构的情况。
desk-phase-closed = 活动已结束，不能再参加，也不能再改。最后一次统计会自动发布，前提是看不出任何一家机构的情况。
desk-phase-nameless = 按活动写明的日期，{ $day }之后已经删除能看出是哪家机构的数据：名单、链接、谁参加过。已发布的统计保留，各机构自己的答案仍归各机构。
desk-days-kept = { $count ->
    [0] 今天是能看到机构名称的最后一天。需要参加名单的话，请今天保存。
   *[other] 还有{ $count }天：{ $day }之后删除能看出是哪家机构的数据。
}
desk-names-gone = 这里已经没有机构名称
desk-names-gone-what = 活动写明{ $day }之后删除名单、链接和谁参加过。已发布的统计保留。
desk-campaign-wrong = 还没有保存，请改好标出的几处。
desk-campaign-frozen = 没有改动：机构已经同意了活动里写明的内容。要问别的，请复制成一个新活动。
desk-campaign-overtaken = 没有改动：你打开之后，别人改了这份草稿。你写的还在下面；要以你写的为准，请再保存一次。
desk-campaign-now = 查看草稿现在的内容
desk-status-draft = 草稿
desk-status-running = 进行中
desk-status-over = 已过截止日
desk-status-closed = 已结束
desk-status-nameless = 已结束，名称已删除
desk-closes = { $day }截止
desk-kept = 能看出是哪家机构的数据，{ $day }之后删除。
desk-contact = 联系方式：{ $contact }
desk-cites = 接着这个活动：
desk-institutions = { $count ->
    [0] 没有名单
   *[other] 名单上有{ $count }家机构
}
desk-leave = 不保存，返回

## 表单

desk-field-name = 活动名称
desk-field-name-hint = 机构看得到，比如“2026年会员机构自查”。最多{ $most }个字。
desk-field-welcome = 开头的话
desk-field-welcome-hint = 机构最先看到的话：为什么请他们自查，对他们有什么用。可以不填，最多{ $most }个字。
desk-field-run = 问哪些题
desk-field-run-hint = 机构随时可以停下，以后接着答。
desk-field-first_at = 满多少家出首次统计
desk-field-first_at-hint = 人数少的档会合并，首次统计合并的档以后不会再拆开。预计有几百家参加时，可以晚一些出首次统计。
desk-first-at = { $count }家
desk-run-quick = 从一星开始，一步一步来
desk-run-full = 全部题目
desk-run-target-1 = 一星需要的题目
desk-run-target-2 = 二星需要的题目
desk-run-target-3 = 三星需要的题目
desk-run-target-4 = 四星需要的题目
desk-run-target-5 = 五星需要的题目
desk-field-visibility = 对每家机构，你能看到什么
desk-field-visibility-hint = 机构会看到这句话，同意后才参加，也可以只同意更少。活动开始以后，只能改成看得更少。
desk-field-closes_on = 截止日
desk-field-closes_on-hint = 最后一天可以参加，最晚一年以内。
desk-field-kept_until = 数据保存到
desk-field-kept_until-hint = 过了这一天，能看出是哪家机构的数据全部删除。活动开始以后不能改。
desk-field-contact = 联系方式
desk-field-contact-hint = 有问题找谁、怎么找。最多{ $most }个字。
desk-field-reminds = 协会可以提醒还没答完的机构
desk-field-on_documents = 卡片和报告上写活动名称
desk-problem-name_missing = 请填活动名称。
desk-problem-name_too_long = 名称太长，最多{ $most }个字。
desk-problem-welcome_too_long = 开头的话太长，最多{ $most }个字。
desk-problem-contact_missing = 请写明有问题找谁。
desk-problem-contact_too_long = 联系方式太长，最多{ $most }个字。
desk-problem-run = 请选择问哪些题。
desk-problem-target_missing = 请选择星级。
desk-problem-target_without_run = 只有按一个星级提问时才选星级。
desk-problem-visibility = 请选择你能看到什么。
desk-problem-day = 请填日期。
desk-problem-closes_in_the_past = 这一天已经过了，请选今天或以后。
desk-problem-closes_too_late = 活动最长一年，请选早一些的日子。
desk-problem-kept_too_short = 数据至少要保存到截止日。
desk-problem-kept_too_long = 截止日以后，数据最多保存三年。
desk-problem-first_release_unknown = 请选择满多少家出首次统计。

## 机构会看到什么

desk-preview-what = 机构回答第一题之前会看到这些，两种语言都在这里。你写的话不会翻译。

## 开始、调整、结束

desk-start = 开始活动
desk-start-what = 开始以后，问哪些题、能看到什么、数据哪天删除，都不能再改。
desk-start-sure = 我已经看过机构会看到的内容
desk-start-unsure = 活动没有开始。请先看看机构会看到什么，再勾选方框。
desk-start-not-ready = 这份草稿还不能开始。请先修改，表单里会说明缺什么。
desk-move = 改截止日
desk-move-hint = 今天或以后，开始后一年以内，并且不晚于{ $day }，那天之后删除数据。
desk-move-wrong = 截止日没有改。请选今天或以后，开始后一年以内，并且不晚于删除数据的日子。
desk-less = 以后看得更少
desk-less-what = 改了不能恢复：机构同意的是当时看到的那句话。
desk-less-wrong = 没有改动。请选一个看得更少的。
desk-close = 结束活动
desk-close-what = 结束以后不能再参加，也不能重新打开。已经答的内容会保存到删除的那一天。
desk-close-sure = 确定结束这个活动
desk-close-unsure = 活动没有结束。确定要结束的话，请先勾选上面的方框。
desk-copy = 复制成新活动
desk-copy-what = 做一份内容相同的草稿，并注明接着这个活动。名单不会复制。

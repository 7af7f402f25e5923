# 受邀参加活动时，填写人看到的话。各档能看到什么，写在campaign.ftl里。

## 邀请页

invited-welcome-by = { $association }说：
invited-for = 你这次是替{ $institution }回答。
invited-until = { $date }前都可以参加。
invited-reminds = { $reminds ->
    [yes] 如果还没有做完，{ $association }可能会提醒你。
   *[no] { $association }不会从这里给你发提醒。
}
invited-on-documents = { $named ->
    [yes] 你的结果卡片和报告上会写这次活动的名称。
   *[no] 你的结果卡片和报告上不会写这次活动的名称。
}
invited-review = 同意给看进度的话，也包括贵机构在{ $association }的预审走到哪一步：是否已提交、轮到谁、什么期限、是否已复核。不含复核内容和结论。
invited-figures = 满{ $least }家机构才有合并数字，到时你也能看到自己和大家的对照。
invited-kept = { $association }看到的贵机构具名信息，{ $date }之后删除。
invited-contact = 有疑问可以联系：{ $contact }
invited-legend = 你同意给对方看到哪些？
invited-less = 以后随时可以改成少看一些，也可以退出。
invited-with-nothing = 你还没有答过题。参加后就开始这次活动要的自查。
invited-with-some = 你已经答过一些，都会算在这次活动里：一条也不会丢，接着答就行。
invited-with-part = 你已经有结果，再答{ $count }题就能算进这次活动：在结果页选“答完其余的题”。
invited-with-whole = 你已经有结果，参加后马上算进这次活动，回答不用重填。
invited-already = 你已经参加了。在这里可以改对方能看到什么。
invited-consent = 同意并参加
invited-join = 参加
invited-change = 就这样，继续
invited-wait = 先不参加，继续自己的自查
invited-leave = 不参加，自己自查

notice-joined-with-result = 已经参加这次活动，用的就是你现有的结果。
notice-joined = 已经参加这次活动。答过的都会存好。

## 打不开活动的链接或代码

invited-gone = 这份邀请现在打不开活动：可能已经结束、还没有开始，或者链接没有复制完整。你仍然可以在这里自查。

## 输入代码

code-title = 输入代码参加
code-label = 邀请上的代码
code-hint = 七位字母和数字，例如{ $example }
code-go = 下一步
code-have = 我有邀请代码
code-with-answers = 用这些回答参加一次活动
code-mistyped = 代码少了一位，或者有一位不对，请和邀请上的核对。
code-unknown = 这个代码现在不能用：可能已经用过、已经结束，或者还没有开始。请和收到的代码核对，或者问问发给你的人。
code-too-many = 这里输入代码的次数太多了，请等一分钟再输。

## 我参加的活动

command-campaigns = 我参加的活动
help-campaigns = 看看参加了哪些；可以改成少给看一些，也可以退出
mine-none = 你现在没有参加活动。
mine-asked-by = { $association }发起。
mine-over = 这次活动已经结束。
mine-legend = 对方现在能看到的；可以改成更少
mine-less = 只给看这些
mine-shows-less = 已改好，从现在起对方看到的更少。
mine-others = 另外还有{ $count }人也在替{ $institution }回答。
mine-looks = { $association }查看过你具名的内容{ $count }次，最近一次在{ $date }（{ $officer }）。同一人一天内多次查看算一次。
mine-looks-none = { $association }还没有查看过你具名的内容。
mine-objects = 你已提出异议。{ $association }看得到，可以把你的回答和机构分开。
mine-detached = { $association }已记下：你不是替{ $institution }回答。你的回答不再算在它名下。
mine-object-what = 如果你不是{ $institution }的人，有别人在用它的名义回答，或者显示得不对，点一下就能提出异议：{ $association }会在机构名称旁看到。
mine-object = 我有异议
mine-object-no-more = 我没有异议了
mine-objected = 已记下你的异议。
mine-objects-no-more = 已撤回异议。
mine-withdraw = 退出…
mine-withdraw-title = 要退出这次活动吗？
mine-withdraw-what = 退出后，{ $association }马上看不到任何写着你机构名称的内容；合并数字从下一次公布起不再算你。你的回答还是你的，自查一点不变。
mine-withdraw-yes = 是，退出
mine-withdrawn = 已经退出。你的回答都还在。

## 聊天里的邀请卡片

invited-name = { $name }
invited-words = “{ $words }”
invited-levels = 请选择对方能看到多少：
choice-take-part-counts = 参加，只给合并数字
choice-take-part-status = 参加，给看进度
choice-take-part-star = 参加，给看进度和星级
choice-take-part-answers = 参加，回答也给看
choice-take-no-part = 先不参加

choice-mine = 修改或退出：{ $name }
choice-show-only-counts = 只给合并数字
choice-show-only-status = 只给看进度
choice-show-only-star = 只给看进度和星级

## 我和大家

others-title = 我和大家
others-none = 还没有统计。满{ $least }家机构才会有，系统每天看一次够不够。
others-none-over = 这次活动已经结束，没有统计：做完的机构太少，或者发布出来会认出某一家。
others-old-edition = 这次活动用的是以前的版本，现在的回答没法放在一起看。
others-finish = 先做完这次活动的自查，就能看到自己和大家的对照。
others-answer-rest = 这次活动还要问{ $count }题，你的结果里没有。在结果页选“答完其余的题”，答完就能看到自己和大家的对照。
others-release = 第{ $number }期（{ $date }）。这里能看到你在哪一组，不排名次。
others-share = { $name }：{ $percent }%
others-own = { $name }：{ $percent }%（你在这里）
others-subdomains = 你在各子域的位置
others-subdomain = { $subdomain }：{ $own }，同组占{ $percent }%
others-not-split = 另有{ $count }个子域机构太少，不分组。
others-newer = 你的结果可能比这一期更新。

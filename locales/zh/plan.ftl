# 本项目自拟措辞，非标准原文。

## 计划
choice-plan = 🗓到{ $star }★的计划
choice-goals = 🎯换个目标
choice-my-plan = 🗓我的计划：{ $done }/{ $total }{ $dropped ->
        [0] {""}
       *[other] ，放下的{ $dropped }步还需要
    }
choice-my-plan-now = 🗓看计划
plan-title = 到{ $star }星的计划：{ $total }步已完成{ $done }步{ $dropped ->
        [0] {""}
       *[other] ，放下的{ $dropped }步还需要
    }
steps-done = 已完成{ $done }/{ $total }
plan-star = 出发时：{ $start }。现在看：{ $stars }。再完成{ $count }步到{ $star }星。
plan-short = 出发时：{ $start }。现在看：{ $stars }。{ $count ->
        [0] 计划里没有要做的步骤了，但还没到{ $star }星。
       *[other] 还有{ $count }步，单靠这些到不了{ $star }星。
    }
plan-reached = 这份计划到了！出发时：{ $start }。现在看：{ $stars }。
plan-next = 下一个到期：{ $step }，{ $due }
plan-due = { $date }
plan-due-late = { $date }（已过期）
plan-held = { $star }星还需要放下的{ $count }步：{ $names }
plan-lacking = { $star }星还需要计划里没有的这些：{ $names }
plan-due-by = { $due } · { $person }
plan-button = { $number } { $step }
plan-none-title = 还没有计划
plan-none = 先做完一次自查（/quick最快），在结果下面点一下就能生成计划：要建哪些、按什么顺序、到什么时候。
plan-none-yet = 点一下，就按最近一次自查生成计划：要建哪些、按什么顺序、到什么时候。
plan-now = 现在看：{ $stars }
plan-stays = 你的计划会留着，新的回答会接着更新它。
plan-step-done =
    { $count ->
        [0] ✓{ $step }做到了。计划里没有要做的步骤了。
       *[other] ✓{ $step }做到了。计划里还有{ $count }步。
    }
plan-not-yet = 已记下。{ $step }要到第{ $rung }阶才算完成，还差一点。
plan-part = 已记下。{ $step }的{ $wanted }个要点已做到{ $met }个，到第{ $rung }阶才算完成。
plan-step-begun = ▶计划里的这一步开始做了：{ $step }，{ $wanted }个要点已做到{ $met }个。
choice-widen = ＋加进这{ $count }步
choice-if = 🔮假如做完其中几步
choice-reminders = 🔔提醒
choice-to-plan = ‹回到计划
choice-leave = ‹离开计划
goals-title = 为哪一颗星做计划？
goals-plan = 到{ $star }星的计划
goals-star = { $unsaid ->
        [0] {""}
       *[other] 最多
    }{ $count }项，共{ $rungs }阶
goals-none = 5星已经到了，没有更高的星。
goals-instead = 新计划会代替现在到{ $star }星的计划；相同的步骤保留负责人、日期和状态。
if-title = 假如做完这些
if-star = 现在看：{ $now }。做完勾选的：{ $then }。
if-lacking = 到{ $star }星还差{ $count }步：{ $names }。
if-needs = 那就要做到这些要点：
if-needs-facts = { $step }：{ $facts }
if-needs-count = { $step }：{ $count }个要点
if-by = 按计划，最晚{ $date }做完。
if-hint =
    { $count ->
        [0] 勾上想做完的步骤，看星级怎么变。这里只是试算，什么也不保存。
       *[other] 已勾{ $count }步。这里只是试算，什么也不保存。
    }
if-ticked = ✓ { $step }
if-unticked = ○ { $step }
choice-if-all = 全勾上
choice-if-none = 全取消
choice-if-met = 🔮假如做到几个要点
if-met-title = { $step }：假如做到这些要点
if-met-gives = 加上勾选的要点：第{ $mark }阶，{ $then }。现在看：{ $now }。
if-met-fact = 第{ $rung }阶：{ $fact }
if-met-hint = 这里只是试算，什么也不保存。真做到了的，请到“逐个要点核对”里记下。

## 一步
task-state = 状态：{ $state }
state-to_do = ○待做
state-doing = ▶在做
state-counted = { $state } · { $wanted }个要点做到{ $met }个
state-done = ✓完成
state-dropped = ✗放下
task-due = 期限：{ $due }
task-person = 负责人：{ $person }
task-nobody = 负责人：还没有
task-reason = 放下的原因：{ $reason }
choice-doing = ▶开始做
choice-done = ✓做完了
choice-to-do = ↺改回待做
choice-revise = 改这一题的回答
choice-due-0 = 早1周
choice-due-1 = 晚1周
choice-due-2 = 晚1个月
choice-assign = 👤负责人
choice-drop = ✗放下这一步
choice-nobody = 不指定
choice-to-step = ‹回到这一步
assigning-ask = 谁来负责？写个称呼就行，如“王主任”。
typed-person = 负责人的称呼
dropping-ask = 为什么放下这一步？请写一句话；以后可以捡回来。
notice-person-empty = 请用文字写一个称呼。
notice-person-long = 称呼太长了：{ $count }个字，最多{ $most }个。请缩短再发。

## 提醒
reminders-title = 要提醒你吗？
reminders-what = 步骤到期那天提醒一次；上次自查满{ $days }天，再问一次是不是还这样。同一件事只提醒一次。
reminders-how = 在Telegram上，是你那里上午{ $start }点到{ $end }点之间发来的一条消息；在网页上不发消息，你下次打开时显示在最上面。
reminders-on = 提醒：开
reminders-off = 提醒：关
reminders-stop = 每条提醒里都能一点就全部关掉；/stop也行，随时可用。
choice-remind = 🔔好，提醒我
choice-remind-not = 🔕不用提醒
choice-remind-never = 🔕不再提醒
choice-zone = 🌏换时区
zones-title = 你在哪个时区？
zones-now = 时区：{ $zone }
zone-Asia-Shanghai = 北京时间
zone-Asia-Urumqi = 乌鲁木齐
zone-Asia-Tokyo = 东京
zone-Asia-Singapore = 新加坡
zone-Asia-Dubai = 迪拜
zone-Europe-Moscow = 莫斯科
zone-Europe-Berlin = 柏林、巴黎
zone-Europe-London = 伦敦
zone-America-New_York = 纽约
zone-America-Los_Angeles = 洛杉矶
zone-Australia-Sydney = 悉尼
zone-UTC = 协调世界时（UTC）
reminder-steps = 🔔{ $date }到期
reminder-step = { $step }
reminder-step-by = { $step } · { $person }
reminder-more = 同一天到期的还有{ $count }项，都在计划里。
reminder-progress = 计划到{ $star }星：{ $total }步已完成{ $done }步。做完了就点开计划记一笔；来不及，也可以在那里改日期。
reminder-recheck = 🔔还是这样吗？
reminder-recheck-why = 上次自查是{ $date }，已经{ $days }天了。没变的能力域一点就确认，几下就好。
notice-due = 提醒：{ $date }到期的有{ $names }。/plan看计划，/stop不再提醒。
notice-recheck = 提醒：上次自查有一阵子了，可以复查一下是不是还这样。/history看记录，/stop不再提醒。
notice-reminders-off = 提醒已全部关掉，活动也不再给你发消息。要再打开：/plan里点“提醒”。

## 复查与记录
choice-recheck = 🔁复查
choice-history = 📈记录
recheck-title = 复查：还这样吗？
recheck-what = 从{ $date }那一次的{ $count }个回答开始：每个能力域一屏，没变的一点就全部确认，变了的逐题过一遍。那一次留在记录里。
recheck-instead = 现在没答完的这一次（已答{ $count }题）会放到一边。
choice-recheck-begin = 开始复查
confirming-title = { $domain }：还是这样吗？
confirming-when = { $date }你的回答：
confirming-hint = 都没变就一点确认，当时的证据一起带过来；变了就逐题过一遍，没变的题点“保持不变”。
choice-still-true = ✓都还这样
choice-walk = 逐题过一遍
history-title =
    { $count ->
        [0] 记录
       *[other] 记录：已完成{ $count }次
    }
history-none = 还没有做完过一次自查。做完以后，每一次的日期和星级都会列在这里。
history-hint = 点一次，再选另一次，看两次之间变了什么。
history-trend = 最近{ $count }次的星级
history-trend-reviewed = ◇是复核参考星级：{ $marks }。
history-trend-mark = { $date } { $stars }
compare-numbered = 第{ $number }次 · { $line }
history-line = { $date } · { $stars }
choice-last-change = 最近一次变了什么
compare-title = 和哪一次比？
changed-title = 从{ $old }到{ $new }，变了什么
changed-title-same = { $date }的两次自查之间，变了什么
changed-star = 星级：{ $old }→{ $new }
changed-up = 上升的{ $count }项
changed-down = 下降的{ $count }项
changed-else = 其他回答不同的{ $count }项
changed-line = { $subdomain }：{ $old }→{ $new }
changed-same = { $subdomain }：还是{ $mark }
changed-also = { $line }。又做到：{ $facts }
changed-no-longer = { $line }。不再做到：{ $facts }
changed-count = { $line }（要点：+{ $also }，−{ $gone }）
changed-nothing = 两次的回答完全一样。

## 命令
command-plan = 我的计划
command-history = 每次自查的记录
command-stop = 关掉全部提醒
help-plan = 看计划：进度、每一步、假如做完几步会怎样
help-history = 每次自查的日期和星级、两次之间变了什么
help-stop = 关掉全部提醒

## 一步的表单
field-due = 哪天做完
field-person-hint = 写个称呼就行，也可以不填。
notice-due-past = 这一天已经过去了。请选今天或以后的日期。
notice-due-far = 离现在超过{ $years }年了。请选近一点的日期。
done-title = { $subdomain }：现在到哪一阶？
choice-done-reached = 到第{ $rung }阶了
choice-done-not-yet = 还差一点
done-not-yet = 这一步接着做，日期和负责人不变。
choice-done-other = 别的阶
done-other = 去看这一题的全部选项。
calendar-what = { $state }。第{ $rung }阶：{ $words }

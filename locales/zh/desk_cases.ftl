## 工作台：复核件

desk-cases = 复核件
desk-cases-all-of = 这里是本协会的全部复核件，最快到期的排在前面。
desk-cases-yours = 这里是你发出请求的和指派给你的复核件，最快到期的排在前面。
desk-cases-none = 没有符合的复核件。
desk-cases-no-case = 还没有复核件。可以先请一家机构交自查结果。
desk-cases-found = 共{ $count }份。
desk-cases-waiting = 等协会处理的复核件
desk-cases-nothing-waiting = 现在没有等协会处理的复核件。
desk-cases-to-all = 全部复核件
desk-case-turn = 轮到谁
desk-case-any-turn = 不限
desk-case-turn-institution = 等机构
desk-case-turn-association = 等协会
desk-case-turn-you = 轮到你
desk-case-turn-assign = 轮到你：请指派复核员
desk-case-turn-nobody = 已经结束
desk-case-state = 状态
desk-case-any-state = 全部状态
desk-case-state-requested = 已发请求
desk-case-state-submitted = 待受理
desk-case-state-refused = 未受理
desk-case-state-in_review = 复核中
desk-case-state-more_asked = 待补充
desk-case-state-second_reading = 第二次复核
desk-case-state-opinion = 初步意见
desk-case-state-objected = 异议处理中
desk-case-state-ready = 待签发
desk-case-state-issued = 已签发
desk-case-state-withdrawn = 机构已撤回
desk-case-state-lapsed = 已关闭
desk-case-due = { $day }到期
desk-case-result-ends = 结果还有{ $days }天到期，有效期至{ $last }（含当天）
desk-case-overdue = 已逾期，期限是{ $day }
desk-case-assumed = 有的期限落在节假日安排还没公布的年份，按周一到周五上班推算，公布后也不再变动。
desk-case-read-by = 复核员：{ $name }
desk-case-nobody-reads = 还没有指派复核员
desk-case-open = 打开
desk-case-open-which = 打开：{ $name }
desk-case-back = 回到复核件

## 发出请求

desk-request-new = 请机构交件
desk-request-what = 会得到一个链接、一个代码和二维码，只给一家机构用。机构从自己的自查结果里选好要交的内容，再交上来。
desk-request-you-read = 交上来的复核件由你复核。
desk-request-assign-later = 交上来以后，由你指派复核员。
desk-request-label = 给哪家机构
desk-request-label-hint = 给你们自己看的备注，也会写进操作记录。最多{ $most }个字。
desk-request-wrong = 没有发出请求：请写明给哪家机构，1到60个字。
desk-request-go = 生成链接
desk-request-made = 交件链接
desk-request-once = { $day }前可以用它交件，只能用一次。链接只在这里显示这一次；代码以后在复核件里还看得到。
desk-request-keep = 拿到链接的人都能用它交件，请只发给这家机构。
desk-request-text = { $association }请贵机构提交自查结果，做正式评估前的预审。请在{ $day }前打开{ $link }，或者打开{ $home }输入代码{ $code }。交哪些内容由贵机构逐项选择，随时可以撤回。
desk-request-code = 代码：{ $code }。机构打开{ $home }输入它，就能交件。
desk-request-take-back = 收回请求
desk-request-take-back-what = 链接和代码以后都不能用。机构还没有交过任何内容。
desk-request-take-back-sure = 确定收回这个请求

## 一份复核件

desk-case-next-requested = 链接已经发出，等机构交件。
desk-case-next-submitted = 机构已经交件。复核员先声明没有利害关系，再决定是否受理。
desk-case-next-refused = 协会没有受理，理由如下。机构可以用新的链接重新交件。
desk-case-next-in_review = 复核员逐项看必须看的子域：确认、下调或请机构补充。
desk-case-next-more_asked = 已经请机构补充。这段时间不算协会用掉的日子。
desk-case-next-second_reading = 由另一位复核员再看一遍，之前的意见先不给这位复核员看。
desk-case-next-opinion = 机构在看初步意见，可以同意，也可以提出异议。
desk-case-next-objected = 机构提出了异议，由没有给出原意见的人来看有异议的子域。
desk-case-next-ready = 复核已经完成，等管理员签发结果。
desk-case-next-issued = 结果已经签发，内容不再改动。
desk-case-next-withdrawn = 机构撤回了，材料不能再打开。
desk-case-next-lapsed = 因为超过期限或链接被收回，已经关闭。
desk-case-result-valid = 结果于{ $issued }签发，有效期至{ $last }（含当天）。
desk-case-result-expired = 结果于{ $issued }签发，有效期至{ $last }（含当天），现已过期。
desk-case-result-rescinded = 结果于{ $issued }签发，后来被协会撤销，理由如下。
desk-case-result-superseded = 结果于{ $issued }签发，已经由后来的结果取代。

## 结果上的名称
desk-names-reported = 有人举报这些名称不实：
desk-name-title = 结果上的名称
desk-name-is-declared = 名称由机构自己填写，没有人核实过，核验页上也这样写。
desk-name-is-confirmed = 你们协会已核实，核验页上也这样写。
desk-name-is-false = 你们协会下线了核验页，打开时和从来没有过一样。
desk-name-page = 核验页
desk-name-off = 机构现在没有公开核验页。
desk-name-reports = { $count ->
    [0] 没有待处理的举报
   *[other] { $count }条待处理的举报
}
desk-name-contact = 联系方式：
desk-name-no-contact = 没有留联系方式
desk-name-aside = 搁置这些举报
desk-name-aside-what = 如果名称没有问题：核验页不变，联系方式会删除。
desk-name-confirm = 确认名称
desk-name-confirm-what = 请先对照登记信息或营业执照。确认后，核验页上写明名称经协会核实。
desk-name-confirm-sure = 我查过了，机构确实叫这个名称
desk-name-unconfirm = 收回确认
desk-name-down = 下线核验页
desk-name-down-what = 核验页立刻下线，机构会看到你写的原因，在你们允许以前不能重新公开。结果本身还在，可以在复核件的页面上撤销。
desk-name-down-sure = 是，下线
desk-name-back = 允许重新公开
desk-name-back-what = 机构可以重新公开核验页。在它公开以前，页面仍然没有。
desk-name-case = 回到复核件
desk-name-is-down = 核验页已经下线，请先允许重新公开。
desk-name-not-down = 核验页没有被下线。
desk-name-not-confirmed = 名称没有确认过。
desk-name-needs-reason = 请写明原因，好让机构明白。
desk-name-no-reports = 没有待处理的举报。
desk-case-valid-until = 有效期至{ $last }（含当天）
desk-case-seat-first = 第一次复核
desk-case-seat-second = 第二次复核
desk-case-seat-objection = 处理异议
desk-case-reader = { $seat }：{ $name }
desk-case-removed = 已移出协会的人员
desk-case-not-declared = 还没有声明
desk-case-handed-in = 交来的内容
desk-case-edition = 对照{ $standard }
desk-case-finished = { $day }答完
desk-case-statement = 机构声明：就其所知，所答属实。
desk-case-claims = 自评：{ $stars }
desk-case-together = { $people ->
    [1] 机构有1人答
   *[other] 机构有{ $people }人一起答
}，{ $count ->
    [0] 说的都一样。
   *[other] 有{ $count }项说得不一样{ $settled ->
        [0] {""}
       *[other] ，其中{ $settled }项已经定下来
    }{ $left ->
        [0] 。
       *[other] ，{ $left }项没有定下来，自评按最低的算。
    }
}
desk-case-unsettled = 只看已经定下来的：{ $stars }。
desk-case-preview = 其余不变的话，复核后为{ $stars }。
desk-case-verified = 复核后：{ $stars }
desk-case-needs-second = 这份复核件要由第二个人再看一遍。
desk-case-other-edition = 这是对照另一个版本答的。这里只列出两个版本都有的子域。
desk-case-must-look = 要看的子域（{ $count }项）
desk-case-progress = 要看的{ $must }项中已看{ $done }项（共{ $all }项），请机构补充{ $asked }项。
desk-case-seed = 抽签种子：{ $seed }。用它可以重算抽到了哪些项。
desk-case-not-looked-at = 没有看的子域（{ $count }项）
desk-case-not-looked-at-what = 这些项不影响这次自评的星级，也没有抽到，按自评列出。复核员想看的话也可以看。
desk-look-deciding = 决定星级
desk-look-drawn = 抽到
desk-look-domain_of_fall = 同一能力域抽到的项被下调
desk-look-why-deciding = 为什么看：它只要降一阶，星级就会降低。
desk-look-why-drawn = 为什么看：它是随机抽到的。
desk-look-why-domain_of_fall = 为什么看：同一能力域里随机抽到的项被下调了，所以整个能力域都要看。
desk-look-why-none = 这一项不是必须看的：它不决定星级，也没有抽到。
desk-case-reason = 理由
desk-case-reason-optional = 理由（可以不填）
desk-case-unsure = 没有改动。确定的话，请先勾选方框。

## 利害关系、受理

desk-case-declare = 声明有没有利害关系
desk-case-declare-what = 最近{ $months }个月里，你和这家机构有没有下面的关系？有就勾选。
desk-tie-is_employed = 我受雇于这家机构
desk-tie-is_paid = 我从这家机构领取过报酬
desk-tie-advises = 我为这家机构提供过咨询
desk-case-declare-hint = 一项都没有，就不勾选，直接提交。有任何一项，就不能复核这份材料，请退出。没有关系的声明会记入这份复核件的过程记录。
desk-case-declare-go = 提交声明
desk-case-accept = 受理
desk-case-accept-what = 受理后系统才抽签，决定要看哪些子域；交件时谁也不知道会抽到哪些。
desk-case-accept-go = 受理
desk-case-refuse = 不受理
desk-case-refuse-hint = 机构会看到这段理由。
desk-case-refuse-sure = 确定不受理

## 复核

desk-case-read-begin = 开始逐项复核
desk-case-read-on = 接着看下一项
desk-case-ask = 请机构补充（{ $count }项）
desk-case-ask-what = 问题会一起发给机构，机构有{ $days }个工作日答复。每一项只能请机构补充一次。
desk-case-ask-early = 还有{ $count }项没有看。先看完再一起发，可以少等一轮。
desk-case-ask-go = 发给机构
desk-case-finish = 要看的都看完了
desk-case-finish-first = 完成后，机构会看到初步意见；需要第二个人看的，先交给第二位复核员。完成以后不能再改意见。
desk-case-finish-second = 完成后，机构会看到初步意见。完成以后不能再改意见。
desk-case-finish-objection = 完成后等管理员签发结果。完成以后不能再改意见。
desk-case-finish-go = 完成复核
desk-case-step-back = 退出这份复核件
desk-case-step-back-what = 退出后你不再看得到它，你给出的意见也一并作废，由别人重新看。
desk-case-step-back-sure = 确定退出
desk-case-assign = 指派复核员
desk-case-assign-other = 换一位复核员
desk-case-assign-whom = 指派给谁
desk-case-assign-replaces = 原来的复核员会失去这份复核件，其意见作废。
desk-case-assign-none = 现在没有可以指派的复核员。请先在“人员”里邀请复核员；与这家机构有关系、退出过、看过的和机构要求更换的人不能指派。
desk-case-assign-nobody = 没有指派：请先选一位复核员。
desk-case-assign-overtaken = 没有改动：打开本页之后，另一个窗口里已经指派了{ $name }。你选的还在，要以它为准，请再提交一次。
desk-case-overtaken = 没有执行：打开本页之后，这份复核件在另一个窗口里有了变化。现在显示的是最新的内容，仍要这样做的话，请再操作一次。
desk-case-assign-go = 指派
desk-case-issue = 签发结果
desk-case-issue-what = 复核后：{ $stars }。签发后机构就能拿到结果，内容不能再改，只能说明理由后撤销。
desk-case-issue-sure = 确定签发
desk-case-rescind = 撤销结果
desk-case-rescind-what = 撤销后，结果标明“已撤销”，任何人核验时都看得到；不会删除。
desk-case-rescind-sure = 确定撤销

## 一项

desk-item-claims = 自评第{ $rung }阶
desk-item-below = 低一阶（第{ $rung }阶）是：{ $words }
desk-item-does-not-apply = 机构说这个子域不适用，理由如下。它按第5阶算，所以要看这个理由站不站得住。
desk-item-unsure = 机构答“不确定”，按第0阶算。
desk-item-differed = 几个人说得不一样
desk-item-together = { $people ->
    [1] 机构有1人答了这一项。{ $why }
   *[other] 机构有{ $people }人答了这一项，说得不一样。{ $why }
}
desk-item-together-alike = { $people ->
    [1] 机构有1人答。
   *[other] 机构有{ $people }人一起答，这一项没有不一样的说法。
}
desk-item-together-before = 以上说的是最初提交的回答：机构后来又重新提交了这一项。
desk-item-vote = { $mark }{ $named ->
    [yes] ，{ $who }说的
   *[no] {""}
}{ $evidence ->
    [yes] ，有证据
   *[no] {""}
}
desk-item-criteria = 第{ $rung }阶的要点
desk-item-criteria-hint = 证据里看不出来的，请勾选。
desk-item-shown-by = 可以看：{ $what }
desk-item-evidence = 证据（{ $count }份）
desk-item-no-evidence = 机构没有交这个子域的证据。
desk-item-open = 还没有看
desk-item-decided = 你现在的意见：{ $what }
desk-item-to_ask = 准备请机构补充
desk-item-waiting = 等机构补充
desk-item-not_looked_at = 没有看，按自评
desk-item-decision = 复核意见
desk-item-answer = 机构答复：
desk-item-objection = 机构的异议：
desk-item-earlier-first = 第一次复核的意见：{ $what }。
desk-item-earlier-second = 第二次复核的意见：{ $what }。
desk-item-thin = 证据不足：还没有一份文件和一份记录共同支持。仍要确认的话，请写明为什么。
desk-item-thin-low = 证据不足：还没有一份证据支持。仍要确认的话，请写明为什么。
desk-item-reasons = 下调或请机构补充的理由
desk-item-text = 说明
desk-item-text-hint = 机构会在初步意见里看到。最多{ $most }个字。
desk-item-rung = 如果下调，下调到
desk-item-rung-words = 第{ $rung }阶：{ $words }
desk-act-item-confirmed = 确认第{ $rung }阶
desk-act-item-lowered = 下调到所选的阶
desk-act-item-more_asked = 请机构补充
desk-item-asked-once = 这一项已经请机构补充过一次，现在请确认或下调。
desk-item-keys = 在电脑上可以按1、2、3。
desk-item-no-act = 没有记下意见：请按三个按钮中的一个。
desk-item-changed = 没有记下：机构在这期间补充了内容。请看过新的内容再给出意见，你填的还在。
desk-item-overtaken = 没有记下：打开本页之后，这一项在另一个窗口里改过了。你填的还在。请对照着看，如果要以这里填的为准，请再提交一次。
desk-item-newer = 另一个窗口里（{ $at }）：{ $what }。
desk-item-recorded = 已记下：{ $name }。
desk-item-kept = 对证据的看法已经记下，下面填的还在。
desk-item-not-now = 现在不能改这一项的意见。
desk-item-nothing-claimed = 机构没有答到任何一阶，没有可以下调的，不用看。
desk-decision-confirmed = 确认第{ $rung }阶
desk-decision-lowered = 下调到第{ $rung }阶
desk-decision-more_asked = 请机构补充
desk-reason-criterion_not_shown = 有要点看不出来
desk-reason-no_evidence = 没有证据
desk-reason-out_of_date = 证据过期
desk-reason-lower_rung = 证据只到较低的阶
desk-reason-one_kind_only = 只有文件或只有记录
desk-reason-cannot_be_opened = 打不开
desk-reason-unrelated = 与这一项无关
desk-reason-other = 其他理由（请写明）

## 证据

desk-piece-rung = 用于第{ $rung }阶
desk-piece-later = 补充来的
desk-piece-age = { $days ->
    [0] 今天的
   *[other] { $days }天前
}
desk-piece-stale = 从{ $day }起已不算数
desk-piece-until = 算数到{ $last }（含当天）
desk-piece-in-force = 生效：{ $day }
desk-piece-last-used = 最近一次使用：{ $day }
desk-piece-named-on = 填写：{ $day }
desk-piece-shows = 机构说它看得出这些要点：
desk-piece-file = 文件：{ $name }（{ $size } KB）
desk-piece-look = 看页面图片
desk-piece-download = 下载原文件
desk-inside-macros = 带有宏（小程序）。请只看页面图片，不要打开原文件。
desk-inside-scripts = 带有脚本，或能自动执行操作的表单。请只看页面图片，不要打开原文件。
desk-inside-programs = 能启动程序，或夹带了能运行的文件。不要打开原文件。
desk-inside-loads = 一打开就会从别处取内容。不要打开原文件。
desk-inside-second = 是两份文件合成一份：看得见的内容后面还藏着别的文件。不要打开原文件。
desk-inside-objects = 里面嵌有别的文件，例如文档里的表格。不要点开。
desk-inside-attached = 带有附件。不要打开附件。
desk-inside-remote = 引用了别处的图片或数据。程序问要不要获取时，请选“否”。
desk-inside-formulas = 带有公式。用表格程序打开时，不要允许启用或更新任何内容。
desk-inside-unread = 没能全部检查。请当作陌生人的文件：打开前先查毒。
desk-piece-digest = 文件没有交来，只交了它的指纹（SHA-256）：
desk-piece-finding = 看下来
desk-piece-kind = 它是
desk-piece-recorded = 已记下的：{ $what }
desk-piece-save = 先记下对证据的看法
desk-finding-supports = 支持所答
desk-finding-does_not_support = 不支持
desk-finding-out_of_date = 过期
desk-finding-cannot_be_opened = 打不开
desk-finding-unrelated = 无关
desk-kind-document = 文件（成文的规定或计划）
desk-kind-record = 记录（做的时候留下的）
desk-pages-what = 第{ $page }页，共{ $pages }页。这是我们另外画的图片，原文件没有在这里打开。
desk-pages-more = 后面还有。
desk-pages-back = 上一页
desk-pages-on = 下一页
desk-pages-alt = 第{ $page }页的图片
desk-pages-item = 回到：{ $name }
desk-file-gone = 文件已经不在，或者内容被改动过，所以不能打开。请在这份证据上选“打不开”。

## 过程

desk-case-log = 过程记录
desk-case-log-of-case = 过程记录：{ $name }
desk-case-log-what = 谁在什么时候做了什么，最新的在前。只增不改。时间都是北京时间。
desk-case-log-whole = 全部{ $count }条记录都和当时一样。最后一条的哈希值涵盖所有记录：
desk-case-log-broken = 请告诉管理这个服务的人：可以检查所有复核件，备份里可能还有原来的记录。
desk-case-log-broken-changed = 第{ $entry }条记录在程序之外被改动：缺了、多了，或者不是当时的那一条。
desk-case-log-broken-typed = 第{ $entry }条记录里机构填写的内容，在程序之外被改动。
desk-case-log-broken-unchained = 第{ $entry }条记录没有哈希值，看不出有没有被改动。可能是旧版本的程序写的；下一条记录会给它补上。
desk-case-log-broken-impossible = 记录在程序之外被改动：第{ $entry }条不可能接在前一条后面。
desk-case-log-broken-case = 列表里显示的这份复核件，在程序之外被改动：共{ $entry }条的记录说的不一样。
desk-case-log-broken-result = 这份复核件签发的结果或记录，在程序之外被改动：结果和第{ $entry }条记录对不上。
desk-case-log-blind = 你在做第二次复核，所以这里不显示第一次复核的意见。
desk-case-log-item = { $item }：{ $what }
desk-case-log-of = { $item }
desk-case-log-lacks = 看不出来：{ $what }
desk-case-log-assigned = 指派给：{ $name }
desk-case-log-submitted = { $count }项，指纹{ $digest }
desk-case-party-institution = 机构
desk-case-party-reviewer = 复核员
desk-case-party-administrator = 管理员
desk-case-party-clock = 系统
desk-case-event-request = 发出请求
desk-case-event-take_back = 收回了请求
desk-case-event-submit = 交件
desk-case-event-assign = 指派复核员
desk-case-event-declare = 声明没有利害关系
desk-case-event-accept = 受理
desk-case-event-refuse = 不受理
desk-case-event-examine = 看了一份证据
desk-case-event-decide = 给出意见
desk-case-event-ask_more = 请机构补充
desk-case-event-answer_more = 补充了内容
desk-case-event-finish_reading = 完成了第一次复核
desk-case-event-finish_second_reading = 完成了第二次复核
desk-case-event-agree = 同意初步意见
desk-case-event-object = 提出异议
desk-case-event-settle_objection = 处理完异议
desk-case-event-go_on = 期限届满，继续进行
desk-case-event-let_lapse = 期限届满，关闭
desk-case-event-step_back = 退出
desk-case-event-refuse_reviewer = 要求更换复核员
desk-case-event-withdraw = 撤回
desk-case-event-issue = 签发结果
desk-case-event-rescind = 撤销结果
desk-case-event-supersede = 由后来的结果取代

## 各项数字

desk-rules = 复核的各项数字
desk-rules-what = 这些数字都是我们的假设，各有理由，管理员可以改。改动以后只影响新开始的期限，已经在走的不变。天数没有特别说明的都是工作日。
desk-rules-usual = 通常是{ $number }。
desk-rules-now = 另一个窗口里：{ $number }。
desk-rules-overtaken = 没有改动：打开本页之后，这些数字在另一个窗口里改过了。你填的还在，不一样的旁边写着现在的数字。要以你填的为准，请再保存一次。
desk-rules-saved = 已保存。
desk-rules-wrong = 没有改动：标出的要填0到999的整数，天数至少1，百分比最多100，统计至少从20家起。
desk-rules-too-many-days = 没有改动：协会各段期限加起来超过了总天数。请缩短期限，或者加长总天数。
desk-log-submission = 机构交来的封存文件
desk-log-rule = { $name }：{ $number }
desk-rule-request_days = 请求多久有效（工作日）
desk-rule-request_days-why = 六周：自查要一小时，找证据要几周。
desk-rule-accept_days = 决定受理（工作日）
desk-rule-accept_days-why = 看一眼就能决定，机构不该久等。
desk-rule-first_round_days = 第一轮复核（工作日）
desk-rule-first_round_days-why = 最多三小时的活，复核员还有本职工作。
desk-rule-answer_days = 机构补充（工作日）
desk-rule-answer_days-why = 两周：材料在同事手里。
desk-rule-later_round_days = 以后各轮（工作日）
desk-rule-later_round_days-why = 只看补充过的项。
desk-rule-second_reading_days = 第二次复核（工作日）
desk-rule-second_reading_days-why = 材料已经理好，和以后各轮一样短。
desk-rule-objection_days = 同意或提出异议（工作日）
desk-rule-objection_days-why = 一周，出差的人也来得及看。
desk-rule-settle_days = 处理异议（工作日）
desk-rule-settle_days-why = 只看有异议的项。
desk-rule-issue_days = 签发（工作日）
desk-rule-issue_days-why = 都定好了，管理员按一下就行。
desk-rule-total_days = 协会一共（工作日）
desk-rule-total_days-why = 各段期限加起来18天，换复核员要留余地。
desk-rule-tie_months = 利害关系往前看几个月
desk-rule-tie_months-why = 两年：那时的工作和咨询，现在正在被看。
desk-rule-refusals = 机构可以换几位复核员
desk-rule-refusals-why = 一位，不用说明理由；不能把人都换掉。
desk-rule-second_reading_from_star = 自评几星起由两个人看
desk-rule-second_reading_from_star-why = 高星最让人相信，错了害处也最大。
desk-rule-second_reading_percent = 其余的百分之几由两个人看
desk-rule-second_reading_percent-why = 随机抽，每位复核员都知道可能有人再看。
desk-rule-sampled_items = 另外随机抽几项
desk-rule-sampled_items-why = 不决定星级的项也可能被看到。
desk-rule-two_kinds_from_rung = 第几阶起要有文件和记录
desk-rule-two_kinds_from_rung-why = 既要写下来，也要做过。
desk-rule-valid_months = 结果有效几个月
desk-rule-valid_months-why = 一年里机构会变。
desk-rule-remind_calendar_days_before = 到期前几天提醒（自然日）
desk-rule-remind_calendar_days_before-why = 两个月，够再做一次复核。
desk-rule-rated_twice_a_quarter = 每季度几份由两人各自打分
desk-rule-rated_twice_a_quarter-why = 看两人的意见有多一致。
desk-rule-rating_days = 再评一份（工作日）
desk-rule-rating_days-why = 两周：没有人在等，正在办的复核件优先。
desk-rule-effort_hours = 一份复核件的工时目标（小时）
desk-rule-effort_hours-why = 再多，协会就负担不起。
desk-rule-figures_from = 复核统计从多少家机构起发布
desk-rule-figures_from-why = 再少，就可能认出某一家。首次合并的档次以后不再分开，机构多一些，统计就细一些。至少20。
desk-rule-effort_gap_minutes = 两条记录最多隔几分钟仍算在工作
desk-rule-effort_gap_minutes-why = 看一项用不了更久；再久就是在做别的事。

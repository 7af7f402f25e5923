# 本项目自拟措辞，非标准原文。

language-zh = 中文
language-en = English
language-title = 选择语言

## 星级
stars =
    { $star ->
        [0] 暂无星级
        [1] ★☆☆☆☆ 1星
        [2] ★★☆☆☆ 2星
        [3] ★★★☆☆ 3星
        [4] ★★★★☆ 4星
       *[5] ★★★★★ 5星
    }
stars-range = { $low }至{ $high }

## 开始
welcome-title = 你们机构现在大约几星？
welcome-what = 对照团体标准{ $edition }《{ $title }》自查：现在大约几星、卡在哪里、下一步建什么。最短{ $first }题，约{ $minutes }分钟；随时可停，答过的都在。
welcome-stored = 同意后，你的回答存到最后一次回答满{ $months }个月；随时可以拿走或全部删除。不同意就什么也不保存。
choice-consent = 同意并开始
choice-consent-quick = 同意，先看几星（{ $first }题起）
choice-consent-full = 同意，答全部{ $subdomains }题
choice-consent-choose = 同意，选一颗星
choice-privacy = 保存什么
choice-about = 关于
begin-title = 这样开始？
begin-what = 已有的回答都留着，接下来按新的顺序问。
choice-begin = 开始
choosing-title = 从哪里开始？
choosing-recommended = 推荐
choosing-quick = 快速
choosing-quick-what = { $first }题起，约{ $minutes }分钟起，星级清楚了就停
choosing-full = 完整
choosing-full-what = 共{ $subdomains }题，约{ $minutes }分钟，看清全貌
choosing-target = 也可以只答一颗星要求的题：
choice-quick = ⚡快速
choice-full = 📋完整
choice-target = 🎯{ $star }★

## 提问
asking-title = { $domain } · { $subdomain }
asking-counter = 第{ $number }题，共{ $total }题 · 约还有{ $minutes }分钟
asking-counter-star = { $star }星：第{ $number }题，共{ $total }题 · 约还有{ $minutes }分钟
asking-hint = 选你们已经完全做到的最后一句；⁺表示下一句正在做。
answered-so-far = 已答{ $done }/{ $total }题
answered-so-far-star = { $star }星：已答{ $done }/{ $total }题
choice-change-recorded = 改
recorded-line = 已记：{ $subdomain } { $mark }
choice-under-way = 下一句正在做
choice-not-under-way = 下一句没有在做
row-line = { $name }：{ $value }
asking-before = 上次的回答：{ $mark }
typed-mark = 也可以输入数字，如3或3+
typed-reason = 一句话写明原因
mark-level = { $level }
mark-under-way = { $level }⁺
mark-chosen = ·{ $mark }·
mark-unsure = 不确定
mark-not-applicable = 不适用
mark-unanswered = 未答
choice-unsure = 🤔不确定
choice-not-applicable = 不适用
choice-keep = 保持不变
choice-back = ‹上一题
choice-explain = 💡说明
choice-review = ☰全部回答
choice-pause = ⏸先停一下
choice-cancel = ‹不写了，回到题目
excusing-ask = 为什么这一项对你们不适用？请写一句话。最多{ $most }项，需评估员确认。

## 新卡片
choice-rich = 试试新卡片
choice-rich-on = 我看得见
choice-rich-off = 换回普通卡片
rich-title = 新卡片
rich-what = 刚发来一张样卡。要是看得见里面的列表和按钮，就点那个按钮，以后每句话都有自己的按钮。要是它看着是空的，说明你用的软件显示不了，什么也不会变。随时换回普通卡片：/plain。
rich-sample-title = 这是新卡片
rich-sample-name = 需求管理
rich-sample-value = 2
rich-sample-words = 主要服务都有书面的需求登记办法。
rich-sample-ask = 看得见上面的列表吗？看得见就点按钮。
rich-refused = Telegram没有收下样卡，所以什么也没变。
notice-plain-cards = 以后都用普通卡片。
command-plain = 普通卡片
help-plain = 新卡片看着是空的时候

## 说明
explain-evidence = 每一阶，至少能拿出什么
explain-enough = ✓{ $example }
explain-not-enough = ✗{ $example }
explain-neighbour = 别弄混：{ $note }
explain-effort = 建第1到5阶的工作量：{ $efforts }。
explain-words = 怎样算：“主要服务”是企业用得最多的几项，合起来占办件的大半；“1期”是1个月或1个季度；“平台”是大家在同一处填、同一处看数据的系统；“外部机构”与你们没有上下级关系。
choice-to-question = ‹回到题目

## 小结、暂停、回顾
section-star = { $star }星所需
checkpoint-title = { $section }答完了
checkpoint-range =
    { $low ->
        [0]
            { $high ->
                [5] 到目前为止，从暂无星级到5星都有可能。
               *[other] 到目前为止，最高可能是{ $high }星。
            }
       *[other] 到目前为止：至少{ $low }星，最高可能{ $high }星。
    }
choice-go-on = 继续›
choice-result = ★看结果
deciding-title =
    { $star ->
        [0] 有结果了：还没到1星
       *[other] 有结果了：{ $star }星
    }
deciding-title-now =
    { $star ->
        [0] 现在看：还没到1星
       *[other] 现在看：{ $star }星
    }
deciding-now = 有{ $count }题还不确定，弄清前先按没做到算；弄清以后，最高可能到{ $high }星。
deciding-why =
    { $star ->
        [0] 答了{ $answered }题，已经可以确定：按现在的回答，暂无星级；其余的题不会改变这一点。
       *[other] 答了{ $answered }题，已经可以确定：按现在的回答是{ $star }星；其余的题不会改变这一点。
    }
deciding-offer = 可以现在看结果，也可以把剩下的{ $left }题答完，看清全貌。
choice-verdict = ★看结果
choice-go-deeper = 答完其余的题
review-title = 全部回答
review-hint = 要改哪个回答，点它或它所在的能力域。
answers-hint = 点要改的那一题；改完回到这里。
choice-all-answers = ‹全部回答
choice-close = ‹回去
paused-title = 已暂停
paused-kept = 回答都存好了。过几天再来也行，从断开的地方接着答。
paused-nothing = 还没有回答。想答的时候再来，从第一题开始。
choice-resume = 接着答›
choice-restart = 重新开始
result-none-title = 还没有回答
result-none = 这一次自查还没有回答，所以还没有结果。先从第一题答起。
choice-first-question = 去答第一题

## 结果
result-star =
    { $star ->
        [0] 还没到1星（自查参考）
       *[other] { $star ->
            [1] ★☆☆☆☆ 1星
            [2] ★★☆☆☆ 2星
            [3] ★★★☆☆ 3星
            [4] ★★★★☆ 4星
           *[5] ★★★★★ 5星
        }（自查参考）
    }
result-star-now =
    { $star ->
        [0] 现在看：还没到1星
       *[other] 现在看：{ $star ->
            [1] ★☆☆☆☆ 1星
            [2] ★★☆☆☆ 2星
            [3] ★★★☆☆ 3星
            [4] ★★★★☆ 4星
           *[5] ★★★★★ 5星
        }
    }
result-range = 现在看：{ $low }至{ $high }
result-open = 最多再答{ $count }题{ $unsure ->
        [0] {""}
       *[other] （其中{ $unsure }题现在不确定）
    }，就知道是几星。
result-unanswered = 还有{ $count }题未答，不影响这颗星；想看全貌再答。
result-unsure = 有{ $count }题还不确定，所以星级还没有定论。先弄清楚：{ $names }。
result-find-out = 不确定的，暂按没做到算：{ $names }
result-next =
    { $least ->
        [yes] 至少再建{ $count }项才到{ $star }星：{ $names }。
       *[no] 再建{ $count }项就到{ $star }星：{ $names }。
    }
result-next-first =
    { $least ->
        [yes] 到{ $star }星至少还差{ $count }项。先做这几项：{ $names }。
       *[no] 到{ $star }星还差{ $count }项。先做这几项：{ $names }。
    }
result-target-reached = 目标{ $star }星：按你们的回答已达到。
result-target-open = 目标{ $star }星：还说不准。
result-target-missed = 目标{ $star }星：还没达到。
result-since = 自{ $date }以来：{ $what }。
result-since-same = 自{ $date }以来：没有上升，也没有下降。
result-rose = { $count }项上升（{ $names }）
result-fell = { $count }项下降（{ $names }）
result-points-changed = { $count }项同阶但要点有变（{ $names }）
profile-title = 5个能力域离{ $star }星还有多远（做到/要求）
profile-legend = 格子里的数字是已做到的阶；+是下一阶正在建，？是不确定，–是未答，/是不适用。粗边：{ $star }星还要求更高。
profile-domain =
    { $required ->
        [0] { $domain }：{ $star }星不要求
       *[other] { $domain }：{ $star }星的{ $required }项做到{ $met }项
    }
profile-cells = 全部回答，点一格可以改。
profile-cell-rung = { $subdomain }：第{ $rung }阶{ $building ->
        [yes] ，下一阶正在建
       *[no] {""}
    }{ $more ->
        [yes] ；{ $star }星要求更高
       *[no] {""}
    }
profile-cell-unsure = { $subdomain }：不确定{ $more ->
        [yes] ；{ $star }星要求这一项
       *[no] {""}
    }
profile-cell-unanswered = { $subdomain }：未答{ $more ->
        [yes] ；{ $star }星要求这一项
       *[no] {""}
    }
profile-cell-left_out = { $subdomain }：不适用
result-readings = 换个口径看
result-rest = 之后还有{ $count }项：{ $names }。
documents-title = 文件
choice-documents = 文件
more-title = 更多
choice-more = 更多
choice-pass-on = 🖼转发结果图
result-unanswered-open = 还有{ $count }题未答。
result-left-out = 不适用（需评估员确认）：{ $names }
result-build = 要到{ $star }星，按这个顺序建
choice-build = 🔧怎样到{ $star }星
choice-what-to-keep = 🔧要守住什么
choice-return = ‹返回
steps-title = 到{ $star }星，共{ $count }步
step-missing = 离第{ $rung }阶还差：{ $facts }。
facts = { $fact }；{ $rest }
facts-more = { $facts }；另有{ $left }个
point-met = ✓ { $fact }
point-missing = ○ { $fact }
point-met-button = ✓ { $rung }{ $letter }
point-missing-button = ○ { $rung }{ $letter }
step-line = { $step }——{ $rung }
step-title = { $subdomain } { $start }→{ $goal }
step-title-under-way = { $subdomain } { $start }→{ $goal }（在建）
step-title-unsaid = { $subdomain }（{ $mark }）→{ $goal }
step-rung = 第{ $rung }阶 · 工作量{ $effort }
step-done = 建成的标志：{ $sign }
effort-small = 小
effort-medium = 中
effort-large = 大
choice-earlier = ‹前几项
choice-later = 后几项›
choice-steps = ‹全部步骤
keep-title = 守住5星
keep-what = { $count }个子域都要一直保持在第5阶：近期还在用、别人还在学。任何一项掉下来，星级就跟着掉。

## 看标准
standard-title = { $edition }：星级和能力域
standard-stars = 从{ $star }星起需要。
standard-star = { $star }★：{ $words }
choice-domains = ‹能力域

## 要点
choice-points = 逐个要点核对
choice-points-beside = 逐个要点
explain-points = 想逐个要点核对，就在下面点一阶。
unsure-offer = 拿不准选哪一句？每一阶都拆成了几个要点，只答做没做到，往往更容易。
choice-unsure-go-on = 不确定，继续
notice-ticks-cleared = “{ $subdomain }”选了第{ $rung }阶，与第{ $above }阶的勾不合，所以清掉了这些勾：{ $facts }。
choice-ticks-back = 放回这些勾，再核对
points-title = { $subdomain }：第{ $rung }阶的要点
points-ticked = ✓ { $letter }
points-unticked = ○ { $letter }
points-point = { $point } { $fact }
points-fact = { $fact }。凭：{ $shown }。
points-give =
    { $building ->
        [yes] 按打勾的要点，你们在第{ $rung }阶，下一阶在建。
       *[no] 按打勾的要点，你们在第{ $rung }阶。
    }
points-shown = 凭：{ $shown }。
points-below = 这一阶以下还没打勾的：{ $facts }。
points-all-below =
    { $below ->
        [1] 第1阶算已打勾。
       *[other] 第1阶到第{ $below }阶都算已打勾。
    }
choice-points-record =
    { $building ->
        [yes] 记下：第{ $rung }阶，下一阶在建
       *[no] 记下：第{ $rung }阶
    }
choice-points-rung = 第{ $rung }阶
choice-points-lower = ‹第{ $rung }阶
choice-points-higher = 第{ $rung }阶›

## 提示与拒绝
refusal-stale = 刚才用的是以前的画面，所以什么也没改。现在的画面在这里。
refusal-recorded =
    “{ $subdomain }”已记为{ $mark }。{ $changed_by ->
        [change] 要改就点“改”。
       *[review] 要改就打开“全部回答”。
    }
refusal-repeated = 这条消息已经处理过，什么也没改。
refusal-faster = 另一次点击先到了，这一次没有计入。现在的画面在这里。
refusal-group = 我只在私聊里工作，请点我的头像私聊我。
refusal-unstored = 刚才没能存下来，之前存好的都在。请过一会儿再试一次。
refusal-not-deleted = 你的文件刚才没能全部删掉，所以现在还不能算已经删除。请过几分钟再试一次。
refusal-too-fast = 一下子发来太多，有几条没有处理；已存的回答都在。请慢一点再试。
refusal-wrong = 出了点问题，已经记下；你的回答都在。请再试一次，或从这里开始：/start。
notice-type-number =
    { $excusable ->
        [yes] 请点按钮，或输入0到5的数字（如3或3+）。拿不准就点“🤔不确定”，与你们无关就点“不适用”。
       *[no] 请点按钮，或输入0到5的数字（如3或3+）。拿不准就点“🤔不确定”。
    }
notice-tap = 这里请点下面的按钮。你的回答都在。
notice-reason-empty = 请用文字写一句原因。
notice-reason-long = 写得太长了：{ $count }个字，最多{ $most }个。请缩短再发。
notice-unknown-command = 没有这个命令。能做的事：/help。
notice-unknown-payload = 链接里的代码认不出来，不影响使用，可以照常开始。
notice-begin-first = 还没有开始，也没有保存任何东西。先看看下面的说明。
notice-forgotten = 已全部删除。想再来，随时可以。
notice-nothing-stored = 没有保存你的任何东西。

## 命令
command-start = 开始或接着答
command-quick = 快速自查
command-full = 完整自查
command-resume = 接着答
command-result = 看结果
command-restart = 重新开始
command-language = 换语言
command-standard = 看标准
command-help = 帮助
command-about = 关于
command-privacy = 保存什么
command-mydata = 导出我的数据
command-forget = 删除我的一切
help-title = 能做什么
help-what = 一题一题问，每题点一个数字；随时可停、可改、可看结果。
help-start = 从头开始，或回到停下的地方
help-quick = 一颗星一颗星问，星级清楚了就停
help-full = 全部题目，看清全貌
help-resume = 从下一题接着答
help-result = 几星、还差什么、先建什么
help-restart = 从第一题答起，旧的一次留在记录里
help-language = 中文或English
help-standard = 5颗星和全部子域
help-about = 这是什么，不是什么
help-privacy = 保存什么，保存多久
help-mydata = 保存的与你有关的一切，一个文件
help-forget = 立刻删除，无法恢复
privacy-title = 保存什么
privacy-what = 只保存这些：
privacy-account = 账号编号（网页上是一个随机编号）和语言；在Telegram上还记着机器人最新一条消息是哪一条，好收起前一条
privacy-answers = 每个回答、不适用的原因、修改记录和时间
privacy-evidence = 你写的证据和日期
privacy-files = 证据的文件：网页上附的存在我们这里；Telegram上发的留在Telegram，我们只记文件名、大小和校验值
privacy-plan = 做了计划，还有计划、你写的负责人称呼和放下的原因、时区、提醒记录
privacy-name = 写了机构名称，或者和同事一起答，还有机构名称、有哪些人，以及你在里面的称呼
privacy-not = 姓名、电话只有你自己写进去的才有；通讯录和其他聊天内容一概不保存。
privacy-how-long = 最后一次回答满{ $months }个月后自动删除。
privacy-rights = 拿走全部数据：/mydata。立刻全部删除、无法恢复：/forget。
about-title = 关于星阶
about-what = 星阶帮助中小企业服务机构对照{ $edition }自查服务能力，并说清下一步建什么。
restart-title = 重新开始？
restart-what = 现在这一次（已答{ $count }题）会留在记录里，新的一次从头答起。
choice-restart-yes = 是，重新开始
forget-title = 删除我的一切？
forget-what = 所有回答、记录和账号编号都会立刻删除，无法恢复。如果还有同事为机构填答，定下来的回答、机构的计划和提交过的内容留给机构。还没有定下来、你说得最低的项，等牵头人写明理由才能定。
forget-last = 如果没有别人了，机构也一起删除：名称、链接、计划，以及提交内容里封存的文件、证据和机构写过的文字。还没有结束的复核到此结束，公开的核验页关闭。协会仍保留机构名称、自评和复核到第几阶，以及已经签发的结果。
choice-forget-yes = 是，全部删除
mydata-caption = 这是保存的与你有关的全部数据。
mydata-workbook-caption = 同样的内容，整理成了方便阅读的工作簿。
bot-about = 中小企业服务机构的服务能力自查，结果仅供参考

## 网页
web-title = 星阶
web-description = 你们机构现在大约几星？中小企业服务机构的服务能力自查，结果仅供参考。
web-operator = 由{ $name }提供
operator-contact = 联系方式：{ $contact }
web-menu = 菜单
web-save = 保存
web-points-legend = 做到的打勾
web-points-record = 记下打勾的
web-points-kept = 还没有记下：这期间有别的回答变了。打的勾还在，核对后请再记一次。
web-points-of-rung = 逐条对照第{ $rung }阶的要点
web-points-first = 先逐个要点核对
web-if-legend = 假如做完这些步骤
web-if-met-legend = 假如做到这些要点
web-if-try = 试算
web-calendar = 加到日历
web-changed = 已改
web-error-title = 出错：
web-asking-hint = 点你们已经完全做到的最后一句。
web-shown-by = 第{ $rung }阶能拿出什么
web-shown-by-this = 能拿出：
web-more-about = 这一题的说明
web-picture-title = 转发结果图
web-picture-how = 长按图片，就可以转发或保存。
web-picture-alt = 卡片：这次自查的星级、5个能力域和日期
web-picture-download = 下载图片
web-forged = 这个页面不是从这里打开的，或者已经过期；什么也没改。
web-error = 出了点问题，已经记下；你的回答都在。请再试一次。
web-too-long = 发来的内容太长，没有处理。请缩短再发。
web-too-fast = 请求太快了，这一次没有处理；你的回答都在。请稍等片刻再试。
web-no-cookie = 浏览器没有保留这个页面的Cookie，所以什么也没有保存：没有它，你就回不到自己的回答。请允许本站使用Cookie，再点一次按钮。
web-old-page = 这个页面打开超过一小时了，所以什么也没有保存。请再点一次按钮。
web-come-back = 以后在这个浏览器里再打开本页，就接着答：最近一次打开后{ $days }天内都认得你。要在别的浏览器或设备上接着答，请要一个私人链接。
web-offline = 现在没有网络，这一次没有发出去。回答都还在，连上网后再试一次。
web-too-slow = 发送太慢，没有收全，什么也没改。请检查网络再试。
web-missing = 没有这个页面。你的回答都在。

## 全部措辞
document-matrix = 各星级需要的子域，每一阶的工作量
document-subdomain = 能力子域
document-left-out = 可不适用
document-effort = 工作量
document-star-words = 5颗星的样子
document-question = 问题
document-why = 为什么要紧
document-evidence = 证据
document-neighbour = 别弄混
document-build = 怎样建
document-contents = 目录
document-all = 全文，可打印

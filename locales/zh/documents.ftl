# 卡片、报告、明细表、防改存档里的话。本项目自拟措辞，非标准原文。

document-brand = 星阶
document-file-card = 自查卡片
document-file-trend = 星级走势
document-file-report = 自查报告
document-file-workbook = 自查明细表
document-file-sealed = 防改存档
document-file-together = 机构{ $document }
document-title = 服务能力自查
document-campaign = 参加活动：{ $campaign }
document-reference = 参考星级
document-at-present = 现在看
document-now = 现在看：{ $stars }
document-date = { $year }年{ $month }月{ $day }日
document-stars =
    { $star ->
        [0] 暂无星级
       *[other] { $star }星
    }
document-stars-range =
    { $low ->
        [0] 暂无星级至{ $high }星
       *[other] { $low }至{ $high }星
    }
document-assessed-on = 自查日期：{ $date }
document-unanswered = 未答
document-onward = 再建成{ $count }项，就到{ $star }星
document-open = 最多再答{ $count }题{ $unsure ->
        [0] {""}
       *[other] （其中{ $unsure }题现在不确定）
    }，就知道是几星
document-unsure = 有{ $unsure }题还不确定，所以星级还没有定论
document-unsettled = 有{ $count }项还没有定下来，所以星级还是一个范围
document-keep = 全部子域都在第5阶：守住它
document-keep-lowered = 复核下调了{ $count }个子域
document-in-place = 按你们的回答
document-scan = 扫码自查
document-scan-check = 扫码核验结果
document-goal-line = { $star }星
document-reach =
    { $star ->
        [0] { $next }星的{ $required }项做到{ $met }项
       *[other] { $open ->
            [yes] 至少
           *[no] 已
        }到{ $star }星；{ $next }星的{ $required }项做到{ $met }项
    }

## 报告
report-title = 服务能力自查报告
report-lens-under-way = 在建的都建成以后
report-lens-claimed = 按你们的回答
report-lens-evidenced = 只算有证据的
report-lens-verified = 复核参考星级
document-verified = { $stars }（自评{ $claimed }）
report-verified =
    { $left ->
        [0] 复核参考星级{ $stars }（自评{ $claimed }）：复核员看了{ $count }项，{ $lowered }项比自评低。
       *[other] 复核参考星级{ $stars }（自评{ $claimed }）：复核员看了{ $count }项，{ $lowered }项比自评低；没有看的{ $left }项仍是自评，也可能低一阶。
    }
report-reviewed = { $mark } → 复核第{ $rung }阶{ $sign }
report-not-looked-at = { $mark } · 自评
report-overview-reviewed = ✓是复核确认，↓是复核比自评低；没有这两个记号的仍是自评。
report-verified-step = { $subdomain }（从复核的阶算起）
report-lowered-step = { $subdomain }（从复核的阶算起：{ $why }）
report-rule-verified = “复核参考星级”只认协会的复核员看过材料后确认的阶。没有看的回答仍是自评：星级范围的上限按自评算，下限按低一阶算，不适用的按0阶算。复核只会确认或降低，不会升高。
workbook-verified = 复核确认的阶
report-fall = 有证据的星级到{ $date }会降为{ $star ->
        [0] 暂无星级
       *[other] { $star }星
    }，除非在那之前更新证据。
report-unsure = { $count }项还不确定，先弄清楚；步骤和最低的星级暂按0阶算。
report-left-out = { $count }项填了不适用，需评估员确认。
report-holds = 卡住{ $star }星的子域
report-holds-nothing = 没有什么卡住
report-held = { $subdomain }（第{ $level }阶）
report-held-reviewed = { $subdomain }（复核后第{ $level }阶）
report-held-unknown = { $subdomain }（{ $why }）
report-build = 要建什么：到{ $star }星，共{ $count }步
report-head-number = 序
report-head-subdomain = 能力子域
report-head-rungs = 阶
report-head-effort = 工作量
report-head-person = 负责人
report-head-due = 期限
report-rungs = { $low }→{ $high }
report-under-way = { $subdomain }（在建）
report-nobody = 未定
report-no-day = 未定
report-due = { $date } · { $state }
report-state-to-do = 待做
report-state-doing = 在做
report-state-done = 完成
report-state-dropped = 放下
report-more = 后面还有{ $count }步，见明细表。
report-no-plan = 还没有定计划：定好负责人和期限后，这里会列出来。
report-joined = { $first }{ $second }
report-history = 历次自查
report-changed = { $date }以来的变化
report-overview = 全部子域一览
report-domains = 5个能力域各到哪里
report-held-more = 后面还有{ $count }项。
report-sign-unsure = ？
report-overview-hint = 数字是已做到的阶；+是下一阶正在建，？是不确定，–是未答，/是不适用。金边：{ $star }星还要求更高。
report-decisions = 下次会上定下的{ $count }件事
report-decision-what = 要做到什么
report-decision-person = 谁来做
report-decision-due = 到什么时候
report-unanswered = 未答的有{ $count }项：{ $names }。
report-body = 逐项：阶、证据、差距、下一步
report-body-hint = 每项五格，做到几阶亮几格：深绿为已做到，浅绿为在建，金色为到{ $star }星还缺的。
report-rung = 第{ $rung }阶
report-rung-under-way = 第{ $rung }阶，下一阶在建
report-find-out = 不确定做到了第几阶：先弄清楚，弄清以前，步骤和最低的星级暂按0阶算。
report-gap = 离{ $star }星：从第{ $low }阶到第{ $high }阶
report-gap-none = { $star }星所需已达到
report-gap-not-asked = 下一颗星不要求这一项
report-gap-unanswered = { $star }星要求到第{ $star }阶：先回答这一题
report-gap-unsure = { $star }星要求到第{ $star }阶
report-gap-left-out = 不适用，不计入
report-next = 下一步：建第{ $rung }阶
report-next-if = 如果第{ $rung }阶还没有做到，就这样建
report-evidence-sufficient = 证据到第{ $rung }阶{ $known ->
        [yes] ，{ $until }前有效
       *[no] {""}
    }
report-evidence-lower-rung = 证据只到第{ $rung }阶{ $known ->
        [yes] ，{ $until }前有效
       *[no] {""}
    }
report-evidence-in-part = 证据只到第{ $rung }阶{ $known ->
        [yes] ，{ $until }前有效
       *[no] {""}
    }
report-evidence-stale = 已过期，自{ $until }起不再计入（原来到第{ $rung }阶）{ $known ->
        [yes] {""}
       *[no] {""}
    }
report-evidence-not-needed = 为第{ $rung }阶所列{ $known ->
        [yes] ，{ $until }前有效
       *[no] {""}
    }
report-evidence-missing = 没有列出证据
report-in-force = { $date }起执行
report-last-used = 最近用过：{ $date }
report-named = { $date }列出
report-file = 文件：{ $name }
report-questions = 带给评估员的问题
report-questions-none = 没有要特别确认的：没有不确定、不适用、互相矛盾或缺证据的回答。
report-ask-unsure = 还不确定的
report-ask-unsure-why = 步骤和最低的星级暂按0阶算。弄清楚以后，星级可能更高。
report-ask-left-out = 填了不适用的
report-ask-left-out-why = 不计入星级，理由要评估员认可。
report-ask-contradictions = 放在一起不大说得通的
report-ask-contradictions-why = 只是提醒，没有改动任何回答。
report-ask-lacking-evidence = 缺证据的
report-ask-lacking-evidence-why = 第3阶及以上要有证据。括号里是每一阶至少能拿出什么。
report-beside = { $claims }（对照：{ $needs }）
report-lacking-evidence = 第{ $rung }阶（{ $evidence }）
report-rule = 算法与版本
report-rule-text = 一颗星所要求的每个子域都达到同样的阶数，才算到这一星；不取平均。例如3星：1至3星勾选的子域，各自都要达到勾选它的最高一颗星的阶数。正式的评估规则没有公开，这是我们的假设。
report-rule-lenses = 同一组回答读三遍：“按你们的回答”按选定的阶；“在建的都建成以后”把在建的下一阶也算上；“只算有证据的”对第3阶及以上只认仍有效的证据。过了版本规定的期限，证据不再计入。证据证明不了本阶的某个要点，就算到低一阶。
report-edition = 版本：{ $edition }（{ $name }，依据{ $source }）。措辞、工作量、先后和证据期限是本项目自己的判断。
report-hash = 版本内容的SHA-256：{ $hash }
report-missing-glyphs = 〓表示字体里没有的字：{ $codes }。原文保存在明细表和防改存档里。

## 明细表
workbook-summary = 概览
workbook-answers = 回答
workbook-evidence = 证据
workbook-gaps = 差距
workbook-plan = 计划（到{ $star }星）
workbook-campaign = 参加的活动
workbook-institution = 机构
workbook-date = 自查日期
workbook-onward = 下一步
workbook-first = 第{ $number }件事
workbook-made-from = 依据{ $edition }；版本内容SHA-256：{ $hash }
workbook-domain = 能力域
workbook-reach = 单独至少能到的星级
workbook-met = 下一星已达到
workbook-required = 下一星所需
workbook-radar = 5个能力域
workbook-reach-hint = “单独至少能到的星级”是只看这个能力域、不确定和未答的按0阶算，能到几星；机构的星级看最低的一个。图上还画出下一星已做到多少。
workbook-guard = 以=、+、-、@等开头的文字前加了一个撇号，避免被当作公式；原文没有别的改动。
workbook-subdomain = 能力子域
workbook-needed-from = 从几星起需要
workbook-question = 问题
workbook-rung = 阶
workbook-under-way = 下一阶在建
workbook-meaning = 内容
workbook-reason = 不适用的原因
workbook-criteria = 要点
report-together = 这些回答由机构的{ $people }人一起定下来，{ $count ->
    [0] 说的都一样。
   *[other] 有{ $count }项说得不一样{ $lowest ->
        [0] 。
       *[other] ，其中{ $lowest }项没有定下来，按最低的算。
    }
}{ $gone ->
    [0] {""}
   *[other] 另有{ $gone }项，有人说得更低，但已经不再答这一项，定下来之前按不确定算。
}
workbook-together = 由谁答
workbook-differed = 说得不一样的
workbook-people = 人数
workbook-settled = 机构的回答
workbook-why = 为什么
workbook-changes = 变化
workbook-before = 以前
workbook-after = 现在
workbook-also = 又做到的要点
workbook-no-longer = 不再做到的要点
workbook-criterion = 编号
workbook-fact = 要点内容
workbook-is-met = 做到没有
workbook-shown-by = 哪份证据能证明
workbook-shows = 能证明的要点（空着就是全部）
workbook-shown = 拿什么看出来
workbook-no = 否
workbook-yes = 是
workbook-evidence-state = 证据情况
workbook-evidence-sufficient = 足够
workbook-evidence-lower-rung = 只够一部分
workbook-evidence-in-part = 只证明部分要点
workbook-evidence-stale = 已过期
workbook-evidence-missing = 没有证据
workbook-evidence-not-needed = 不需要
workbook-what = 证据
workbook-covers-rung = 证据到第几阶
workbook-in-force = 开始执行
workbook-last-used = 最近用过
workbook-named = 列出
workbook-until = 到这一天失效
workbook-file = 文件
workbook-least = 至少能拿出什么
workbook-star = 星级
workbook-number = 顺序
workbook-from-rung = 现在
workbook-to-rung = 需要
workbook-effort = 工作量
workbook-builds-on = 先建好什么
workbook-sign = 建成的标志
workbook-person = 负责人
workbook-due = 期限
workbook-state = 状态
workbook-dropped-because = 放下的原因
workbook-lowered-because = 复核调低的原因
workbook-how = 怎样建
workbook-step = 第{ $rung }阶：{ $words }

## 防改存档
verify-true = 属实：封存后一个字节也没有改过；{ $edition }的{ $answers }个回答在{ $date }算出的星级（{ $stars }）也对。封存的公钥正是你指定的{ $sealer }。
verify-true-ours = 属实：封存后一个字节也没有改过；{ $edition }的{ $answers }个回答在{ $date }算出的星级（{ $stars }）也对。封存它的是这里自己的密钥，公钥是{ $sealer }。
verify-unknown-key = 没有改过，但不知道是谁封存的：封存后一个字节也没有改过；{ $edition }的{ $answers }个回答在{ $date }算出的星级（{ $stars }）也对。不过公钥谁都能造，这份用的是{ $sealer }。请向封存方要公钥，再用--key核对。
verify-reviewed = 复核参考星级：{ $stars }；复核员看了{ $count }项，其余仍是自评。离线无从得知那次复核的结果此后是否被撤销或取代。
verify-together = { $people }人一起答，{ $count ->
    [0] 说的都一样
   *[other] 有{ $count }项说得不一样
}{ $lowest ->
    [0] {""}
   *[other] ，其中{ $lowest }项没有定下来，按最低的算
}{ $gone ->
    [0] {""}
   *[other] ，有{ $gone }项说得更低的人已经不再答，按不确定算
}；文件里{ $votes ->
    [yes] 有各人的回答。
   *[no] 没有各人的回答。
}
verify-wrong-together = 不属实：封印完好，但写的几个人怎样答与写的回答对不上。
verify-older-rules = 星级按当时的规则算是对的：只算有证据的，{ $then }；按现在的规则是{ $now }。
verify-weak-key = 不属实：文件里的公钥谁都能替它签名，封印等于没有。请重新取得原文件。
verify-impossible-day = 不属实：封印完好，但{ $where }写的是{ $day }，不可能对。这台机器上今天是{ $today }；如果日期不对，请校准时钟再核对。
verify-altered = 被改过：封印与内容对不上。{ $stars }
verify-stars-agree = 文件里写的星级与文件里写的回答倒是一致，但都不可信。
verify-stars-differ = 文件里写的星级也不是由文件里写的回答算出来的。
verify-other-key = 不是这把公钥封存的：封印与内容对得上，但封存它的公钥是{ $sealer }，不是你指定的。
verify-revoked-key = 不能采信：封存它的公钥{ $sealer }原是这里的，但已在{ $day }作废，因为别人也可能有它。请让机构用现在的密钥重新封存。
verify-outside-key = 不属实：封印完好，但封存日期{ $day }那天，这里并不用公钥{ $sealer }封存。
verify-other-edition = 无法核对星级：封印完好，但它依据的版本{ $edition }（内容SHA-256以{ $hash }开头）不是这里的版本。请用相应版本的星阶核对。
verify-wrong-stars = 不属实：封印完好，但写的星级不是由写的回答算出来的。
verify-too-large = 读不了：超过2MB，不会是防改存档。
verify-no-json = 读不了：不是JSON文件，或已损坏。请重新取得原文件。
verify-foreign = 读不了：不是星阶的防改存档，或是这里还不认识的格式。
verify-broken = 读不了：防改存档里的{ $where }缺失或不合规定。请重新取得原文件。
verify-no-day = 读不了：防改存档里的{ $where }不是一个存在的日期。请重新取得原文件。
verify-no-file = 读不了：{ $cause }
verify-bad-key = --key应是64个十六进制字符的公钥（xingjie key会显示），或存有它的文件。

## xingjie report
batch-working = 正在生成
batch-done = 已为{ $made }份回答生成{ $files }个文件。
batch-faults = { $count }份没有生成：
batch-fault = { $file }：{ $cause }
batch-no-space = 磁盘已满，没有写下{ $target }。请腾出空间再试。
batch-too-large = { $target }超过了系统允许的文件大小，没有写下。
batch-not-allowed = 没有权限写{ $target }。请换一个--out文件夹。
batch-other = 没有写下{ $target }：{ $detail }
batch-twice = 会覆盖同一次生成的{ $target }。请分开放，或改文件名。
batch-empty = 文件夹里没有JSON文件（隐藏文件不算）
batch-name-long = --name太长：{ $count }个字，最多{ $most }个。
batch-name-empty = --name里没有文字。请用文字写机构名称，或者不写--name。
batch-bad-date = --date不是一个存在的日期：{ $given }。请写成2026-11-24这样。
batch-impossible-date = --date不能是{ $given }：早于这份标准，或还没有到。
batch-unsealed = 指定了--key，但这个文件没有封存。请去掉--key，或改用防改存档。
batch-older-rules = { $file }：新文件按现在的规则算，原来的封印按当时的规则。{ $why }
batch-unknown-keys = 有{ $count }份防改存档没有改过，但没有用--key核对是谁封存的。
batch-left-out = 有{ $count }个文件或文件夹没有读，因为只读后缀是json的文件：{ $files }
batch-glyphs = { $file }：字体里没有{ $codes }，卡片和报告里显示为〓。

## 在聊天和网页里
choice-document-card = 🖼结果卡片
choice-document-trend = 📈走势图
choice-document-report = 📄报告
choice-document-workbook = 📊明细表
choice-document-sealed = 🔏防改存档
document-caption-card = 参考星级卡片：可以转发，结果只作参考。
document-caption-trend = 历次星级走势图：结果只作参考。
document-caption-report = PDF：第1页给负责人看，后面逐项说明。
document-caption-workbook = Excel：回答、证据、差距、计划。
document-caption-sealed = 别人可以用xingjie verify核对它没有被改过。
choice-name-institution = 🏷文件上的机构名称
choice-rename = 🏷改文件上的机构名称
result-institution = 文件上的机构名称：{ $name }
naming-institution-title = 文件上的机构名称
naming-institution-now = 现在写的是：{ $name }
naming-institution-ask = 你们机构叫什么？名称会写在结果卡片、报告、明细表和防改存档上，不作别的用途。
naming-institution-hint = 写不写都行，不写也照样生成文件；以后随时可以改，也可以去掉。
typed-institution = 机构名称
choice-unname = 去掉名称
choice-leave-named = ‹不改了
notice-named = 名称已存好，之后的文件都会写上。
notice-unnamed = 名称已删除，之后的文件不再写名称。
notice-institution-empty = 里面没有文字，名称没有改动。请用文字写机构名称。
notice-institution-long = 名称太长了：{ $count }个字，最多{ $most }个，没有改动。请缩短再发。
notice-institution-file = 名称不能是文件，这份文件没有保存。请用文字写机构名称。
document-making = 正在生成，马上发来。
document-yours-first = 你前面要的几份文件还在生成，这一份还没有开始。请等它们到了再点一次；你的回答都在。
document-crowded = 现在同时要文件的人太多，没有生成。请过一分钟再点一次；你的回答都在。
document-failed = 文件没有生成，已经记下；你的回答都在。请再点一次。
document-package-waits = 没有生成：你要的文件还在生成，或者现在同时要文件的人太多。请过一分钟再试。
document-package-too-large = 没有生成：这些文件合起来太大。请只选一个区县，或者只要二维码。
document-package-no-room = 没有生成：这套系统的磁盘快满了。请告诉运行它的人。

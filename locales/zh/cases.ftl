# 机构这一边看到的复核：提交预审、复核件到哪一步了、复核意见

## 提交预审

choice-hand-in = 提交预审
command-cases = 复核件
help-cases = 看看交上去的自查到哪一步了
handin-title = 提交预审
handin-what = 正式评估之前，可以先把做完的自查交给协会的复核员看。
handin-more = 复核员逐项看一遍，给出复核意见和复核参考星级。交出去的是提交那一刻的样子，之后改答不影响它。
handin-get = 请协会的经办人或复核员给你们一个链接或代码。一个代码只给一家机构用一次。
handin-type = 收到代码后，发送“/cases”，空一格，再写代码。
handin-code = 协会给的代码
handin-to-cases = 看看已有的复核件
handin-asks = { $association }请你们提交一次自查，供正式评估前预审。
handin-for = 这个链接是为“{ $label }”做的。
handin-until = { $day }前可以提交，包括当天。
handin-institution = 提交的机构：{ $institution }
handin-finished = 提交的是{ $day }做完的自查{ $evidence ->
    [0] ，其中没有证据。
   *[other] ，其中{ $evidence }项有证据，{ $files }项附了文件。
}
handin-together = 提交的是机构的回答，由{ $people }人一起定下来，最近一次改动在{ $day }{ $evidence ->
    [0] ，没有证据。
   *[other] ，其中{ $evidence }项有证据，{ $files }项附了文件。
}
handin-together-evidence = 证据是你自己的，以及愿意借给机构用的同事的。借不借，由每位同事在“机构的结果”里自己定。
handin-goes-together = { $people }人答过，{ $count ->
    [0] 说的都一样
   *[other] 有{ $count }项说得不一样，理由一起交出
}{ $left ->
    [0] {""}
   *[other] ，其中{ $left }项还没有定下来
}。{ $votes ->
    [yes] 大家都同意，各人的回答也一起交出；除了愿意显示昵称的人，都不带名字。
   *[no] 各人的回答不交出去。
}
handin-differed = { $item }：{ $reason }
handin-snapshot = 提交的内容会封存，之后改答不影响它。结果签发以前，随时可以撤回。签发以后，可能抽到由另一位复核员再评一遍，看看复核员的意见有多一致；你们的结果不变。
handin-again = 做好了，再看一次
handin-lack-begin = 你还没有自查。请先做完一次自查，再打开这个链接。
handin-lack-finish = 还没有做完的自查。请先接着答，星级确定后点“看结果”，再打开这个链接，或者再输一次代码。
handin-lack-name = 机构还没有名称。请先写上机构名称，再继续提交。
handin-lack-coordinator = 只有牵头人能替机构提交。请把链接转给牵头人。
handin-lack-together = 你们正在一起答，还没有答全。请先答完这一轮，或者更改由谁答，再打开这个链接。
handin-changed = 刚刚有同事改了回答，或者改了什么可以交出去。什么都还没有交出。请再看一遍要交的内容。
handin-files-changed = 刚刚有文件被替换或删除了。什么都还没有交出。请再看一遍要交的内容。
handin-name = 保存名称，继续
handin-to-check = 去自查
handin-how-much = 要交出多少？
handin-share-answer = 只交回答
handin-share-note = 回答和证据说明
handin-share-file_hash = 再加文件的指纹（文件本身不交）
handin-share-file = 再加文件本身
handin-leave-out = 有几项不交证据
handin-pick-title = 不交证据的项：{ $domain }
handin-pick-what = ✓的连证据一起交。点一项，就改成只交回答；再点一次，证据又一起交。
handin-pick-goes = ✓ { $item }
handin-pick-stays = ○ { $item }：只交回答
handin-pick-domain = 其他项：{ $domain }
notice-handin-other = 回答或证据已经改过了。下面是现在会交出的内容，还没有提交。
handin-leave-out-legend = 勾上的，只交回答
handin-see = 逐项看看交出什么
handin-nothing-yet = 现在什么都还没有交出。
handin-preview = 将要交出的内容
handin-goes-answer = 下面是逐项交出的内容：只有回答。
handin-goes-note = 下面是逐项交出的内容：回答和证据说明，没有文件。
handin-goes-file_hash = 下面是逐项交出的内容：回答、证据说明和文件的名称、大小、指纹，文件本身留在这里。
handin-goes-file = 下面是逐项交出的内容：回答、证据说明和文件本身，复核员可以打开。
handed-rung = 第{ $mark }阶
handed-line = { $item }：{ $answer }{ $share ->
    [note] ；证据：{ $what }
    [file_hash] ；证据：{ $what }；文件指纹：{ $file }
    [file] ；证据：{ $what }；文件：{ $file }
   *[answer] ；没有证据
}
handin-weak = 有{ $count }项决定星级，但没有交证据：{ $names }。这样也可以提交；复核员多半会要你们补充，或者把它们调低。
handin-statement = 请你替机构声明：
handin-accept-box = 据我所知，这些回答都属实。
handin-accept = 据我所知都属实，提交
handin-give = 提交
handin-change = 改一改交出多少
handin-needs-statement = 请先勾选“据我所知，这些回答都属实”。没有这句声明不能提交。
handin-no-key = 现在不能封存，什么都没有交出。请联系运行这里的人。
handin-gone = 这个链接或代码现在不能用：可能已经用过、过期或收回，也可能没有复制完整。请向协会再要一个。
handin-file-gone = 文件已经不在，或者和当时的不一样。
handin-file-lost = { $item }的文件“{ $file }”交不出去：{ $why }什么都没有交出。可以重新附上这个文件，也可以这一项不交文件。

## 复核件到哪一步了

own-cases-title = 我们的复核件
own-cases-none = 你们还没有提交过自查。
own-cases-back = ‹回到复核件
own-case-back = ‹回到这份复核件
own-case-open = 打开看看
own-case-title = { $association }的复核
own-case-line = { $association }：{ $state }
own-case-short-requested = 等着提交
own-case-short-submitted = 已提交
own-case-short-refused = 没有受理
own-case-short-in_review = 正在复核
own-case-short-more_asked = 请你们补充
own-case-short-second_reading = 另一人在看
own-case-short-opinion = 有初步意见
own-case-short-objected = 异议在看
own-case-short-ready = 等着签发
own-case-short-issued = 已签发
own-case-short-withdrawn = 已撤回
own-case-short-lapsed = 已关闭
own-case-short-looking = 正在找复核员
own-case-requested = 还没有提交。
own-case-submitted = 已经提交，等协会受理。
own-case-refused = 协会没有受理。要再提交，请向协会要一个新的链接。
own-case-in_review = 复核员正在看。
own-case-more_asked = 复核员请你们补充几项。
own-case-second_reading = 另一位复核员正在再看一遍。
own-case-opinion = 初步复核意见出来了。请看一看，同意或提出异议。到期不回复，就算同意。
own-case-objected = 你们提出了异议，由另一位复核员在看。
own-case-ready = 复核做完了，等协会签发结果。
own-case-issued = 复核结果已经签发。
own-case-withdrawn = 你们撤回了这份复核件，复核员不再能打开。
own-case-lapsed = 这份复核件已经关闭：时间到了，或者链接被收回。要再提交，请向协会要一个新的链接。
own-case-looking-submitted = { $gone ->
    [0] 已经提交，协会正在找复核员。
   *[other] 已经提交，协会正在另找一位复核员。
}
own-case-looking-in_review = 协会正在另找一位复核员，由他们从头再看。
own-case-looking-second_reading = 协会正在找第二位复核员，由他们再看一遍。
own-case-looking-objected = 你们提出了异议，协会正在找另一位复核员来看。
own-case-looking = 同时，协会正在另找一位复核员。
own-case-turn-institution = 现在轮到你们。
own-case-turn-association = 现在轮到协会，你们不用做什么。
own-case-due = 到{ $day }为止，包括当天。
own-case-no-day = 没有期限
own-case-assumed = 那一年的节假日还没有公布，是按周一到周五上班推算的；公布后这个日期也不变。
own-case-reason = 原因：{ $reason }
own-case-only-reads = 只有牵头人能替机构操作，你可以看。
own-case-on-page = 在网页上也可以这样做。
own-case-stars = { $now ->
    [opinion] 按这份意见，复核参考星级：{ $stars }。
    [objected] 按你们提出异议的那份意见，复核参考星级：{ $stars }。
    [ready] 将要签发的复核参考星级：{ $stars }。
    [rescinded] 已撤销的复核参考星级：{ $stars }。
   *[issued] 复核参考星级：{ $stars }。
}
own-case-decisions = 复核员怎么看
own-case-confirmed = 确认的{ $count }项
own-case-handed = 交出的内容
own-case-label = 协会发起时写的是：“{ $label }”。
own-case-wrote = 你们写给协会的话
own-case-kept = 你写的这些没有提交
own-case-text-most = 每段最多{ $most }个字。
own-case-handed-file = 交出的内容，封存文件（JSON）
own-case-agree = 同意这份意见
own-case-withdraw = 撤回…
own-case-withdraw-title = 要撤回吗？
own-case-withdraw-what = 撤回后，{ $association }的人不再能打开这份复核件，也不会有结果。要再提交，需要一个新的链接。
own-case-withdraw-yes = 是，撤回
own-case-read-confirmed = 查看确认的各项
own-case-refuse = 换一位复核员…
own-case-refuse-title = 要换一位复核员吗？
own-case-refuse-what = 一份复核件只能换一次，不用说原因。{ $association }会请另一个人来看，要多花几天。
own-case-refuse-yes = 是，换一位
own-case-again = 补充这几项
own-case-again-how = 先在自查里改好回答和证据，再回到这里交这几项。不改的，请写明原因。每项只能补充一次。
own-case-again-legend = 自查里现在是这样
own-case-again-same = 上次交了之后，这一项没有变化。
own-case-again-words = 为什么不改，或者还想告诉复核员什么（有新内容时可以不写）
own-case-again-change = 改“{ $item }”
own-case-again-add = 给“{ $item }”补证据
own-case-again-evidence = 给“{ $item }”写上你的证据
own-case-again-lower = 把机构的回答调低
own-case-again-lower-which = 把机构的回答调低：“{ $item }”
own-case-again-give = 交这几项
own-case-object = 提出异议
own-case-object-how = 对调低的项，写上为什么不同意；不写的就算同意。由另一位复核员来看，不会因此变得更低。
own-case-object-item = { $item }：为什么不同意
own-case-object-give = 提出异议
own-case-gone = 没有改动：你们机构没有这份复核件。离开机构或被移出以后，复核件留在原来的机构。
own-decision-confirmed = { $item }：确认第{ $rung }阶
own-decision-lowered = { $item }：从第{ $claimed }阶调到第{ $rung }阶
own-decision-more_asked = { $item }：请补充
own-reason-criterion_not_shown = 有要点没有看到依据
own-reason-no_evidence = 没有证据
own-reason-out_of_date = 证据太旧
own-reason-lower_rung = 证据说明的是低一些的阶
own-reason-one_kind_only = 只有文件或只有记录，需要两样互相印证
own-reason-cannot_be_opened = 文件打不开
own-reason-unrelated = 证据说的是别的事
own-reason-other = 另有原因
own-not-shown = 没有看到：{ $fact }
own-words = 复核员写道：{ $words }
own-result-valid = { $issued }签发，有效期至{ $last }（含当天）。
own-result-expired = { $issued }签发，有效期至{ $last }（含当天），现已过期。
own-result-rescinded = { $issued }签发，已被协会撤销。
own-result-superseded = { $issued }签发，已被更新的结果取代。

## 做了以后说的话

notice-handed-in = 已经提交。接下来等协会受理。
notice-agreed = 已经同意。接下来等协会签发。
notice-objected = 异议已经提出。
notice-withdrawn = 已经撤回。
notice-reviewer-refused = 已经请协会换一位复核员。
notice-answered = 已经补充。
case-message-goes-on = { $association }的复核有新进展。{ $state }请看“复核件”。
case-message-more_asked = { $association }的复核员请你们补充几项，到{ $day }为止。请看“复核件”。
case-message-opinion = { $association }的初步复核意见出来了，到{ $day }为止可以提出异议，不回复就算同意。请看“复核件”。
case-message-issued = { $association }已经签发复核结果。请看“复核件”。
case-message-refused = { $association }没有受理你们提交的自查，原因写在“复核件”里。
case-message-lapsed = { $association }的复核已经关闭：时间到了。请看“复核件”。
case-message-rescinded = { $association }撤销了签发的复核结果，原因写在“复核件”里。
result-ends-soon = { $association }的复核结果还有{ $days }天到期，有效期至{ $last }（含当天）。{ $why }
result-has-ended = { $association }的复核结果已经过期，有效期至{ $last }（含当天）。{ $why }
result-ends-by-evidence = 到期是因为它需要的证据到时太旧：{ $items }。请更新证据，重新自查，再向协会要一个链接提交。
result-ends-by-time = 要接上新的结果，请重新自查，再向协会要一个链接提交。
result-notice-taken-down = { $association }因为名称的问题下线了你们结果的核验页。原因：{ $why }

## 机构这边不能这样做

case-link-used = 这个链接已经用过了。请向协会再要一个。
case-name-institution-first = 机构还没有名称。请先写上机构名称。
case-only-coordinator = 只有牵头人能替机构这样做。请让牵头人来做。

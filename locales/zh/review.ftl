# 复核件上的事为什么现在做不了：每句话说明原因，以及可以怎么办。

## 复核件所处的状态不允许

case-now-requested = 机构还没有交件。交件以后才能这样做。
case-now-submitted = 已经交件，正等待受理。请先受理。
case-now-refused = 协会没有受理这份复核件，不能再对它做什么。可以用新的链接重新交件。
case-now-in_review = 复核员正在复核这份材料，现在不能这样做。
case-now-more_asked = 已请机构补充材料，请等机构答复。
case-now-second_reading = 第二位复核员正在复核，请等复核完成。
case-now-opinion = 机构正在看初步意见。请等机构同意、提出异议，或等期限届满。
case-now-objected = 机构提出了异议，正由另一位复核员处理，请等处理完成。
case-now-ready = 复核已经结束，结果即将签发，内容不能再改。
case-unreadable = 这份复核件无法显示：它的记录在程序之外被改动了。请告诉管理这个服务的人。
case-overtaken = 没有改动：打开本页之后，这里在另一个窗口里改过了。请先看一下现在的内容。
case-now-issued = 结果已经签发，内容不再改动；管理员只能说明理由后撤销。
case-now-withdrawn = 机构已经撤回这份复核件，不能再对它做什么。
case-now-lapsed = 因为超过期限或链接被收回，这份复核件已经关闭。可以用新的链接重新交件。

## 要由别人来做

case-not-theirs = 你的角色不能对复核件这样做。
case-not-a-reviewer = 只能指派复核员。
case-issuer-read-alone = 这份复核件只由你一人复核，结果须由另一位管理员签发。
case-own-institution = 任何角色都不能复核自己所在的机构，请由别人来做。
case-reviewer-was-refused = 机构已要求更换这位复核员，所以这位复核员不能复核这份材料。
case-reviewer-stepped-back = 这位复核员已经退出这份复核件，请另选一位。
case-needs-another-person = 这一次复核要由没有看过这份材料的人来做，请另选一位。
case-other-institution = 你不属于这份复核件的机构。
case-not-assigned = 这一次复核没有指派给你。
case-declare-first = 请先声明你与这家机构有没有利害关系。
case-has-tie = 最近{ $months }个月内受雇于这家机构、从它领取报酬或为它提供咨询的人，不能复核它。请退出这份复核件。

rating-has-tie = 最近{ $months }个月内受雇于这家机构、从它领取报酬或为它提供咨询的人，不能评这份复核件。请让给别人。

## 填的内容不合适

rating-asks-nothing = 再评的时候不请机构补充。请确认这一项，或者下调。
rating-unrated = 还有{ $count }项没有评，请先评完。
hours-too-many = 一份复核件不会花超过{ $most }小时，请核对数字。

case-needs-reason = 请写明理由。
case-text-too-long = 这段文字有{ $length }个字，最多{ $most }个，请缩短。
case-link-expired = 这个链接已经过期，请向协会要一个新的。
case-nothing-asked = 没有新的子域需要补充。请先在某个子域上要求补充，或者完成复核。
case-answers-other-items = 只能修改被要求补充的子域，每个一次，至少一个。
case-answer-unchanged = “{ $item }”和上次交的一样，没有新内容；每个子域只能补充一次。请补充证据、修改回答、多交一些证据，或者写明为什么不改。
case-answer-needs-words = 请写一句说明，或者把文字删掉。
case-undecided = 还有{ $count }个子域没有复核意见，请先给出意见。
case-objection-too-late = 提出异议的期限已过，结果将按初步意见签发。
case-objects-to-nothing = 只能对被下调的子域提出异议，每个一次。请至少为一个写上理由。
case-objection-needs-text = 请逐项写明为什么有异议。
case-time-not-over = 期限还没有到，这份复核件继续进行。
case-refused-before = 机构已经要求更换过一次复核员。一份复核件只能更换一次。
case-opinion-given = 初步意见已经给出，不能再更换给出意见的复核员。你可以对意见提出异议。
case-nobody-to-refuse = 这一次复核还没有指派复核员。
case-log-broken = 这份复核件的第{ $entry }条记录在程序之外被改动，所以不能据此签发。请告诉管理这个服务的人。
case-valid-for-no-day = 证据已经过期，结果签发后一天也不会有效，请不要签发。
case-rescinded-before = 这个结果已经撤销过了。
case-not-superseded = 这个结果已不再有效，或者不能由它自己取代。

## 复核意见

decision-unknown-item = 机构没有交这个子域。
decision-needs-text = 选了“其他理由”，请写明是什么理由。
decision-needs-reason = 请至少选一个理由。
decision-foreign-criterion = 这条要点属于另一个子域。
decision-criterion-of-rung = 有一条没有证据的要点属于第{ $rung }阶或更低的阶，所以这个子域不能停在第{ $rung }阶。
decision-not-lower = 下调只能到低于第{ $claimed }阶（机构所答）的阶。如果你认为实际更高，请让机构修改后重新提交这个子域。
decision-not-as-claimed = 确认就是机构所答的第{ $claimed }阶。复核员从不上调。
decision-thin = 从第{ $two_from }阶起，要有一份文件和一份记录共同支持；更低的阶有一份即可。请写明为什么仍然确认。
decision-asks-too-late = 只有第一次复核能要求补充。请确认或下调这个子域。
decision-asked-before = 这个子域已经要求补充过一次。请确认或下调。
decision-asking-has-no-rung = 要求补充期间，这个子域还没有复核后的阶。
decision-not-objected = 机构对这个子域没有异议，原来的意见不变。
decision-worse-after-objection = 异议不会让结果更差：这个子域至少保持在第{ $rung }阶。
finding-unknown-piece = 机构没有交这份证据。
finding-needs-kind = 请说明这份证据是文件、记录，还是两者都是。

# 本项目自拟措辞，非标准原文。

## 证据
choice-name-evidence = 📎证据：{ $subdomain }
naming-evidence-title = { $subdomain }：能拿出什么证据？
naming-evidence-claim = 你选的是第{ $rung }阶：{ $words }
naming-evidence-least = 至少能拿出：{ $words }
naming-evidence-hint = 写一句它是什么就行，比如文件名、编号、放在哪里。先存下，日期下一步再填。
typed-evidence = 一句话写明是什么
attached-evidence = 也可以发一张照片或一份文件（最大{ $most }MB）
choice-renew = ♻还是它，重填日期
choice-evidence-covers-more = ♻它也能作第{ $rung }阶的证据
choice-withdraw = 撤回这份证据
choice-not-now = ‹先不填
dating-title = { $subdomain }：什么时候用过？
dating-noted = 已记下：{ $what }
dating-ask = 从哪天起执行，最近哪天用过？写两个日期，如2026-01-15 2026-10-30；只写一个就算最近用过的日期。
dating-hint = 也可以直接点最近用到的时间。过了有效期就不算数，更新日期后又算。
typed-dates = 日期，如2026-01-15 2026-10-30
choice-months-ago =
    { $months ->
        [0] 今天
        [12] 约1年前
       *[other] 约{ $months }个月前
    }
choice-no-dates = 不填日期›
choice-change = ✎改回答
choice-evidence = 📎补证据
choice-evidence-again = 📎更新或撤回证据
choice-domain-answers = ‹这个能力域
answer-claim = 回答：第{ $rung }阶——{ $words }
answer-without-evidence = 还没有证据；只算有证据的，这里就按第2阶算。
answer-evidence-optional = 还没有证据；这一阶算星级不要求证据，但复核的人可能会要。
evidence-title = 现在的证据
evidence-what = { $what }
evidence-file-kb = 文件：{ $name }（{ $size }KB）
evidence-file-mb = 文件：{ $name }（{ $size }MB）
evidence-in-force = { $date }起执行
evidence-last-used = 最近用过：{ $date }
evidence-counts-until = { $date }起失效，更新日期后接着算
evidence-shows = 第{ $rung }阶的{ $all }个要点里，这份证据能证明{ $shown }个。还缺证据：{ $left }。
evidence-left-fact = “{ $fact }”
evidence-state-missing = 还没有证据
evidence-state-lower-rung = 证据只到第{ $rung }阶
evidence-state-stale = { $date }起已过期
evidence-state-sufficient = 有证据
day = { $year }年{ $month }月{ $day }日

## 证据证明哪些要点
choice-shows = ☑能证明哪些要点
shows-title = { $subdomain }：这份证据能证明什么？
shows-hint = 全都能证明，算到第{ $rung }阶；缺一个，就算到第{ $below }阶。
shows-counts = 按打勾的，这份证据算到第{ $rung }阶。
choice-shows-record = 记下打勾的
field-shows = 能证明的打勾
explain-evidence-now = 现在的证据：{ $words }
notice-shows-all = 记下了：这份证据能证明第{ $rung }阶的全部要点。
notice-shows-nothing = 请至少勾一个。如果一个都证明不了，请撤回这份证据。

## 结果
reading-claimed = 按你们的回答：{ $stars }
reading-under-way = 在建的都建成以后：{ $stars }
reading-evidenced =
    { $count ->
        [0] 只算有证据的（没有缺的）：{ $stars }
       *[other] 不算缺证据的{ $count }项超出第2阶的部分：{ $stars }
    }
result-holding-back =
    { $low ->
        [0] 再给{ $count }项补上证据，有证据的星级就能从暂无星级到{ $high }星：{ $names }。
       *[other] 再给{ $count }项补上证据，有证据的星级就能从{ $low }星到{ $high }星：{ $names }。
    }
result-stale = 有{ $count }项证据已过期，不再算数：{ $names }。
result-falls =
    { $star ->
        [0] 如不更新证据，{ $date }起有证据的星级掉到暂无星级。
       *[other] 如不更新证据，{ $date }起有证据的星级掉到{ $star }星。
    }
names = { $names }
names-more = { $names }，还有{ $left }项
second-look-title = 这几处不妨再看一眼
second-look-line = { $words }（涉及：{ $names }）
second-look-more = 类似的还有{ $count }处。
choice-lacking-evidence = 📎补证据（{ $count }项）
lacking-evidence-title = { $count }项缺证据或已过期
lacking-evidence-first = 补上前{ $count }项，有证据的星级就到{ $star }星。点一项就能补。
lacking-evidence-more = “只算有证据的”已经和“按你们的回答”一样。再补这些，评估时更有把握。

## 提示
notice-evidence-empty = 请用文字写一句它是什么，或发一张照片、一份文件。
notice-evidence-long = 写得太长了：{ $count }个字，最多{ $most }个。请缩短再发。
notice-date-unreadable = 没看懂这个日期。请写成2026-10-30，或2026年10月30日；两个日期用空格隔开。
notice-date-none = 日历上没有{ $date }这一天。请看一下再发。
notice-date-future = { $date }还没到。请写已经过去的日期。
notice-date-old = { $date }到现在已满{ $months }个月，当作最近一次用到就不算数了。如果那天是开始执行的日期，请写两个日期：先写那天，再写最近一次用到。如果确实那天以后没再用过，请把那天写两遍。
notice-date-order = 最近用过（{ $used }）早于开始执行（{ $since }）。请先写开始执行的日期，再写最近用过的日期。
notice-evidence-counts = 证据已记下，现在算数；{ $date }起失效，更新日期后接着算。
notice-evidence-stale = 日期记下了，但照这个日期，证据{ $date }起已经过期，不算数。近期再用过时，请更新日期。
notice-evidence-withdrawn = 证据已撤回，回答没有变。
notice-no-file = 这里不需要文件，没有保存。你的回答都在。
notice-one-file = 每项只留一份文件，先到的已经存好，这一份没有保存。

## 文件
file-too-big = 这份文件有{ $size }MB，最大{ $most }MB，没有保存。请压缩图片，或只发要紧的几页。
file-empty = 这份文件是空的（0字节），没有保存。请打开看看，再发一次。
file-unfit = 这种文件不能收，没有保存。可以发PDF、OFD、照片（JPG、PNG、WebP、HEIC）、Word、Excel、PowerPoint、WPS、TXT或CSV。
file-disguised = “{ $name }”里面的内容和文件名的后缀对不上，没有保存。请用原来的程序重新导出，再发一次。
file-damaged = “{ $name }”打不开，可能已损坏或没有传完整，没有保存。请用原来的程序打开，重新保存后再发。
file-locked = “{ $name }”设了密码，别人打不开，不能当证据，没有保存。请另存一份不带密码的，或导出成PDF再发。
file-macros = “{ $name }”带有宏（小程序），或是可以带宏的格式，没有保存。请另存为不带宏的DOCX、XLSX或PPTX，或导出成PDF再发。
file-archive = “{ $name }”是压缩包，没有保存。请解压后直接发里面的文件。
file-scripts = “{ $name }”带有脚本，或能自动执行操作的表单，没有保存。请打印成新的PDF再发。
file-programs = “{ $name }”能启动程序，或夹带了能运行的文件，没有保存。请去掉后再发，或打印成新的PDF。
file-loads = “{ $name }”一打开就会从别处取内容（例如模板或嵌入的对象），没有保存。请打印成新的PDF再发。
file-second = “{ $name }”是两份文件合成一份：看得见的内容后面还藏着别的文件，没有保存。请用原来的程序重新导出，再发一次。
file-unreachable = Telegram没能把文件交过来，什么也没有保存。请稍后再发一次，或先写一句话。
file-not-kept = 服务器现在存不了这份文件，什么也没有保存。请稍后再试，或先写一句它是什么。
file-too-many = 你在这里已有{ $count }份文件，最多{ $most }份，这一份没有保存。以前自查的文件也算在内。请先撤回一份不再需要的证据，再发一次；或者只写一句它是什么。
file-too-much = 你的文件一共占了{ $used }MB，最多{ $most }MB，这一份没有保存。以前自查的文件也算在内。请发小一点的文件，或先撤回一份不再需要的证据，也可以只写一句它是什么。
file-no-room = 服务器现在没有地方再存文件，这一份没有保存。你的回答都在。请先写一句它是什么，或过些时候再发。
file-cut = 文件没有传完，什么也没有保存。请再发一次。
web-file = 下载{ $name }

## 日期表单
field-in-force = 开始执行
field-last-used = 最近一次用到
field-last-used-hint = 执行的时间比有效期长，才需要填。
dating-period = 证据从最近一次用到起算，{ $months }个月内有效。不知道最近哪天用过，就从今天起算。
notice-form = 还没有保存。请看输入框旁边的说明。
notice-day-none = 日历上没有这一天。请检查年、月、日。
notice-day-needed = 请选一个日期。
notice-day-future = 这一天还没到。请选已经过去的日期。
notice-date-needed = 两个日期请至少填一个，也可以先不填。
notice-date-before = 这一天早于开始执行的日期（{ $since }）。请改其中一个。
notice-date-used = 已经执行{ $months }个月以上了。最近一次用到是哪天？
choice-see-evidence = 证据
choice-change-row = 改

## 把机构交来的文件画成图片给人看（没有图片时说为什么；都还可以下载）
view-other-kind = 这类文件不能在这里看，只能下载。
view-locked = 这份文件要密码才能打开，所以不能在这里看，只能下载。请让交件方换一份没有密码的。
view-damaged = 这份文件打不开：可能已损坏，或者内容与类型不符。可以下载原件，或请交件方重交一份。
view-too-heavy = 这份文件画成图片太费内存或时间，所以不在这里显示。可以下载原件，但打开前请先查毒。
view-no-such-page = 这份文件没有这一页。
view-not-here = 这台服务器不能安全地画出别人的文件，所以只能下载。

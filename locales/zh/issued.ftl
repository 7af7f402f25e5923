### 签发的结果：对协会封存文件的核验说明，以及公开核验页

## xingjie verify
issued-true = 属实：该结果自签发以来未被改动，星级与复核意见相符。
issued-expired = 已过有效期：该结果签发时属实，有效期至{ $last }（含当天）。
issued-unknown-key = 内容未被改动，但封存所用的密钥不明。密钥人人可造：请向协会索取其公钥，再用--key核验。
issued-whole = { $association }依据{ $edition }复核了“{ $institution }”（自报名称），于{ $issued }签发：{ $stars }；该机构自查为{ $claimed }。有效期至{ $last }（含当天）。封存所用公钥为{ $sealer }。
issued-chain-whole = 所附交件正是当时复核的那一份，自查结果一致。
issued-chain-without = 未比对交件：如需一并核验，请用--submission给出交件文件。
issued-log-whole = 这个数据库里，这份复核件的记录和当时一样，并且得出这个结果。
issued-log-unnamed = 这个数据库里，这份复核件的记录和当时一样。签发这个结果时还没有把记录一起封存，所以结果里没有记录的哈希值。
issued-log-unknown = 这个数据库没有签发过这个结果，没有记录可以核对。
issued-log-broken = 这个数据库里，这份复核件的第{ $entry }条记录在程序之外被改动。
issued-offline = 离线无从得知此后是否被撤销或取代，请向协会确认。
issued-altered = 已被改动：封存与内容不符。请重新索取原件。
issued-revoked-key = 不可采信：封存所用公钥{ $sealer }已于{ $day }吊销，可能已被他人掌握。请联系协会重新签发。
issued-broken = 不属实：封存完整，但前后不能衔接。{ $why }
issued-broken-submission = 所附交件不是当时复核的那一份。
issued-broken-seal = 所附交件的封存不完整。
issued-broken-institution = 所附交件的机构名称或日期不一致。
issued-broken-claim = { $code }的自查结果与交件不一致。
issued-broken-day = { $where }为{ $day }，不可能成立。
issued-broken-item = { $code }不是该版本允许的项目。
issued-broken-left-out = 标为不适用的项目多于该版本允许的数量。
issued-broken-decision = { $code }的复核意见高于自查，或下调而未给出理由。
issued-broken-reader = 文件写明无人复核。
issued-broken-undecided = { $code }必须查看，却没有复核意见。
issued-broken-claimed-star = 自查星级与各项自查结果不符。
issued-broken-verified-star = 复核参考星级与复核意见不符。
issued-submission-needs-result = --submission只用于签发的结果，而这份文件不是。

## 签发
issued-no-key = 目前无法封存该结果，因此尚未签发。已记入日志。请告知运营方，稍后再试。
issued-other-edition = 交件所依据的版本与本站不同，无法在此得出星级。请结束该复核件，另行请机构交件。

## 结果的公开核验页
result-title = 经复核的自查
result-unknown-number = 这个编号下没有可核验的内容。请对照卡片或文件上的编号，或向机构索取网址。
result-state = 当前状态
result-state-valid = 有效
result-state-expired = 已过有效期
result-state-rescinded = 已撤销
result-state-superseded = 已被新的结果取代
result-state-not-known = 本站不知道
result-says-valid = 这份结果今天有效。
result-says-expired = 这份结果已过有效期。
result-says-rescinded = 协会已撤销这份结果，请不要以它为依据。
result-says-superseded = 已有新的结果取代这一份，请向机构索取。
result-says-not-known = 本站无法知道这份结果后来有没有被撤销或取代，请向协会询问。
result-reviewed = 复核参考星级
result-claimed = 自查参考星级
result-association = 复核方
result-looked-at = 复核员看过的项目
result-issued-on = 签发日期
result-valid-until = 有效期至（含当天）
result-address = 本页网址
result-address-why = 二维码可以指向任何地方。请看看浏览器里的网址是不是这一个。
result-verify = 核验封存的结果
result-verdict-true = 核验通过：签发以来一个字节也没有改过，星级与复核意见相符。
result-verdict-expired = 签发以来一个字节也没有改过，但已过有效期。
result-verdict-altered = 核验未通过：封存的结果不成立。请不要相信本页，并告知运营方。
result-verdict-unreadable = 这里无法核验：它依据的版本与本站现在的不同。
result-verdict-unknown_key = 核验未通过：本站不认识封存它的密钥。
result-verdict-revoked_key = 不可相信：封存它的密钥已经作废。请向机构索取新的结果。
result-download = 封存的结果（JSON）
result-means-reviewed = 协会的复核员看过决定星级的各项，又抽看了几项，逐项确认或下调。
result-means-range = 写着两个星级时，由没有看过的项目决定是哪一个。
result-not-all = 复核员没有看过的项目，只是机构自查的结果。复核只看了当时的情况，后来可能有了变化。
result-not-named = 名称是机构自己填的，没有人核实过。
result-not-certificate = 这是参考星级，不是证书，也不是正式结论，也不用来比较机构。
result-report-title = 名称是冒用的？
result-report = 如果有机构在这里用了别家的名称，请告知{ $association }，由它下线本页。

## 举报不实的名称
name-report-title = 举报名称不实
name-report-what = 你的举报由{ $association }查看并决定，在那以前本页不变。
name-report-reason = 哪里不对？
name-doubt-another = 这是另一家机构的名称
name-doubt-none_such = 没有叫这个名称的机构
name-doubt-not_us = 这是我们的名称，但我们没有申请过这次复核
name-doubt-other = 名称有别的问题
name-report-contact = 怎么联系你（可不填）
name-report-contact-why = 只有协会看得到，作出决定后就删除。
name-report-send = 提交举报
name-report-back = 回到核验页
name-report-needs-reason = 请选一下哪里不对。
name-report-long-contact = 联系方式太长了，请只写邮箱或电话。
name-report-stored = 谢谢。举报已经存下，{ $association }会查看。
name-report-enough = 谢谢。关于这个名称，{ $association }已经收到很多举报，会一并查看，这一条没有再加上。

## 本机构的结果
own-results-title = 我们的复核结果
own-results-none = 还没有为你们机构签发过结果。
own-results-off = 别人看不到这份结果。可以为它公开一个页面，随时可以收回。
own-results-shows = 公开以后，知道网址的人都能看到：机构名称、自查和复核的星级、日期、有效期。会告诉搜索引擎不要收录。
own-results-at = 公开页面：{ $address }
own-results-in-chat = 只有知道网址的人能找到；如果在网页上允许收录，搜索引擎也能找到。
own-results-public = 公开页面：
own-results-indexed = 搜索引擎可以收录。
own-results-not-indexed = 已告诉搜索引擎不要收录，只有知道网址的人能找到。
own-results-index = 允许搜索引擎收录
own-results-publish = 公开页面
own-results-withdraw = 收回页面
own-results-ends = 还有{ $days }天到期。
own-results-why = 原因和办法
own-results-taken-down = 因为名称的问题，协会下线了这份结果的核验页。原因：{ $why }

## 交来核对的结果文件
check-cause-issued = 这份结果签发以来一个字节也没有改过，由协会在本站封存，星级与复核意见相符。
check-verdict-expired = 已过有效期
check-cause-issued-broken = 封存完好，但里面的复核意见和星级对不上。
check-do-issued-broken = 请不要相信它，并向文件里写的协会询问。

### 签发的结果：对协会封存文件的核验说明，以及公开核验页

## xingjie verify
issued-true = 属实：该结果自签发以来未被改动，星级与复核意见相符。
issued-expired = 已过有效期：该结果签发时属实，有效期已于{ $until }结束。
issued-unknown-key = 内容未被改动，但封存所用的密钥不明。密钥人人可造：请向协会索取其公钥，再用--key核验。
issued-whole = { $association }依据{ $edition }复核了「{ $institution }」（自报名称），于{ $issued }签发：{ $stars }；该机构自查为{ $claimed }。{ $until }之前有效。封存所用公钥为{ $sealer }。
issued-chain-whole = 所附交件正是当时复核的那一份，自查结果一致。
issued-chain-without = 未比对交件：如需一并核验，请用--submission给出交件文件。
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

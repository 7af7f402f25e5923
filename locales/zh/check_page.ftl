### 核对防改存档的公开页面

check-title = 核对一份防改存档
check-what = 看一份防改存档有没有被改过、是不是本站封存的。
check-have = 收到别人的防改存档？在这里核对
check-file = 防改存档
check-file-hint = 扩展名是json的文件，最大2MB
check-go = 核对
check-another = 再核对一份
check-kept = 文件只在内存里核对，不保存，也不记录；这一页不设Cookie。
check-none = 还没有选文件。请先选一份，再点“核对”。
check-several = 一次只能核对一份文件。请只选一份再试。
check-not-now = 现在核对不了：本站的公钥清单读不出来，已经记下。请稍后再试。

## 结论
check-verdict-true = 属实
check-verdict-altered = 不属实
check-verdict-unreadable = 核对不了
check-verdict-unknown_key = 不知道是谁封存的
check-verdict-revoked_key = 不能采信

## 原因，以及怎么办
check-cause-true = 这份存档从封存起一个字节都没有改过，而且是本站封存的；星级也确实由其中的回答算出。
check-cause-altered = 这份存档封存以后被改过：封印与内容对不上。所以里面写的什么都不显示。
check-do-altered = 请向机构要原文件。有些聊天软件和编辑器会悄悄改动文件：请让对方直接发送下载到的那一份。
check-cause-wrong-stars = 封印完好，但里面写的星级不是由里面的回答算出来的。
check-do-wrong-stars = 请不要采信，并向机构要本站封存的文件。
check-cause-weak-key = 里面的公钥谁都能替它签名，封印等于没有。
check-do-weak-key = 请不要采信，并向机构要本站封存的文件。
check-cause-impossible-day = 封印完好，但里面有一个不可能的日期。
check-do-impossible-day = 请不要采信，并问问机构这份文件是怎么来的。
check-cause-outside-key = 封印完好，但按里面写的封存日期，那时本站并不用这把密钥。
check-do-outside-key = 请不要采信，并让机构重新封存一份。
check-cause-revoked-key = 封存它的密钥曾是本站的，但已经作废，因为别人也可能有它。用它封存的文件真假难辨。
check-do-revoked-key = 请让机构打开自己的结果，重新封存一份再给你。
check-cause-unknown-key = 封存以后没有改过，但不是本站封存的。公钥谁都能造，所以里面写的什么都不显示。
check-do-unknown-key = 请问机构是在哪个网站封存的，到那里核对；或者请那里的运营者告诉你公钥，再用xingjie verify核对。
check-cause-other-edition = 封印完好，但它依据的版本本站没有，所以星级无法核对。
check-do-other-edition = 请到封存它的网站核对，或让机构按本站现在的版本再自查一次。
check-cause-too-large = 文件超过2MB，不会是防改存档。
check-do-too-large = 请选扩展名是json的那个文件。
check-cause-empty = 这个文件是空的。
check-do-empty = 请重新取得原文件，再试一次。
check-cause-document = 这是图片、PDF、办公文件或压缩包，不是防改存档。卡片和报告本身核对不了。
check-do-document = 请向机构要扩展名是json的防改存档。
check-cause-no-json = 这个文件不是JSON，或者已经损坏。
check-do-no-json = 请选扩展名是json的那个文件；如果就是它，请向机构重新要一份。
check-cause-foreign = 这不是星阶的防改存档，或者是本站还不认识的格式。
check-do-foreign = 请选机构从星阶下载的、扩展名是json的文件。
check-cause-broken = 这份存档有一处缺失，或不合格式。
check-do-broken = 请向机构重新要一份原文件。

## 属实的存档里写了什么
check-stars-claimed = 参考星级（按回答）
check-stars-under-way = 参考星级（在建的建成以后）
check-stars-evidenced = 参考星级（只算有证据的）
check-stars-verified = 复核参考星级（封存时）
check-name = 机构名称
check-name-said = { $name }（自己填的，未经核实）
check-name-confirmed = { $name }（协会已核实）
check-name-false = { $name }（协会认为这个名称不实）
check-name-none = 没有填写
check-answers = 回答了几项
check-edition = 依据的版本
check-assessed-on = 自查日期
check-as-of = 证据算到哪天
check-sealed-at = 封存时间
check-key = 封存所用的公钥
check-key-since = 本站从哪天起用它
check-key-until = 本站用到哪天
check-key-unnoted = 没有记录

check-means-title = 这说明什么
check-means-unaltered = 这些回答从封存那一刻起没有人改过。
check-means-stars = 星级由这些回答按所写的版本算出。
check-not-title = 这不说明什么
check-not-reviewed = 回答是机构自查的，没有人复核；证据本身也没有人看过。
check-not-still-reviewed = 这份存档无法知道那次复核的结果后来有没有被撤销或取代。请向机构索取签发的结果，在这里核对。
check-not-named = 名称是填的人自己写的。请用日期和机构确认，这份存档是不是它给你的。
check-not-certificate = 这是参考星级，不是证书，也不是正式结论；机构后来可能有了变化。

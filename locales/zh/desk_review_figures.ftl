## 工作台：协会从复核中看到什么，只来自已发布的结果

desk-review-figures = 复核统计
desk-review-figures-what = 把结果已签发的机构合在一起看：自评有没有得到确认，哪些请机构补充过、为什么，用了多久。
desk-review-figures-period = { $begin }起签发的结果
desk-review-figures-period-to = { $begin }至{ $end }签发的结果
desk-review-figures-from = 满{ $count }家机构出首次统计；以后再有十家新签发、换了结果或不再计入，才发布下一期。
desk-review-figures-missing = 上次看时，还差{ $count }家机构签发结果。
desk-review-figures-next = 上次看时，还差{ $count }家机构新签发结果或不再计入，才发布下一期。
desk-review-figures-none = 还没有签发过结果。
desk-review-figures-over = 这一段时间已经结束，不再发布统计。
desk-review-figures-preview = 一期统计会有哪些表
desk-review-figures-preview-what = 只有下面这些表。没有带数字的预览：一家机构签发前看一次，签发后再看一次，就能看出它的结果。
desk-review-figures-file = 下载一期统计
desk-review-figures-file-what = 一期统计的全部表，不涉及任何一家机构和任何一位复核员的名称。
desk-review-figures-which = 哪一期
desk-review-figures-option = 第{ $number }期（{ $day }），{ $begin }起
desk-review-figures-sure = 确定要下载这些数字
desk-review-figures-go = 下载数字
desk-review-figures-no-release = 没有生成：没有这一期。
desk-exported-reviews = 复核统计

## 一期统计由什么组成

review-figures-total = 统计了{ $count }家机构
review-figures-total-rounded = 统计了{ $count }家机构；数字按5取整，占比按5%取整
review-figures-issued-only = 每家机构只算一次，取这段时间里最近一次已签发、没有撤销的结果
review-figures-least = 每一档至少{ $count }家，除去任何一位复核员看过的机构也是这样；不够的并到相邻的一档

## 各张表

review-figures-claims = 自评的确认情况
review-figures-claims-what = 每一行都是全部机构，复核后低于自评最多的子域在前。“确认”是看过的机构里得到确认的占比；没有看过的机构，情况可能更好，也可能更差。
review-figures-claims-drawing = 条形图：各子域的自评复核后怎样。下面的表格数字相同。
review-figures-claims-table = 各子域的机构数，按自评复核后怎样分
review-figures-head-subdomain = 子域
review-figures-head-confirmed = 看过的里确认的
review-figures-subdomain-lower = 低于自评
review-figures-subdomain-as-claimed = 与自评一致
review-figures-subdomain-not-looked-at = 没有看
review-figures-subdomain-not-lower = 与自评一致，或没有看
review-figures-asked = 请机构补充
review-figures-asked-what = 多少次复核请机构补充过，各有几项。
review-figures-asked-drawing = 条形图：{ $total }家机构按补充几项分。下面的表格数字相同。
review-figures-asked-table = 各档补充项数的机构数
review-figures-asked-none = 没有要补充的
review-figures-asked-few = 补充不到{ $many }项
review-figures-asked-many = 补充{ $many }项及以上
review-figures-asked-some = 补充1项及以上
review-figures-reasons = 理由
review-figures-reasons-what = 多少次复核至少用过一次这个理由：下调，或者请机构补充。只数种类，复核员写的话一概不读。
review-figures-reasons-drawing = 条形图：{ $total }家机构里各种理由用在多少家。下面的表格数字相同。
review-figures-reasons-table = 用到各种理由的机构数
review-figures-head-reason = 理由
review-figures-reason-given = 用到
review-figures-reason-not-given = 没有用到
review-figures-days = 工作日
review-figures-days-what = 从交件到签发，轮到机构的日子也算在内。
review-figures-days-drawing = 条形图：{ $total }家机构的复核用了多久。下面的表格数字相同。
review-figures-days-table = 各档工作日的机构数
review-figures-days-to = { $high }个工作日以内
review-figures-days-between = { $low }至{ $high }个工作日
review-figures-days-from = { $low }个工作日及以上
review-figures-middle = 排在中间的一家（中位数）：{ $days }。
review-figures-second = 第二次复核
review-figures-second-drawing = 条形图：{ $total }家机构有没有第二个人看过。下面的表格数字相同。
review-figures-second-table = 按第二次复核分的机构数
review-figures-second-none = 一个人看
review-figures-second-same = 两个人看，意见相同
review-figures-second-changed = 两个人看，有改动
review-figures-second-some = 两个人看
review-figures-objection = 异议
review-figures-objection-drawing = 条形图：{ $total }家机构有没有提出异议。下面的表格数字相同。
review-figures-objection-table = 按异议分的机构数
review-figures-objection-none = 没有异议
review-figures-objection-same = 有异议，没有改动
review-figures-objection-changed = 有异议，有改动
review-figures-objection-some = 有异议
review-figures-head-class = 档次
review-figures-head-count = 机构数
review-figures-head-percent = 占比

## 导出成文件

review-figures-legend-middle = 与自评一致；只分两段时，含没有看
review-figures-named = { $name } · { $percent }%
review-figures-after-name = { $what }名称后面的百分比就是“确认”。
review-figures-file = 第{ $number }期复核统计
review-figures-association = 协会
review-figures-period-label = 签发时间
review-figures-period-from = { $begin }起
review-figures-period-between = { $begin }至{ $end }
review-figures-method = 统计方法
review-figures-method-k = 每档最少
review-figures-method-k-text = { $least }家（k = { $least }），除去任何一位复核员看过的机构也是这样
review-figures-method-releases = 各期发布
review-figures-disclaimer = 复核的统计，看不出任何一家机构的情况；不是证书，也不作排名。

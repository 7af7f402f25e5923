## 工作台：导出的文件

desk-export-unsure = 没有生成。确定要的话，请先勾选方框。
desk-export-logged = 每次导出都会连同你的名字记入操作记录。
desk-exported-links = 链接和海报
desk-exported-rows = 机构明细
desk-exported-figures = 统计数字
desk-exported-report = 总结报告

## 链接、二维码和海报打包

desk-links = 链接打包下载
desk-links-hint = 全部渠道或机构的二维码、海报，附链接清单。
desk-links-what = 得到一个压缩包：一张链接表（XLSX），每个链接一个文件。5000家机构最多要等半分钟。
desk-links-of = 哪些链接
desk-links-of-channels = 全部渠道
desk-links-of-institutions = 名单上的全部机构
desk-links-of-district = { $name }（{ $count }家）
desk-links-kind = 做成什么
desk-links-kind-qr = 二维码（PNG），最多{ $most }个
desk-links-kind-poster = 海报（PDF），最多{ $most }张
desk-links-kind-picture = 转发用的图片（PNG），最多{ $most }张
desk-links-language = 链接表、海报和图片的语言
desk-links-sure = 确定生成。谁拿到机构的链接，谁就能代表这家机构回答。
desk-links-go = 生成压缩包
desk-links-wrong = 没有生成：请选择要做成什么。
desk-links-none = 没有生成：没有这样的链接。
desk-links-too-many = 没有生成：数量超过一个文件的上限。请只选一个区县，或者只要二维码。
links-sheet = 链接表
links-institution = 机构名称
links-district = 区县
links-channel = 渠道
links-link = 链接
links-code = 代码
links-file = 文件

## 一期统计导出成文件

figures-export-about = 说明
figures-export-campaign = 活动
figures-export-stars = 星级分布
figures-export-subdomains = 子域
figures-export-districts = 区县
figures-export-gaps = 共同差距
figures-export-fact = 项目
figures-export-value = 内容
figures-export-method = 统计方法
figures-export-table = 表
figures-export-name = 名称
figures-export-district = 区县
figures-export-class = 档次
figures-export-count = 机构数
figures-export-percent = 占比（%）
figures-export-place = 序号
figures-export-missing = 差距
figures-export-steps = 头几步
figures-export-sign = 做到了是什么样
figures-export-release = 期数
figures-export-made-on = 发布日期
figures-export-rounding = 精确或取整
figures-export-exact = 精确
figures-export-rounded = 按5取整
figures-export-source = 来源
figures-export-self-checked = 自评
figures-export-unconfirmed = 自评，未经核实
figures-export-edition = 版本
figures-export-offer = 帮扶可以提供什么

## 总结报告

closing-title = 自查活动总结报告
closing-association = 协会
closing-period = { $start }至{ $end }
closing-disclaimer = 自评，未经认定。本报告不涉及任何一家机构的名称，不是证书，也不作排名。
closing-method = 统计方法
closing-asked = 邀请机构
closing-finished = 已出结果
closing-share = 已出结果
closing-count = { $count }家
closing-of = { $count }家（占邀请机构的{ $percent }%）
closing-open = 拿到链接的人都可以回答
closing-deleted = 不再保留：涉及机构名称的数据已按承诺的日期删除
closing-counted-label = 计入统计
closing-counted = { $count }家（{ $rounding }）
closing-k = 每档最少
closing-k-text = { $least }家（k = { $least }），按区县分组时{ $by_district }家。不够的并到相邻的一档，看不出任何一家的情况。
closing-releases = 各期发布
closing-release-day = 第{ $number }期：{ $date }，{ $rounding }
closing-run = 所问内容
closing-reading = 怎样看
closing-reading-text = 每家机构只算一次，取最好的一次自查。星级是按我们对标准的理解得出的参考，官方评价细则没有公开；文字、顺序和建议也都是我们自己的判断。
closing-legend-below = 不到第3阶
closing-legend-at = 第3阶，或第3阶及以上
closing-legend-above = 高于第3阶
closing-legend-below-3 = 2星及以下
closing-legend-from-3 = 3星及以上
closing-gaps-what = 通往下一颗星的路上，最多列十项，差的机构最多的在前。步骤是我们自己的建议，不出自标准。
closing-gap = { $missing }：{ $count }家（{ $percent }%）
closing-steps = 机构的头几步
closing-sign = 做到了是什么样
closing-offer = 帮扶可以提供什么
closing-offer-small = 办一场实操课，对着填好的样例，各家当场动手做自己的一份，带回去用。
closing-offer-medium = 给一份模板和样例，隔几周开两次工作会，中间有人答疑。
closing-offer-large = 陪跑几个月：几家一组一起做，上门看几次，最后一起看成果。
closing-offer-what = 按缺的那一阶要花多少功夫来分，是我们自己的建议。
closing-offer-for = 投入程度：{ $effort }
closing-effort = 投入：{ $effort }。
closing-builds-on = 以{ $names }为基础，那边也没有的话先补那边。

## 导出页面

desk-exports = 导出文件
desk-exports-hint = 把机构名单、统计和总结报告导出成文件。
desk-export-format = 格式
desk-export-xlsx = 工作簿（XLSX）
desk-export-csv = 表格（CSV）
desk-export-pdf = 打印和转发（PDF）
desk-export-language = 语言
desk-export-wrong = 没有生成：请选择格式。
desk-export-release = 第{ $number }期（{ $day }）
desk-figures-file = 统计数字
desk-figures-file-what = 一期统计的各张表，不涉及任何一家机构的名称。
desk-figures-file-sure = 确定要下载这些数字
desk-figures-file-go = 下载数字
desk-figures-no-release = 没有生成：没有这一期。
desk-figures-none-yet = 还没有发布过统计，没有数字可以下载。
figures-file = 第{ $number }期统计
desk-rows = 机构明细
desk-rows-what = 每家机构答到哪一步，以及它此刻同意给看的参考星级和回答。撤回的机构什么都不再显示。机构能看到你带走过它的结果。
desk-rows-sure = 确定要下载这份名单，并只放在工作人员能看到的地方
desk-rows-go = 下载名单
desk-rows-too-many = 没有生成：符合的机构超过10000家。请选一个区县或一种状态。
rows-sheet = 机构明细
rows-institution = 机构名称
rows-district = 区县
rows-state = 状态
rows-awaited = 复核轮到谁
rows-due = 期限
rows-domain = 第几个领域（共5个）
rows-since = 从哪天起
rows-people = 回答人数
rows-star = 参考星级
rows-finished = 答完日期
rows-source = 来源
rows-edition = 版本
desk-report = 总结报告
desk-report-what = 可以给会员、主管部门和媒体看：星级分布、全部子域、区县，以及最普遍的十项差距和补上的办法。不涉及任何一家机构的名称。
desk-report-running = 活动结束以后才有报告。
desk-report-from = 报告用的是第{ $number }期统计（{ $day }）。
desk-report-another = 一天之内可能还会发布一期，到时报告用那一期。
desk-report-wait = 活动已经结束；如果答完的机构够多，一天之内会发布统计。
desk-report-none = 没有报告，因为没有发布过统计：出结果的机构不满20家，或者发布出来会看出某一家的回答。
desk-report-not-yet = 没有生成：活动要先结束，并且发布过统计。
desk-report-sure = 确定生成报告
desk-report-go = 下载报告

## 一家机构

desk-institution-logged = 你查看过这一页，会记入操作记录，机构也能看到。
desk-institution-result = 结果
desk-institution-star =
    { $star ->
        [0] 参考结果：暂无星级
       *[other] 参考星级：{ $star }星
    }
desk-institution-finished = { $day }答完
desk-institution-source = 自评，未经认定。依据：{ $standard }
desk-institution-answers = 它的回答（{ $count }项）
desk-institution-rung = 第{ $rung }阶：{ $words }
desk-institution-no-result = 没有可看的：还没有人替它答完，它不同意给看星级，或者已经撤回。
desk-institution-history = 到目前为止
desk-institution-link = 它的链接
desk-event-added = 加入名单
desk-event-opened = 第一次打开链接
desk-event-joined = 有人代表它参加
desk-event-finished = 答完一次自查
desk-event-withdrew = 有人撤回
desk-event-detached = 有人被移除，不再代表它回答

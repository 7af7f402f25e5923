## 工作台：活动的统计，只来自已发布的结果

desk-figures = 统计
desk-figures-hint = 机构够了以后合并统计星级和台阶，列出共同短板和建议。
desk-figures-of = { $name }的统计
desk-figures-releases = 各期
desk-figures-release = 第{ $number }期（{ $day }）
desk-figures-parts = 本页内容
desk-figures-closing = 收尾的一期
desk-figures-from = 满{ $count }家机构出首次统计。
desk-figures-draft = 活动还没有开始。
desk-figures-missing = 上次看时，还差{ $count }家机构出结果。
desk-figures-next = 上次看时，还差{ $count }家机构新出结果、改回答或撤回，才发布下一期。
desk-figures-daily = 是否够发布，每天看一次。
desk-figures-none-over = 活动已经结束，没有发布统计：出结果的机构不满20家，或者发布出来会看出某一家的回答。
desk-figures-old-edition = 这个活动用的是以前的版本，所以这里不列各子域。

## 一期统计由什么组成

figures-total = 统计了{ $count }家机构
figures-total-rounded = 统计了{ $count }家机构；数字按5取整，占比按5%取整
figures-self-checked = 自评，未经认定
figures-unconfirmed = 自评，未经认定，也未经核实：没有名单，谁都可以回答
figures-least = 每一档至少{ $count }家，按区县分组时至少10家；不够的并到相邻的一档
figures-standard = 依据：{ $standard }

## 表格里的话

figures-percent = { $percent }%
figures-cell = { $count }（{ $percent }%）
figures-change = { $before }% → { $after }%
figures-in-one = { $name }：{ $words }
figures-too-few = 机构太少，不再细分
figures-too-few-districts = 机构太少，不按区县细分：至少要有两组，每组满20家。
figures-star-at =
    { $star ->
        [0] 暂无星级
       *[other] { $star }星
    }
figures-star-up-to = { $star }星及以下
figures-star-from = { $star }星及以上
figures-star-between = { $low }至{ $high }星
figures-rung-below = 不到第{ $rung }阶
figures-rung-at = 第{ $rung }阶
figures-rung-above = 高于第{ $rung }阶
figures-rung-from = 第{ $rung }阶及以上
figures-district = { $name }
figures-no-district = 未填区县
figures-districts = { $names }
figures-head-stars = 参考星级
figures-head-count = 机构数
figures-head-percent = 占比
figures-head-subdomain = 子域
figures-head-missing = 共同的差距
figures-head-districts = 区县

figures-stars = 星级分布
figures-stars-drawing = 条形图：{ $total }家机构在各档星级的数量。下面的表格数字相同。
figures-stars-table = 各档星级的机构数
figures-gaps = 大家共同的差距
figures-gaps-what = 通往下一颗星的路上，最多列十项，差的机构最多的在前。
figures-gaps-drawing = 条形图：{ $total }家机构中有多少家还差这一项。下面的表格数字相同。
figures-gaps-table = 共同的差距
figures-gaps-none = 没有可以列出的共同差距。
figures-advice = 怎么补上
figures-advice-what = 每一项差距，下面是自查给机构建议的头几步，帮扶可以从这里做起。
figures-advice-for = { $name }：做到第{ $rung }阶
figures-subdomains = 全部子域
figures-subdomains-what = 不到第3阶的机构最多的子域在前。
figures-subdomains-drawing = 条形图：各子域里机构怎样分布。下面的表格数字相同。
figures-subdomains-table = 各子域的机构数，按阶分
figures-districts-title = 区县
figures-districts-what = 占比按本组机构计算，机构少的区县合成一组。
figures-districts-drawing = 条形图：各组区县的机构怎样分布。下面的表格数字相同。
figures-districts-table = 各组区县的机构数，按星级分

## 两期对比

desk-compare = 两期对比
desk-compare-what = 选本协会的两期统计。两个活动用同一个版本、问同样的子域，才能对比。
desk-compare-too-few = 至少要有两期统计，可以是这个活动的，也可以是本协会其他活动的。
desk-compare-go = 对比
figures-before = 较早
figures-after = 较晚
figures-other-edition = 这两期不能对比：一个活动用的版本是{ $before }，另一个是{ $after }。
figures-other-questions = 这两期不能对比：两个活动问的子域不一样。
figures-compared-exact = 两期都是精确数。占比按统计的机构计算。
figures-compared-rounded = 两期按同样的办法取整：数字按5，占比按5%。差得不多，说明不了什么。
figures-compared-drawing = 成对的条形图：较早一期和较晚一期的占比。下面的表格数字相同。
figures-compared-below = 不到第3阶的占比
figures-compared-from-3 = 3星及以上的占比
figures-compared-table = 各子域的占比，较早 → 较晚
figures-compared-stars-table = 各档星级的占比
figures-compared-districts-table = 各组区县3星及以上的占比
figures-no-common-cut = 两期没有相同的分档
figures-no-common-districts = 两期没有相同的区县分组。

## 一期统计的图片

picture-release = 第{ $number }期，{ $date }

## 工作人员在聊天里看活动

officer-nobody = 这里给协会的工作人员用，这个账号还没有连接。要看自己参加的活动，请发送{ $command }。
officer-choose = 请选一个活动。
officer-none = 还没有你能看的、已经开始的活动。
officer-campaign = { $name }
officer-state = { $state } · { $day }截止
officer-step = { $step }：{ $shown }家里的{ $reached }家（{ $share }%）
officer-share = { $name }：{ $count }家（{ $percent }%）
officer-gap = { $name }，{ $missing }：{ $count }家（{ $percent }%）
officer-desk = 打开工作台
officer-all = 全部活动
officer-caption = 第{ $number }期统计：自评，未经认定

# 复核报告：两页，列出每一项下调和全部子域。

review-report-title = 复核报告
review-report-name = 机构自报的名称，未经核实
review-report-name-confirmed = 名称已由协会核实
review-report-star = 复核参考星级：{ $stars }（自评：{ $claimed }）
review-report-range = 在{ $low }到{ $high }之间。有{ $left }项没有看：上限按自评算，下限按低一阶算。
review-report-decided =
    { $left ->
        [0] { $low }。答到某一阶的各项都看了。
       *[other] { $low }。没有看的各项即使都低一阶，也仍是这样。
    }
review-report-preliminary = 初步意见，尚未签发。内容还可能变，不是结果。
review-report-valid = 已签发，有效期至{ $last }（含当天）。
review-report-expired = 已过期，有效期至{ $last }（含当天）。
review-report-rescinded = 已被协会撤销，不再有效。理由：{ $reason }
review-report-superseded = 已被更新的结果取代，不再有效。
review-report-association = 复核的协会
review-report-edition = 依据的版本
review-report-checked = 自查完成
review-report-handed-in = 交件
review-report-opinion = 初步意见
review-report-issued = 签发
review-report-last = 有效期至（含当天）
review-report-readers = 谁看的
review-report-check-page = 核验页
review-report-reader-first = 一位复核员
review-report-reader-second = 第二位复核员，独立给出意见
review-report-reader-objection = 另一位复核员，处理异议

## 有什么不同

review-report-differences =
    { $count ->
        [0] 与自评有什么不同
       *[other] 与自评有什么不同：下调了{ $count }项
    }
review-report-no-difference = 没有不同，看过的各项都已确认。
review-report-lowered = 第{ $claimed }阶 → 第{ $verified }阶
review-report-reason-criterion_not_shown = 有要点没有看到依据
review-report-reason-no_evidence = 没有证据
review-report-reason-out_of_date = 证据过期
review-report-reason-lower_rung = 证据只到较低的阶
review-report-reason-one_kind_only = 只有一种证据
review-report-reason-cannot_be_opened = 打不开
review-report-reason-unrelated = 与这一项无关
review-report-reason-other = 其他理由
review-report-not-shown = 没有看到依据：{ $text }
review-report-words = 复核员写道：{ $text }
review-report-joint = ；
review-report-cut = 末尾是“…”的文字没有印全，全文在这份复核件的页面上。

## 全部子域

review-report-items = 全部子域
review-report-head-item = 子域
review-report-head-code = 代码
review-report-head-claimed = 自评
review-report-head-verified = 复核
review-report-head-why = 为什么看
review-report-not-applicable = 不适用
review-report-unsure = 不确定
review-report-self-checked = 自评
review-report-look-deciding = 决定星级
review-report-look-drawn = 抽到
review-report-look-domain_of_fall = 同一能力域抽到的一项被下调
review-report-look-also = 另外看的
review-report-look-none = 没有看
review-report-look-nothing = 没有可看的

## 怎么做的，说明什么

review-report-draw-title = 怎么抽的
review-report-draw = 低一阶就会降低星级的各项都看了，另外抽了{ $count }项（最多{ $most }项）。谁都可以重抽一遍：对其余每一项，把种子、一个斜杠和这一项的代码连写，中间不空格，算出SHA-256，值最小的先抽；自评的星级少不了的项，排在其他项之前。抽到的有一项被下调，它所在的能力域就全看。
review-report-seed = 种子：{ $seed }
review-report-left-title = 什么没有看
review-report-left =
    { $count ->
        [0] 答到某一阶的各项都看了。
       *[other] 答到某一阶的还有{ $count }项没有看，仍是自评，实际可能更低。
    }没有人到机构现场，只看了交来的材料。
review-report-means-title = 这说明什么
review-report-means = 协会的复核员把回答和交来的证据对照过，确认或下调了阶，从不上调。星级由这些阶按上面的版本算出。
review-report-not-title = 这不说明什么
review-report-not = 这是正式评估之前的参考，不是评估的结论，也不是证书；不说明某一次服务好不好，机构后来也可能有了变化。结果后来有没有被撤销或取代，这份报告无从知道，可以向协会询问。
review-report-disclaimer = 措辞为本项目自拟，不是标准原文；结果为参考星级，不是正式结论，请勿用于宣传或投标。

# The link to the report

review-report-get = 复核报告（PDF）

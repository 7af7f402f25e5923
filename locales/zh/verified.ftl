## 复核
verified-line = 复核参考星级：{ $stars }（自评：{ $claimed }）
verified-means =
    { $left ->
        [0] 复核：协会的复核员看过你们交的材料，确认了能看出来的阶。有内容的{ $count }项都看了。
       *[other] 复核：协会的复核员看过你们交的材料，确认了能看出来的阶。看了{ $count }项；另外{ $left }项没有看，仍是自评，也可能低一阶。
    }
verified-lowered =
    { $count ->
        [0] 复核看了什么
       *[other] 复核比自评低的{ $count }项
    }
verified-lowered-line = { $subdomain }：自评第{ $claimed }阶，复核第{ $verified }阶
verified-lowered-left-out = { $subdomain }：自评不适用，复核第{ $verified }阶
verified-lowered-rest = 另有{ $count }项：{ $names }。
verified-mark =
    { $lowered ->
        [yes] { $mark } → 复核第{ $rung }阶
       *[no] { $mark } · 已复核
    }
verified-of-step = 复核：确认到第{ $verified }阶（自评第{ $claimed }阶）
step-title-verified = { $subdomain } { $start }→{ $goal }（复核到第{ $start }阶）
history-line-verified = { $date } · { $stars }；复核后：{ $verified }
changed-verified = 复核参考星级：{ $old }→{ $new }
changed-not-verified = 未复核

## Review
verified-line = Reviewed star: { $stars } (self-checked: { $claimed })
verified-means = A reviewer of the association looked at what you handed in for { $count ->
        [1] one subdomain
       *[other] { $count } subdomains
    }, and confirmed the rungs that it shows. { $left ->
        [0] That is all that you claim.
        [1] One more was not looked at: it stays self-checked, and may be one rung lower.
       *[other] The other { $left } were not looked at: they stay self-checked, and may be one rung lower.
    }
verified-lowered = { $count ->
        [0] What was reviewed
        [1] One subdomain was reviewed lower than self-checked
       *[other] { $count } subdomains were reviewed lower than self-checked
    }
verified-lowered-line = { $subdomain }: rung { $claimed } self-checked, rung { $verified } reviewed
verified-lowered-left-out = { $subdomain }: does not apply by self-check, rung { $verified } reviewed
verified-lowered-rest = And { $count } more: { $names }.
verified-mark = { $lowered ->
        [yes] { $mark } → { $rung } reviewed
       *[no] { $mark } · reviewed
    }
verified-of-step = Review: rung { $verified } confirmed (rung { $claimed } self-checked)
step-title-verified = { $subdomain } { $start }→{ $goal } (reviewed at rung { $start })
history-line-verified = { $date } · { $stars }; after a review: { $verified }
changed-verified = Reviewed star: { $old } → { $new }
changed-not-verified = not reviewed

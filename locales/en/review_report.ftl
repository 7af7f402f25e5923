# The report of a review: two pages, with every lowered claim and every subdomain.

review-report-title = Report of a review
review-report-name = Name as the institution gave it, not verified
review-report-name-confirmed = Name confirmed by the association
review-report-star = Reviewed star: { $stars } (self-checked { $claimed })
review-report-range = From { $low } to { $high }. Nobody looked at { $left ->
    [one] one answer
   *[other] { $left } answers
}: the upper end takes them as answered, the lower end one rung lower.
review-report-decided = { $low }. { $left ->
    [0] Every answer that claims a rung was looked at.
   *[other] This stays so even if every answer that nobody looked at is one rung lower.
}
review-report-preliminary = Preliminary opinion, not issued. It can still change, and it is not a result.
review-report-valid = Issued, and valid up to and including { $last }.
review-report-expired = No longer valid. It was valid up to and including { $last }.
review-report-rescinded = Rescinded by the association, so it no longer counts. Reason: { $reason }
review-report-superseded = A newer result has taken the place of this one, so it no longer counts.
review-report-association = Reviewed by
review-report-edition = Edition
review-report-checked = Self-check finished
review-report-handed-in = Handed in
review-report-opinion = Preliminary opinion
review-report-issued = Issued
review-report-last = Valid up to and including
review-report-readers = Who read it
review-report-check-page = Check page
review-report-reader-first = A reviewer
review-report-reader-second = A second reviewer, who decided on their own
review-report-reader-objection = Another reviewer, who read the objection

## What differs

review-report-differences = { $count ->
    [0] What differs
    [one] What differs: one answer was reviewed lower
   *[other] What differs: { $count } answers were reviewed lower
}
review-report-no-difference = Nothing. Every answer that was looked at was confirmed.
review-report-lowered = rung { $claimed } → rung { $verified }
review-report-reason-criterion_not_shown = fact not shown
review-report-reason-no_evidence = no evidence
review-report-reason-out_of_date = out of date
review-report-reason-lower_rung = lower rung
review-report-reason-one_kind_only = one kind of evidence
review-report-reason-cannot_be_opened = cannot be opened
review-report-reason-unrelated = unrelated
review-report-reason-other = other
review-report-not-shown = Not shown: { $text }
review-report-words = The reviewer wrote: { $text }
review-report-joint = ; { "" }
review-report-cut = If a text ends in “…”, all of it is on the page of this case.

## Every subdomain

review-report-items = Every subdomain
review-report-head-item = Subdomain
review-report-head-code = Code
review-report-head-claimed = Claimed
review-report-head-verified = Reviewed
review-report-head-why = Why it was looked at
review-report-not-applicable = does not apply
review-report-unsure = not sure
review-report-self-checked = self-checked
review-report-look-deciding = decides the star
review-report-look-drawn = drawn
review-report-look-domain_of_fall = a drawn one of its domain fell
review-report-look-also = looked at as well
review-report-look-none = nobody looked at it
review-report-look-nothing = nothing is claimed

## How it was done, and what it means

review-report-draw-title = The draw
review-report-draw = Every answer was looked at whose fall by one rung would lower the star, and { $count } others were drawn (at most { $most }). Anybody can repeat the draw: for each other answer, take the SHA-256 of the seed, a slash and its code, written without a space. Those with the lowest values are drawn, answers that the claimed star needs before all others. If a drawn answer was lowered, its whole domain was looked at.
review-report-seed = Seed: { $seed }
review-report-left-title = What was not looked at
review-report-left = { $count ->
    [0] Nothing: every answer that claims a rung was looked at.
    [one] One answer that claims a rung. It stays as self-checked, and may be lower.
   *[other] { $count } answers that claim a rung. They stay as self-checked, and may be lower.
} Nobody visited the institution. Only what was handed in was read.
review-report-means-title = What this means
review-report-means = Reviewers of the association compared the answers with the evidence that was handed in. They confirmed a rung or lowered it, and never raised one. The stars follow from the answers by the edition above.
review-report-not-title = What this does not mean
review-report-not = It is a reference before a formal assessment, not its outcome and not a certificate. It says nothing about the quality of one single service, and the institution may have changed since. This paper cannot know whether the result was rescinded or superseded since: the association can tell.
review-report-disclaimer = The wording is our own, not the standard’s text. The result is a reference; please do not use it for publicity or tenders.

# The link to the report

review-report-get = Report of the review (PDF)

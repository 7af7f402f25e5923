## The desk: what an association learns from its reviews, from releases only

desk-review-figures = What reviews show
desk-review-figures-what = How claims ended, what was sent back and why, and how long reviews took: of all institutions with an issued result together.
desk-review-figures-period = Results issued from { $begin } on
desk-review-figures-period-to = Results issued from { $begin } to { $end }
desk-review-figures-from = Figures appear from { $count } institutions on, and change only after ten more have a result, another result, or none any more.
desk-review-figures-missing = { $count ->
    [one] At the last look, 1 more institution needed an issued result.
   *[other] At the last look, { $count } more institutions needed an issued result.
}
desk-review-figures-next = { $count ->
    [one] At the last look, the next release needed 1 more institution with a new result or none any more.
   *[other] At the last look, the next release needed { $count } more institutions with a new result or none any more.
}
desk-review-figures-none = No result was issued yet.
desk-review-figures-over = This period is over, so no further release comes.
desk-review-figures-preview = What a release will show
desk-review-figures-preview-what = These tables, and no others. There is no preview with numbers: two looks, before and after one result, would give away that result.
desk-review-figures-file = Take a release away
desk-review-figures-file-what = All tables of a release. They name no institution and nobody who reviewed.
desk-review-figures-which = Release
desk-review-figures-option = Release { $number } of { $day } (from { $begin } on)
desk-review-figures-sure = Yes, I want to take these figures away
desk-review-figures-go = Download the figures
desk-review-figures-no-release = Nothing was made: there is no such release.
desk-exported-reviews = figures of reviews

## What a release is made of

review-figures-total = { $count } institutions counted
review-figures-total-rounded = { $count } institutions counted; counts are rounded to 5, shares to 5 %
review-figures-issued-only = Each institution counts once, by its latest result in this period that is issued and not rescinded
review-figures-least = Each class holds at least { $count } institutions, also without those that any one reviewer read; smaller ones are merged

## The tables

review-figures-claims = Claims that were confirmed
review-figures-claims-what = Each row has all institutions. The subdomains in which most ended lower than claimed come first. “Confirmed” is the share of those that were looked at. Claims that nobody looked at may be better or worse.
review-figures-claims-drawing = Bars: how the claims of each subdomain ended. The table below has the same numbers.
review-figures-claims-table = Institutions by how their claim ended, in each subdomain
review-figures-head-subdomain = Subdomain
review-figures-head-confirmed = Confirmed of those looked at
review-figures-subdomain-lower = lower than claimed
review-figures-subdomain-as-claimed = as claimed
review-figures-subdomain-not-looked-at = not looked at
review-figures-subdomain-not-lower = as claimed, or not looked at
review-figures-asked = Sent back
review-figures-asked-what = In how many reviews more was asked, and of how many items.
review-figures-asked-drawing = Bars: reviews by how many items were sent back, of { $total }. The table below has the same numbers.
review-figures-asked-table = Institutions by items of which more was asked
review-figures-asked-none = nothing sent back
review-figures-asked-few = fewer than { $many } items sent back
review-figures-asked-many = { $many } items and more sent back
review-figures-asked-some = one item and more sent back
review-figures-reasons = Reasons
review-figures-reasons-what = In how many reviews a reason was given at least once, because a claim was lowered or more was asked. Only kinds are counted; nothing that a reviewer wrote is read.
review-figures-reasons-drawing = Bars: reviews in which each reason was given, of { $total }. The table below has the same numbers.
review-figures-reasons-table = Institutions by reason
review-figures-head-reason = Reason
review-figures-reason-given = given
review-figures-reason-not-given = not given
review-figures-days = Working days
review-figures-days-what = From handing in to the issue, with the days on which it was the institution’s turn.
review-figures-days-drawing = Bars: reviews by how long they took, of { $total }. The table below has the same numbers.
review-figures-days-table = Institutions by working days
review-figures-days-to = up to { $high } working days
review-figures-days-between = { $low } to { $high } working days
review-figures-days-from = { $low } working days and more
review-figures-middle = The one in the middle (median): { $days }.
review-figures-second = Second readings
review-figures-second-drawing = Bars: reviews by whether a second person read them, of { $total }. The table below has the same numbers.
review-figures-second-table = Institutions by second reading
review-figures-second-none = read by one person
review-figures-second-same = read twice, with the same result
review-figures-second-changed = read twice, and something changed
review-figures-second-some = read twice
review-figures-objection = Objections
review-figures-objection-drawing = Bars: reviews by whether the institution objected, of { $total }. The table below has the same numbers.
review-figures-objection-table = Institutions by objection
review-figures-objection-none = no objection
review-figures-objection-same = objected, and nothing changed
review-figures-objection-changed = objected, and something changed
review-figures-objection-some = objected
review-figures-head-class = Class
review-figures-head-count = Institutions
review-figures-head-percent = Share

## The same as a file

review-figures-legend-middle = as claimed; in rows of two parts also not looked at
review-figures-named = { $name } · { $percent } %
review-figures-after-name = { $what } The share after a name is “confirmed”.
review-figures-file = What reviews show, release { $number }
review-figures-association = Association
review-figures-period-label = Results issued
review-figures-period-from = from { $begin } on
review-figures-period-between = { $begin } to { $end }
review-figures-method = How these figures were made
review-figures-method-k = Smallest class
review-figures-method-k-text = { $least } institutions, also without those that any one reviewer read (k = { $least })
review-figures-method-releases = Releases
review-figures-disclaimer = Figures of reviews, from which no institution can be read. They are no certificate, rating or ranking.

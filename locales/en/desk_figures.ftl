## The desk: figures of a campaign, from its releases only

desk-figures = Figures
desk-figures-hint = Stars and rungs of all together, as soon as enough have finished; shared gaps with advice.
desk-figures-of = Figures of { $name }
desk-figures-releases = Releases
desk-figures-release = Release { $number } of { $day }
desk-figures-parts = Parts of this page
desk-figures-closing = closing release
desk-figures-from = Results appear from { $count } institutions on.
desk-figures-draft = The campaign has not started yet.
desk-figures-missing = { $count ->
    [one] At the last look, 1 more institution had to finish for the first release.
   *[other] At the last look, { $count } more institutions had to finish for the first release.
}
desk-figures-next = { $count ->
    [one] At the last look, the next release needed 1 more institution that is new, changed its answers or withdrew.
   *[other] At the last look, the next release needed { $count } more institutions that are new, changed their answers or withdrew.
}
desk-figures-daily = Whether there is enough for a release is looked at once a day.
desk-figures-none-over = The campaign is over, and there is no release: fewer than 20 institutions finished, or the figures would have shown what one of them answered.
desk-figures-old-edition = This campaign asked by an older edition of the standard, so the rows of its subdomains are not shown here.

## What a release is made of

figures-total = { $count } institutions counted
figures-total-rounded = { $count } institutions counted; counts are rounded to 5, shares to 5 %
figures-self-checked = Self-checked, not confirmed by anybody
figures-unconfirmed = Self-checked and unconfirmed: without a roster, anybody could answer
figures-least = Each class holds at least { $count } institutions, and 10 in groups of districts; smaller ones are merged
figures-standard = Standard: { $standard }

## Words of the tables

figures-percent = { $percent } %
figures-cell = { $count } ({ $percent } %)
figures-change = { $before } % → { $after } %
figures-in-one = { $name }: { $words }
figures-too-few = Too few to split
figures-too-few-districts = Too few to split by district: at least two groups of 20 institutions are needed.
figures-star-at = { $star ->
    [0] no star yet
    [one] 1 star
   *[other] { $star } stars
}
figures-star-up-to = { $star ->
    [one] up to 1 star
   *[other] up to { $star } stars
}
figures-star-from = { $star ->
    [one] 1 star and more
   *[other] { $star } stars and more
}
figures-star-between = { $low } to { $high } stars
figures-rung-below = below rung { $rung }
figures-rung-at = rung { $rung }
figures-rung-above = above rung { $rung }
figures-rung-from = rung { $rung } and above
figures-district = { $name }
figures-no-district = no district given
figures-districts = { $names }
figures-head-stars = Stars for reference
figures-head-count = Institutions
figures-head-percent = Share
figures-head-subdomain = Subdomain
figures-head-missing = Shared gap
figures-head-districts = Districts

figures-stars = Stars
figures-stars-drawing = Bars: institutions in each class of stars, of { $total }. The table below has the same numbers.
figures-stars-table = Institutions by stars
figures-gaps = What most still lack
figures-gaps-what = At most ten gaps on the way to the next star, the most shared first.
figures-gaps-drawing = Bars: institutions that share each gap, of { $total }. The table below has the same numbers.
figures-gaps-table = The most shared gaps
figures-gaps-none = No gap that most share can be shown.
figures-advice = What helps
figures-advice-what = For each gap: the first steps that the self-check suggests to an institution. A support programme could begin here.
figures-advice-for = { $name }: to rung { $rung }
figures-subdomains = All subdomains
figures-subdomains-what = The rows that most institutions have below rung 3 come first.
figures-subdomains-drawing = Bars: how the institutions split in each subdomain. The table below has the same numbers.
figures-subdomains-table = Institutions by rung in each subdomain
figures-districts-title = Districts
figures-districts-what = Each share is of the institutions of its group. Small districts are in one group.
figures-districts-drawing = Bars: how the institutions split in each group of districts. The table below has the same numbers.
figures-districts-table = Institutions by stars in each group of districts

## Two releases side by side

desk-compare = Compare two releases
desk-compare-what = Choose two releases of your association. Campaigns can be compared if they asked by the same edition about the same subdomains.
desk-compare-too-few = Two releases are needed, of this campaign or of another one of your association.
desk-compare-go = Compare
figures-before = Earlier
figures-after = Later
figures-other-edition = These two cannot be compared: one campaign asked by edition { $before }, the other by edition { $after }.
figures-other-questions = These two cannot be compared: their campaigns asked about different subdomains.
figures-compared-exact = Both releases are exact. Shares are in percent of the institutions counted.
figures-compared-rounded = Both are rounded in the same way: counts to 5, shares to 5 %. A small difference says nothing.
figures-compared-drawing = Pairs of bars: the share in the earlier and in the later release. The table below has the same numbers.
figures-compared-below = Share below rung 3
figures-compared-from-3 = Share with 3 stars and more
figures-compared-table = Share by rung in each subdomain, earlier → later
figures-compared-stars-table = Share by stars
figures-compared-districts-table = Share with 3 stars and more, by districts
figures-no-common-cut = The two have no class in common
figures-no-common-districts = The two have no group of districts in common.

## The picture of a release

picture-release = release { $number } of { $date }

## For officers in a chat

officer-nobody = This is for officers of associations, and this account is not connected with one. To see the campaigns in which you take part, send { $command }.
officer-choose = Choose a campaign.
officer-none = No campaign was started that you may see.
officer-campaign = { $name }
officer-state = { $state } · closes on { $day }
officer-step = { $step }: { $reached } of { $shown } ({ $share } %)
officer-share = { $name }: { $count } ({ $percent } %)
officer-gap = { $name }, { $missing }: { $count } ({ $percent } %)
officer-desk = Open the desk
officer-all = All campaigns
officer-caption = Release { $number }: self-checked, not confirmed by anybody

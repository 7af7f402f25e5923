## The desk: cases that two reviewers rate, and how long cases take

desk-ratings = Cases to rate once more
desk-ratings-what = These cases were drawn. You rate them without seeing what others decided. It changes nothing in their results.
desk-rating-open = Rate
desk-rating-open-which = Rate { $name }
desk-rating-of = Rate once more: { $name }
desk-rating-what = This case was drawn to see how far reviewers agree. You see what the institution handed in, and nothing of what anybody decided. What you say changes nothing in the result, and the institution does not see it. When you have finished, the first reader, the administrators and you see both ratings.
desk-rating-declare-hint = If none applies, leave them empty and send. If any applies, you cannot rate this case: please leave it to somebody else, below.
desk-rating-progress = { $done } of { $all } items rated
desk-rating-why = This item is rated twice. Say what you would have decided, by what was handed in.
desk-rating-reasons = Reasons to lower it
desk-rating-text-hint = The first reader and the administrators read it when you have finished. { $most } characters at most.
desk-rating-finish = Everything is rated
desk-rating-finish-what = Until you finish, you can still change each item. After that nothing can be changed, and you no longer open what was handed in.
desk-rating-finish-go = Finish and compare
desk-rating-decline = Leave it to somebody else
desk-rating-decline-what = Do so if you have a tie to this institution, or no time. What you rated is deleted, and another reviewer is drawn.
desk-rating-decline-sure = Yes, somebody else has to rate it

desk-agreement = How far reviewers agree
desk-agreement-what = { $count ->
    [0] No case is rated twice now; an administrator can change this in the numbers of reviews.
    [one] Each quarter one case of the quarter before is drawn. A reviewer who has not read it rates it once more, without seeing what was decided.
   *[other] Each quarter { $count } cases of the quarter before are drawn. A reviewer who has not read them rates them once more, without seeing what was decided.
}
desk-agreement-who = Only administrators and the two reviewers of a case see this.
desk-agreement-yours = You see the cases that you read first or rated once more. Besides you, only the other reviewer and the administrators see them.
desk-agreement-none = Nothing has been rated twice yet.
desk-agreement-together = { $cases ->
    [one] The case that was rated twice
   *[other] All { $cases } cases together
}
desk-agreement-pairs = Pair by pair
desk-agreement-pairs-what = Kappa of each two reviewers, over all cases that both rated
desk-agreement-cases = Case by case
desk-agreement-line = { $same } of { $items } items the same · kappa { $kappa }
desk-agreement-by = First read by { $first }, rated once more by { $rater }.
desk-agreement-rated-by = with { $name }
desk-agreement-open = Compare
desk-agreement-open-which = Compare the ratings of { $name }
desk-agreement-waiting = Being rated now
desk-agreement-of = Two ratings of { $name }
desk-agreement-changes-nothing = The result stays as it was issued.
desk-agreement-domains = Domain by domain
desk-agreement-domains-what = By how many rungs { $name } differs, added up
desk-agreement-items = Item by item
desk-agreement-items-what = The rung that was claimed, and the rung that each of them left
desk-agreement-words = What both wrote where they differ
desk-agreement-said = { $name }: { $what }.
desk-agreement-draw = How this case was drawn
desk-agreement-drawn = { $cases ->
    [one] Drawn in { $quarter }. It was the only case of the quarter before that could be drawn.
   *[other] Drawn in { $quarter } from { $cases } cases of the quarter before.
}
desk-agreement-seed = Seed of the draw: { $seed }. It was made at that moment. The seed and the cases are kept, so the draw can be repeated.
desk-agreement-head-pair = Reviewers
desk-agreement-head-cases = Cases
desk-agreement-head-items = Items
desk-agreement-head-rungs = Kappa of rungs
desk-agreement-head-falls = Kappa of the lowering
desk-agreement-head-domain = Domain
desk-agreement-head-same = The same
desk-agreement-head-above = Rungs higher
desk-agreement-head-below = Rungs lower
desk-agreement-head-item = Item
desk-agreement-head-claimed = Claimed
desk-agreement-head-first = First reader
desk-agreement-head-rater = Rated once more
desk-agreement-head-apart = Difference
desk-agreement-apart = Of { $items } items: { $same } on the same rung, { $one } one rung apart, { $more } further apart.
desk-agreement-lowered = Lowered by both: { $both }. Lowered by only one of them: { $one }.
desk-agreement-few = With fewer than { $items } items kappa says little, so no range is given.
desk-agreement-nothing-lowered = Nobody lowered anything. Both repeat the claims then, and the figures do not tell whether anybody looked.
desk-agreement-how = What these figures mean
desk-agreement-kappa = Kappa is 1 if both gave the same rung everywhere, and 0 if they are as near as by chance. Below 0 they are further apart than that. A difference of two rungs counts twice as much as a difference of one. If nearly all items are on one rung, a single difference makes kappa small: then look at the counts.
desk-agreement-falls = Both start from the same claim, so kappa of rungs is high even if both lower items by chance. Kappa of the lowering looks only at how many rungs each of them took off, and is near 0 then.
desk-agreement-size = One case has too few items for a judgement about people: look at the items that differ, and talk about them. The range shows what the true value may be, with 95 % confidence.
desk-kappa-is = { $kappa }
desk-kappa-none = cannot be computed
desk-kappa-of-rungs = Kappa of rungs: { $kappa }.
desk-kappa-of-falls = Kappa of the lowering: { $kappa }.
desk-kappa-bounds = Between { $low } and { $high }.

desk-case-event-rating_drawn = a second rating was drawn
desk-case-event-rating_declared = declared no tie, for a second rating
desk-case-event-rating_declined = left a second rating to somebody else
desk-case-event-rating_finished = finished a second rating
desk-case-event-rating_ended = a second rating ended unfinished
desk-case-event-hours_stated = stated the hours

desk-hours = Hours a case takes
desk-hours-what = The log of a case has the time of each entry. The time between two entries of a reviewer counts as work if it is at most { $minutes } minutes. What comes before the first entry of a sitting is in no log and is not counted. Nothing else is recorded for this.
desk-hours-who = The reviewer and the administrators see it; the institution never does. If the number is wrong, the reviewer states their own.
desk-hours-median = Half of the first readings of issued cases took at most { $time }; the goal is { $goal } h.
desk-hours-no-median = No case has been issued in the last twelve months. The goal is { $goal } h.
desk-hours-above = above the goal
desk-hours-none = No reviewer has recorded anything in the last twelve months.
desk-hours-left = has left the case
desk-hours-measured = by the log
desk-hours-stated = stated by the reviewer; by the log { $time }
desk-hours-correct = Correct it
desk-hours-hint = How long this case took you in all. Leave both empty to go back to what the log shows.
desk-hours-field = Hours
desk-minutes-field = Minutes
desk-hours-wrong = Nothing was changed: please give whole hours, and minutes from 0 to 59.
desk-hours-saved = Saved.
desk-hours-long = { $hours } h { $minutes } min
desk-hours-short = { $minutes } min

## The desk: how many institutions got how far

desk-funnel = How far they are
desk-funnel-hint = How many opened, joined and finished, and where people stop.
desk-funnel-now = As of this moment. It shows who takes part, and no answers and no stars.
desk-funnel-only-district = Only the district { $name }
desk-funnel-only-channel = Only those who came by { $name }
desk-funnel-whole = Show the whole campaign
desk-funnel-asked = Asked
desk-funnel-opened = Opened the link
desk-funnel-joined = Take part
desk-funnel-answered = Gave a first answer
desk-funnel-result = Have a result
desk-funnel-submitted = Handed in for pre-screening
desk-funnel-reviewed = Were reviewed
desk-funnel-reviews = Handing in and the review are counted among institutions that show how far they are.
desk-funnel-asked-for-more = { $count ->
    [one] 1 institution was asked for more.
   *[other] { $count } institutions were asked for more.
}
desk-funnel-of = { $reached } of { $shown } ({ $share } %)
desk-funnel-stopped = { $count } have not finished this part
desk-funnel-missing = Show the others
desk-funnel-missing-of = Show the others: { $step }
desk-funnel-most = Most stop in: { $section } ({ $stopped } of { $shown }).
desk-funnel-minutes = Half of those with a result needed { $minutes } minutes or less, breaks included.
desk-funnel-no-minutes = How long it takes is shown from { $from } results on.
desk-funnel-quick = A quick run has no steps between the first answer and the result: how far it goes would tell the star.
desk-funnel-unseen = { $count ->
    [one] 1 institution shows only whether it has begun and finished, so the domains leave it out.
   *[other] { $count } institutions show only whether they have begun and finished, so the domains leave them out.
} From { $many } such institutions on, the whole campaign counts them.
desk-funnel-withdrawn = { $count ->
    [one] 1 institution has withdrawn. It counts up to the opened link.
   *[other] { $count } institutions have withdrawn. They count up to the opened link.
}
desk-funnel-withdrawn-people = { $count ->
    [one] 1 respondent has withdrawn and is not counted.
   *[other] { $count } respondents have withdrawn and are not counted.
}
desk-funnel-outside = { $count ->
    [one] 1 more respondent takes part by a channel, for no institution on the roster. They are not counted here.
   *[other] { $count } more respondents take part by a channel, for no institution on the roster. They are not counted here.
}
desk-funnel-no-roster = This campaign has no roster, so each respondent counts. How many were asked is not known.
desk-funnel-districts = By district
desk-funnel-channels = By channel
desk-funnel-channels-what = An institution counts in each channel that somebody of it came by.
desk-funnel-no-district = Without a district
desk-funnel-own-link = The institution’s own link
desk-funnel-open = Show the steps
desk-funnel-open-of = Show the steps: { $name }
desk-funnel-step = { $step }: { $count }

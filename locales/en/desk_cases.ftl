## The desk: cases of a pre-screening

desk-cases = Cases
desk-cases-all-of = All cases of your association, those that are due first at the top.
desk-cases-yours = The cases that you asked for or read, those that are due first at the top.
desk-cases-none = No case fits.
desk-cases-no-case = There is no case yet. Ask an institution to hand in its self-check.
desk-cases-found = { $count ->
    [one] 1 case.
   *[other] { $count } cases.
}
desk-cases-waiting = Cases that wait for the association
desk-cases-nothing-waiting = No case waits for the association now.
desk-cases-to-all = All cases
desk-case-turn = Whose turn it is
desk-case-any-turn = Anybody’s turn
desk-case-turn-institution = waits for the institution
desk-case-turn-association = waits for the association
desk-case-turn-you = it is your turn
desk-case-turn-assign = it is your turn: assign a reviewer
desk-case-turn-nobody = over
desk-case-state = State
desk-case-any-state = Every state
desk-case-state-requested = asked for
desk-case-state-submitted = handed in
desk-case-state-refused = not accepted
desk-case-state-in_review = being reviewed
desk-case-state-more_asked = more asked
desk-case-state-second_reading = second reading
desk-case-state-opinion = preliminary opinion
desk-case-state-objected = objection
desk-case-state-ready = ready to issue
desk-case-state-issued = issued
desk-case-state-withdrawn = withdrawn by the institution
desk-case-state-lapsed = closed
desk-case-due = due { $day }
desk-case-result-ends = result ends in { $days ->
    [one] one day
   *[other] { $days } days
}: valid up to and including { $last }
desk-case-overdue = overdue, was due { $day }
desk-case-assumed = A deadline is in a year whose public holidays are not known yet. It was counted with Monday to Friday as working days, and stays as it is.
desk-case-read-by = read by { $name }
desk-case-nobody-reads = no reviewer is assigned
desk-case-open = Open
desk-case-open-which = Open { $name }
desk-case-back = Back to the case

## Requests

desk-request-new = Ask an institution to hand in
desk-request-what = You get a link, a code and a QR code for one institution. It chooses from its own result what to hand over, and hands it in.
desk-request-you-read = You will read what is handed in.
desk-request-assign-later = You assign a reviewer once it is handed in.
desk-request-label = For which institution
desk-request-label-hint = A note for you and the audit log. { $most } characters at most.
desk-request-wrong = No request was made: say for which institution it is, in 1 to 60 characters.
desk-request-go = Make the link
desk-request-made = Link to hand in
desk-request-once = It can be used once, until { $day }. The link is shown only now; the code can be read again in the case.
desk-request-keep = Whoever has the link can hand in with it. Send it to this institution only.
desk-request-text = { $association } asks you to hand in the result of your self-check, for a pre-screening before a formal assessment. Please open { $link } until { $day }, or open { $home } and type the code { $code }. You choose what to hand over item by item, and can withdraw it at any time.
desk-request-code = Code: { $code }. To hand in, the institution opens { $home } and types it.
desk-request-take-back = Take the request back
desk-request-take-back-what = The link and the code stop working. Nothing has been handed in yet.
desk-request-take-back-sure = Yes, take this request back

## One case

desk-case-next-requested = The link was made. The institution has not handed in yet.
desk-case-next-submitted = Something was handed in. The reviewer first declares that they have no tie to the institution, and then accepts it or not.
desk-case-next-refused = The association did not accept it, for the reason below. The institution can hand in again through a new link.
desk-case-next-in_review = The reviewer looks at each item that must be looked at: confirms it, lowers it, or asks for more.
desk-case-next-more_asked = The institution was asked for more. These days do not count for the association.
desk-case-next-second_reading = Another reviewer reads it again. They do not see the first decisions before they decide themselves.
desk-case-next-opinion = The institution reads the preliminary opinion. It can agree or object.
desk-case-next-objected = The institution objects. Somebody who did not give that opinion reads the items in question.
desk-case-next-ready = The review is over. An administrator issues the result.
desk-case-next-issued = The result was issued, and stays as it is.
desk-case-next-withdrawn = The institution withdrew it. Its files can no longer be opened.
desk-case-next-lapsed = It was closed because time ran out or the link was taken back.
desk-case-result-valid = The result was issued on { $issued } and is valid up to and including { $last }.
desk-case-result-expired = The result was issued on { $issued } and was valid up to and including { $last }.
desk-case-result-rescinded = The result was issued on { $issued } and later rescinded by the association, for the reason below.
desk-case-result-superseded = The result was issued on { $issued }. A later one has taken its place.

## The name on a result
desk-names-reported = Somebody reports that these names are false:
desk-name-title = Name on the result
desk-name-is-declared = The institution typed it, and nobody verified it. The check page says so.
desk-name-is-confirmed = Your association confirmed it, and the check page says so.
desk-name-is-false = Your association took the check page down. It answers like one that never was.
desk-name-page = Check page
desk-name-off = The institution has no public check page now.
desk-name-reports = { $count ->
    [0] No report is open
    [one] One report is open
   *[other] { $count } reports are open
}
desk-name-contact = Contact:
desk-name-no-contact = No contact was given
desk-name-aside = Set the reports aside
desk-name-aside-what = If the name is right: the page stays as it is, and the contacts are deleted.
desk-name-confirm = Confirm the name
desk-name-confirm-what = Compare it with the register or the business licence first. The check page then says that your association confirmed the name.
desk-name-confirm-sure = I looked into it: the institution bears this name
desk-name-unconfirm = Take the confirmation back
desk-name-down = Take the check page down
desk-name-down-what = The page is gone at once, and the institution reads your reason. It cannot publish the page again until you allow it. The result itself stays; you can rescind it on the page of the case.
desk-name-down-sure = Yes, take it down
desk-name-back = Allow the page again
desk-name-back-what = The institution can then publish the page again. Until it does, the page stays off.
desk-name-case = Back to the case
desk-name-is-down = The check page was taken down. Allow it again first.
desk-name-not-down = The check page was not taken down.
desk-name-not-confirmed = The name is not confirmed.
desk-name-needs-reason = Please write why, so that the institution understands it.
desk-name-no-reports = No report is open.
desk-case-valid-until = valid up to and including { $last }
desk-case-seat-first = First reading
desk-case-seat-second = Second reading
desk-case-seat-objection = Objection
desk-case-reader = { $seat }: { $name }
desk-case-removed = an officer who was removed
desk-case-not-declared = has not declared yet
desk-case-handed-in = What was handed in
desk-case-edition = Checked against { $standard }
desk-case-finished = Finished on { $day }
desk-case-statement = The institution states that its answers are true to its knowledge.
desk-case-claims = Claimed: { $stars }
desk-case-together = { $people ->
    [one] One person answered for the institution
   *[other] { $people } people answered for the institution
} and differed on { $count ->
    [0] nothing.
    [one] one item.
   *[other] { $count } items.
}{ $settled ->
    [0] {""}
    [one] {" One is settled."}
   *[other] {" "}{ $settled } are settled.
}{ $left ->
    [0] {""}
    [one] {" One is not settled: the lowest answer is its claim."}
   *[other] {" "}{ $left } are not settled: the lowest answer is the claim of each.
}
desk-case-unsettled = As far as they have settled it: { $stars }.
desk-case-preview = If nothing else changes: { $stars }.
desk-case-verified = After the review: { $stars }
desk-case-needs-second = A second person has to read this case.
desk-case-other-edition = It was answered against another edition. Only items that both editions have are listed.
desk-case-must-look = { $count ->
    [one] 1 item to look at
   *[other] { $count } items to look at
}
desk-case-progress = { $done } of { $must } items looked at ({ $all } in all), { $asked } asked.
desk-case-seed = Seed of the draw: { $seed }. With it anybody can repeat which items were drawn.
desk-case-not-looked-at = { $count ->
    [one] 1 item that is not looked at
   *[other] { $count } items that are not looked at
}
desk-case-not-looked-at-what = They do not decide the claimed star and were not drawn. They stay as self-checked. A reviewer may look at them all the same.
desk-look-deciding = decides the star
desk-look-drawn = drawn
desk-look-domain_of_fall = a drawn item of its domain was lowered
desk-look-why-deciding = Why it is looked at: one rung less, and the star falls.
desk-look-why-drawn = Why it is looked at: it was drawn at random.
desk-look-why-domain_of_fall = Why it is looked at: an item of the same domain was drawn and lowered, so the whole domain is checked.
desk-look-why-none = It need not be looked at: it does not decide the star, and was not drawn.
desk-case-reason = Reason
desk-case-reason-optional = Reason (you can leave it out)
desk-case-unsure = Nothing was changed. If you mean it, tick the box first.

## Ties, accepting

desk-case-declare = Declare whether you have a tie
desk-case-declare-what = In the last { $months } months, was any of this true of you and this institution? Tick each that was.
desk-tie-is_employed = I was employed by this institution
desk-tie-is_paid = I was paid by this institution
desk-tie-advises = I advised this institution
desk-case-declare-hint = If none was, tick nothing and send it. If any was, you cannot read this case; please step back. That you have none is kept in the log of the case.
desk-case-declare-go = Send the declaration
desk-case-accept = Accept what was handed in
desk-case-accept-what = Only then are the items drawn that have to be looked at. Nobody knew them when it was handed in.
desk-case-accept-go = Accept
desk-case-refuse = Do not accept
desk-case-refuse-hint = The institution reads this reason.
desk-case-refuse-sure = Yes, do not accept it

## Reviewing

desk-case-read-begin = Begin with the first item
desk-case-read-on = Go on with the next item
desk-case-ask = { $count ->
    [one] Ask the institution about 1 item
   *[other] Ask the institution about { $count } items
}
desk-case-ask-what = All questions go out together, and the institution has { $days } working days to answer. More can be asked only once about an item.
desk-case-ask-early = { $count ->
    [one] 1 item has not been looked at yet. If you look at it first, all questions go out in one round.
   *[other] { $count } items have not been looked at yet. If you look at them first, all questions go out in one round.
}
desk-case-ask-go = Send the questions
desk-case-finish = Everything is looked at
desk-case-finish-first = Once you finish, the institution sees the preliminary opinion, after a second reviewer if one is needed. Decisions can no longer be changed then.
desk-case-finish-second = Once you finish, the institution sees the preliminary opinion. Decisions can no longer be changed then.
desk-case-finish-objection = Once you finish, an administrator issues the result. Decisions can no longer be changed then.
desk-case-finish-go = Finish the reading
desk-case-step-back = Step back from this case
desk-case-step-back-what = You no longer see it then, and what you decided no longer counts: somebody else reads it again.
desk-case-step-back-sure = Yes, step back
desk-case-assign = Assign a reviewer
desk-case-assign-other = Assign another reviewer
desk-case-assign-whom = Whom to assign
desk-case-assign-replaces = The present reviewer loses this case, and what they decided no longer counts.
desk-case-assign-none = Nobody can be assigned now. Invite a reviewer under “Officers” first. People with a tie to the institution, who stepped back, who have read the case or whom the institution refused cannot be assigned.
desk-case-assign-nobody = Nobody was assigned: choose a reviewer first.
desk-case-assign-overtaken = Nothing was changed: { $name } was assigned in another window after you opened this page. Your choice is still here. If it should count, send it again.
desk-case-overtaken = Nothing was done: the case was changed in another window after you opened this page. You see it as it is now. If you still want to do this, do it again.
desk-case-assign-go = Assign
desk-case-issue = Issue the result
desk-case-issue-what = After the review: { $stars }. The institution gets the result then. It cannot be changed any more, only rescinded with a reason.
desk-case-issue-sure = Yes, issue this result
desk-case-rescind = Rescind the result
desk-case-rescind-what = The result then says that it was rescinded, to anybody who checks it. It is not deleted.
desk-case-rescind-sure = Yes, rescind this result

## One item

desk-item-claims = Claims rung { $rung }
desk-item-below = One rung below, rung { $rung }: { $words }
desk-item-does-not-apply = The institution says that this does not apply, for the reason below. That counts as rung 5, so the reason has to hold.
desk-item-unsure = The institution answered “not sure”, which counts as rung 0.
desk-item-differed = people had differed
desk-item-together = { $people ->
    [one] One person of the institution answered this item. { $why }
   *[other] { $people } people of the institution answered this item and differed. { $why }
}
desk-item-together-alike = { $people ->
    [one] One person answered for the institution.
   *[other] { $people } people answered for the institution. On this item they did not differ.
}
desk-item-together-before = This is about the answer that was handed in first: the institution has handed this item in again since.
desk-item-vote = { $mark }{ $named ->
    [yes] , said by { $who }
   *[no] {""}
}{ $evidence ->
    [yes] , has evidence
   *[no] {""}
}
desk-item-criteria = Criteria of rung { $rung }
desk-item-criteria-hint = Tick those that the evidence does not show.
desk-item-shown-by = Shown by: { $what }
desk-item-evidence = { $count ->
    [0] Evidence
    [one] 1 piece of evidence
   *[other] { $count } pieces of evidence
}
desk-item-no-evidence = No evidence was handed in for this item.
desk-item-open = not looked at yet
desk-item-decided = Your decision so far: { $what }
desk-item-to_ask = question to be sent
desk-item-waiting = waits for the answer
desk-item-not_looked_at = not looked at, as self-checked
desk-item-decision = Decision
desk-item-answer = The institution answered:
desk-item-objection = The institution objects:
desk-item-earlier-first = First reading: { $what }.
desk-item-earlier-second = Second reading: { $what }.
desk-item-thin = The evidence is thin: no document and record together support the claim yet. If you confirm it all the same, write why.
desk-item-thin-low = The evidence is thin: none supports the claim yet. If you confirm it all the same, write why.
desk-item-reasons = Why it is lowered, or why more is asked
desk-item-text = In your own words
desk-item-text-hint = The institution reads this with the preliminary opinion. { $most } characters at most.
desk-item-rung = If it is lowered, to
desk-item-rung-words = Rung { $rung }: { $words }
desk-act-item-confirmed = Confirm rung { $rung }
desk-act-item-lowered = Lower to the chosen rung
desk-act-item-more_asked = Ask for more
desk-item-asked-once = More was asked about this item once already. Please confirm it or lower it now.
desk-item-keys = On a keyboard: 1, 2, 3.
desk-item-no-act = Nothing was decided: press one of the three buttons.
desk-item-changed = Nothing was recorded: meanwhile the institution has handed in more. Look at it and decide then; what you filled in is still here.
desk-item-overtaken = Nothing was recorded: this item was changed in another window after you opened this page. What you filled in is still here. Look at both. If yours should count, send it again.
desk-item-newer = Decided there on { $at }: { $what }.
desk-item-recorded = Recorded: { $name }.
desk-item-kept = What you say about the evidence is recorded. Everything else that you filled in is still here.
desk-item-not-now = The decision about this item cannot be changed now.
desk-item-nothing-claimed = No rung is claimed here, so there is nothing to lower and nothing to look at.
desk-decision-confirmed = rung { $rung } confirmed
desk-decision-lowered = lowered to rung { $rung }
desk-decision-more_asked = more asked
desk-reason-criterion_not_shown = a criterion is not shown
desk-reason-no_evidence = no evidence
desk-reason-out_of_date = out of date
desk-reason-lower_rung = shows a lower rung only
desk-reason-one_kind_only = only a document, or only a record
desk-reason-cannot_be_opened = cannot be opened
desk-reason-unrelated = not about this
desk-reason-other = another reason (write which)

## Evidence

desk-piece-rung = for rung { $rung }
desk-piece-later = came with the answer
desk-piece-age = { $days ->
    [0] of today
    [one] 1 day old
   *[other] { $days } days old
}
desk-piece-stale = does not count since { $day }
desk-piece-until = counts up to and including { $last }
desk-piece-in-force = In force since { $day }
desk-piece-last-used = Last used on { $day }
desk-piece-named-on = Named on { $day }
desk-piece-shows = The institution says that it shows these criteria:
desk-piece-file = File: { $name } ({ $size } KB)
desk-piece-look = Look at pictures of its pages
desk-piece-download = Download the original
desk-inside-macros = Holds macros (small programs). Look at the pictures of its pages, and do not open the original.
desk-inside-scripts = Holds a script or an active form. Look at the pictures of its pages, and do not open the original.
desk-inside-programs = Can start a program, or holds another file that can. Do not open the original.
desk-inside-loads = Fetches a part of itself from elsewhere when it is opened. Do not open the original.
desk-inside-second = Is two files in one: something else is hidden behind what it shows. Do not open the original.
desk-inside-objects = Has other files in it, such as a table in a document. Do not click on them.
desk-inside-attached = Has other files attached to it. Do not open those.
desk-inside-remote = Refers to pictures or data elsewhere. If the program asks whether it may fetch them, say no.
desk-inside-formulas = Has formulas. If you open it in a spreadsheet, do not let it enable or update anything.
desk-inside-unread = We could not look through all of it. Treat it as a stranger’s file: check it for viruses before you open it.
desk-piece-digest = The file was not handed over, only its fingerprint (SHA-256):
desk-piece-finding = What it shows
desk-piece-kind = It is
desk-piece-recorded = Recorded so far: { $what }
desk-piece-save = Record this about the evidence
desk-finding-supports = supports the claim
desk-finding-does_not_support = does not support it
desk-finding-out_of_date = out of date
desk-finding-cannot_be_opened = cannot be opened
desk-finding-unrelated = not about this
desk-kind-document = a document (a rule or a plan)
desk-kind-record = a record (made while it was done)
desk-pages-what = Page { $page } of { $pages }. We drew this picture anew; the original was not opened here.
desk-pages-more = There are more.
desk-pages-back = Previous page
desk-pages-on = Next page
desk-pages-alt = Picture of page { $page }
desk-pages-item = Back to { $name }
desk-file-gone = The file is no longer there, or it was changed, so it cannot be opened. Choose “cannot be opened” for this piece of evidence.

## The log of a case

desk-case-log = Log of this case
desk-case-log-of-case = Log: { $name }
desk-case-log-what = Who did what and when, the newest first. Lines are only ever added. Times are Beijing time.
desk-case-log-whole = { $count ->
    [one] The one entry is as it was recorded. Its hash:
   *[other] All { $count } entries are as they were recorded. The hash of the last one covers all of them:
}
desk-case-log-broken = Please tell whoever runs this service: they can check all cases, and a backup may have the log as it was.
desk-case-log-broken-changed = Entry { $entry } of this log was changed outside the program: it is missing, was added, or is not the one that was recorded.
desk-case-log-broken-typed = What the institution typed in entry { $entry } was changed outside the program.
desk-case-log-broken-unchained = Entry { $entry } of this log has no hash, so nobody can tell whether it was changed. An older version of the program may have written it; the next entry gives it one.
desk-case-log-broken-impossible = This log was changed outside the program: entry { $entry } cannot follow the one before it.
desk-case-log-broken-case = What the lists show of this case was changed outside the program: its log, with { $entry } entries, says something else.
desk-case-log-broken-result = The issued result of this case, or its log, was changed outside the program: the result does not follow from entry { $entry }.
desk-case-log-blind = You are doing the second reading, so the decisions of the first one are not shown here.
desk-case-log-item = { $item }: { $what }
desk-case-log-of = { $item }
desk-case-log-lacks = not shown: { $what }
desk-case-log-assigned = to { $name }
desk-case-log-submitted = { $count } items, fingerprint { $digest }
desk-case-party-institution = The institution
desk-case-party-reviewer = A reviewer
desk-case-party-administrator = An administrator
desk-case-party-clock = The program
desk-case-event-request = asked for it
desk-case-event-take_back = took the request back
desk-case-event-submit = handed in
desk-case-event-assign = assigned a reviewer
desk-case-event-declare = declared that they have no tie
desk-case-event-accept = accepted it
desk-case-event-refuse = did not accept it
desk-case-event-examine = looked at a piece of evidence
desk-case-event-decide = decided
desk-case-event-ask_more = asked for more
desk-case-event-answer_more = answered
desk-case-event-finish_reading = finished the first reading
desk-case-event-finish_second_reading = finished the second reading
desk-case-event-agree = agreed to the preliminary opinion
desk-case-event-object = objected
desk-case-event-settle_objection = settled the objection
desk-case-event-go_on = went on, because the time was over
desk-case-event-let_lapse = closed it, because the time was over
desk-case-event-step_back = stepped back
desk-case-event-refuse_reviewer = asked for another reviewer
desk-case-event-withdraw = withdrew it
desk-case-event-issue = issued the result
desk-case-event-rescind = rescinded the result
desk-case-event-supersede = put a later result in its place

## The numbers of reviews

desk-rules = Numbers of reviews
desk-rules-what = All these numbers are our assumptions, each with its reason, and an administrator can change them. A change counts for deadlines that begin later; those that run stay as they are. Days are working days unless it says otherwise.
desk-rules-usual = Usually { $number }.
desk-rules-now = In the other window: { $number }.
desk-rules-overtaken = Nothing was changed: the numbers were changed in another window after you opened this page. Yours are still here, and beside each that differs is the one that holds now. If yours should count, save again.
desk-rules-saved = Saved.
desk-rules-wrong = Nothing was changed: those marked need a whole number from 0 to 999; days at least 1, a percentage at most 100, figures from 20 institutions on.
desk-rules-too-many-days = Nothing was changed: the deadlines of the association add up to more than all its days. Shorten one, or raise the days in all.
desk-log-submission = the sealed file that was handed in
desk-log-rule = { $name }: { $number }
desk-rule-request_days = How long a request waits (working days)
desk-rule-request_days-why = Six weeks: a self-check takes an hour, finding evidence takes weeks.
desk-rule-accept_days = To accept or not (working days)
desk-rule-accept_days-why = One look is enough, and the institution should not wait in doubt.
desk-rule-first_round_days = First round (working days)
desk-rule-first_round_days-why = At most three hours of work, beside the reviewer’s own job.
desk-rule-answer_days = The institution answers (working days)
desk-rule-answer_days-why = Two weeks: papers lie with colleagues.
desk-rule-later_round_days = Every later round (working days)
desk-rule-later_round_days-why = Only the items that were asked are read again.
desk-rule-second_reading_days = Second reading (working days)
desk-rule-second_reading_days-why = The items are in order by then, so it is as short as a later round.
desk-rule-objection_days = To agree or object (working days)
desk-rule-objection_days-why = One week, so that those who were away can read it.
desk-rule-settle_days = Reading an objection (working days)
desk-rule-settle_days-why = It names single items.
desk-rule-issue_days = Issuing (working days)
desk-rule-issue_days-why = Everything is decided; it needs one click of an administrator.
desk-rule-total_days = All days of the association (working days)
desk-rule-total_days-why = Its deadlines add up to 18, and a change of reviewer needs room.
desk-rule-tie_months = How many months back a tie counts
desk-rule-tie_months-why = Two years: work and advice of that time are still what is reviewed.
desk-rule-refusals = How many reviewers an institution may refuse
desk-rule-refusals-why = One, without a reason, so that nobody can refuse them all.
desk-rule-second_reading_from_star = From which claimed star two people read
desk-rule-second_reading_from_star-why = A high star is believed most, and a wrong one harms most.
desk-rule-second_reading_percent = Percent of other cases that two people read
desk-rule-second_reading_percent-why = Drawn at random, so that every reviewer expects a second pair of eyes.
desk-rule-sampled_items = Items that are drawn besides
desk-rule-sampled_items-why = So that no item is safe from a look.
desk-rule-two_kinds_from_rung = From which rung a document and a record are needed
desk-rule-two_kinds_from_rung-why = It has to be written down, and done.
desk-rule-valid_months = Months for which a result is valid
desk-rule-valid_months-why = Institutions change within a year.
desk-rule-remind_calendar_days_before = Reminder before the end (calendar days)
desk-rule-remind_calendar_days_before-why = Two months are enough for a new review.
desk-rule-rated_twice_a_quarter = Cases a quarter that two reviewers rate on their own
desk-rule-rated_twice_a_quarter-why = To see how far they agree.
desk-rule-rating_days = To rate such a case (working days)
desk-rule-rating_days-why = Two weeks: nobody waits for it, and the cases that are open come first.
desk-rule-effort_hours = Goal for the work on one case (hours)
desk-rule-effort_hours-why = More than that no association pays for.
desk-rule-figures_from = Figures of reviews from how many institutions on
desk-rule-figures_from-why = With fewer, somebody could be recognised. Classes that the first release merges stay merged, so more institutions give finer figures. At least 20.
desk-rule-effort_gap_minutes = Longest time between two entries that counts as work (minutes)
desk-rule-effort_gap_minutes-why = No item takes longer to read; after that, the reviewer was doing something else.

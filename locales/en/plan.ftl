# Our own wording, not the standard's text.

## The plan
choice-plan = 🗓 Plan for { $star }★
choice-goals = 🎯 Another star
choice-my-plan = 🗓 My plan: { $done } of { $total }{ $dropped ->
        [0] {""}
       *[other] {" "}done, { $dropped } dropped
    }
choice-my-plan-now = 🗓 See the plan
plan-title = Plan for { $star ->
        [1] 1 star
       *[other] { $star } stars
    }: { $done } of { $total } done{ $dropped ->
        [0] {""}
        [1] {" "}· 1 dropped step still needed
       *[other] {" "}· { $dropped } dropped steps still needed
    }
steps-done = { $done } of { $total } done
plan-star = At the start: { $start }. At present: { $stars }. { $count ->
        [1] One more step
       *[other] { $count } more steps
    } to { $star }★.
plan-short = At the start: { $start }. At present: { $stars }. { $count ->
        [0] No step is left to do, but { $star }★ is not reached yet.
        [1] One step is left; it alone does not lead to { $star }★.
       *[other] { $count } steps are left; they alone do not lead to { $star }★.
    }
plan-reached = You have reached the star of this plan! At the start: { $start }. At present: { $stars }.
plan-next = Due next: { $step }, { $due }
plan-due = by { $date }
plan-due-late = by { $date } (overdue)
plan-held = { $star }★ also needs { $count ->
        [1] the step you dropped
       *[other] the { $count } steps you dropped
    }: { $names }
plan-lacking = { $star }★ also needs these, which are not in the plan: { $names }
plan-due-by = { $due } · { $person }
plan-button = { $number } { $step }
plan-none-title = No plan yet
plan-none = Finish a self-check first (the shortest way: /quick); then one tap under the result makes a plan: what to build, in which order, by when.
plan-none-yet = One tap makes a plan from your last self-check: what to build, in which order, by when.
plan-now = At present: { $stars }
plan-stays = Your plan stays; the new answers will keep it up to date.
plan-step-done =
    { $count ->
        [0] ✓ { $step } is in place. No step of the plan is left to do.
        [1] ✓ { $step } is in place. One step of the plan is left.
       *[other] ✓ { $step } is in place. { $count } steps of the plan are left.
    }
plan-not-yet = Noted. { $step } counts as done on rung { $rung }; not quite there yet.
plan-part = Noted. { $step }: { $met } of { $wanted } { $wanted ->
        [1] criterion
       *[other] criteria
    } met; it counts as done on rung { $rung }.
plan-step-begun = ▶ This step of your plan is now being done: { $step }, { $met } of { $wanted } { $wanted ->
        [1] criterion
       *[other] criteria
    } met.
choice-widen = { $count ->
        [1] + Add this step
       *[other] + Add these { $count } steps
    }
choice-if = 🔮 What if some were done?
choice-reminders = 🔔 Reminders
choice-to-plan = ‹ To the plan
choice-leave = ‹ Leave the plan
goals-title = Plan for which star?
goals-plan = Plan for { $star }★
goals-star = { $unsaid ->
        [0] {""}
       *[other] at most{" "}
    }{ $count ->
        [1] one subdomain
       *[other] { $count } subdomains
    }, { $rungs ->
        [1] one rung
       *[other] { $rungs } rungs
    }
goals-none = You have 5 stars, the highest.
goals-instead = A new plan replaces the one for { $star }★; steps that are the same keep their person, date and state.
if-title = What if these were done?
if-star = At present: { $now }. With the ticked steps: { $then }.
if-lacking = { $count ->
        [1] One step is still missing for { $star }★: { $names }.
       *[other] { $count } steps are still missing for { $star }★: { $names }.
    }
if-needs = These criteria would have to be met:
if-needs-facts = { $step }: { $facts }
if-needs-count = { $step }: { $count ->
        [1] one criterion
       *[other] { $count } criteria
    }
if-by = By { $date }, as planned.
if-hint =
    { $count ->
        [0] Tick the steps that would be done and see what happens to the star. Only a trial: nothing is stored.
        [1] One step ticked. Only a trial: nothing is stored.
       *[other] { $count } steps ticked. Only a trial: nothing is stored.
    }
if-ticked = ✓ { $step }
if-unticked = ○ { $step }
choice-if-all = Tick all
choice-if-none = Tick none
choice-if-met = 🔮 What if some criteria were met?
if-met-title = { $step }: what if these criteria were met?
if-met-gives = With the ticked criteria: rung { $mark }, { $then }. At present: { $now }.
if-met-fact = Rung { $rung }: { $fact }
if-met-hint = Only a trial: nothing is stored. To record what is met, check the criteria of the answer.

## One step
task-state = State: { $state }
state-to_do = ○ to do
state-doing = ▶ doing
state-counted = { $state } · { $met } of { $wanted } { $wanted ->
        [1] criterion
       *[other] criteria
    }
state-done = ✓ done
state-dropped = ✗ dropped
task-due = Due { $due }
task-person = Who: { $person }
task-nobody = Who: nobody yet
task-reason = Dropped because: { $reason }
choice-doing = ▶ Begin
choice-done = ✓ It is done
choice-to-do = ↺ Back to to-do
choice-revise = Change this answer
choice-due-0 = −1 week
choice-due-1 = +1 week
choice-due-2 = +1 month
choice-assign = 👤 Who does it
choice-drop = ✗ Drop it
choice-nobody = Nobody
choice-to-step = ‹ To the step
assigning-ask = Who takes care of it? A short name will do, such as “Director Wang”.
typed-person = Who does it
dropping-ask = Why are you dropping this step? Please write one line; you can take it up again later.
notice-person-empty = Please write a name in words.
notice-person-long = That name is too long: { $count } characters, { $most } at most. Please shorten it and send it again.

## Reminders
reminders-title = Shall I remind you?
reminders-what = I remind you on the day a step is due, and { $days } days after your last self-check to ask whether your answers are still true. Each reminder comes only once.
reminders-how = On Telegram a message comes between { $start } and { $end } in your morning. The web page sends nothing: it shows the reminder at the top at your next visit.
reminders-on = Reminders: on
reminders-off = Reminders: off
reminders-stop = One tap in any reminder turns them all off; so does /stop, at any time.
choice-remind = 🔔 Yes, remind me
choice-remind-not = 🔕 No reminders
choice-remind-never = 🔕 No more reminders
choice-zone = 🌏 Time zone
zones-title = What is your time zone?
zones-now = Time zone: { $zone }
zone-Asia-Shanghai = Beijing time
zone-Asia-Urumqi = Ürümqi
zone-Asia-Tokyo = Tokyo
zone-Asia-Singapore = Singapore
zone-Asia-Dubai = Dubai
zone-Europe-Moscow = Moscow
zone-Europe-Berlin = Berlin, Paris
zone-Europe-London = London
zone-America-New_York = New York
zone-America-Los_Angeles = Los Angeles
zone-Australia-Sydney = Sydney
zone-UTC = Universal time (UTC)
reminder-steps = 🔔 Due on { $date }
reminder-step = { $step }
reminder-step-by = { $step } · { $person }
reminder-more = { $count ->
        [1] One more step is due on the same day; the plan shows it.
       *[other] { $count } more steps are due on the same day; the plan shows them all.
    }
reminder-progress = Plan for { $star }★: { $done } of { $total } done. When a step is finished, open the plan and say so; if you need longer, move its date there.
reminder-recheck = 🔔 Are your answers still true?
reminder-recheck-why = Your last self-check was on { $date }, { $days } days ago. A domain that has not changed is confirmed in one tap, so a few taps are enough.
notice-due = Reminder: due on { $date }: { $names }. The plan: /plan. To end the reminders: /stop.
notice-recheck = Reminder: your last self-check was a while ago. Are your answers still true? Your self-checks: /history. To end the reminders: /stop.
notice-reminders-off = All reminders are off, and campaigns write to you no more. To have them again: /plan, then “Reminders”.

## Re-check and history
choice-recheck = 🔁 Re-check
choice-history = 📈 History
recheck-title = Re-check: are your answers still true?
recheck-what = It starts from your { $count } answers of { $date }, one domain at a time. Confirm what has not changed in one tap, and go through the questions of what has. That self-check stays in the history.
recheck-instead = { $count ->
        [1] The unfinished run, with one answer, is put aside.
       *[other] The unfinished run, with { $count } answers, is put aside.
    }
choice-recheck-begin = Begin the re-check
confirming-title = { $domain }: still true?
confirming-when = Your answers of { $date }:
confirming-hint = If nothing has changed, one tap confirms it all, evidence included. If something has, go through the questions; “Keep it” keeps an answer.
choice-still-true = ✓ All still true
choice-walk = Go through them
history-title =
    { $count ->
        [0] History
        [1] History: one finished self-check
       *[other] History: { $count } finished self-checks
    }
history-none = You have not finished a self-check yet. Once you have, its date and star appear here.
history-hint = Tap one, then another, to see what changed between them.
history-trend = { $count ->
        [1] The star of one self-check
       *[other] Stars of the last { $count } self-checks
    }
history-trend-reviewed = ◇ is the reviewed star: { $marks }.
history-trend-mark = { $date } { $stars }
compare-numbered = No. { $number } · { $line }
history-line = { $date } · { $stars }
choice-last-change = What changed last time
compare-title = Compare with which?
changed-title = What changed from { $old } to { $new }
changed-title-same = What changed between two self-checks of { $date }
changed-star = Stars: { $old } → { $new }
changed-up = { $count } went up
changed-down = { $count } went down
changed-else = { $count } answered differently
changed-line = { $subdomain }: { $old } → { $new }
changed-same = { $subdomain }: still { $mark }
changed-also = { $line }. Now also: { $facts }
changed-no-longer = { $line }. No longer: { $facts }
changed-count = { $line } (criteria: +{ $also }, −{ $gone })
changed-nothing = The answers of both are the same.

## Commands
command-plan = My plan
command-history = My self-checks over time
command-stop = Turn off all reminders
help-plan = the plan: how far it is, every step, and what if some were done
help-history = the date and star of each self-check, and what changed
help-stop = end all reminders

## The form of a step
field-due = Done by
field-person-hint = A short name will do. You can leave it empty.
notice-due-past = That day has passed. Please choose today or a later day.
notice-due-far = That is more than { $years } years away. Please choose a nearer day.
done-title = { $subdomain }: which rung is it now?
choice-done-reached = Rung { $rung }, as planned
choice-done-not-yet = Not quite yet
done-not-yet = The step stays open; its date and person stay as they are.
choice-done-other = Another rung
done-other = Goes to the question with all its sentences.
calendar-what = { $state }. Rung { $rung }: { $words }

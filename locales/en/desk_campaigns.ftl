## The desk: campaigns

desk-campaign-new = New campaign
desk-overview-none-running = No campaign is running.
desk-campaign-open = Open
desk-campaign-open-which = Open { $name }
desk-campaign-edit = Change the draft
desk-campaign-preview = What respondents read
desk-campaign-back = Back to the campaign
desk-campaign-from = Results appear from the number of institutions that you choose below on, at least 20. Before that you see only who takes part.
desk-campaign-places = What you can do
desk-campaign-said = What the campaign says
desk-campaign-preview-hint = The page of the invitation, in every language.
desk-phase-draft = Nobody can take part yet. A draft that is never started loses its roster after { $day }.
desk-phase-running = Results appear from { $first_at } institutions on. Before that you see only who takes part.
desk-phase-over = The closing day has passed: nobody can join or change anything any more. The program makes the last figures, unless they would tell something about one institution.
desk-phase-closed = Nobody can join or change anything any more. The program makes the last figures, unless they would tell something about one institution.
desk-phase-nameless = As promised, everything that named an institution was deleted after { $day }: roster, links, and who took part. Released figures stay. Answers stay with those who gave them.
desk-days-kept = { $count ->
    [0] Today is the last day on which you see names. Save the list of participants today if you need it.
    [one] 1 day left: after { $day } everything that names an institution is deleted.
   *[other] { $count } days left: after { $day } everything that names an institution is deleted.
}
desk-names-gone = Nothing here names an institution any more
desk-names-gone-what = The campaign promised to delete roster, links, and who took part after { $day }. Released figures stay.
desk-campaign-wrong = Nothing was saved yet. Please correct the fields that are marked.
desk-campaign-frozen = Nothing was changed: institutions have agreed to what this campaign says. Copy it into a new one to ask something else.
desk-campaign-overtaken = Nothing was changed: somebody else changed this draft after you opened it. What you typed is still below. If it should count, save again.
desk-campaign-now = See how the draft is now
desk-status-draft = draft
desk-status-running = running
desk-status-over = over
desk-status-closed = closed
desk-status-nameless = ended, names deleted
desk-closes = closes on { $day }
desk-kept = Data that name an institution are deleted after { $day }.
desk-contact = Contact: { $contact }
desk-cites = Follows on from:
desk-institutions = { $count ->
    [0] no roster
    [one] 1 institution on the roster
   *[other] { $count } institutions on the roster
}
desk-leave = Leave without saving

## The form

desk-field-name = Name
desk-field-name-hint = Respondents read it, for example “Self-check of member institutions 2026”. { $most } characters at most.
desk-field-welcome = Welcome
desk-field-welcome-hint = What respondents read first: why you ask, and what they gain. May be empty. { $most } characters at most.
desk-field-run = What is asked
desk-field-run-hint = Respondents can stop at any time and go on later.
desk-field-first_at = When figures first appear
desk-field-first_at-hint = Classes with few institutions are merged, and what the first release merges stays merged. If you expect hundreds, let it wait for more.
desk-first-at = { $count } institutions
desk-run-quick = Step by step, the first star first
desk-run-full = All questions
desk-run-target-1 = What ★ needs
desk-run-target-2 = What ★★ needs
desk-run-target-3 = What ★★★ needs
desk-run-target-4 = What ★★★★ needs
desk-run-target-5 = What ★★★★★ needs
desk-field-visibility = What you see of one institution
desk-field-visibility-hint = Each respondent reads this sentence and agrees to it or to less. Once the campaign runs, you can only choose less.
desk-field-closes_on = Closing day
desk-field-closes_on-hint = The last day to take part. At most a year from now.
desk-field-kept_until = Data are kept until
desk-field-kept_until-hint = After this day, everything that names an institution is deleted. It cannot be moved once the campaign runs.
desk-field-contact = Contact
desk-field-contact-hint = Who answers questions, and how to reach them. { $most } characters at most.
desk-field-reminds = The association may remind those who have not finished
desk-field-on_documents = Cards and reports carry the campaign’s name
desk-problem-name_missing = Please give the campaign a name.
desk-problem-name_too_long = The name is too long: { $most } characters at most.
desk-problem-welcome_too_long = The welcome is too long: { $most } characters at most.
desk-problem-contact_missing = Please say who answers questions.
desk-problem-contact_too_long = The contact is too long: { $most } characters at most.
desk-problem-run = Please choose what is asked.
desk-problem-target_missing = Please choose a star.
desk-problem-target_without_run = A star goes only with what one star needs.
desk-problem-visibility = Please choose what you will see.
desk-problem-day = Please give a day.
desk-problem-closes_in_the_past = This day is over. Please choose today or later.
desk-problem-closes_too_late = A campaign runs for a year at most. Please choose an earlier day.
desk-problem-kept_too_short = Data have to be kept until the closing day at least.
desk-problem-kept_too_long = Data may be kept for three years after the closing day at most.
desk-problem-first_release_unknown = Choose how many institutions the first figures wait for.

## What respondents read

desk-preview-what = This is what the campaign says before the first answer, in both languages. Your welcome is not translated.

## Start, change, close

desk-start = Start the campaign
desk-start-what = From then on the questions, the sentence on what you see and the day of deletion stay as they are.
desk-start-sure = I have read what respondents read
desk-start-unsure = The campaign was not started. Read what respondents read, then tick the box.
desk-start-not-ready = The draft cannot be started as it is. Change it first: its form says what is missing.
desk-move = Move the closing day
desk-move-hint = Today or later, at most a year after the start, and not after { $day }, when data are deleted.
desk-move-wrong = The closing day was not moved. Choose today or later, at most a year after the start, and not after the day of deletion.
desk-less = See less from now on
desk-less-what = You cannot go back: respondents have agreed to what they read.
desk-less-wrong = Nothing was changed. Choose one of the levels that show less.
desk-close = Close the campaign
desk-close-what = Nobody can join any more. What was answered stays until the day of deletion. A closed campaign cannot be opened again.
desk-close-sure = Yes, close this campaign
desk-close-unsure = The campaign was not closed. If you mean it, tick the box first.
desk-copy = Copy into a new campaign
desk-copy-what = A new draft with the same form. It cites this campaign. The roster is not copied.

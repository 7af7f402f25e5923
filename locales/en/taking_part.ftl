# What a respondent meets when a campaign invites them. What is seen at each level is said in campaign.ftl.

## The page of an invitation

invited-welcome-by = { $association } writes:
invited-for = You answer for { $institution }.
invited-until = You can take part until { $date }.
invited-reminds = { $reminds ->
    [yes] { $association } may remind you if you have not finished.
   *[no] { $association } sends you no reminders from here.
}
invited-on-documents = { $named ->
    [yes] Your card and report carry the name of this campaign.
   *[no] Your card and report do not name this campaign.
}
invited-review = If you show how far you are, that includes a review by { $association }: that something was handed in, whose turn it is and until when, and that it was reviewed. What was decided is not part of it.
invited-figures = Merged figures appear from { $least } institutions on. Then you can see your result beside the others’.
invited-kept = What { $association } sees of your institution by name is deleted after { $date }.
invited-contact = Questions are answered by: { $contact }
invited-legend = How much do you agree to?
invited-less = You can show less or withdraw later, at any time.
invited-with-nothing = You have no answers yet. The self-check that this campaign asks for begins next.
invited-with-some = You have answers already. They count here too: none is lost, and you go on where you are.
invited-with-part = You have a result already. It counts as soon as { $count ->
    [one] 1 more question is answered, which this campaign asks too.
   *[other] { $count } more questions are answered, which this campaign asks too.
} At the result, choose “Answer the rest”.
invited-with-whole = You have a result already. It counts here at once, with the answers that you gave.
invited-already = You take part already. Here you can change what is seen.
invited-consent = Agree and take part
invited-join = Take part
invited-change = Keep this and go on
invited-wait = Not now: go on without it
invited-leave = Check without this campaign

notice-joined = You take part in the campaign now. Every answer is kept.
notice-joined-with-result = You take part in the campaign now, with the result that you have.

## A link or a code that leads nowhere

invited-gone = This invitation leads to no campaign that is open. It may have ended or not begun, or part of the link is missing. You can still check your institution here.

## A typed code

code-title = Take part with a code
code-label = Code from the invitation
code-hint = Seven letters and digits, such as { $example }
code-go = Next
code-have = I have a code from an invitation
code-with-answers = Take part in a campaign with these answers
code-mistyped = One character of this code is wrong or missing. Please compare it with the invitation.
code-unknown = Nothing that is open has this code. It may have been used, have ended, or not have begun. Please compare the code with what you were sent, or ask who sent it.
code-too-many = Too many codes were typed here. Please wait a minute and type yours again.

## The campaigns in which a person takes part

command-campaigns = Campaigns
help-campaigns = what you take part in; show less, or withdraw
mine-none = You take part in no campaign.
mine-asked-by = { $association } asked you.
mine-over = This campaign is over.
mine-legend = What is seen of you now; you can choose less
mine-less = Show only this
mine-shows-less = Less is shown from now on.
mine-others = { $count ->
    [one] 1 other person answers for { $institution } too.
   *[other] { $count } other people answer for { $institution } too.
}
mine-looks = { $count ->
    [one] { $association } has looked at what you show by name once, on { $date } ({ $officer }). Several looks of one officer on a day count once.
   *[other] { $association } has looked at what you show by name { $count } times, last on { $date } ({ $officer }). Several looks of one officer on a day count once.
}
mine-looks-none = { $association } has not looked at what you show by name.
mine-objects = You have objected. { $association } sees that, and can separate your answers from the institution.
mine-detached = { $association } has noted that you do not answer for { $institution }. Your answers do not count for it.
mine-object-what = Do you not answer for { $institution }, does somebody else answer in its name, or is something shown wrongly? Say so with one tap: { $association } sees it beside the name.
mine-object = I object
mine-object-no-more = I no longer object
mine-objected = Your objection is recorded.
mine-objects-no-more = You no longer object.
mine-withdraw = Withdraw…
mine-withdraw-title = Withdraw from this campaign?
mine-withdraw-what = If you withdraw, { $association } sees nothing of you by name any more, at once. Merged figures leave you out from their next release on. Your answers stay yours, and nothing of your self-check changes.
mine-withdraw-yes = Yes, withdraw
mine-withdrawn = You have withdrawn. Your answers are all still here.

## The card of an invitation in a chat

invited-name = { $name }
invited-words = “{ $words }”
invited-levels = Choose how much is seen:
choice-take-part-counts = Take part: merged figures only
choice-take-part-status = Take part: how far I am
choice-take-part-star = Take part: progress and star
choice-take-part-answers = Take part: answers too
choice-take-no-part = Not now

choice-mine = Change or withdraw: { $name }
choice-show-only-counts = Show only: merged figures
choice-show-only-status = Show only: how far I am
choice-show-only-star = Show only: progress and star

## You and the others of a campaign

others-title = You and the others
others-none = There are no figures yet. They appear from { $least } institutions on; this program looks once a day.
others-none-over = This campaign is over, and there are no figures: too few institutions finished, or one of them could have been recognised.
others-old-edition = This campaign asked by an older edition of the standard, so your answers of today cannot be put beside its figures.
others-finish = Finish the self-check of this campaign first. Then you see your result beside the others’.
others-answer-rest = This campaign asks { $count ->
    [one] 1 question
   *[other] { $count } questions
} that your result lacks. Choose “Answer the rest” at the result. Then you see it beside the others’.
others-release = Release { $number } of { $date }. You see in which group you are; nobody is ranked.
others-share = { $name }: { $percent } %
others-own = { $name }: { $percent } % – you are here
others-subdomains = Where you are in each subdomain
others-subdomain = { $subdomain }: { $own }, with { $percent } % of all
others-not-split = { $count ->
    [one] 1 more subdomain: too few to split.
   *[other] { $count } more subdomains: too few to split.
}
others-newer = Your own result may be newer than this release.

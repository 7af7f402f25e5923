# Reviews as an institution sees them: handing in, the state of a case, and what a reviewer says.

## Handing in

choice-hand-in = Hand in for pre-screening
command-cases = Reviews
help-cases = see how far the review of your self-check is
handin-title = Hand in for pre-screening
handin-what = Before a formal assessment, a reviewer of your association can read a finished self-check.
handin-more = The reviewer reads it item by item, and gives an opinion and a reviewed reference star. What you hand in is kept as it is at that moment: later answers do not change it.
handin-get = Ask an officer or a reviewer of your association for a link or a code. Each code is for one institution and works once.
handin-type = When you have a code, send “/cases”, a space, and the code.
handin-code = The code from your association
handin-to-cases = See your reviews
handin-asks = { $association } asks you to hand in a self-check, to be read before a formal assessment.
handin-for = This link was made for “{ $label }”.
handin-until = You can hand in until { $day }, that day included.
handin-institution = Institution: { $institution }
handin-finished = You would hand in the self-check that was finished on { $day }{ $evidence ->
    [0] . It has no evidence.
    [one] . { $evidence } item has evidence, { $files } with a file.
   *[other] . { $evidence } items have evidence, { $files } of them with a file.
}
handin-together = You would hand in the answers of your institution, to which { $people ->
    [one] one person
   *[other] { $people } people
} came together, as they are since { $day }{ $evidence ->
    [0] . No evidence goes with them.
    [one] . { $evidence } item has evidence, { $files } with a file.
   *[other] . { $evidence } items have evidence, { $files } of them with a file.
}
handin-together-evidence = The evidence is your own, and that of colleagues who lend theirs. Each of them decides that on the institution’s result.
handin-goes-together = { $people ->
    [one] One person answered
   *[other] { $people } people answered
}{ $count ->
    [0] . They did not differ
    [one] . They differed on one item; the reason goes too
   *[other] . They differed on { $count } items; the reasons go too
}{ $left ->
    [0] {""}
   *[other] {"; "}not settled: { $left }
}. { $votes ->
    [yes] Single answers go too, because everybody agrees: without names, except of people who show theirs.
   *[no] Single answers stay here.
}
handin-differed = { $item }: { $reason }
handin-snapshot = What you hand in is sealed: later answers do not change it. You can withdraw it until the result is issued. After that it may be drawn to be rated once more by another reviewer, to see how far reviewers agree; your result stays as it is.
handin-again = Done, look again
handin-lack-begin = You have no self-check yet. Please finish one, then open this link again.
handin-lack-finish = You have no finished self-check yet. Go on with it until your star is certain, and press “See the result” there. Then open this link again, or type the code again.
handin-lack-name = Your institution has no name yet. Please give it one, then go on here.
handin-lack-coordinator = Only the coordinator can hand in for the institution. Please pass the link on to them.
handin-lack-together = Several people answer together, and not everything has an answer yet. Please complete the round, or change who answers a domain, then open this link again.
handin-changed = A colleague has just changed something: an answer, or what may leave with it. Nothing was handed in. Please look again at what goes.
handin-files-changed = A file was just replaced or deleted. Nothing was handed in. Please look again at what goes.
handin-name = Save the name and go on
handin-to-check = Go to the self-check
handin-how-much = How much do you hand over?
handin-share-answer = Only the answers
handin-share-note = Answers and notes on evidence
handin-share-file_hash = Also the fingerprints of files, not the files
handin-share-file = Also the files
handin-leave-out = Leave out the evidence of some items
handin-pick-title = Leave out evidence: { $domain }
handin-pick-what = ✓ goes with its evidence. Tap an item to hand over only its answer, or to put its evidence back.
handin-pick-goes = ✓ { $item }
handin-pick-stays = ○ { $item }: only the answer
handin-pick-domain = Other items: { $domain }
notice-handin-other = Your answers or evidence have changed since. This is what would go now. Nothing is handed in yet.
handin-leave-out-legend = Of these, hand over only the answer
handin-see = See item by item what goes
handin-nothing-yet = Nothing has been handed over yet.
handin-preview = What will be handed over
handin-goes-answer = This is what goes, item by item: only the answers.
handin-goes-note = This is what goes, item by item: the answers and the notes on evidence, no files.
handin-goes-file_hash = This is what goes, item by item: the answers, the notes on evidence, and name, size and fingerprint of each file. The files stay here.
handin-goes-file = This is what goes, item by item: the answers, the notes on evidence, and the files, which a reviewer can open.
handed-rung = rung { $mark }
handed-line = { $item }: { $answer }{ $share ->
    [note] ; evidence: { $what }
    [file_hash] ; evidence: { $what }; fingerprint of { $file }
    [file] ; evidence: { $what }; file: { $file }
   *[answer] ; no evidence
}
handin-weak = { $count ->
    [one] One item decides the star and goes without evidence: { $names }. You can hand in all the same. A reviewer will probably ask for more, or lower it.
   *[other] { $count } items decide the star and go without evidence: { $names }. You can hand in all the same. A reviewer will probably ask for more, or lower them.
}
handin-statement = Please state for your institution:
handin-accept-box = To my knowledge these answers are true.
handin-accept = They are true to my knowledge: hand in
handin-give = Hand in
handin-change = Change how much goes
handin-needs-statement = Please check “To my knowledge these answers are true” first. Nothing can be handed in without it.
handin-no-key = Nothing can be sealed at the moment, so nothing was handed in. Please tell whoever runs this service.
handin-gone = This link or code does not work now. It may have been used, be over or taken back, or not be complete. Please ask your association for a new one.
handin-file-gone = The file is gone, or is not as it was.
handin-file-lost = The file “{ $file }” of { $item } cannot be handed over. { $why } Nothing was handed in. You can attach the file again, or hand in this item without it.

## How far a case is

own-cases-title = Our reviews
own-cases-none = You have not handed in a self-check yet.
own-cases-back = ‹ Back to the reviews
own-case-back = ‹ Back to this review
own-case-open = Open it
own-case-title = Review by { $association }
own-case-line = { $association }: { $state }
own-case-short-requested = to be handed in
own-case-short-submitted = handed in
own-case-short-refused = not accepted
own-case-short-in_review = being read
own-case-short-more_asked = more is asked
own-case-short-second_reading = read a second time
own-case-short-opinion = preliminary opinion
own-case-short-objected = objection being read
own-case-short-ready = about to be issued
own-case-short-issued = issued
own-case-short-withdrawn = withdrawn
own-case-short-lapsed = closed
own-case-short-looking = a reviewer is being looked for
own-case-requested = Nothing is handed in yet.
own-case-submitted = It is handed in, and the association has still to accept it.
own-case-refused = The association did not accept it. To hand in again, ask the association for a new link.
own-case-in_review = A reviewer is reading it.
own-case-more_asked = The reviewer asks you for more about some items.
own-case-second_reading = Another reviewer is reading it once more.
own-case-opinion = The preliminary opinion is here. Please read it, then agree or object. If you say nothing in time, that counts as agreeing.
own-case-objected = You objected, and another reviewer is reading your objection.
own-case-ready = The review is finished, and the association will issue the result.
own-case-issued = The result of the review has been issued.
own-case-withdrawn = You withdrew it, and no reviewer can open it any more.
own-case-lapsed = It was closed because time ran out or the link was taken back. To hand in again, ask the association for a new link.
own-case-looking-submitted = { $gone ->
    [0] It is handed in, and the association is looking for a reviewer.
   *[other] It is handed in, and the association is looking for another reviewer.
}
own-case-looking-in_review = The association is looking for another reviewer, who then reads it from the beginning.
own-case-looking-second_reading = The association is looking for a second reviewer, who then reads it once more.
own-case-looking-objected = You objected. The association is looking for another reviewer, who then reads your objection.
own-case-looking = Meanwhile the association is looking for another reviewer.
own-case-turn-institution = It is your turn.
own-case-turn-association = It is the association’s turn. You do not have to do anything.
own-case-due = Until { $day }, that day included.
own-case-no-day = no date
own-case-assumed = The holidays of that year are not known yet, so it was counted with Monday to Friday as working days. The date stays as it is.
own-case-reason = Reason: { $reason }
own-case-only-reads = Only the coordinator can act for the institution. You can read along.
own-case-on-page = You can do this on the web page too.
own-case-stars = { $now ->
    [opinion] Reviewed reference star by this opinion: { $stars }.
    [objected] Reviewed reference star by the opinion to which you object: { $stars }.
    [ready] Reviewed reference star that will be issued: { $stars }.
    [rescinded] Reviewed reference star that no longer counts: { $stars }.
   *[issued] Reviewed reference star: { $stars }.
}
own-case-decisions = What the reviewer says
own-case-confirmed = { $count } confirmed
own-case-handed = What was handed over
own-case-label = The association wrote with its request: “{ $label }”.
own-case-wrote = What your institution wrote
own-case-kept = What you typed was not sent
own-case-text-most = Each text has room for { $most } characters.
own-case-handed-file = What was handed over, sealed (JSON)
own-case-agree = Agree to this opinion
own-case-withdraw = Withdraw…
own-case-withdraw-title = Withdraw it?
own-case-withdraw-what = After that nobody at { $association } can open it, and there will be no result. To hand in again you need a new link.
own-case-withdraw-yes = Yes, withdraw
own-case-read-confirmed = Read what was confirmed
own-case-refuse = Ask for another reviewer…
own-case-refuse-title = Ask for another reviewer?
own-case-refuse-what = You can do this once in a review, without a reason. { $association } will ask somebody else to read it, which takes some days more.
own-case-refuse-yes = Yes, another one
own-case-again = Add what is asked
own-case-again-how = First change the answer and its evidence in the self-check, then come back and send these items again. If a claim stays as it is, write why. Each item can be answered once.
own-case-again-legend = As they are in the self-check now
own-case-again-same = Nothing has changed here since you handed it in.
own-case-again-words = Why it stays as it is, or what else the reviewer should know (optional if something is new)
own-case-again-change = Change “{ $item }”
own-case-again-add = Add evidence for “{ $item }”
own-case-again-evidence = Name your evidence for “{ $item }”
own-case-again-lower = Lower the institution’s answer
own-case-again-lower-which = Lower the institution’s answer to “{ $item }”
own-case-again-give = Send these items again
own-case-object = Object
own-case-object-how = Write for each lowered item why you disagree. If you write nothing, you agree. Another reviewer reads it, and no item gets worse by it.
own-case-object-item = { $item }: why you disagree
own-case-object-give = Object
own-case-gone = Nothing was changed: your institution has no such review. If you left an institution or were taken out, its reviews stay with it.
own-decision-confirmed = { $item }: rung { $rung } confirmed
own-decision-lowered = { $item }: lowered from rung { $claimed } to rung { $rung }
own-decision-more_asked = { $item }: please add more
own-reason-criterion_not_shown = A criterion is not shown
own-reason-no_evidence = There is no evidence
own-reason-out_of_date = The evidence is too old
own-reason-lower_rung = The evidence shows a lower rung
own-reason-one_kind_only = There is only a document or only a record; both are needed, so that they support each other
own-reason-cannot_be_opened = The file cannot be opened
own-reason-unrelated = The evidence is about something else
own-reason-other = There is another reason
own-not-shown = Not shown: { $fact }
own-words = The reviewer wrote: { $words }
own-result-valid = Issued on { $issued }, valid up to and including { $last }.
own-result-expired = Issued on { $issued }, was valid up to and including { $last }.
own-result-rescinded = Issued on { $issued }, rescinded by the association.
own-result-superseded = Issued on { $issued }, replaced by a newer result.

## What is said after something was done

notice-handed-in = Handed in. The association will accept it next.
notice-agreed = You agreed. The association will issue the result next.
notice-objected = Your objection is handed in.
notice-withdrawn = Withdrawn.
notice-reviewer-refused = The association was asked for another reviewer.
notice-answered = These items were sent again.
case-message-goes-on = The review by { $association } goes on. { $state } See “Reviews”.
case-message-more_asked = A reviewer of { $association } asks you for more about some items, until { $day }. See “Reviews”.
case-message-opinion = The preliminary opinion of { $association } is here. You can object until { $day }; to say nothing counts as agreeing. See “Reviews”.
case-message-issued = { $association } has issued the result of its review. See “Reviews”.
case-message-refused = { $association } did not accept the self-check that you handed in. The reason is under “Reviews”.
case-message-lapsed = The review by { $association } was closed because time ran out. See “Reviews”.
case-message-rescinded = { $association } has rescinded the result that it issued. The reason is under “Reviews”.
result-ends-soon = The result of the review by { $association } ends in { $days ->
    [one] one day
   *[other] { $days } days
}: it is valid up to and including { $last }. { $why }
result-has-ended = The result of the review by { $association } is over: it was valid up to and including { $last }. { $why }
result-ends-by-evidence = Evidence that it needs is then too old: { $items }. Please renew it, do a new self-check, and ask the association for a link to hand it in.
result-ends-by-time = To have a new one, please do a new self-check, and ask the association for a link to hand it in.
result-notice-taken-down = { $association } took the check page of your result down, because of the name. Reason: { $why }

## The institution cannot do this

case-link-used = This link has already been used. Please ask the association for a new one.
case-name-institution-first = Your institution has no name yet. Please give it one first.
case-only-coordinator = Only the coordinator can do this for the institution. Please ask them to.

# Why something cannot be done with a case. Each sentence says the cause and, if there is one, what to do.

## The state of the case does not allow it

case-now-requested = Nothing has been handed in yet. This is possible only afterwards.
case-now-submitted = This was handed in and waits to be accepted. That has to come first.
case-now-refused = The association did not accept this case, so nothing more can be done with it. It can be handed in again through a new link.
case-now-in_review = A reviewer is reading this case now, so this cannot be done at the moment.
case-now-more_asked = The institution has been asked for more. Please wait for its answer.
case-now-second_reading = A second person is reading this case now. Please wait until they have finished.
case-now-opinion = The institution is reading the preliminary opinion. Please wait until it agrees or objects, or until its time is over.
case-now-objected = The institution has objected, and another person is reading the objection. Please wait until they have finished.
case-now-ready = The review is over, and the result is about to be issued. Nothing in it can be changed any more.
case-unreadable = This case cannot be shown: its log was changed outside the program. Please tell whoever runs this service.
case-overtaken = Nothing was changed: this was changed in another window after you opened the page. Please look at it as it is now.
case-now-issued = The result has been issued. It stays as it is; an administrator can only rescind it, with a reason.
case-now-withdrawn = The institution has withdrawn this case, so nothing more can be done with it.
case-now-lapsed = This case was closed because time ran out or the link was taken back. It can be handed in again through a new link.

## Another person has to do it

case-not-theirs = Your role does not allow this in a case.
case-not-a-reviewer = Only a reviewer can be assigned.
case-issuer-read-alone = You alone have read this case, so another administrator has to issue its result.
case-own-institution = Nobody reviews their own institution, whatever their role. Another person has to do this.
case-reviewer-was-refused = The institution has asked for another reviewer, so this reviewer cannot read this case.
case-reviewer-stepped-back = This reviewer has stepped back from this case. Please choose another person.
case-needs-another-person = This reading needs a person who has not read this case before. Please choose another person.
case-other-institution = You do not belong to the institution of this case.
case-not-assigned = This reading is not assigned to you.
case-declare-first = Please declare first whether you have a tie to this institution.
case-has-tie = Anyone who was employed, paid or asked for advice by the institution in the last { $months } months cannot review it. Please step back from this case.

rating-has-tie = Anyone who was employed, paid or asked for advice by the institution in the last { $months } months cannot rate this case. Please leave it to somebody else.

## What was given does not fit

rating-asks-nothing = Nothing more is asked when a case is rated a second time. Please confirm the item or lower it.
rating-unrated = { $count ->
    [one] One item is not rated yet. Please rate it first.
   *[other] { $count } items are not rated yet. Please rate them first.
}
hours-too-many = Nobody works on one case for more than { $most } hours. Please check the number.

case-needs-reason = Please give a reason in words.
case-text-too-long = That text has { $length } characters; { $most } is the limit. Please shorten it.
case-link-expired = The time of this link is over. Please ask the association for a new one.
case-nothing-asked = Nothing new is asked in any item. Please ask in an item first, or finish the reading.
case-answers-other-items = Only the items that more was asked about can be changed, each once, and at least one.
case-answer-unchanged = Nothing is new in “{ $item }” as you would send it, and each item can be answered only once. Please add evidence, change the claim, hand over more, or write why it stays as it is.
case-answer-needs-words = Please write something about the item, or leave its text out.
case-undecided = { $count ->
    [one] One item still has no decision. Please decide it first.
   *[other] { $count } items still have no decision. Please decide them first.
}
case-objection-too-late = The time to object is over. The result is issued as the preliminary opinion says.
case-objects-to-nothing = You can object only to items that were lowered, each once. Please write why for at least one.
case-objection-needs-text = Please write for each item why you object.
case-time-not-over = The time is not over yet, so this case stays open.
case-refused-before = The institution has already asked for another reviewer once. That is possible only once in a case.
case-opinion-given = The preliminary opinion has been given, so its reviewer stays. You can object to the opinion instead.
case-nobody-to-refuse = No reviewer is assigned for this reading yet.
case-log-broken = The log of this case was changed outside the program, at entry { $entry }. Nothing is issued from it. Please tell whoever runs this service.
case-valid-for-no-day = The result would not be valid for even one day, because its evidence has ended. Please do not issue it.
case-rescinded-before = This result has already been rescinded.
case-not-superseded = This result is no longer valid, or it cannot take its own place.

## Decisions

decision-unknown-item = This item was not handed in.
decision-needs-text = “Another reason” needs a sentence that says which.
decision-needs-reason = Please choose at least one reason.
decision-foreign-criterion = That criterion belongs to another item.
decision-criterion-of-rung = A criterion that is not shown is part of rung { $rung } or of a rung below it, so the item cannot stay on that rung.
decision-not-lower = An item can be lowered only to a rung below { $claimed }, the claimed one. If you think that it is higher, ask the institution to hand in the item again.
decision-not-as-claimed = Confirmed means rung { $claimed }, as claimed. A reviewer never raises a claim.
decision-thin = From rung { $two_from } on, a document and a record have to support the claim; below that, one of them. Please write why you confirm it all the same.
decision-asks-too-late = More can be asked only in the first reading. Please confirm the item or lower it.
decision-asked-before = More was already asked about this item once. Please confirm it or lower it.
decision-asking-has-no-rung = As long as more is asked, an item has no rung.
decision-not-objected = The institution does not object to this item, so its decision stays.
decision-worse-after-objection = An objection never makes an item worse: it stays at least on rung { $rung }.
finding-unknown-piece = That piece of evidence was not handed in.
finding-needs-kind = Please say whether this evidence is a document, a record, or both.

## Several people of one institution

choice-colleagues = 👥 Answer with colleagues
command-colleagues = Colleagues
help-colleagues = answer for one institution with colleagues
colleagues-title = Answer with colleagues
colleagues-what = Several people can answer for your institution, each alone.
colleagues-more = So no answer rests on what one person happens to know. You invite them by a link and coordinate; no names are needed.
colleagues-own = Each person answers alone. What you answer stays yours: if you leave, you take it with you.
colleagues-institution = Institution: { $name }
colleagues-no-name = The institution has no name yet. The coordinator can give it one on the result.
colleagues-people = Who answers
colleague-post = { $post } ({ $number })
colleague-nickname = { $nickname } ({ $post })
colleague-line = { $called }{ $who ->
    [me] {" – you"}
   *[other] {""}
}{ $coordinates ->
    [yes] , coordinates
   *[no] {""}
}
post-head = Head of the institution
post-service = Service staff
post-quality = Quality
post-finance = Finance
post-other = Colleague
colleagues-invite = Make a link for colleagues
colleagues-link-send = Send this link to your colleagues:
colleagues-link-made = It works for { $days } days, for { $people } people at most. It is shown only once.
colleagues-link-page = On the page: { $address }
colleagues-link-chat = In Telegram: { $address }
colleagues-link-secret = Whoever has the link can join your institution. If it reaches the wrong people, stop it here and take them out.
colleagues-links = Links that still work
colleagues-link-line = Made on { $made }, works until { $until }, for { $left ->
    [one] 1 more person
   *[other] { $left } more people
}
colleagues-link-qr = QR code of the link for colleagues
colleagues-chat-qr = QR code of the link to Telegram
colleagues-revoke = Stop this link
colleagues-revoke-all = Stop all links
colleagues-revoked = The links no longer work. Whoever has joined stays.
colleagues-no-link = No link was made. Only the coordinator makes links, five at a time: stop one first.
colleagues-back = ‹ Colleagues
colleagues-hand-on = Hand the coordination on…
colleagues-hand-on-what = Who coordinates from now on? They can then rename the institution, invite people and take them out. You stay and answer as before.
colleagues-hand-on-yes = Hand it on
colleagues-handed-on = Handed on. You answer as before.
colleagues-remove = Take somebody out…
colleagues-remove-what = Who no longer answers for this institution? They keep their own answers, and see nothing of the institution any more.
colleagues-remove-yes = Take out
colleagues-removed = They no longer belong to this institution.
colleagues-leave = Leave this institution…
colleagues-leave-title = Leave this institution?
colleagues-leave-what = You take your own answers with you. Your colleagues go on without you.
colleagues-leave-coordinator = You take your own answers with you. Your colleagues go on without you, and whoever has been here longest coordinates.
colleagues-leave-last = Nobody else belongs to this institution, so it is deleted, its name and links with it. Your own answers stay.
colleagues-leave-yes = Yes, leave
colleagues-left = You have left. Your own answers are all here.
colleagues-call = What colleagues call you
colleagues-call-yes = Save
colleagues-called = Saved.
nickname-label = Nickname (optional)
nickname-hint = Up to { $most } characters; no real name is needed
nickname-long = A nickname has { $most } characters at most; this one has { $count }.
nickname-empty = Please use letters, digits or Chinese characters, or leave the nickname out.
join-team-title = Answer with colleagues?
join-team-what = You are invited to answer for this institution. { $people ->
    [one] One person answers for it so far.
   *[other] { $people } people answer for it so far.
}
join-team-leaves = You belong to another institution now, and would leave it. { $institution }
join-team-post = What do you do there? Your colleagues see this instead of a name.
join-team-yes = Join
join-team-consent = Agree and join
join-team-leave = No, leave everything as it is
join-team-gone = This link does not work, or no longer does. Ask the person who coordinates for a new one.
join-team-full = Thirty people belong to this institution already, so nobody else can join. Ask the person who coordinates to take somebody out.
join-team-already = You belong to this institution already.
team-nothing-out = Nothing was changed: you do not belong to this institution any more. Your own answers are all here. To join again, ask the person who coordinates for a link.
team-nothing-led = Nothing was changed: somebody else coordinates this institution now, and only they can do this.
team-nothing-stale = Nothing was changed: it was done or changed in the meantime. This is how it is now.
notice-joined-team = You have joined. Answer alone first; nobody sees your answers meanwhile.
naming-institution-coordinator = The person who coordinates your institution can change its name; it then shows for everybody.

## Answering together: alone first, then compared, revised once and settled

together-title = Answer together
together-what = Everybody answers alone. Then you talk about where you differ.
together-more = Each can revise once, and the coordinator settles the rest. Invite your colleagues before you begin.
together-invite = Invite your colleagues first
together-not-begun = The coordinator has not begun yet. Until then you can answer your own self-check.
together-begin-all = Begin: everybody answers everything
together-begin-domain = Begin: two people for each domain
together-begun = Begun. Everybody answers alone now.
together-again = Begin again
together-begin-again = Beginning again gives out all domains anew and starts without anything settled. Each person’s own answers stay.
together-star = Together so far: { $stars }
together-yours = What you answer
together-mine = { $domain }: { $done } of { $count } answered
together-mine-in = { $domain }: handed in
together-answer = Answer what is left
together-hand-in = Hand in: { $domain }
together-handed-in = Handed in. Your answers to this domain are kept as they were; once the others have handed it in, you see where you differ.
notice-part-answered = You have answered your part. Open “Answer with colleagues” to hand it in.
together-all = Who answers what
together-people = { $domain }: { $who } ({ $done } of { $count } handed in)
together-nobody = { $domain }: nobody yet
together-assign = change
together-assign-which = change who answers “{ $domain }”
together-assign-title = Who answers this domain?
together-assign-what = Two people see more than one. What a person handed in of this domain is deleted if they no longer answer it.
together-answers-now = (answers it now)
together-assigned = Saved who answers this domain.
together-items = Where you differ
together-items-what = { $count ->
    [one] One item. It counts as the lower answer until it is settled.
   *[other] { $count } items, those first on which the star depends. Each counts as the lowest answer until it is settled.
}
together-item-title = Where you differ
together-flagged = One rung apart.{ $changes ->
    [yes] {" The star depends on it."}
   *[no] {""}
}
together-to-talk = Please talk about this one.{ $changes ->
    [yes] {" The star depends on it."}
   *[no] {""}
}
said-rung = Rung { $rung }: { $sentence } ({ $who })
said-unsure = Not sure ({ $who })
said-left-out = Does not apply: { $reason } ({ $who })
said-by = { $who }{ $evidence ->
    [yes] , has evidence
   *[no] {""}
}
mark-said-rung = rung { $rung }
mark-said-unsure = not sure
mark-said-left-out = does not apply
together-revise = Say this instead
together-revise-as = I now say: { $mark }
together-revise-what = You can revise your answer once.
together-revised = Revised.
together-settle = Settle
together-settle-as = Settle: { $mark }
together-settle-what = Settle once you have talked. Above the lowest answer it takes evidence.
together-reason = Why (one line)
together-settling = { $subdomain }: { $mark }
together-why-title = Why is it settled so?
together-settled = Settled. It stays, with its reason, when people leave.
together-settled-list = { $count ->
    [one] One item was settled
   *[other] { $count } items were settled
}
settled-line = { $subdomain }: { $mark }. { $reason }
settle-why-talked = We talked it over.
settle-why-evidence = The evidence shows it.
settle-why-misread = The sentence had been misread.
settle-why-careful = We take the lower one, to be on the safe side.
settle-why-agreed = All came to say the same.
settle-why-own = Reason: { $words }
settle-nothing = There is nothing to change here any more. Look again at where you differ.
settle-changed = Nothing was changed: this was changed in another window after you opened the page. What you chose and typed is still here. If it should count, send it again.
settle-already = Nothing was changed: this was settled in another window meanwhile. { $now } You had chosen: { $mark }, “{ $reason }”.
settle-revised-already = You have revised this answer already; each can do so once.
settle-reason-empty = Please say in one line why it is settled so.
settle-reason-long = A reason has { $most } characters at most; this one has { $count }.
settle-too-high = Nobody claimed that much. If it is right, a colleague revises their answer first.
settle-needs-evidence = Above the lowest answer it takes evidence: somebody who claims this much names it in their self-check before they hand in or revise.
together-show-name = Let colleagues see who said what
together-hide-name = Show only my post again
together-name-shown = Colleagues now see your nickname beside what you said.
together-name-hidden = Colleagues now see only your post.
together-back = ‹ Answer together

## The result of the institution: what is settled, and what may leave with it

team-result-title = The institution’s result
team-result-none = There is no result yet. It begins when the first domain has been handed in by everybody who answers it.
team-result-star = The institution’s reference star: { $stars }
team-result-people = { $people ->
    [one] One person answered{ $count ->
        [0] .
       *[other] { "" }, and { $count ->
            [one] one item was
           *[other] { $count } items were
        } settled with a reason.
    }
   *[other] { $people } people answered. They differed on { $count ->
        [0] nothing.
        [one] one item.
       *[other] { $count } items.
    }
}{ $left ->
    [0] {""}
    [one] {" One of them is not settled, so the lowest answer counts, and the star is a range as far as it depends on it."}
   *[other] {" "}{ $left } of them are not settled, so the lowest answer counts, and the star is a range as far as it depends on them.
}
team-result-day = Last change: { $day }
team-result-blocks = { $count ->
    [one] One subdomain holds back { $star ->
        [one] the first star
       *[other] { $star } stars
    }: { $names }
   *[other] { $count } subdomains hold back { $star ->
        [one] the first star
       *[other] { $star } stars
    }: { $names }
}
team-result-unsure = Nobody is sure about { $names }. Until somebody finds out, it counts as not in place.
team-result-lacks = { $count ->
    [one] One answer is
   *[other] { $count } answers are
} still missing, in { $domains }. The coordinator can change who answers a domain.
team-result-goes-on = A newer round was begun. Until it has an answer to everything, this result counts.
team-result-reasons = Where people differed, and why it is settled so
team-result-past = All rounds of the institution
team-result-answers = All answers of the institution
team-result-answer = { $subdomain }: { $mark }
team-result-leaving = What may leave with it
team-result-shares = { $all ->
    [yes] Everybody agrees that single answers are handed in too. They go without names, except of people who show theirs.
   *[no] Single answers stay here: { $agree } of { $count } people agree that they are handed in. It takes all.
}
team-result-lends = { $lend ->
    [0] Nobody lends the institution the evidence that they named.
    [one] One of { $count } people lends the institution the evidence that they named.
   *[other] { $lend } of { $count } people lend the institution the evidence that they named.
}
team-share-what = If you agree, what you answered can be handed in beside the institution’s answers: without your name, unless you show it. You can take it back until it is sealed.
team-share-answers = My answers may be handed in
team-keep-answers = My answers stay here again
team-lend-what = The evidence that you named is yours. If you lend it, the coordinator can hand it in for the domains that you answered, notes and files, and chooses how much of it. You can take it back until it is sealed. What was handed in stays with the institution, also if you leave.
team-lend-evidence = The institution may use my evidence
team-keep-evidence = My evidence stays with me again
team-answers-shared = Your answers may be handed in, if everybody agrees.
team-answers-kept = Your answers stay here.
team-evidence-lent = The institution may use the evidence that you named.
team-evidence-kept = Your evidence stays with you.
team-lower = lower it
team-lower-which = lower it: “{ $item }”
team-lower-title = Lower a settled answer
team-lower-what = A settled answer can be lowered with a reason, for example when a reviewer asks for more. To raise it takes a new round.
team-lower-give = Lower it
team-lowered = Lowered. The reason stays with it.
settle-only-lower = A settled answer can only be lowered. If it is higher by now, begin a new round.
settle-why-open = Not settled: the lowest answer counts.

## The plan of the institution

team-plan-title = The institution’s plan
team-plan-none = There is no plan yet. The coordinator makes it from the institution’s answers, for a star.
team-plan-progress = { $done } of { $total } steps done, for { $star ->
    [one] the first star
   *[other] { $star } stars
}
team-plan-done = A step is done as soon as the institution’s answers reach its rung: answer it together again.
team-plan-reminders = If you have reminders turned on, you are reminded of each step on its day.
team-plan-made-new = Made. Each step has a day that you can change, and nobody does it yet.
team-plan-made-keeping = Made. Steps that were there already keep their day, their person and their state.
team-plan-back = ‹ The institution’s plan
team-result-back = ‹ The institution’s result
team-step-reviewed = what the review says
team-step-title = A step of the plan
team-step-open = { $step } · { $state } · { $due }{ $named ->
    [yes] {" "}· { $person }
   *[no] {""}
}
team-step-done = { $step } · { $state }
team-step-dropped = { $step } · { $state }: { $reason }
team-step-on-page = On the page you can also set a certain day.
team-step-kept = Saved.
team-step-state = State
team-step-why = Why it is dropped (only then)
team-step-reason = Please write in one line why this step is dropped.
reminder-team-steps = Due on { $date } in the institution’s plan
choice-team-plan = Show the institution’s plan
notice-team-due = Due on { $date } in the institution’s plan: { $names }

# What card, report, workbook and sealed file say. Our own wording, not the standard's text.

document-brand = Xingjie
document-file-card = Card
document-file-trend = Trend
document-file-report = Report
document-file-workbook = Workbook
document-file-sealed = Sealed file
document-file-together = { $document } of the institution
document-title = Service capability self-check
document-campaign = Campaign: { $campaign }
document-reference = Reference
document-at-present = At present
document-now = At present: { $stars }
document-date = { $day } { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    } { $year }
document-stars =
    { $star ->
        [0] No star yet
        [1] 1 star
       *[other] { $star } stars
    }
document-stars-range =
    { $low ->
        [0] No star yet to { $high ->
            [1] 1 star
           *[other] { $high } stars
        }
       *[other] { $low } to { $high } stars
    }
document-assessed-on = Checked on { $date }
document-unanswered = not answered
document-onward = { $count ->
        [1] One more subdomain
       *[other] { $count } more subdomains
    } to { $star ->
        [1] 1 star
       *[other] { $star } stars
    }
document-open = { $count ->
        [1] One more answer shows which
       *[other] At most { $count } more answers show which{ $unsure ->
            [0] {""}
           *[other] , { $unsure } of them now “not sure”
        }
    }
document-unsure = { $unsure ->
        [1] One answer is “not sure”, so this is open
       *[other] { $unsure } answers are “not sure”, so this is open
    }
document-unsettled = { $count ->
        [one] One answer is not settled, so this is open
       *[other] { $count } answers are not settled, so this is open
    }
document-keep = All subdomains are on rung 5: keep them there
document-keep-lowered = { $count ->
        [1] One subdomain was lowered in the review
       *[other] { $count } subdomains were lowered in the review
    }
document-in-place = By your answers
document-scan = Check yourselves
document-scan-check = Check this result
document-goal-line = { $star ->
        [1] 1 star
       *[other] { $star } stars
    }
document-reach =
    { $star ->
        [0] { $met } of { $required } met for { $next ->
            [1] 1 star
           *[other] { $next } stars
        }
        [1] { $open ->
            [yes] at least{" "}
           *[no] {""}
        }1 star; of { $required } for { $next }{"\u00A0"}stars, { $met } met
       *[other] { $open ->
            [yes] at least{" "}
           *[no] {""}
        }{ $star } stars; of { $required } for { $next }{"\u00A0"}stars, { $met } met
    }

## Report
report-title = Service capability self-check: report
report-lens-under-way = Once what is being built is done
report-lens-claimed = By your answers
report-lens-evidenced = Counting only what has evidence
report-lens-verified = Reviewed star
document-verified = { $stars } (self-checked { $claimed })
report-verified = Reviewed star: { $stars } (self-checked { $claimed }). A reviewer looked at { $count ->
        [1] one subdomain
       *[other] { $count } subdomains
    } and lowered { $lowered }.{ $left ->
        [0] {""}
       *[other] {" "}The { $left } not looked at stay self-checked, and may be one rung lower.
    }
report-reviewed = { $mark } → rung { $rung } reviewed { $sign }
report-not-looked-at = { $mark } · self-checked
report-overview-reviewed = ✓ confirmed by a reviewer, ↓ reviewed lower than self-checked; without either sign it is self-checked.
report-verified-step = { $subdomain } (from the reviewed rung)
report-lowered-step = { $subdomain } (from the reviewed rung: { $why })
report-rule-verified = “Reviewed star” takes only the rungs that a reviewer of the association confirmed after looking at the material. Answers that nobody looked at stay self-checked: the upper end of the range takes them as answered, the lower end one rung lower, and those that do not apply as rung 0. A review confirms or lowers; it never raises.
workbook-verified = Reviewed rung
report-fall = The star backed by evidence falls to { $star ->
        [0] no star
        [1] 1 star
       *[other] { $star } stars
    } on { $date } unless evidence is renewed by then.
report-unsure = { $count ->
        [1] One answer is “not sure”: find out first. The steps and the lowest star count it as rung 0.
       *[other] { $count } answers are “not sure”: find out first. The steps and the lowest star count them as rung 0.
    }
report-left-out = { $count ->
        [1] One subdomain is left out as not applicable; an assessor must confirm it.
       *[other] { $count } subdomains are left out as not applicable; an assessor must confirm them.
    }
report-holds = What holds back { $star ->
        [1] 1 star
       *[other] { $star } stars
    }
report-holds-nothing = Nothing holds back
report-held = { $subdomain } (rung{"\u00A0"}{ $level })
report-held-reviewed = { $subdomain } (rung{"\u00A0"}{ $level } after the review)
report-held-unknown = { $subdomain } ({ $why })
report-build = What to build: { $count ->
        [1] one step
       *[other] { $count } steps
    } to { $star ->
        [1] 1 star
       *[other] { $star } stars
    }
report-head-number = No.
report-head-subdomain = Subdomain
report-head-rungs = Rungs
report-head-effort = Effort
report-head-person = Person
report-head-due = By when
report-rungs = { $low }→{ $high }
report-under-way = { $subdomain } (under way)
report-nobody = not set
report-no-day = not set
report-due = { $date } · { $state }
report-state-to-do = to do
report-state-doing = doing
report-state-done = done
report-state-dropped = dropped
report-more = { $count ->
        [1] One more step is
       *[other] { $count } more steps are
    } in the workbook.
report-no-plan = There is no plan yet. Once there is one, this says who does what and by when.
report-joined = { $first } { $second }
report-history = Checks so far
report-changed = What changed since { $date }
report-overview = All subdomains at a glance
report-domains = How far each domain is
report-held-more = And { $count } more.
report-sign-unsure = ?
report-overview-hint = The number is the rung that is in place; + means that the next one is under way, ? not sure, – no answer, / does not apply. A golden edge: { $star ->
        [1] 1 star
       *[other] { $star } stars
    } still needs more.
report-decisions = { $count ->
        [1] One decision
       *[other] { $count } decisions
    } for the next meeting
report-decision-what = What should be in place
report-decision-person = Person
report-decision-due = By when
report-unanswered = { $count ->
        [1] One subdomain has no answer
       *[other] { $count } subdomains have no answer
    }: { $names }.
report-body = One by one: rung, evidence, gap, next steps
report-body-hint = The five cells are rungs 1 to 5: dark green is in place, pale green is under way, gold is what { $star ->
        [1] 1 star
       *[other] { $star } stars
    } still needs.
report-rung = Rung { $rung }
report-rung-under-way = Rung { $rung }, the next is under way
report-find-out = Not sure which rung this is: find out first. Until then the steps and the lowest star count it as rung 0.
report-gap = To { $star ->
        [1] 1 star
       *[other] { $star } stars
    }: from rung { $low } to rung { $high }
report-gap-none = Meets { $star ->
        [1] 1 star
       *[other] { $star } stars
    }
report-gap-not-asked = Not needed for the next star
report-gap-unanswered = { $star ->
        [1] 1 star needs
       *[other] { $star } stars need
    } rung { $star } here: answer this question first
report-gap-unsure = { $star ->
        [1] 1 star needs
       *[other] { $star } stars need
    } rung { $star } here
report-gap-left-out = Does not apply, not counted
report-next = Next: build rung { $rung }
report-next-if = If rung { $rung } is not in place yet, build it
report-evidence-sufficient = Evidence up to rung { $rung }{ $known ->
        [yes] , counts until { $until }
       *[no] {""}
    }
report-evidence-lower-rung = Evidence only up to rung { $rung }{ $known ->
        [yes] , counts until { $until }
       *[no] {""}
    }
report-evidence-in-part = Evidence only up to rung { $rung }{ $known ->
        [yes] , counts until { $until }
       *[no] {""}
    }
report-evidence-stale = Out of date: has not counted since { $until } (was evidence up to rung { $rung }){ $known ->
        [yes] {""}
       *[no] {""}
    }
report-evidence-not-needed = Named for rung { $rung }{ $known ->
        [yes] , counts until { $until }
       *[no] {""}
    }
report-evidence-missing = No evidence named
report-in-force = in force { $date }
report-last-used = last used { $date }
report-named = named { $date }
report-file = file: { $name }
report-questions = Questions for the assessor
report-questions-none = Nothing to confirm: no answer is unsure, left out, contradictory or without evidence.
report-ask-unsure = Not sure yet
report-ask-unsure-why = The steps and the lowest star count them as rung 0; once found out, the star may be higher.
report-ask-left-out = Left out as not applicable
report-ask-left-out-why = Not counted; an assessor must accept the reason.
report-ask-contradictions = Answers that hardly go together
report-ask-contradictions-why = Pointed out only; no answer was changed.
report-ask-lacking-evidence = Without evidence
report-ask-lacking-evidence-why = From rung 3 up, evidence is needed. In brackets, the least that would show it.
report-beside = { $claims } (beside { $needs })
report-lacking-evidence = Rung { $rung } ({ $evidence })
report-rule = Rule and edition
report-rule-text = You reach a star when every subdomain that it needs is on the rung of that number or higher, and likewise for all lower stars. Nothing is averaged. For three stars, what star 3 needs must be on rung 3, and what only star 2 or star 1 needs on rung 2 or 1. The official assessment rules are not public; this is our assumption.
report-rule-lenses = The same answers are read three times. “By your answers” takes the rung that was chosen. “Once what is being built is done” counts the next rung if it is being built. “Counting only what has evidence” takes rungs from 3 up only if evidence is named that still counts. Past the edition’s period, evidence no longer counts. If it leaves out a criterion of its rung, it counts up to the rung below.
report-edition = Edition: { $edition } ({ $name }, after { $source }). Wording, effort, order and the periods of evidence are our own judgement.
report-hash = SHA-256 of the edition’s content: { $hash }
report-missing-glyphs = 〓 stands for a character that the fonts lack: { $codes }. The text itself is kept in the workbook and in the sealed file.

## Workbook
workbook-summary = Summary
workbook-answers = Answers
workbook-evidence = Evidence
workbook-gaps = Gaps
workbook-plan = Plan ({ $star ->
        [1] 1 star
       *[other] { $star } stars
    })
workbook-campaign = Campaign
workbook-institution = Institution
workbook-date = Checked on
workbook-onward = Next
workbook-first = Step { $number }
workbook-made-from = Made from { $edition }; SHA-256 of the edition’s content: { $hash }
workbook-domain = Domain
workbook-reach = Star reached alone, at least
workbook-met = Met of the next star
workbook-required = Needed for the next star
workbook-radar = The five domains
workbook-reach-hint = “Star reached alone, at least” is the star that a domain would reach if it were the only one, with what is unsure or unanswered as rung 0; the lowest domain decides. The drawing also shows the share of the next star.
workbook-guard = An apostrophe is put before text that begins with =, +, -, @ or the like, so that it never becomes a formula; nothing else of it was changed.
workbook-subdomain = Subdomain
workbook-needed-from = Needed from star
workbook-question = Question
workbook-rung = Rung
workbook-under-way = Next under way
workbook-meaning = Meaning
workbook-reason = Why it does not apply
workbook-criteria = Criteria
report-together = { $people ->
    [one] One person
   *[other] { $people } people
} of the institution came to these answers; they differed on { $count ->
    [0] nothing
    [one] one of them
   *[other] { $count } of them
}{ $lowest ->
    [0] .
    [one] , and one is not settled: the lowest answer counts.
   *[other] , and { $lowest } are not settled: the lowest answers count.
}{ $gone ->
    [0] {""}
    [one] {" To one of them, somebody answered lower who no longer answers it: it counts as not sure until it is settled."}
   *[other] {" "}To { $gone } of them, people answered lower who no longer answer them: they count as not sure until they are settled.
}
workbook-together = Answered by
workbook-differed = Where people differed
workbook-people = People
workbook-settled = Answer of the institution
workbook-why = Why
workbook-changes = Changes
workbook-before = Before
workbook-after = Now
workbook-also = Now also met
workbook-no-longer = No longer met
workbook-criterion = Criterion
workbook-fact = Fact
workbook-is-met = Met
workbook-shown-by = Shown by evidence
workbook-shows = Criteria it shows (empty: all)
workbook-shown = What shows it
workbook-no = no
workbook-yes = yes
workbook-evidence-state = State of evidence
workbook-evidence-sufficient = sufficient
workbook-evidence-lower-rung = in part
workbook-evidence-in-part = some criteria only
workbook-evidence-stale = out of date
workbook-evidence-missing = no evidence
workbook-evidence-not-needed = not needed
workbook-what = Evidence
workbook-covers-rung = Evidence up to rung
workbook-in-force = In force
workbook-last-used = Last used
workbook-named = Named
workbook-until = Counts until
workbook-file = File
workbook-least = The least you could show
workbook-star = Star
workbook-number = Order
workbook-from-rung = Now
workbook-to-rung = Needed
workbook-effort = Effort
workbook-builds-on = Build first
workbook-sign = Sign that it is done
workbook-person = Person
workbook-due = By when
workbook-state = State
workbook-dropped-because = Why dropped
workbook-lowered-because = Why the reviewer lowered it
workbook-how = How to build it
workbook-step = Rung { $rung }: { $words }

## Sealed file
verify-true = True: not a byte was changed since it was sealed, and the stars ({ $stars }) follow from the { $answers } answers to { $edition } on { $date }. It was sealed with the key that you named, { $sealer }.
verify-true-ours = True: not a byte was changed since it was sealed, and the stars ({ $stars }) follow from the { $answers } answers to { $edition } on { $date }. It was sealed here, with the key { $sealer }.
verify-unknown-key = Unaltered, sealed by an unknown key: not a byte was changed since it was sealed, and the stars ({ $stars }) follow from the { $answers } answers to { $edition } on { $date }. But anybody can make a key, and this one is { $sealer }. Get the sealer’s key from the sealer, and check again with --key.
verify-reviewed = Reviewed star: { $stars }. A reviewer looked at { $count ->
        [1] one answer
       *[other] { $count } answers
    }; the others are as self-checked. Offline nobody can know whether the result of that review was rescinded or superseded since.
verify-together = { $people ->
    [one] One person answered
   *[other] { $people } people answered together
}; they differed on { $count ->
    [0] nothing
    [one] one answer
   *[other] { $count } answers
}{ $lowest ->
    [0] {""}
    [one] {", "}and one of these was not settled, so that the lowest counts
   *[other] {", "}and { $lowest } of these were not settled, so that the lowest counts
}.{ $gone ->
    [0] {""}
    [one] {" To one of them, somebody answered lower who no longer answers it: it counts as not sure."}
   *[other] {" "}To { $gone } of them, people answered lower who no longer answer them: they count as not sure.
} Single answers are { $votes ->
    [yes] in the file.
   *[no] not in the file.
}
verify-wrong-together = Not true: the seal is whole, but what it says of several people does not fit to the answers.
verify-older-rules = The stars are right by the rules of its time: counting only what has evidence, { $then }. By today’s rules that would be { $now }.
verify-weak-key = Not true: the public key in the file is one that anybody can sign for, so the seal means nothing. Please get the original again.
verify-impossible-day = Not true: the seal is whole, but { $where } is { $day }, and that cannot be right. Today is { $today } here; if that is wrong, set the clock of this machine and check again.
verify-altered = Altered: the seal does not fit the content. { $stars }
verify-stars-agree = The stars in it follow from the answers in it, but neither can be trusted.
verify-stars-differ = Nor do the stars in it follow from the answers in it.
verify-other-key = Not sealed with that key: the seal fits the content, but it was made with { $sealer }, not with the key that you named.
verify-revoked-key = Not to be believed: it was sealed with the key { $sealer }, which was ours and was revoked on { $day }, because somebody else may have it. Have the institution seal its result again.
verify-outside-key = Not true: the seal is whole, but on { $day }, the day of the seal, this installation did not seal with the key { $sealer }.
verify-other-edition = The stars cannot be checked: the seal is whole, but it follows edition { $edition } (content SHA-256 { $hash }…), which is not the edition here. Check it with the Xingjie that has that edition.
verify-wrong-stars = Not true: the seal is whole, but the stars do not follow from the answers.
verify-too-large = Unreadable: larger than 2 MB, and no sealed file is that large.
verify-no-json = Unreadable: not JSON, or damaged. Please get the original again.
verify-foreign = Unreadable: not a sealed file of Xingjie, or of a form that is not known here yet.
verify-broken = Unreadable: { $where } is missing in the sealed file or does not fit. Please get the original again.
verify-no-day = Unreadable: { $where } in the sealed file is not a real date. Please get the original again.
verify-no-file = Unreadable: { $cause }
verify-bad-key = --key takes a public key of 64 hexadecimal digits (xingjie key shows it), or a file that holds one.

## xingjie report
batch-working = Making documents
batch-done = Made { $files ->
        [1] one file
       *[other] { $files } files
    } from { $made ->
        [1] one set
       *[other] { $made } sets
    } of answers.
batch-faults = { $count ->
        [1] One was
       *[other] { $count } were
    } not made:
batch-fault = { $file }: { $cause }
batch-no-space = the disk is full, { $target } was not written. Make room and try again.
batch-too-large = { $target } is larger than this system lets a file be; it was not written.
batch-not-allowed = writing { $target } is not allowed. Choose another folder with --out.
batch-other = { $target } was not written: { $detail }
batch-twice = would write over { $target } of this same run. Use another folder or file name.
batch-empty = the folder holds no .json file; hidden files do not count
batch-name-long = --name is too long: { $count } characters, { $most } at most.
batch-name-empty = --name has no letter in it. Write the institution’s name in words, or leave --name out.
batch-bad-date = --date is not a real date: { $given }. Write it like 2026-11-24.
batch-impossible-date = --date cannot be { $given }: it is before the standard or still to come.
batch-unsealed = --key is given, but this file is not sealed. Leave --key out, or use the sealed file.
batch-older-rules = { $file }: the documents follow today’s rules, its seal older ones. { $why }
batch-unknown-keys = { $count ->
        [1] One sealed file is unaltered, but --key did not say whose key sealed it.
       *[other] { $count } sealed files are unaltered, but --key did not say whose keys sealed them.
    }
batch-left-out = { $count ->
        [1] One file or folder was left out, because only files whose names end with .json are read: { $files }
       *[other] { $count } files or folders were left out, because only files whose names end with .json are read: { $files }
    }
batch-glyphs = { $file }: the fonts lack { $codes }; card and report show 〓 instead.

## In the chat and on the page
choice-document-card = 🖼 Card
choice-document-trend = 📈 Trend as a picture
choice-document-report = 📄 Report
choice-document-workbook = 📊 Workbook
choice-document-sealed = 🔏 Sealed file
document-caption-card = Your card, to pass on. The result is only a reference.
document-caption-trend = Your stars over time. The results are only a reference.
document-caption-report = PDF: page one for those who decide, then one subdomain after the other.
document-caption-workbook = Excel: answers, evidence, gaps, plan.
document-caption-sealed = With xingjie verify, anybody can check that it was not altered.
choice-name-institution = 🏷 Name on the documents
choice-rename = 🏷 Change the name on documents
result-institution = Name on the documents: { $name }
naming-institution-title = Name on the documents
naming-institution-now = It is now: { $name }
naming-institution-ask = What is your institution called? The name appears on the card, the report, the workbook and the sealed file; it is used for nothing else.
naming-institution-hint = It is up to you: they are made without a name too. You can change or remove it at any time.
typed-institution = Name of the institution
choice-unname = Remove the name
choice-leave-named = ‹ Leave it as it is
notice-named = The name is stored and appears on documents made from now on.
notice-unnamed = The name is deleted; documents made from now on have no name.
notice-institution-empty = That has no letter in it, so the name was left as it was. Please write it in words.
notice-institution-long = That name is too long: { $count } characters, { $most } at most, so it was left as it was. Please shorten it and send it again.
notice-institution-file = The name cannot be a file, so the file was not kept. Please write the name in words.
document-making = It is being made and comes in a moment.
document-yours-first = Your files before this one are still being made, so this one was not begun. Please wait until they have arrived, then tap again; your answers are all kept.
document-crowded = Too many people ask for files right now, so none was made. Please tap again in a minute; your answers are all kept.
document-failed = The file could not be made, and that is noted; your answers are all kept. Please tap again.
document-package-waits = No files were made: yours are still being made, or too many people ask for some right now. Please try again in a minute.
document-package-too-large = No files were made: together they are too large. Choose one district, or only QR codes.
document-package-no-room = No files were made: the disk of this installation is nearly full. Tell whoever runs it.

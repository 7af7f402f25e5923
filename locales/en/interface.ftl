# Our own wording, not the standard's text.

language-zh = 中文
language-en = English
language-title = Choose a language

## Stars
stars =
    { $star ->
        [0] no star yet
        [1] ★☆☆☆☆ 1 star
        [2] ★★☆☆☆ 2 stars
        [3] ★★★☆☆ 3 stars
        [4] ★★★★☆ 4 stars
       *[5] ★★★★★ 5 stars
    }
stars-range = { $low } to { $high }

## Beginning
welcome-title = Roughly how many stars does your institution have?
welcome-what = A self-check against { $edition } “{ $title }”: how many stars, what holds you back, what to build next. { $first } questions at least, about { $minutes } minutes; stop whenever you like.
welcome-stored = If you agree, your answers are stored until { $months } months after the last one; you can take or delete them at any time. If not, nothing is stored.
choice-consent = Agree and begin
choice-consent-quick = Agree and begin ({ $first } questions)
choice-consent-full = Agree: all { $subdomains }
choice-consent-choose = Agree: choose a star
choice-privacy = What is stored
choice-about = About
begin-title = Begin this run?
begin-what = Every answer that you have given stays. The next question follows the new order.
choice-begin = Begin
choosing-title = Where would you like to begin?
choosing-recommended = recommended
choosing-quick = Quick
choosing-quick-what = { $first } questions or more, from { $minutes } minutes; stops once the star is clear
choosing-full = Full
choosing-full-what = all { $subdomains } questions, about { $minutes } minutes, for the whole picture
choosing-target = Or only the questions that one star needs:
choice-quick = ⚡ Quick
choice-full = 📋 Full
choice-target = 🎯{ $star }★

## Asking
asking-title = { $domain } · { $subdomain }
asking-counter = Question { $number } of { $total } · about { $minutes } min left
asking-counter-star = { $star }★ · question { $number } of { $total } · about { $minutes } min left
asking-hint = Choose the last sentence that is fully true of you; ⁺ means that the next one is under way.
answered-so-far = { $done } of { $total } answered
answered-so-far-star = { $star }★ · { $done } of { $total } answered
choice-change-recorded = Change
recorded-line = Recorded: { $subdomain } { $mark }
choice-under-way = Next one under way
choice-not-under-way = Next one not under way
row-line = { $name }: { $value }
asking-before = Your answer so far: { $mark }
typed-mark = Or type a number, such as 3 or 3+
typed-reason = The reason in one line
mark-level = { $level }
mark-under-way = { $level }⁺
mark-chosen = ·{ $mark }·
mark-unsure = unsure
mark-not-applicable = n/a
mark-unanswered = no answer
choice-unsure = 🤔 Not sure
choice-not-applicable = Doesn’t apply
choice-keep = Keep it
choice-back = ‹ Back
choice-explain = 💡 Explain
choice-review = ☰ All answers
choice-pause = ⏸ Pause
choice-cancel = ‹ To the question
excusing-ask = Why does this not apply to you? Please write one line. At most { $most } subdomains can be left out, and an assessor must confirm each.

## Rich cards
choice-rich = Try the new cards
choice-rich-on = I can see this
choice-rich-off = Back to plain cards
rich-title = New cards
rich-what = A sample has come as a new message. If you can see a list and a button in it, tap that button: from then on each sentence has its own button. If it looks empty, your app cannot show it, and nothing changes. To have plain cards again at any time: /plain.
rich-sample-title = This is a new card
rich-sample-name = Demand management
rich-sample-value = 2
rich-sample-words = Our main services have a written rule for recording needs.
rich-sample-ask = Can you see the list above? Then tap the button.
rich-refused = Telegram did not take the sample, so nothing has changed.
notice-plain-cards = Plain cards from now on.
command-plain = Plain cards
help-plain = if the new cards look empty

## Explaining
explain-evidence = The least you could show for each rung
explain-enough = ✓ { $example }
explain-not-enough = ✗ { $example }
explain-neighbour = Often confused: { $note }
explain-effort = Effort to build rungs 1 to 5: { $efforts }.
explain-words = What we mean: “main services” are the few that companies use most, together more than half of all cases; a “period” is a month or a quarter; a “platform” is one system where everybody enters and sees the same data; an “outside institution” is neither above you nor below you.
choice-to-question = ‹ Back to the question

## Checkpoint, pause, review
section-star = What { $star ->
        [1] 1 star needs
       *[other] { $star } stars need
    }
checkpoint-title = { $section }: done
checkpoint-range =
    { $low ->
        [0]
            { $high ->
                [5] So far anything from no star to 5 stars is possible.
                [1] So far 1 star is the most that is possible.
               *[other] So far { $high } stars are the most that is possible.
            }
       *[other] So far: at least { $low }, at most { $high } stars.
    }
choice-go-on = Continue ›
choice-result = ★ Result
deciding-title =
    { $star ->
        [0] You have a result: no star yet
        [1] You have a result: 1 star
       *[other] You have a result: { $star } stars
    }
deciding-title-now =
    { $star ->
        [0] At present: no star yet
        [1] At present: 1 star
       *[other] At present: { $star } stars
    }
deciding-now =
    { $count ->
        [1] One answer is “not sure” and counts as not in place until you find out
       *[other] { $count } answers are “not sure” and count as not in place until you find out
    }{ $high ->
        [1] . The star can still become 1.
       *[other] . Up to { $high } stars are still possible.
    }
deciding-why =
    { $star ->
        [0] After { $answered } { $answered ->
            [1] answer
           *[other] answers
        } it is clear: no star yet. The remaining questions cannot change that.
       *[other] After { $answered } answers it is clear: { $star ->
            [1] 1 star
           *[other] { $star } stars
        }. The remaining questions cannot change that.
    }
deciding-offer = See the result now, or answer the other { $left } for the whole picture.
choice-verdict = ★ See the result
choice-go-deeper = Answer the rest
review-title = All answers
review-hint = To change an answer, tap it or its domain.
answers-hint = Tap the answer to change; you come back here afterwards.
choice-all-answers = ‹ All answers
choice-close = ‹ Back
paused-title = Paused
paused-kept = Every answer is kept. Come back when you like and continue from where you stopped.
paused-nothing = Nothing is answered yet. Come back when you like and begin with the first question.
choice-resume = Continue ›
choice-restart = Start again
result-none-title = No answer yet
result-none = Nothing is answered in this self-check, so there is no result yet. It begins with the first question.
choice-first-question = To the first question

## Result
result-star =
    { $star ->
        [0] No star yet by this self-check
        [1] ★☆☆☆☆ About 1 star
        [2] ★★☆☆☆ About 2 stars
        [3] ★★★☆☆ About 3 stars
        [4] ★★★★☆ About 4 stars
       *[5] ★★★★★ About 5 stars
    }
result-star-now =
    { $star ->
        [0] At present: no star yet
       *[other] At present: { $star ->
            [1] ★☆☆☆☆ 1 star
            [2] ★★☆☆☆ 2 stars
            [3] ★★★☆☆ 3 stars
            [4] ★★★★☆ 4 stars
           *[5] ★★★★★ 5 stars
        }
    }
result-range = At present: { $low } to { $high }
result-open = { $count ->
        [1] One more answer shows which.
       *[other] At most { $count } more answers show which{ $unsure ->
            [0] {""}
           *[other] , { $unsure } of them now “not sure”
        }.
    }
result-unanswered = { $count ->
        [1] One question is unanswered; it cannot change this star. Answer it
       *[other] { $count } questions are unanswered; they cannot change this star. Answer them
    } to see the whole picture.
result-unsure = { $count ->
        [1] One answer is “not sure”, so this is open. Find out first
       *[other] { $count } answers are “not sure”, so this is open. Find out first
    }: { $names }.
result-find-out = Not sure, counted as not in place for now: { $names }
result-next =
    { $least ->
        [yes] At least { $count } more { $count ->
            [1] step
           *[other] steps
        } to { $star }★: { $names }.
       *[no] { $count ->
            [1] One more step takes
           *[other] { $count } more steps take
        } you to { $star }★: { $names }.
    }
result-next-first =
    { $least ->
        [yes] At least { $count } more steps to { $star }★. First these: { $names }.
       *[no] { $count } more steps take you to { $star }★. First these: { $names }.
    }
result-target-reached = Your target, { $star ->
        [1] 1 star
       *[other] { $star } stars
    }: reached, by your answers.
result-target-open = Your target, { $star ->
        [1] 1 star
       *[other] { $star } stars
    }: not clear yet.
result-target-missed = Your target, { $star ->
        [1] 1 star
       *[other] { $star } stars
    }: not reached yet.
result-since = Since { $date }: { $what }.
result-since-same = Since { $date }: nothing rose or fell.
result-rose = { $count } up ({ $names })
result-fell = { $count } down ({ $names })
result-points-changed = { $count } with other criteria on the same rung ({ $names })
profile-title = The five domains on the way to { $star ->
        [1] 1 star
       *[other] { $star } stars
    }: met of needed
profile-legend = The number in a cell is the rung that is in place; + means that the next one is being built, ? not sure, – no answer, / does not apply. A thick edge: { $star ->
        [1] 1 star needs
       *[other] { $star } stars need
    } more here.
profile-domain =
    { $required ->
        [0] { $domain }: nothing needed for { $star }★
       *[other] { $domain }: { $met } of { $required } for { $star }★
    }
profile-cells = All answers. Tap one to change it.
profile-cell-rung = { $subdomain }: { $rung }{ $building ->
        [yes] , next being built
       *[no] {""}
    }{ $more ->
        [yes] ; { $star }★ needs more
       *[no] {""}
    }
profile-cell-unsure = { $subdomain }: not sure{ $more ->
        [yes] ; { $star }★ needs it
       *[no] {""}
    }
profile-cell-unanswered = { $subdomain }: not answered{ $more ->
        [yes] ; { $star }★ needs it
       *[no] {""}
    }
profile-cell-left_out = { $subdomain }: does not apply
result-readings = Other ways to read it
result-rest = After that { $count ->
        [1] one more
       *[other] { $count } more
    }: { $names }.
documents-title = Documents
choice-documents = Documents
more-title = More
choice-more = More
choice-pass-on = 🖼 Pass on the picture
result-unanswered-open = { $count ->
        [1] One question is not answered yet.
       *[other] { $count } questions are not answered yet.
    }
result-left-out = Does not apply (an assessor must confirm): { $names }
result-build = To reach { $star ->
        [1] 1 star
       *[other] { $star } stars
    }, build in this order
choice-build = 🔧 How to reach { $star }★
choice-what-to-keep = 🔧 What to keep
choice-return = ‹ Back
steps-title = { $count } { $count ->
        [1] step
       *[other] steps
    } to { $star }★
step-missing = Still missing for rung { $rung }: { $facts }.
facts = { $fact }; { $rest }
facts-more = { $facts }; and { $left } more
point-met = ✓ { $fact }
point-missing = ○ { $fact }
point-met-button = ✓ { $rung }{ $letter }
point-missing-button = ○ { $rung }{ $letter }
step-line = { $step } – { $rung }
step-title = { $subdomain } { $start }→{ $goal }
step-title-under-way = { $subdomain } { $start }→{ $goal } (under way)
step-title-unsaid = { $subdomain } ({ $mark }) →{ $goal }
step-rung = Rung { $rung } · { $effort } effort
step-done = How to tell it is done: { $sign }
effort-small = small
effort-medium = medium
effort-large = large
choice-earlier = ‹ Earlier
choice-later = Later ›
choice-steps = ‹ All steps
keep-title = Keeping 5 stars
keep-what = All { $count } subdomains must stay on rung 5: still in use, still learned from. If any one slips, so does the star.

## The standard
standard-title = { $edition }: stars and domains
standard-stars = { $star ->
        [1] Needed from 1 star upwards.
       *[other] Needed from { $star } stars upwards.
    }
standard-star = { $star }★: { $words }
choice-domains = ‹ Domains

## Criteria
choice-points = Check the criteria
choice-points-beside = Criteria
explain-points = To check the criteria of a rung, tap it below.
unsure-offer = Not sure which sentence is true? Each rung is split into a few criteria that you answer by yes or no, which is often easier.
choice-unsure-go-on = Not sure, go on
notice-ticks-cleared = “{ $subdomain }”: rung { $rung } contradicts the ticks of rung { $above }, so these were cleared: { $facts }.
choice-ticks-back = Put the ticks back and check
points-title = { $subdomain }: criteria of rung { $rung }
points-ticked = ✓ { $letter }
points-unticked = ○ { $letter }
points-point = { $point } { $fact }
points-fact = { $fact }. Shown by: { $shown }.
points-give = With these ticks your answer is rung { $rung }{ $building ->
        [yes] , and the next one is being built.
       *[no] .
    }
points-shown = Shown by: { $shown }.
points-below = Not ticked below this rung: { $facts }.
points-all-below =
    { $below ->
        [1] Rung 1 counts as ticked.
       *[other] Rungs 1 to { $below } count as ticked.
    }
choice-points-record = Record: rung { $rung }{ $building ->
        [yes] , next being built
       *[no] {""}
    }
choice-points-rung = Rung { $rung }
choice-points-lower = ‹ Rung { $rung }
choice-points-higher = Rung { $rung } ›

## Notices and refusals
refusal-stale = That came from an earlier screen, so nothing was changed. Here is where you are.
refusal-recorded =
    { $subdomain } is recorded as { $mark }. { $changed_by ->
        [change] To change it, tap “Change”.
       *[review] To change it, open “All answers”.
    }
refusal-repeated = That message was already dealt with; nothing was changed.
refusal-faster = Another tap came first, so this one was not counted. Here is where you are.
refusal-group = I work in private chats only; please open a private chat with me.
refusal-unstored = That could not be stored just now; everything stored before is safe. Please try once more in a moment.
refusal-not-deleted = Your files could not all be deleted just now, so nothing counts as deleted yet. Please try once more in a few minutes.
refusal-too-fast = That was too much at once, so some of it was not dealt with. Your stored answers are safe; please go on more slowly.
refusal-wrong = Something went wrong and has been noted; your answers are safe. Please try again, or begin here: /start.
notice-type-number =
    { $excusable ->
        [yes] Please tap a button, or type a number from 0 to 5 (such as 3 or 3+). If you are unsure, tap “🤔 Not sure”; if it has nothing to do with you, “Doesn’t apply”.
       *[no] Please tap a button, or type a number from 0 to 5 (such as 3 or 3+). If you are unsure, tap “🤔 Not sure”.
    }
notice-tap = Please tap one of the buttons below. Your answers are safe.
notice-reason-empty = Please write the reason in words.
notice-reason-long = That is too long: { $count } characters, { $most } at most. Please shorten it and send it again.
notice-unknown-command = There is no such command. What you can do: /help.
notice-unknown-payload = That link has a code that is not known here. You can begin as usual.
notice-begin-first = You have not begun yet, and nothing is stored. Please read this first.
notice-forgotten = Everything is deleted. You are welcome back at any time.
notice-nothing-stored = Nothing is stored about you.

## Commands
command-start = Begin or continue
command-quick = Quick self-check
command-full = Full self-check
command-resume = Continue
command-result = See the result
command-restart = Start again
command-language = Change language
command-standard = Read the standard
command-help = Help
command-about = About
command-privacy = What is stored
command-mydata = Export my data
command-forget = Delete all my data
help-title = What you can do
help-what = One question at a time, one tap each. Stop, change or look at the result whenever you like.
help-start = the beginning, or where you stopped
help-quick = star by star, until the star is clear
help-full = all questions, for the whole picture
help-resume = with the next question
help-result = the stars, what is missing, what to build next
help-restart = from the first question; the old run stays in the history
help-language = 中文 or English
help-standard = the 5 stars and all subdomains
help-about = what this is and is not
help-privacy = what is stored, and for how long
help-mydata = everything stored about you, as a file
help-forget = at once and for good
privacy-title = What is stored
privacy-what = Only this is stored:
privacy-account = Your account number (on the web a random one) and your language; on Telegram also which of our messages is the newest, so that the one before it can be cleared away
privacy-answers = Each answer, the reason if something does not apply, the log of changes, and times
privacy-evidence = The evidence you write down, with its dates
privacy-files = Evidence files: one attached on the page is kept with us; one sent on Telegram stays there, and we note its name, size and checksum
privacy-plan = Once you make a plan: the plan, whom you write down for a step and why you drop one, your time zone, and which reminders were given
privacy-name = If you name your institution or answer for it with colleagues: its name, who belongs to it, and what you call yourself there
privacy-not = Names and phone numbers are stored only if you write them yourself; no contacts, and nothing else of the chat.
privacy-how-long = All of it is erased automatically { $months } months after your last answer.
privacy-rights = Have all of it as a file: /mydata. Delete all of it at once and for good: /forget.
about-title = About Xingjie
about-what = Xingjie helps small-business service institutions check their services against { $edition } and see what to build next.
restart-title = Start again?
restart-what = { $count ->
        [1] This run, with one answer, stays in the history;
       *[other] This run, with { $count } answers, stays in the history;
    } the new one begins from the first question.
choice-restart-yes = Yes, start again
forget-title = Delete all your data?
forget-what = All answers, the history and your account number are deleted at once and cannot be brought back. If others answer for your institution, what is settled, its plan and what was handed in stay with it. An item that is not settled and has its lowest answer from you stays open until the coordinator settles it.
forget-last = If nobody else does, the institution is deleted too: its name, links and plan, and of what it handed in the sealed files, evidence and everything that its people typed. Reviews that are not over end, and public check pages close. The association keeps the institution’s name, which rungs were claimed and reviewed, and the results that it issued.
choice-forget-yes = Yes, delete it all
mydata-caption = This is everything that is stored about you.
mydata-workbook-caption = The same as a workbook, with words for people to read.
bot-about = A self-check for small-business service institutions; for reference only

## The page
web-title = Xingjie
web-description = Roughly how many stars does your institution have? A self-check for small-business service institutions, for reference only.
web-operator = Provided by { $name }
operator-contact = Contact: { $contact }
web-menu = Menu
web-save = Save
web-points-legend = Tick what is true of you
web-points-record = Record what is ticked
web-points-kept = Not recorded yet: something else was answered meanwhile. Your ticks are still here. Check them and record them again.
web-points-of-rung = Check the criteria of rung { $rung }
web-points-first = Check the criteria first
web-if-legend = Steps that would be done
web-if-met-legend = Criteria that would be met
web-if-try = Try it
web-calendar = Add to calendar
web-changed = changed
web-error-title = Error: { "" }
web-asking-hint = Tap the last sentence that is fully true of you.
web-shown-by = What shows { $rung }
web-shown-by-this = What shows it:
web-more-about = About this question
web-picture-title = The picture to pass on
web-picture-how = Press the picture and hold it: then you can forward or save it.
web-picture-alt = A card with the stars, the five domains and the date of this self-check
web-picture-download = Download the picture
web-forged = That page is out of date or was not opened from here; nothing was changed.
web-error = Something went wrong and has been noted; your answers are safe. Please try again.
web-too-long = That was too long, so nothing was done. Please shorten it and send it again.
web-too-fast = That was too fast, so nothing was done this time. Your answers are safe; please wait a moment and try again.
web-no-cookie = Your browser keeps no cookie of this page, so nothing was stored: without it you could not come back to your answers. Please allow cookies for this site, then tap the button again.
web-old-page = This page was open for more than an hour, so nothing was stored. Please tap the button again.
web-come-back = Open this page again in this browser to carry on: it knows you for { $days } days after your last visit. For another browser or device, make a private link.
web-offline = There is no connection, so nothing was sent. Your answers are safe; try again once you are connected.
web-too-slow = That came in too slowly and never arrived in full, so nothing was changed. Please check the connection and try again.
web-missing = There is no such page. Your answers are safe.

## All words
document-matrix = What each star needs, and the effort of each rung
document-subdomain = Subdomain
document-left-out = May not apply
document-effort = effort
document-star-words = What each star looks like
document-question = Question
document-why = Why it matters
document-evidence = Evidence
document-neighbour = Often confused
document-build = Build
document-contents = Contents
document-all = All of it, to print

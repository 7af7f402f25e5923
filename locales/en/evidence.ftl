# Our own wording, not the standard's text.

## Naming evidence
choice-name-evidence = Evidence: { $subdomain }
naming-evidence-title = { $subdomain }: what can you show?
naming-evidence-claim = You chose rung { $rung }: { $words }
naming-evidence-least = The least you could show: { $words }
naming-evidence-hint = One line is enough: its title, its number, where it is kept. It is stored at once; the dates come next.
typed-evidence = What it is, in one line
attached-evidence = Or send a photo or a document (up to { $most } MB)
choice-renew = ♻ Still this one, new dates
choice-evidence-covers-more = ♻ It covers rung { $rung } too
choice-withdraw = Withdraw this evidence
choice-not-now = ‹ Not now
dating-title = { $subdomain }: when was it used?
dating-noted = Noted: { $what }
dating-ask = When did it come into force, and when was it last used? Write two dates, such as 2026-01-15 2026-10-30; a single date is taken as the last use.
dating-hint = Or tap when it was last used. Evidence that is out of date counts again once its dates are renewed.
typed-dates = Dates, such as 2026-01-15 2026-10-30
choice-months-ago =
    { $months ->
        [0] Today
        [1] A month ago
        [12] A year ago
       *[other] { $months } months ago
    }
choice-no-dates = Skip the dates ›
choice-change = ✎ Change the answer
choice-evidence = 📎 Add evidence
choice-evidence-again = 📎 Renew or withdraw the evidence
choice-domain-answers = ‹ This domain
answer-claim = Your answer: rung { $rung } – { $words }
answer-without-evidence = There is no evidence yet. Counting only what has evidence, this is rung 2.
answer-evidence-optional = There is no evidence yet. Your stars need none at this rung, but a reviewer may ask for it.
evidence-title = Your evidence
evidence-what = { $what }
evidence-file-kb = File: { $name } ({ $size } KB)
evidence-file-mb = File: { $name } ({ $size } MB)
evidence-in-force = In force since { $date }
evidence-last-used = Last used on { $date }
evidence-counts-until = Stops counting on { $date } unless its dates are renewed
evidence-shows = Shows { $shown } of the { $all } criteria of rung { $rung }. Still without evidence: { $left }.
evidence-left-fact = “{ $fact }”
evidence-state-missing = no evidence yet
evidence-state-lower-rung = evidence for rung { $rung } only
evidence-state-stale = out of date since { $date }
evidence-state-sufficient = has evidence
day =
    { $day } { $month ->
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

## Which criteria evidence shows
choice-shows = ☑ Which criteria it shows
shows-title = { $subdomain }: what does it show?
shows-hint = If it shows them all, it counts for rung { $rung }. If it leaves one out, it counts up to rung { $below }.
shows-counts = With these ticks it counts up to rung { $rung }.
choice-shows-record = Record these ticks
field-shows = Tick what it shows
explain-evidence-now = Your evidence: { $words }
notice-shows-all = Noted: the evidence shows all of rung { $rung }.
notice-shows-nothing = Please tick at least one. If it shows none of these, withdraw the evidence.

## Result
reading-claimed = By your answers: { $stars }
reading-under-way = Once what is being built is done: { $stars }
reading-evidenced = { $count ->
        [0] Counting only what has evidence, nothing is left out: { $stars }
        [1] Leaving out what one answer claims without evidence: { $stars }
       *[other] Leaving out what { $count } answers claim without evidence: { $stars }
    }
result-holding-back = Evidence for { $count } more { $count ->
        [1] subdomain
       *[other] subdomains
    } would raise the star backed by evidence from { $low ->
        [0] none
       *[other] { $low }
    } to { $high }: { $names }.
result-stale = { $count ->
        [1] Evidence for one subdomain is out of date and no longer counts:
       *[other] Evidence for { $count } subdomains is out of date and no longer counts:
    } { $names }.
result-falls =
    { $star ->
        [0] Unless evidence is renewed, the star backed by evidence is lost on { $date }.
       *[other] Unless evidence is renewed, the star backed by evidence falls to { $star } on { $date }.
    }
names = { $names }
names-more = { $names } and { $left } more
second-look-title = Worth a second look
second-look-line = { $words } See: { $names }.
second-look-more = { $count ->
        [1] There is one more like these.
       *[other] There are { $count } more like these.
    }
choice-lacking-evidence = 📎 Add evidence ({ $count })
lacking-evidence-title = { $count ->
        [1] One answer still needs evidence
       *[other] { $count } answers still need evidence
    }
lacking-evidence-first = { $count ->
        [1] Evidence for the first one
       *[other] Evidence for the first { $count }
    } brings the star backed by evidence to { $star }. Tap one to add it.
lacking-evidence-more = The star backed by evidence is already the star of your answers. Evidence for these puts an assessment on firmer ground.

## Notices
notice-evidence-empty = Please say in words what it is, or send a photo or a document.
notice-evidence-long = That is too long: { $count } characters, { $most } at most. Please shorten it and send it again.
notice-date-unreadable = That date could not be read. Please write 2026-10-30; two dates with a space between them.
notice-date-none = { $date } is not in the calendar. Please check it and send it again.
notice-date-future = { $date } is still to come. Please give a day that has passed.
notice-date-old = { $date } is { $months } months ago or longer: as its last use it would not count. If it came into force then, please write both days: that one, then the last use. If it was really last used then, write the day twice.
notice-date-order = The last use ({ $used }) would be before it came into force ({ $since }). Please write the day it came into force first, then the last use.
notice-evidence-counts = The evidence is noted and counts. On { $date } it stops counting unless its dates are renewed.
notice-evidence-stale = The dates are noted, but by them the evidence has been out of date since { $date } and does not count. Renew them when it is used again.
notice-evidence-withdrawn = The evidence is withdrawn; the answer stays as it was.
notice-no-file = No file is needed here, so it was not kept. Your answers are safe.
notice-one-file = One file is kept for each answer: the first is safe, this one was not kept.

## Files
file-too-big = That file is { $size } MB, and { $most } MB is the most, so it was not kept. Please shrink the pictures, or send only the pages that matter.
file-empty = That file is empty (0 bytes), so it was not kept. Please open it to check, and send it again.
file-unfit = This kind of file cannot be used, so nothing was kept. You can send PDF, OFD, pictures (JPG, PNG, WebP, HEIC), Word, Excel, PowerPoint, WPS, TXT or CSV.
file-disguised = What “{ $name }” holds does not match the ending of its name, so it was not kept. Please export it again from its own program and send that.
file-damaged = “{ $name }” cannot be opened: it is damaged or was cut off, so it was not kept. Please open it in its own program, save it again and send that.
file-locked = “{ $name }” is locked with a password, so nobody could read it as evidence, and it was not kept. Please save a copy without a password, or export it as PDF, and send that.
file-macros = “{ $name }” holds macros (small programs) or may hold some, so it was not kept. Please save it without macros, as DOCX, XLSX or PPTX, or export it as PDF, and send that.
file-archive = “{ $name }” is an archive of files, so it was not kept. Please unpack it and send the document itself.
file-scripts = “{ $name }” holds a script or an active form, so it was not kept. Please print it to a new PDF and send that.
file-programs = “{ $name }” can start a program, or holds another file that can, so it was not kept. Please take it out, or print it to a new PDF and send that.
file-loads = “{ $name }” fetches a part of itself from elsewhere when it is opened, such as a template or an object, so it was not kept. Please print it to a new PDF and send that.
file-second = “{ $name }” is two files in one: something else is hidden behind what it shows, so it was not kept. Please export it again from its own program and send that.
file-unreachable = Telegram did not hand the file over, so nothing was kept. Please send it again in a moment, or write one line first.
file-not-kept = The server cannot take that file in right now, so nothing was kept. Please try later, or write one line about it first.
file-too-many = You have { $count } files here, and { $most } is the most, so this one was not kept. Files of earlier self-checks count too. Please withdraw evidence whose file you no longer need and send this one again, or write one line about it.
file-too-much = Your files take { $used } MB together, and { $most } MB is the most, so this one was not kept. Files of earlier self-checks count too. Please send a smaller file, withdraw evidence whose file you no longer need, or write one line about it.
file-no-room = This installation has no room for more files just now, so it was not kept. Your answers are safe. Please write one line about it, or try again later.
file-cut = The file did not arrive in full, so nothing was kept. Please send it again.
web-file = Download { $name }

## The form of the dates
field-in-force = In force since
field-last-used = Last used
field-last-used-hint = Only needed if it came into force longer ago than it counts.
dating-period = Evidence counts for { $months } months after its last use. If the last use is not known, it counts from today.
notice-form = Nothing is saved yet. Please see the note beside the field.
notice-day-none = That day is not in the calendar. Please check day, month and year.
notice-day-needed = Please choose a day.
notice-day-future = That day is still to come. Please choose a day that has passed.
notice-date-needed = Please give at least one of the two days, or skip them.
notice-date-before = That is before it came into force ({ $since }). Please correct one of the two days.
notice-date-used = It has been in force for { $months } months or more. When was it last used?
choice-see-evidence = Evidence
choice-change-row = Change

## Pictures of the files that an institution hands in (if there is none, why; each can still be downloaded)
view-other-kind = Files of this kind cannot be shown here, only downloaded.
view-locked = This file opens only with a password, so it cannot be shown here, only downloaded. Ask for one without a password.
view-damaged = This file cannot be read: it may be damaged, or it is not what its type says. Download it, or ask for it again.
view-too-heavy = To draw this file takes too much memory or time, so it is not shown here. You can download it, but check it for viruses before you open it.
view-no-such-page = This file has no such page.
view-not-here = This server cannot draw the files of others safely, so they can only be downloaded.

# What the command line says of a file that it reads: what cannot be read, and why.

file-missing = there is no such file
file-folder = this is a folder, not a file
file-forbidden = reading this file is not allowed
file-unread = { $detail }
file-too-large = is larger than 2 MB, and no file of answers is that large

answers-in-line = line { $line }: { $fault }
answers-at = { $where }: { $cause }
answers-line-empty = is empty
answers-no-text = is not UTF-8 text: byte { $byte }
answers-no-json = is not JSON from column { $column }
answers-no-number = is not JSON: { $given } is not a number
answers-number-long = holds a number that is too long
answers-nested = the JSON is nested too deeply
answers-no-object = must be a JSON object
answers-twice = occurs twice in one object
answers-key = is not a known key; the known keys are { $known }
answers-edition = { $given } is not known; the known edition is { $known }
answers-no-ratings = must be an object of subdomain codes
answers-no-subdomain = is not a subdomain of this edition
answers-no-rating = must be a level from 0 to 5, or an object
answers-no-level = must be a whole number from 0 to 5
answers-no-rung = there is no rung above 5
answers-no-criteria = this edition has no criteria here
answers-criteria-list = must be a list of criteria, each written like { $example }
answers-no-criterion = { $given } is not a criterion of this subdomain; they are written like { $example }
answers-shows = must name at least one criterion, and only criteria of rung { $rung }, which the evidence backs
answers-other-level = does not agree with the criteria: they give rung { $level }
answers-verified-above = cannot be above what the answer claims, which is rung { $claimed }
answers-missing = is missing
answers-must-apply = this edition does not allow it here
answers-left-out = at most { $most } subdomains can be left out
answers-no-flag = must be true or false
answers-no-words = must be text
answers-empty = must not be empty; leave the key out instead
answers-long = is longer than { $most } characters
answers-no-day = must be a date such as 2026-10-30
answers-no-such-day = there is no { $given } in the calendar
answers-used-before = { $used } is before in_force { $since }
answers-not-answered = there is no answer to this subdomain
answers-people = must be a whole number of people, from 1 to { $most }
answers-open-reason = an answer that is not settled has no reason
answers-votes = must be a list of single answers, of { $most ->
    [one] one person
   *[other] 1 to { $most } people
}
answers-gone-unsure = a lower answer can only have gone if this is open and the answer is not sure
answers-open-lowest = the answer is not settled, so it must be the lowest single answer, which claims rung { $lowest }

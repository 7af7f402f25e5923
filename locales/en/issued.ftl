### Issued results: what is said of the file that an association seals, and of the page where it can be checked

## xingjie verify
issued-true = True: nothing was changed since this result was issued, and its star follows from the decisions.
issued-expired = No longer valid: this result was true when it was issued, but it was valid up to and including { $last }.
issued-unknown-key = Unaltered, sealed by an unknown key. Anybody can make a key: get the association’s from the association, and check again with --key.
issued-whole = { $association } reviewed “{ $institution }” (a self-declared name) by { $edition } and issued { $stars } on { $issued }; the institution had claimed { $claimed }. It is valid up to and including { $last }. It was sealed with the key { $sealer }.
issued-chain-whole = The submission is the one that was reviewed, with the same claims.
issued-chain-without = What was handed in was not compared: give it with --submission to check that too.
issued-log-whole = The log of its case in this database is as it was recorded, and leads to this result.
issued-log-unnamed = The log of its case in this database is as it was recorded. This result is from before logs were sealed with the results, so it does not name its log.
issued-log-unknown = This database has issued no such result, so there is no log to check.
issued-log-broken = The log of its case in this database was changed outside the program, at entry { $entry }.
issued-offline = Offline nobody can know whether it was rescinded or superseded since. The association can tell.
issued-altered = Altered: the seal does not fit the content. Please get the original again.
issued-revoked-key = Not to be believed: it was sealed with the key { $sealer }, which was revoked on { $day }, because somebody else may have it. Ask the association to issue the result again.
issued-broken = Not true: the seal is whole, but the chain breaks. { $why }
issued-broken-submission = What was handed in is another file than the one that was reviewed.
issued-broken-seal = The seal of what was handed in is not whole.
issued-broken-institution = What was handed in names another institution or another day.
issued-broken-claim = The claim of { $code } is not the one that was handed in.
issued-broken-day = { $where } is { $day }, and that cannot be right.
issued-broken-item = { $code } is not an item that this edition allows.
issued-broken-left-out = More items are left out than this edition allows.
issued-broken-decision = The decision about { $code } raises the claim, or lowers it without a reason.
issued-broken-reader = It says that nobody read it.
issued-broken-undecided = { $code } had to be looked at, and nobody decided it.
issued-broken-claimed-star = The claimed star does not follow from the claims.
issued-broken-verified-star = The reviewed star does not follow from the decisions.
issued-submission-needs-result = --submission goes with an issued result, and this file is not one.

## Issuing
issued-no-key = The result cannot be sealed now, so it was not issued. This was logged. Please tell the operator, and try again later.
issued-other-edition = It was handed in by another edition than this installation has, so its star cannot be worked out here. Close this case, and ask for a new submission.

## The public page of a result
result-title = Reviewed self-check
result-unknown-number = There is nothing to check under this number. Compare it with the card or the file, or ask the institution for the address.
result-state = State today
result-state-valid = Valid
result-state-expired = No longer valid
result-state-rescinded = Rescinded
result-state-superseded = Superseded by a newer result
result-state-not-known = Not known here
result-says-valid = This result is valid today.
result-says-expired = The validity of this result is over.
result-says-rescinded = The association rescinded this result. Do not rely on it.
result-says-superseded = A newer result took the place of this one. Ask the institution for it.
result-says-not-known = This site cannot know whether this result was rescinded or superseded since. Ask the association.
result-reviewed = Reviewed reference star
result-claimed = Self-checked reference star
result-association = Reviewed by
result-looked-at = Items that a reviewer looked at
result-issued-on = Issued on
result-valid-until = Valid up to and including
result-address = Address of this page
result-address-why = A code can lead anywhere. Look whether the address in your browser is this one.
result-verify = Verify the sealed result
result-verdict-true = Verified: not a byte was changed since it was issued, and the star follows from the decisions.
result-verdict-expired = Verified: not a byte was changed since it was issued. Its validity is over.
result-verdict-altered = Not verified: the sealed result does not hold. Do not rely on this page, and tell the operator.
result-verdict-unreadable = It cannot be verified here: it follows another edition than this site has now.
result-verdict-unknown_key = Not verified: it was sealed with a key that this site does not know.
result-verdict-revoked_key = Not to be believed: the key that sealed it was revoked. Ask the institution for a new result.
result-download = Sealed result (JSON)
result-means-reviewed = A reviewer of the association looked at the items that decide the star, and at some drawn by lot, and confirmed or lowered each.
result-means-range = If two stars are given, the items that nobody looked at decide between them.
result-not-all = Items that no reviewer looked at are self-checked only. A review is a sample of one moment, and things may have changed since.
result-not-named = The name is what the institution typed. Nobody verified it.
result-not-certificate = This is a reference star, neither a certificate nor an official result, and it does not compare institutions.
result-report-title = Is the name false?
result-report = If an institution bears a name here that is not its own, tell { $association }. It can take this page down.

## Reporting a false name
name-report-title = Report a false name
name-report-what = { $association } reads your report and decides. This page does not change until then.
name-report-reason = What is wrong?
name-doubt-another = The name belongs to another institution
name-doubt-none_such = There is no institution of this name
name-doubt-not_us = It is our name, and we did not ask for this review
name-doubt-other = Something else about the name
name-report-contact = How to reach you, if you like
name-report-contact-why = Only the association sees it. It is deleted when they have decided.
name-report-send = Send the report
name-report-back = Back to the check page
name-report-needs-reason = Please choose what is wrong.
name-report-long-contact = The way to reach you is too long. Please give an address or a number only.
name-report-stored = Thank you. The report was stored, and { $association } will look into it.
name-report-enough = Thank you. { $association } has many reports about this name already and will look into them, so this one was not added.

## The institution's own results
own-results-title = Our issued results
own-results-none = No result has been issued for your institution yet.
own-results-off = Nobody else sees this result. You can give it a public page, and take it back at any time.
own-results-shows = Everybody who has the address can then read it: the name of your institution, the star, self-checked and reviewed, the day, and until when it counts. Search engines are told not to list it.
own-results-at = Public page: { $address }
own-results-in-chat = Only people with the address find it, unless you let search engines list it on the web page.
own-results-public = Public page:
own-results-indexed = Search engines may find it.
own-results-not-indexed = Search engines are told not to list it. Only people with the address find it.
own-results-index = Search engines may list it
own-results-publish = Publish the page
own-results-withdraw = Take the page back
own-results-ends = It ends in { $days ->
    [one] one day
   *[other] { $days } days
}.
own-results-why = Why, and what to do
own-results-taken-down = The association took the check page of this result down, because of the name. Reason: { $why }

## Of a file that is dropped
check-cause-issued = Not a byte of this result was changed since it was issued, it was sealed here by the association, and its star follows from the decisions.
check-verdict-expired = No longer valid
check-cause-issued-broken = The seal is whole, but the decisions and the star in it do not fit together.
check-do-issued-broken = Do not believe it, and ask the association that is named in it.

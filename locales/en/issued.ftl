### Issued results: what is said of the file that an association seals, and of the page where it can be checked

## xingjie verify
issued-true = True: nothing was changed since this result was issued, and its star follows from the decisions.
issued-expired = No longer valid: this result was true when it was issued, but its validity ended on { $until }.
issued-unknown-key = Unaltered, sealed by an unknown key. Anybody can make a key: get the association’s from the association, and check again with --key.
issued-whole = { $association } reviewed “{ $institution }” (a self-declared name) by { $edition } and issued { $stars } on { $issued }; the institution had claimed { $claimed }. It is valid before { $until }. It was sealed with the key { $sealer }.
issued-chain-whole = The submission is the one that was reviewed, with the same claims.
issued-chain-without = What was handed in was not compared: give it with --submission to check that too.
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

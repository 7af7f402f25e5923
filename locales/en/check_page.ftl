### The public page that checks a sealed file

check-title = Check a sealed file
check-what = See whether a sealed file was changed, and whether it was sealed here.
check-have = Did you get a sealed file? Check it here
check-file = Sealed file
check-file-hint = A file whose name ends with .json, 2 MB at most
check-go = Check
check-another = Check another one
check-kept = The file is checked in memory only. It is neither kept nor logged, and this page sets no cookie.
check-none = No file was chosen. Choose one, then press “Check”.
check-several = Only one file can be checked at a time. Choose one and try again.
check-not-now = Nothing can be checked now: the list of our keys cannot be read. This was logged. Please try again later.

## The verdict
check-verdict-true = True
check-verdict-altered = Not true
check-verdict-unreadable = Cannot be checked
check-verdict-unknown_key = Sealed by somebody unknown
check-verdict-revoked_key = Not to be believed

## The cause, and what to do
check-cause-true = Not a byte of this file was changed since it was sealed, and it was sealed here. The stars do follow from the answers in it.
check-cause-altered = This file was changed after it was sealed: the seal does not fit the content. So nothing of what it says is shown.
check-do-altered = Ask the institution for the original. Some chats and editors change files without a word: have them send the very file that they downloaded.
check-cause-wrong-stars = The seal is whole, but the stars in it do not follow from the answers in it.
check-do-wrong-stars = Do not believe it, and ask the institution for a file that was sealed here.
check-cause-weak-key = Anybody can sign for the public key in it, so the seal means nothing.
check-do-weak-key = Do not believe it, and ask the institution for a file that was sealed here.
check-cause-impossible-day = The seal is whole, but one of the dates in it cannot be right.
check-do-impossible-day = Do not believe it, and ask the institution where the file comes from.
check-cause-outside-key = The seal is whole, but on the day that it names, this site did not use that key.
check-do-outside-key = Do not believe it, and have the institution seal its result again.
check-cause-revoked-key = The key that sealed it was ours, but it was revoked, because somebody else may have it. Nobody can tell which of its files are true.
check-do-revoked-key = Ask the institution to open its result, seal it again, and give you the new file.
check-cause-unknown-key = It was not changed since it was sealed, but it was not sealed here. Anybody can make a key, so nothing of what it says is shown.
check-do-unknown-key = Ask the institution where it was sealed, and check it there. Or get the public key from whoever runs that site, and check it with xingjie verify.
check-cause-other-edition = The seal is whole, but it follows an edition that this site does not have, so the stars cannot be checked.
check-do-other-edition = Check it where it was sealed, or have the institution check itself again by the edition here.
check-cause-too-large = The file is larger than 2 MB, and no sealed file is that large.
check-do-too-large = Choose the file whose name ends with .json.
check-cause-empty = The file is empty.
check-do-empty = Get the original again, and try once more.
check-cause-document = This is a picture, a PDF, an Office file or an archive, not a sealed file. A card or a report cannot be checked by itself.
check-do-document = Ask the institution for the sealed file, whose name ends with .json.
check-cause-no-json = The file is not JSON, or it is damaged.
check-do-no-json = Choose the file whose name ends with .json. If it is that one, ask the institution for it again.
check-cause-foreign = This is not a sealed file of Xingjie, or its format is not known here yet.
check-do-foreign = Choose the file that the institution downloaded from Xingjie. Its name ends with .json.
check-cause-broken = Something in the file is missing or does not fit.
check-do-broken = Ask the institution for the original again.

## What a true file says
check-stars-claimed = Reference star, by the answers
check-stars-under-way = Reference star, once what is being built is done
check-stars-evidenced = Reference star, counting only what has evidence
check-stars-verified = Reference star that a reviewer confirmed, when the file was sealed
check-name = Institution
check-name-said = { $name } (self-declared, name not verified)
check-name-confirmed = { $name } (confirmed by the association)
check-name-false = { $name } (the association says that this name is false)
check-name-none = not given
check-answers = Answers
check-edition = Edition
check-assessed-on = Day of the self-check
check-as-of = Evidence counted on
check-sealed-at = Sealed at
check-key = Public key that sealed it
check-key-since = Ours since
check-key-until = In use here until
check-key-unnoted = not noted

check-means-title = What this means
check-means-unaltered = Nobody has changed these answers since the moment of the seal.
check-means-stars = The stars follow from these answers, by the edition that is named.
check-not-title = What it does not mean
check-not-reviewed = The institution checked itself. Nobody has reviewed the answers or looked at the evidence.
check-not-still-reviewed = This file cannot know whether the result of that review was rescinded or superseded since. Ask the institution for the issued result, and check it here.
check-not-named = The name is what somebody typed. Confirm with the institution, by the date, that this file is from them.
check-not-certificate = This is a reference star, neither a certificate nor an official result, and things may have changed since.

## Replying in a chat, item by item

own-case-in-full = Here is the beginning of what was said. To read an item in full, open “What was handed over”.
own-item-all = ‹ All that was handed over
own-item-words = You wrote to the reviewer: { $words }
own-item-objection = You objected: { $words }
own-reply-now = In the self-check now: { $line }
own-reply-goes-again = ✓ It will be handed in again, as it is in the self-check when you send it.
own-reply-written = Not sent yet: { $words }
own-reply-again = Hand it in again as it is now
own-reply-not-again = Do not hand it in again
own-reply-stays = Say in words why it stays
own-reply-object = Write why you disagree
own-reply-rewrite = Write another text
own-reply-erase = Delete the text
own-reply-back = ‹ Back to all items
own-reply-look = See what will be sent
own-reply-look-at = See what will be sent: { $share }
own-reply-write-stays = Please type why “{ $item }” stays as it is, or what else the reviewer should know. One message with up to { $most } characters. Nothing is sent to the association yet.
own-reply-write-objection = Please type why you disagree about “{ $item }”. One message with up to { $most } characters. Nothing is sent to the association yet.
own-reply-not-now = ‹ Back without writing
own-reply-line-open = { $item }: nothing chosen yet
own-reply-line-agreed = { $item }: nothing written, so you agree
own-reply-line-again = { $item }: handed in again
own-reply-line-words = { $item }: “{ $words }”
own-reply-line-both = { $item }: handed in again, and “{ $words }”
own-reply-words = What you wrote, each from its beginning:
own-reply-words-count = { $count ->
    [one] Also what you wrote about one item. It is on the card of the item in full.
   *[other] Also what you wrote about { $count } items. It is on the card of each item in full.
}
own-reply-left-open = { $count ->
    [one] One item gets no answer. The reviewer will decide it
   *[other] { $count } items get no answer. The reviewer will decide them
} by what there is, and you cannot answer later.
own-reply-left-agreed = { $count ->
    [one] You wrote nothing about one lowered item, so you agree to it.
   *[other] You wrote nothing about { $count } lowered items, so you agree to them.
}
own-reply-send-answer = Send this answer
own-reply-send-objection = Send this objection
own-reply-kept = Your text is kept. It is not sent yet.
own-reply-not-possible = Nothing can be said about this item now, so nothing was stored. The review has moved on, or is not waiting for you.
own-reply-needs-words = This has no words, so it was not stored. Please type a sentence.
own-reply-too-long = This has { $length } characters, and { $most } are possible, so it was not stored. Your message stays in the chat: please copy it from there, shorten it and send it again.
own-case-document-gone = This document does not exist now. Open the review again to see how far it is.
own-case-document-elsewhere = Documents about a review come in Telegram and on the web page.
own-case-report-caption = The report of the review, in two pages: what differs and why.
own-case-sealed-caption = The sealed result. With xingjie verify, anybody can check that it was not altered.
own-case-handed-in-caption = The sealed file that was handed in. Together with the sealed result, xingjie verify checks that the result follows from it.
notice-asked-item = The reviewer asked for more about “{ $item }”. To send what you have now, hand it in again.
choice-to-asked-item = Back to what the reviewer asked

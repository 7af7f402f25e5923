## Carrying on in another browser, on another device, or in a chat

choice-elsewhere = Come back from another browser or device
command-elsewhere = Another browser or device
help-elsewhere = come back from another browser or device
elsewhere-title = Come back from another browser or device
elsewhere-chat = This chat is the same on every device where you use this Telegram account, so there is nothing to do. You can also carry on in a browser, with the same answers.
choice-link-to-page = Get a link to the page
link-to-page = Open this link in the browser within ten minutes. It works once, and only for you: { $address }
link-no-page = This bot has no web page, so there is nothing to link to. Carry on here.
link-none = No link could be made. Answer a question first, or remove a link that you no longer need.
link-gone = This link does not work, or no longer does. Make a new one in the place where you began. All answers are kept.
link-same = You are here already.
link-opened = Carry on here. Both places now show the same answers.
carry-on-title = Carry on here?
carry-on-what = A self-check that was begun on the page can go on in this chat. The page keeps working, with the same answers.
carry-on-yours = Only go on if you made this link yourself: everyone with access to this self-check can read and change its answers.
choice-carry-on = Carry on here
choice-leave-apart = Leave everything as it is
join-title = Which of the two do you want to go on with?
join-theirs = From the link: { $what }
join-mine = Here: { $what }
join-empty = no answers yet
join-summary = { $answers ->
    [one] 1 answer
   *[other] { $answers } answers
}, the last on { $date }; { $stars }{ $finished ->
    [0] {""}
    [one] ; 1 finished self-check
   *[other] ; { $finished } finished self-checks
}
join-how = The other is not lost: its finished self-checks move into your history, and unfinished ones stay in your own data. This cannot be undone.
choice-keep-theirs = Go on with the one from the link
choice-keep-mine = Go on with the one here

web-return-what = This browser remembers which answers are yours. Make a private link to open the same self-check in another browser, on another phone or on the office computer.
web-return-secret = Anyone with the link can read and change your answers, so keep it to yourself. It works for { $days } days.
web-return-make = Make a private link
web-return-made = Here is your link. It is shown only once; keep it in a safe place.
web-return-address = Address to copy
web-return-qr = QR code of your link: scan it with the camera of your phone
web-return-list = Your links
web-return-line = Made on { $made }, works until { $until }{ $used ->
    [none] , not used yet
   *[other] , last used on { $used }
}
web-return-revoke = Remove this link
web-return-others = Where you are signed in
web-return-places = { $count ->
    [one] Only in this browser.
   *[other] In { $count } places, this one among them.
}
web-return-only-here = Sign out all other browsers
web-chat-title = Carry on in Telegram
web-chat-what = The same answers, in a chat. The link works once, within ten minutes.
web-chat-make = Make a link to Telegram
web-chat-open = Open Telegram
web-chat-qr = QR code of the link to Telegram
web-opened-title = Carry on with a self-check
web-opened-what = This link opens a self-check that somebody began in another place. Nothing has changed yet.
web-opened-yours = Only go on if the link is yours. In this browser you then see its answers and can change them.
web-opened-renew = Let this link work for another { $days } days
web-opened-go = Carry on here
web-opened-leave = No, leave everything as it is
web-join-two-people = If they belong to two people, leave everything as it is and open the link in a browser of your own or in a private window.

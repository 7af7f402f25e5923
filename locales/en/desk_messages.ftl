## The desk: messages to people who take part

desk-messages = Messages
desk-messages-hint = Write to those who take part by Telegram, and see how far it is.
desk-messages-what = You write to people who take part by Telegram. Each message is signed with the association’s name; it holds no links but ours. People who answer on the page only get none: for them there are the texts for chat groups.
desk-messages-no-chat = Nobody can be written to from here: this installation serves no Telegram. The texts for chat groups work everywhere: copy one for each district and paste it.
desk-messages-not-promised = This campaign promised no reminders, so messages go to everybody, or to those who have finished without a plan.
desk-messages-none = Nothing has been written yet.
desk-message = Message
desk-message-new = Write a message
desk-message-open = Open
desk-message-open-which = Open the message of { $at }
desk-message-edit = Change the draft
desk-message-text = Text
desk-message-text-hint = At most { $most } characters. No links, accounts or stars: the message says itself what it is about, and who signs it.
desk-message-to = Who gets it:
desk-audience-unfinished = All who have not finished
desk-audience-not_begun = Those who have answered nothing yet
desk-audience-stalled = Those who stopped on the way
desk-audience-unplanned = Those who have finished and have no plan
desk-audience-everyone = All who take part
desk-message-needs-promise = (only if the campaign promised reminders)
desk-message-domain = Section in which they stopped
desk-message-domain-hint = Only for those who stopped on the way.
desk-message-any-domain = Any section
desk-message-days = Since
desk-message-any-day = any time
desk-message-since = no answer for { $days } days
desk-message-channel = Channel
desk-message-district = District
desk-message-channel-hint = Not for those who have finished without a plan.
desk-message-any-channel = All channels
desk-message-problem-missing = Please write a text.
desk-message-problem-too_long = The text is too long: at most { $most } characters.
desk-message-problem-link = Please take out links, e-mail addresses, accounts and commands. The message leads to the self-check with a button of its own.
desk-message-problem-star = Please take out the star signs: messages say nothing about stars.
desk-message-problem-segment = These choices do not go together. A section and days go with “stopped on the way”; channel and district do not go with “no plan”.
desk-message-state-draft = draft
desk-message-state-running = being sent
desk-message-state-paused = paused
desk-message-state-cancelled = cancelled
desk-message-state-done = sent
desk-message-how-far = How far it is
desk-message-progress = { $done } of { $total } settled
desk-message-count-sent = Arrived: { $count }
desk-message-count-waiting = Still to come: { $count }
desk-message-count-unreachable = Cannot be reached any more: { $count }
desk-message-count-unclear = Cut off, may have arrived, not repeated: { $count }
desk-message-count-skipped = Not sent, because no longer wanted: { $count }
desk-message-hours = People get it between 9 and 20 o’clock in their own time zone, and not while they answer a question. Replies never wait for it.
desk-message-refresh = Look again
desk-message-pause = Pause
desk-message-resume = Go on
desk-message-cancel = Cancel for good
desk-message-cancel-sure = Yes, send it to nobody else
desk-message-cancel-unsure = It was not cancelled. If you mean it, tick the box first.
desk-message-delete = Delete the draft
desk-message-whom = Whom it reaches now
desk-message-reach = { $fitting } people fit, { $reached } of them get it.
desk-left-out-stopped = { $count } want no messages
desk-left-out-blocked = { $count } cannot be reached any more
desk-left-out-no_chat = { $count } answer on the page alone
desk-left-out-written_to = { $count } were written to in the last days
desk-message-seen = What people read
desk-message-copy-none = With two buttons below: open the self-check, and no more messages. Connect Telegram under “My sign-ins” to get a copy there.
desk-message-copy-sent = With two buttons below: open the self-check, and no more messages. A copy is in your Telegram.
desk-message-copy-failed = With two buttons below: open the self-check, and no more messages. The copy for your Telegram could not be sent.
desk-message-preview = Look at it
desk-message-look-first = Before it is sent, look at it as people read it.
desk-message-send = Send
desk-message-sure = Yes, write to { $count ->
    [one] 1 person
   *[other] { $count } people
} now
desk-message-unsure = Nothing was sent. If you mean it, look at the message once more and tick the box.
desk-message-sent-already = Nothing was changed: this message was sent.
desk-message-not-seen = Nothing was sent. Look at the text first as it is now.
desk-message-not-running = Nobody can be written to: the campaign does not run.
desk-message-not-promised = Nothing can be sent: this campaign promised no reminders, so those who have not finished get none. Choose all who take part.
desk-message-nobody = Nothing can be sent: nobody gets it now.
desk-message-too-few = Nothing can be sent: so few have no plan that the message would tell something about them.
desk-message-not-moved = Nothing was changed: the message has ended, or somebody was faster.
desk-message-no-chat = Nobody can be written to from here: this installation serves no Telegram. The texts for chat groups work everywhere.
desk-work-written = written to { $count ->
    [one] once
   *[other] { $count } times
}

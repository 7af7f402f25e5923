# What campaigns write to the people who take part: broadcasts and reminders. The text of a broadcast is the officer's own.

broadcast-about = About the self-check “{ $campaign }”:
broadcast-text = { $text }
broadcast-signed = { $association }
broadcast-stop = You get this message because you take part. One tap on the last button ends all reminders and messages; so does /stop.
broadcast-preview = Preview: the others get the message below, with two buttons under it.

campaign-reminder = The self-check “{ $campaign }” ends on { $closes_on }, and yours is not finished yet.
campaign-reminder-kept = Every answer is kept, and you go on where you stopped.
notice-campaign = { $association } reminds you: “{ $campaign }” ends on { $closes_on }. Every answer is kept, and you go on where you stopped. To end the reminders: /stop.

choice-open-interview = Open my self-check

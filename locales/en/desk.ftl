## The desk, where the officers of an association work

desk-title = Xingjie desk
desk-menu = The desk
desk-who = Sign-in and language
desk-overview = Overview
desk-officers = Officers
desk-sessions = My sign-ins
desk-log = Audit log
desk-comma = , { "" }
desk-back = Back to the desk
desk-signed-in = { $name }, { $association }
desk-sign-out = Sign out
desk-missing = There is no such page at the desk.
desk-made-before = Nothing new was made: this form was sent before, or you made another link in another window. If you need one more, press the button on this page.
desk-not-saved = What you just sent was not saved.
desk-not-saved-text = This is the text; copy it if you still need it.
desk-not-allowed = Your role does not allow this. An administrator of your association can change that.
desk-too-many = Too many links were tried from your network. Nothing was used up; please wait a minute and try again.
desk-link-gone = This link does not work. It may have been used, have expired, or be incomplete. Ask for a new one.

## Signing in

desk-sign-in-title = Sign in to the desk
desk-sign-in-what = The desk is for officers of associations. There are no passwords: a link signs you in, once.
desk-sign-in-open = I am signed in: open the desk
desk-sign-in-open-why = Use this if you came here by a link in a message. For safety your browser only shows the desk when you go there from this site.
desk-sign-in-how = How to sign in
desk-sign-in-no-link = If you have no link
desk-sign-in-administrator = Ask an administrator of your association. They can invite you, or make a sign-in link if you have been here before.
desk-sign-in-device = Are you signed in on another device? Open “My sign-ins” there and add this one.
desk-sign-in-operator = If no administrator can get in, ask whoever runs this installation for an invitation.
desk-self-check = To the self-check for institutions
desk-form-unsaved = You are signed out, so what you just sent was not saved. Go back in the browser: your text is probably still there. Copy it, sign in again, and send it once more.
desk-session-ended = You are signed out: a sign-in lasts 12 hours, and it can be ended earlier. Please sign in again.
desk-opened-title = Sign in to the desk here?
desk-opened-what = Go on only if this link is yours. This browser is then signed in for 12 hours.
desk-opened-go = Sign in here
desk-opened-once = The link works once. Nothing has happened yet.
desk-invited-title = You are invited to the desk of an association
desk-invited-what = Go on only if you know who invited you. Choose the name that your colleagues will see.
desk-invited-go = Join and sign in
desk-name = Your name
desk-name-hint = Your colleagues see it, and it is in the audit log. { $most } characters at most.
desk-name-wrong = Please write a name of 1 to { $most } characters.

## Overview

desk-you-are = { $name }, you are signed in as: { $role }.
desk-your-districts = Your districts:
desk-no-districts = No district is assigned to you yet, so you will see no institutions. Ask an administrator.
desk-campaigns = Campaigns
desk-campaigns-none = There are no campaigns yet.
desk-rights = What you may do
desk-administrators = Administrators of your association
desk-role-administrator = administrator
desk-role-liaison = district liaison
desk-role-viewer = statistics viewer
desk-role-reviewer = reviewer
desk-right-use_desk = use the desk and manage your own sign-ins
desk-right-manage_officers = invite officers, change their roles and remove them
desk-right-read_log = read the audit log
desk-right-manage_campaigns = create, start and close campaigns
desk-right-see_rows = see which institutions have got how far, as far as they agreed
desk-right-export_rows = export such lists
desk-right-see_figures = see released figures
desk-right-send = write to institutions
desk-right-review_files = open what was handed in for the cases that you read, and decide
desk-right-see_cases = see cases: administrators all of them, reviewers those they asked for or read
desk-right-manage_cases = assign reviewers, issue and rescind results, change the numbers of reviews

## Officers

desk-this-is-you = this is you
desk-may-send = may write to institutions
desk-joined = joined on { $at }
desk-change = Change
desk-change-whom = Change { $name }
desk-invitations = Open invitations
desk-no-label = invitation without a note
desk-until = works until { $at }
desk-withdraw = Withdraw
desk-withdraw-whose = Withdraw: { $name }
desk-invite = Invite an officer
desk-invite-what = You get a link that works once, within seven days. Send it to that person only.
desk-invite-sure = Yes, this person may work for the association
desk-invite-unsure = Nobody was invited. If you mean it, tick the box first.
desk-invite-go = Make the invitation
desk-label = For whom it is
desk-label-hint = A note for you and the audit log, such as a name. The person chooses their own name.
desk-role = Role
desk-role-hint = Administrators run campaigns and invite others. Liaisons see the institutions of their districts. Viewers see released figures. Reviewers see the cases that they asked for or read.
desk-send = May write to institutions
desk-send-hint = Only for administrators.
desk-districts = Districts of a liaison
desk-districts-hint = One on each line, each as in the roster, { $most } characters at most. Only for liaisons.
desk-change-office = Role and rights
desk-help-in = Help them back in
desk-help-in-what = If they have lost their way in, make a link that signs them in once, within seven days. The audit log says so.
desk-help-in-go = Make a sign-in link
desk-remove = Remove from the association
desk-remove-what = They are signed out everywhere at once, and their links and invitations stop working. Their name stays in the audit log.
desk-remove-sure = Yes, remove this officer
desk-remove-go = Remove
desk-remove-unsure = Nothing was removed. If you mean it, tick the box first.
desk-form-wrong = Nothing was changed: choose a role from the list, and give at most 100 districts of at most 60 characters each.
desk-too-many-invitations = No invitation was made: 100 are open. Withdraw those that are no longer needed.
desk-office-overtaken = Nothing was changed: somebody else changed this office after you opened the page. Above is how it is now; below is what you chose. If that should count, save again.
desk-last-administrator = Nothing was changed: this is the only administrator. Make somebody else an administrator first.

## Links

desk-made-invitation = Invitation
desk-made-sign_in = Sign-in link
desk-made-device = Sign in on another device
desk-made-later = Link for the next time
desk-made-for = For: { $name }
desk-made-once = It works once, until { $at } (Beijing time), and is shown only now.
desk-made-qr = QR code of the link
desk-made-keep = Whoever has the link can use it. Do not post it in a group.
desk-made-done = Done
desk-made-connect = Connect Telegram

## Own sign-ins

desk-sessions-what = These browsers are signed in as you. A sign-in ends after 12 hours. If you do not know one of them, sign it out and tell an administrator. Times are Beijing time.
desk-session-line = signed in { $made }, last seen { $seen }, ends { $until }
desk-this-browser = this browser
desk-revoke = Sign out
desk-revoke-which = Sign out the browser of { $made }
desk-remove-link-which = Remove this link, made { $made }
desk-open-links = Your open links
desk-device = Add a second device
desk-device-what = Scan a QR code with your phone, or open a link on another computer. It works once, within ten minutes.
desk-device-go = Show the QR code and the link
desk-later = Come back another day
desk-later-what = Make a link for your next sign-in and keep it where only you can read it. It works once, within 30 days.
desk-later-go = Make a link for the next time
desk-chat = Telegram
desk-chat-what = If you connect your account, { $command } in the chat with our bot gives you a sign-in link, and { $campaign } shows your campaigns.
desk-chat-is-connected = Your account is connected: { $command } in the chat with our bot gives you a sign-in link, and { $campaign } shows your campaigns.
desk-chat-disconnect = Disconnect Telegram
desk-chat-connected = This account now belongs to { $name }, { $association }. Send { $command } to get a sign-in link, or { $campaign } to see your campaigns. If you did not want this, open “My sign-ins” at the desk and disconnect Telegram.
desk-chat-link = Your link to the desk of { $association }. It works once, within ten minutes, and only for you: { $address }
desk-chat-none = The desk is for officers of associations, and this account is not connected with one. To connect it, sign in at the desk and open “My sign-ins”.
desk-chat-no-page = There is no page that this chat could lead to.
desk-purpose-invitation = by invitation
desk-purpose-sign_in = by a sign-in link of an administrator
desk-purpose-device = second device
desk-purpose-later = link for the next time
desk-purpose-chat = from Telegram
desk-purpose-connect = to connect Telegram

## Audit log

desk-log-what = Who did what, the newest first. Several looks of one officer at one institution on a day are one line. Lines are only ever added; names of institutions leave them when their campaign’s data are deleted. Times are Beijing time.
desk-log-older = Older lines
desk-log-nobody = —
desk-log-detail = { $detail }
desk-log-begun = { $begun } of { $total } done before
desk-log-deleted = { $institutions } in the roster, { $people } taking part
desk-act-signed_in = signed in
desk-act-signed_out = signed out
desk-act-session_revoked = ended a sign-in or removed a link
desk-act-link_refused = a link was refused: used, expired or opened in the wrong place
desk-act-link_made = made a link
desk-act-invited = invited somebody
desk-act-invited_by_operator = the operator of this installation invited somebody
desk-act-invitation_withdrawn = withdrew an invitation
desk-act-joined = joined
desk-act-role_changed = changed a role
desk-act-send_granted = granted the right to write to institutions
desk-act-send_withdrawn = withdrew the right to write to institutions
desk-act-districts_changed = changed districts
desk-act-removed = removed an officer
desk-act-chat_connected = connected Telegram
desk-act-chat_disconnected = disconnected Telegram
desk-act-exported = exported
desk-act-message_made = drafted a message
desk-act-message_changed = changed the draft of a message
desk-act-message_deleted = deleted the draft of a message
desk-act-sent = wrote to institutions
desk-act-message_paused = paused a message
desk-act-message_resumed = went on with a message
desk-act-message_cancelled = cancelled a message
desk-act-looked = looked at an institution
desk-act-objected = somebody who answers for an institution objected
desk-act-objection_withdrawn = somebody who answers for an institution took back their objection
desk-act-case_requested = asked an institution for a pre-screening
desk-act-case_moved = moved a case
desk-act-case_opened = opened a case
desk-act-case_file_opened = opened a file of a case
desk-act-review_rule_changed = changed a number of the reviews
desk-act-name_confirmed = confirmed the name on a result
desk-act-name_unconfirmed = took back the confirmation of a name
desk-act-page_taken_down = took a check page down
desk-act-page_put_back = allowed a check page again
desk-act-reports_set_aside = set reports about a name aside
desk-act-campaign_made = made a campaign
desk-act-campaign_changed = changed a campaign
desk-act-campaign_started = started a campaign
desk-act-campaign_closed = closed a campaign
desk-act-names_deleted = everything that named an institution was deleted, as promised
desk-act-roster_imported = imported a roster
desk-act-way_made = made a channel
desk-act-way_closed = closed a channel
desk-act-detached = detached respondents from an institution

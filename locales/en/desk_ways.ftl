## The desk: ways into a campaign, and the work list

desk-ways = Links and posters
desk-ways-hint = Channels with link, code, QR code, poster and picture.
desk-ways-what = Each channel has a link, a code and a QR code of its own, so that you see which of them people come by. Institutions on the roster also have links of their own, in the work list.
desk-way-add = Add a channel
desk-way-label = Where you use it
desk-way-label-hint = For example “WeChat group” or “Poster in the hall”. It is printed small on the poster. { $most } characters at most.
desk-way-wrong = No channel was added: give it a name of 1 to 60 characters.
desk-way-over = No channel was made: the campaign is over, and its links would lead nowhere.
desk-way-not-made = No channel was added: there is one of this name, or there are { $most } already.
desk-way-code = Code: { $code }
desk-way-opens = { $count ->
    [one] opened once
   *[other] opened { $count } times
}
desk-way-show = Show the link
desk-way-of = Show the link: { $name }
desk-way-own = This link is only for this institution. Anybody who opens it answers for it.
desk-way-shared = Anybody who has this link can take part.
desk-way-not-running = The campaign is not running now, and its links say so.
desk-way-lost = This link was made with another secret and cannot be shown again. What was printed still works.
desk-way-text-title = Text to copy
desk-way-text = { $campaign }. { $asks }. { $sees } It is open until { $day }. Open { $home } and type the code { $code }, or open the link: { $link }
desk-way-text-institution = { $campaign }. For { $institution }: { $asks }. { $sees } It is open until { $day }, by a link of your own: { $link }
desk-way-files = To print and to post
desk-way-poster = Poster (PDF)
desk-way-picture = Picture (PNG)
desk-way-close = Close the channel
desk-way-close-what = Its link and code lead nowhere any more. People who came by it stay in the campaign.
desk-way-close-sure = Yes, close this channel
desk-way-unsure = The channel was not closed. If you mean it, tick the box first.

## The work list

desk-work = Who is where
desk-work-hint = Who waits longest, by district; texts for chat groups, and a list to print.
desk-work-of = Who is where: { $name }
desk-work-found = { $count ->
    [one] 1 institution
   *[other] { $count } institutions
}
desk-work-all-districts = all districts
desk-work-district = { $name } ({ $finished } of { $number } finished)
desk-work-channel = Channel
desk-work-any-channel = all channels
desk-work-came-by = came by { $name }
desk-work-stuck = Stuck for
desk-work-any-day = stuck or not
desk-work-days = stuck for { $days } days
desk-work-state = State
desk-work-any-state = all states
desk-work-domain = (domain { $domain } of 5)
desk-work-since = { $days ->
    [0] since today
    [one] no move for 1 day
   *[other] no move for { $days } days
}
desk-work-objecting = { $count ->
    [one] 1 person objects
   *[other] { $count } people object
}
desk-work-joined = { $count } people answer for it
desk-work-nobody = No institution fits. If you are a liaison, you see your districts only.
desk-work-print = To print
desk-work-printed = As of { $day }
desk-work-earlier = Back
desk-work-more = More
desk-state-not_opened = not opened
desk-state-opened = opened
desk-state-in_progress = in progress
desk-state-result = has a result
desk-state-submitted = handed in for pre-screening
desk-state-asked_for_more = more asked
desk-state-reviewed = reviewed
desk-state-withdrawn = withdrew
desk-chat-groups = Texts for chat groups
desk-chat-groups-what = One text for each district, with those who have not finished. It says nothing about stars. The link is that of your first channel.
desk-chat-groups-left-out = The texts name the { $most } institutions that have waited longest, and { $count } more have not finished. Choose a district first to see all of it.
desk-chat-groups-no-channel = There is no link yet. Add a channel first.
desk-chat-groups-nobody = All institutions have finished.
desk-chat-groups-no-district = Without a district
desk-day = { $day }
desk-detach = Detach who answered
desk-detach-what = If people answered under this link who do not belong to the institution, they no longer count for it. Their own answers stay theirs.
desk-detach-sure = Yes, they do not answer for this institution
desk-detach-unsure = Nobody was detached. If you mean it, tick the box first.

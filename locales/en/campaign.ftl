# What a campaign says: who asks, what they see, how to take part.

campaign-sees-counts = { $association } sees whether you have begun and finished, and otherwise only figures merged from many institutions.
campaign-sees-status = { $association } sees how far you are, and otherwise only figures merged from many institutions.
campaign-sees-star = { $association } sees how far you are and your star, but not your answers.
campaign-sees-answers = { $association } sees how far you are, your star and your answers.

invitation-asks = { $association } asks your institution to take part
invitation-scan = Scan the code with your phone’s camera or with WeChat. The self-check opens in the browser.
invitation-type = Or open { $home } and type the code
invitation-until = Open until { $date }
invitation-time = The first part takes about { $minutes } minutes. Stop whenever you like; every answer is kept.
invitation-for = Only for { $institution }
invitation-qr = QR code that leads to { $link }

## What an officer pastes into a chat group

chat-group-name = { $name }
chat-group-text = { $campaign }: { $count ->
    [one] 1 institution has
   *[other] { $count } institutions have
} not finished the self-check yet: { $names }. Please finish it by { $closes_on }. It opens here: { $link }

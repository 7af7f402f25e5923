# 活动发给参加者的消息：通知和提醒。通知的正文由经办人自己写。

broadcast-about = 关于自查活动“{ $campaign }”：
broadcast-text = { $text }
broadcast-signed = { $association }
broadcast-stop = 你参加了这次活动，所以收到这条消息。点最后一个按钮，就不再收到任何提醒和消息；发/stop也行。
broadcast-preview = 预览：其他人收到的是下面这条消息，消息下面还有两个按钮。

campaign-reminder = 自查活动“{ $campaign }”{ $closes_on }截止，你还没有做完。
campaign-reminder-kept = 已答的内容都保存着，可以接着上次的地方继续。
notice-campaign = { $association }提醒你：活动“{ $campaign }”{ $closes_on }截止。已答的内容都保存着，可以接着上次的地方继续。不想再收到提醒：/stop。

choice-open-interview = 打开我的自查

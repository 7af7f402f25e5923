# 活动里说的话：谁发起、能看到什么、怎样参加。

campaign-sees-counts = { $association }能看到贵机构是否开始、是否答完，此外只看到多家机构合并后的数字。
campaign-sees-status = { $association }能看到贵机构答到哪一步，此外只看到多家机构合并后的数字。
campaign-sees-star = { $association }能看到贵机构答到哪一步和参考星级，看不到回答。
campaign-sees-answers = { $association }能看到贵机构答到哪一步、参考星级和回答。

invitation-asks = { $association }邀请贵机构参加
invitation-scan = 用微信或手机相机扫码，在浏览器里打开就能开始自查。
invitation-type = 也可以打开{ $home }，输入代码
invitation-until = { $date }截止
invitation-time = 第一部分大约{ $minutes }分钟。随时可以停，答过的都会存好。
invitation-for = 仅供{ $institution }使用
invitation-qr = 通往{ $link }的二维码

## 工作人员贴到群里的催办文字

chat-group-name = { $name }
chat-group-text = 【{ $campaign }】还有{ $count }家机构没有完成自查：{ $names }。请在{ $closes_on }前完成，打开这里就能接着答：{ $link }

## 换个浏览器、换台设备或换到聊天里接着答

choice-elsewhere = 换浏览器或设备接着答
command-elsewhere = 换浏览器或设备接着答
help-elsewhere = 换个浏览器或设备接着答
elsewhere-title = 换浏览器或设备接着答
elsewhere-chat = 用同一个Telegram账号登录的每台设备上，这个聊天都一样，不用另外设置。也可以到浏览器里接着答，回答是同一份。
choice-link-to-page = 要一个网页链接
link-to-page = 请在10分钟内用浏览器打开这个链接。它只能用一次，只给你自己用：{ $address }
link-no-page = 这里没有可以打开的网页，请在这里接着答。
link-none = 没能做出链接。请先答一题，或者删掉一个不再用的链接。
link-gone = 这个链接不能用，或者已经失效。请回到开始答题的地方再要一个。所有回答都在。
link-same = 你已经在这里了。
link-opened = 可以在这里接着答了，两边看到的是同一份回答。
carry-on-title = 在这里接着答吗？
carry-on-what = 网页上已经开始的自查，可以在这个聊天里接着答。网页照样能用，回答是同一份。
carry-on-yours = 只有这个链接是你自己要来的，才继续：能打开这份自查的人，都能看到和修改里面的回答。
choice-carry-on = 在这里接着答
choice-leave-apart = 都不动
join-title = 接着用哪一份？
join-theirs = 链接里的：{ $what }
join-mine = 这里的：{ $what }
join-empty = 还没有回答
join-summary = 已答{ $answers }题，最近一次在{ $date }；{ $stars }{ $finished ->
    [0] {""}
   *[other] ；完成过{ $finished }次自查
}
join-how = 另一份不会丢：完成的自查归入你的记录，没答完的留在“我的数据”里。合并以后不能再分开。
choice-keep-theirs = 接着用链接里的
choice-keep-mine = 接着用这里的

web-return-what = 回答是记在这个浏览器名下的。要一个私人链接，就能在别的浏览器、另一部手机或办公室电脑上打开同一份自查。
web-return-secret = 拿到链接的人都能看到和修改你的回答，请不要外传。链接{ $days }天内有效。
web-return-make = 要一个私人链接
web-return-made = 这是你的链接，只显示这一次，请收好。
web-return-address = 可以复制的地址
web-return-qr = 链接的二维码：用手机相机扫一扫
web-return-list = 你的链接
web-return-line = { $made }做的，有效到{ $until }{ $used ->
    [none] ，还没用过
   *[other] ，最近一次用在{ $used }
}
web-return-revoke = 删掉这个链接
web-return-others = 在哪些地方登录着
web-return-places = { $count ->
    [1] 只在这个浏览器里。
   *[other] 一共{ $count }处，包括这里。
}
web-return-only-here = 退出其他所有浏览器
web-chat-title = 到Telegram里接着答
web-chat-what = 回答是同一份，换到聊天里答。链接10分钟内有效，只能用一次。
web-chat-make = 要一个Telegram链接
web-chat-open = 打开Telegram
web-chat-qr = Telegram链接的二维码
web-opened-title = 接着答一份自查
web-opened-what = 这个链接打开的是在别处开始的一份自查。现在还什么都没有变。
web-opened-yours = 链接是你自己的，才继续：之后在这个浏览器里就能看到和修改里面的回答。
web-opened-renew = 让这个链接再有效{ $days }天
web-opened-go = 在这里接着答
web-opened-leave = 不用了，都不动
web-join-two-people = 如果是两个人的，请都不动，换到自己的浏览器或无痕窗口里打开链接。

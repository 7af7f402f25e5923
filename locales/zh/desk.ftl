## 工作台：协会工作人员用的页面

desk-title = 星阶工作台
desk-menu = 工作台
desk-who = 登录和语言
desk-overview = 总览
desk-officers = 人员
desk-sessions = 我的登录
desk-log = 操作记录
desk-comma = 、
desk-back = 回到工作台
desk-signed-in = { $name }，{ $association }
desk-sign-out = 退出登录
desk-missing = 工作台里没有这一页。
desk-made-before = 没有生成新的链接：这个表单已经提交过，或者您在另一个窗口里生成了别的链接。如果还需要一个，请在本页再按一次按钮。
desk-not-saved = 刚才提交的内容没有保存。
desk-not-saved-text = 文字如下，还需要的话请先复制。
desk-not-allowed = 你的角色不能做这件事。需要的话，请所在协会的管理员调整。
desk-too-many = 你所在的网络试了太多链接。链接没有被用掉，请等一分钟再试。
desk-link-gone = 这个链接不能用：可能用过了、过期了，或者没有复制完整。请再要一个新的。

## 登录

desk-sign-in-title = 登录工作台
desk-sign-in-what = 工作台给协会的工作人员用，没有密码：用一次性的链接登录。
desk-sign-in-open = 我已经登录，打开工作台
desk-sign-in-open-why = 从消息里的链接点进来时请按这里。为了安全，只有从本站内打开，浏览器才会显示工作台。
desk-sign-in-how = 怎么登录
desk-sign-in-no-link = 没有链接怎么办
desk-sign-in-administrator = 找所在协会的管理员：没来过的，请管理员邀请；来过的，请管理员做一个登录链接。
desk-sign-in-device = 另一台设备上已经登录？在那边打开“我的登录”，把这台设备加进来。
desk-sign-in-operator = 管理员都进不来时，请找这套系统的运营方重新发邀请。
desk-self-check = 去机构自查
desk-form-unsaved = 你已经退出，刚才填的内容没有保存。请在浏览器里返回上一页，内容多半还在：先复制，重新登录后再填。
desk-session-ended = 已经退出：每次登录保持12小时，也可能被提前结束。请重新登录。
desk-opened-title = 在这里登录工作台吗？
desk-opened-what = 链接是你自己的，才继续。继续后，这个浏览器会保持登录12小时。
desk-opened-go = 在这里登录
desk-opened-once = 链接只能用一次，现在还没有用掉。
desk-invited-title = 有人邀请你加入协会的工作台
desk-invited-what = 知道是谁邀请你的，才继续。请填一个同事能认出来的姓名。
desk-invited-go = 加入并登录
desk-name = 你的姓名
desk-name-hint = 同事看得到，操作记录里也会留下。最多{ $most }个字。
desk-name-wrong = 请填1到{ $most }个字的姓名。

## 总览

desk-you-are = { $name }，你的角色是：{ $role }。
desk-your-districts = 你负责的区县：
desk-no-districts = 还没有给你分配区县，所以看不到机构。请联系管理员。
desk-campaigns = 自查活动
desk-campaigns-none = 现在还没有自查活动。
desk-rights = 你可以做的事
desk-administrators = 所在协会的管理员
desk-role-administrator = 管理员
desk-role-liaison = 区县联络员
desk-role-viewer = 统计查看员
desk-role-reviewer = 复核员
desk-right-use_desk = 使用工作台，管理自己的登录
desk-right-manage_officers = 邀请人员、调整角色、移除人员
desk-right-read_log = 查看操作记录
desk-right-manage_campaigns = 新建、开始和结束自查活动
desk-right-see_rows = 在机构同意的范围内，查看各机构进展到哪一步
desk-right-export_rows = 导出这样的名单
desk-right-see_figures = 查看已发布的统计
desk-right-send = 给机构发消息
desk-right-review_files = 查看自己负责的复核件的材料，并给出复核意见
desk-right-see_cases = 查看复核件：管理员看全部，复核员看自己发出请求或负责审阅的
desk-right-manage_cases = 指派复核员、签发和撤销结果、调整复核的各项数字

## 人员

desk-this-is-you = 你自己
desk-may-send = 可以给机构发消息
desk-joined = { $at }加入
desk-change = 调整
desk-change-whom = 调整{ $name }
desk-invitations = 还没用的邀请
desk-no-label = 没有备注的邀请
desk-until = { $at }前有效
desk-withdraw = 撤回
desk-withdraw-whose = 撤回：{ $name }
desk-invite = 邀请工作人员
desk-invite-what = 会得到一个链接，7天内有效，只能用一次。请只发给本人。
desk-invite-sure = 确定让对方为本协会工作
desk-invite-unsure = 没有发出邀请。确定要邀请的话，请先勾选方框。
desk-invite-go = 生成邀请
desk-label = 给谁的
desk-label-hint = 给你自己看的备注，也会写进操作记录，比如对方的称呼。姓名由对方自己填。
desk-role = 角色
desk-role-hint = 管理员组织自查活动、邀请人员；区县联络员看所负责区县的机构；统计查看员看已发布的统计；复核员看自己发出请求的和指派给自己的复核件。
desk-send = 可以给机构发消息
desk-send-hint = 只对管理员有效。
desk-districts = 联络员负责的区县
desk-districts-hint = 一行一个，写法与名单里一致，每个最多{ $most }个字。只对区县联络员有效。
desk-change-office = 角色和权限
desk-help-in = 帮对方重新登录
desk-help-in-what = 对方登录不了时，可以做一个登录链接，7天内有效，只能用一次。操作记录里会写明。
desk-help-in-go = 做一个登录链接
desk-remove = 移出协会
desk-remove-what = 对方在所有地方马上退出，对方的链接和发出的邀请都失效。操作记录里的姓名会保留。
desk-remove-sure = 确定移除这位工作人员
desk-remove-go = 移除
desk-remove-unsure = 没有移除。确定要移除的话，请先勾选上面的方框。
desk-form-wrong = 没有改动：角色请从列表里选，区县最多100个，每个最多60个字。
desk-too-many-invitations = 没有生成邀请：已经有100个还没用的。请先撤回不再需要的。
desk-office-overtaken = 没有改动：你打开之后，别人改了这个职务。上面是现在的情况，下面是你选的；要以你选的为准，请再保存一次。
desk-last-administrator = 没有改动：这是唯一的管理员。请先让另一个人当管理员。

## 链接

desk-made-invitation = 邀请
desk-made-sign_in = 登录链接
desk-made-device = 在另一台设备上登录
desk-made-later = 下次登录的链接
desk-made-for = 给：{ $name }
desk-made-once = 只能用一次，{ $at }（北京时间）前有效，只在这里显示这一次。
desk-made-qr = 链接的二维码
desk-made-keep = 拿到链接的人都能用，请不要发到群里。
desk-made-done = 好了
desk-made-connect = 连接Telegram

## 我的登录

desk-sessions-what = 这些浏览器正以你的身份登录，每次保持12小时。有不认识的，请让它退出，并告诉管理员。时间都是北京时间。
desk-session-line = { $made }登录，最近一次使用{ $seen }，{ $until }结束
desk-this-browser = 这个浏览器
desk-revoke = 让它退出
desk-revoke-which = 让它退出：{ $made }登录的浏览器
desk-remove-link-which = 删掉这个链接，{ $made }做的
desk-open-links = 还没用的链接
desk-device = 再加一台设备
desk-device-what = 用手机扫二维码，或者在另一台电脑上打开链接。10分钟内有效，只能用一次。
desk-device-go = 显示二维码和链接
desk-later = 改天再来
desk-later-what = 先做好下次登录的链接，放在只有自己看得到的地方。30天内有效，只能用一次。
desk-later-go = 做一个下次用的链接
desk-chat = Telegram
desk-chat-what = 连接账号以后，在机器人的聊天里发送{ $command }就能拿到登录链接，发送{ $campaign }就能看活动。
desk-chat-is-connected = 账号已经连接：在机器人的聊天里发送{ $command }就能拿到登录链接，发送{ $campaign }就能看活动。
desk-chat-disconnect = 断开Telegram
desk-chat-connected = 这个账号已经和{ $association }的{ $name }连接。发送{ $command }就能拿到登录链接，发送{ $campaign }就能看活动。不是你要做的，请到工作台的“我的登录”里断开Telegram。
desk-chat-link = 这是{ $association }工作台的登录链接，10分钟内有效，只能用一次，只给你自己用：{ $address }
desk-chat-none = 工作台给协会的工作人员用，这个账号还没有连接。请先登录工作台，在“我的登录”里连接。
desk-chat-no-page = 这里没有可以打开的网页。
desk-purpose-invitation = 用邀请
desk-purpose-sign_in = 用管理员给的登录链接
desk-purpose-device = 另一台设备
desk-purpose-later = 下次登录的链接
desk-purpose-chat = 从Telegram进来
desk-purpose-connect = 用来连接Telegram

## 操作记录

desk-log-what = 谁做了什么，新的在前。同一人同一天多次查看同一家机构，只记一条。只会增加，不会修改；活动到期删除数据时，机构名称也从记录里去掉。时间都是北京时间。
desk-log-older = 更早的记录
desk-log-nobody = —
desk-log-detail = { $detail }
desk-log-begun = 在此之前已处理{ $begun }/{ $total }
desk-log-deleted = 名册{ $institutions }家，参加{ $people }人
desk-act-signed_in = 登录了
desk-act-signed_out = 退出了登录
desk-act-session_revoked = 结束了一处登录，或删掉了链接
desk-act-link_refused = 链接没有通过：用过了、过期了，或打开的地方不对
desk-act-link_made = 做了链接
desk-act-invited = 发出了邀请
desk-act-invited_by_operator = 系统运营方发出了邀请
desk-act-invitation_withdrawn = 撤回了邀请
desk-act-joined = 加入了
desk-act-role_changed = 调整了角色
desk-act-send_granted = 给了发消息的权限
desk-act-send_withdrawn = 收回了发消息的权限
desk-act-districts_changed = 调整了区县
desk-act-removed = 移除了人员
desk-act-chat_connected = 连接了Telegram
desk-act-chat_disconnected = 断开了Telegram
desk-act-exported = 导出了
desk-act-message_made = 起草了消息
desk-act-message_changed = 改了消息草稿
desk-act-message_deleted = 删了消息草稿
desk-act-sent = 给机构发了消息
desk-act-message_paused = 暂停了消息
desk-act-message_resumed = 继续发送消息
desk-act-message_cancelled = 取消了消息
desk-act-looked = 查看了机构
desk-act-objected = 有参加者对机构名下的内容提出了异议
desk-act-objection_withdrawn = 有参加者撤回了异议
desk-act-case_requested = 请机构提交预审
desk-act-case_moved = 推进了复核件
desk-act-case_opened = 打开了复核件
desk-act-case_file_opened = 打开了复核件的一份材料
desk-act-review_rule_changed = 调整了复核的一项数字
desk-act-name_confirmed = 确认了结果上的名称
desk-act-name_unconfirmed = 收回了对名称的确认
desk-act-page_taken_down = 下线了一个核验页
desk-act-page_put_back = 让核验页可以重新公开
desk-act-reports_set_aside = 搁置了对名称的举报
desk-act-campaign_made = 新建了活动
desk-act-campaign_changed = 调整了活动
desk-act-campaign_started = 开始了活动
desk-act-campaign_closed = 结束了活动
desk-act-names_deleted = 按活动写明的日期，删除了能看出是哪家机构的数据
desk-act-roster_imported = 导入了名单
desk-act-way_made = 新建了渠道
desk-act-way_closed = 关闭了渠道
desk-act-detached = 把参加者和机构分开了

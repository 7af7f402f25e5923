## 工作台：下载带走的文件

desk-export-unsure = 没有生成。确定要的话，请先勾选方框。
desk-export-logged = 每次导出都会连同你的名字记入操作记录。
desk-exported-links = 链接和海报
desk-exported-rows = 机构明细
desk-exported-figures = 统计数字
desk-exported-report = 结题报告

## 链接、二维码和海报打包

desk-links = 链接打包下载
desk-links-what = 得到一个压缩包：一张链接表（XLSX），每个链接一个文件。5000家机构最多要等半分钟。
desk-links-of = 哪些链接
desk-links-of-channels = 全部渠道
desk-links-of-institutions = 名单上的全部机构
desk-links-of-district = { $name }（{ $count }家）
desk-links-kind = 做成什么
desk-links-kind-qr = 二维码（PNG），最多{ $most }个
desk-links-kind-poster = 海报（PDF），最多{ $most }张
desk-links-kind-picture = 转发用的图片（PNG），最多{ $most }张
desk-links-language = 链接表、海报和图片的语言
desk-links-sure = 确定生成。谁拿到机构的链接，谁就能代表这家机构回答。
desk-links-go = 生成压缩包
desk-links-wrong = 没有生成：请选择要做成什么。
desk-links-none = 没有生成：没有这样的链接。
desk-links-too-many = 没有生成：数量超过一个文件的上限。请只选一个区县，或者只要二维码。
links-sheet = 链接表
links-institution = 机构名称
links-district = 区县
links-channel = 渠道
links-link = 链接
links-code = 代码
links-file = 文件

# 命令行读文件时说的话：哪里读不了，为什么。

file-missing = 没有这个文件
file-folder = 这是文件夹，不是文件
file-forbidden = 没有权限读这个文件
file-unread = { $detail }
file-too-large = 超过2MB，不会是回答文件

answers-in-line = 第{ $line }行：{ $fault }
answers-at = { $where }：{ $cause }
answers-line-empty = 是空行
answers-no-text = 不是文本：第{ $byte }个字节读不懂
answers-no-json = 从第{ $column }列起不是JSON
answers-no-number = 不是JSON：{ $given }不是数字
answers-number-long = 里面有太长的数字
answers-nested = JSON嵌套得太深
answers-no-object = 应是一个JSON对象
answers-twice = 在同一个对象里写了两次
answers-key = 不是认识的键；认识的有：{ $known }
answers-edition = { $given }不是这里的版本；这里的版本是{ $known }
answers-no-ratings = 应是一个以子域代码为键的对象
answers-no-subdomain = 不是这个版本的子域
answers-no-rating = 应是0到5的阶，或一个对象
answers-no-level = 应是0到5的整数
answers-no-rung = 第5阶以上没有阶
answers-missing = 缺失
answers-must-apply = 这个版本不允许在这里填不适用
answers-left-out = 最多{ $most }个子域可以填不适用
answers-no-flag = 应是布尔值（真或假）
answers-no-words = 应是文字
answers-empty = 不能为空；没有就不写这个键
answers-long = 超过{ $most }个字
answers-no-day = 应是2026-10-30这样的日期
answers-no-such-day = 日历上没有{ $given }
answers-used-before = { $used }早于开始执行的日期{ $since }

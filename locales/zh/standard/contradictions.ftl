# 本项目自拟措辞，非标准原文。
measured-without-measurement = 第4阶要靠逐期的数字做决定，数字从“度量与分析”来，它却不到第3阶。
strategy-without-demand = 按企业调研定规划，先要对所有服务都做过需求调研。
levels-without-catalogue = 给全部服务分档承诺，先要有一份写清各项服务的目录。
execution-without-plan = 全部服务的改进都跟到办结，先要有一份写下来的改进清单。
evaluation-without-quality = 用同一标准评全部服务，先要写明怎样才算办得好。
platform-without-assets = 统一调用全部场地和工具，先要登记清楚有哪些家底。

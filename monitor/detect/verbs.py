"""Verbs of doing: their object follows, before or after the number. A table only."""

from __future__ import annotations

from typing import Final

#: Longer verbs are found before those that they begin with.
_VERBS: Final = """
make        建设 建设完善 建成 建成投用 建立 建立健全 构建 打造 组建 创建 设立 新设立 新设 确立 形成 再造 架设 架起 铺设 铺就
raise       培育 培育壮大 新培育 培养 培训 引进 引育 孵化 转化 扶持 支持 促进
work on     实施 开展 引导 推动 推进 推广 组织 统筹 启动 攻克 突破 完成 实现 达成 落实 办理 受理 举办 部署 部署了 布局 规划(?!纲要|局|院) 谋划
write       制定 制订 制修订 编制 制发 出台 发布 集中发布 公布 发出 推出 审议 通过 批准 确定 签署 签订 签约 新签 登记 备案(?!大模型)
build       新建 改建 扩建 改扩建 新改扩建 续建 开工 新开工 开工建设 投产 投运 开通 开辟 加装 安装 配备 配置 补充配置 改造 更新 升级 修复
choose      认定 新认定 遴选 选树 选出 选派 评选 派出 邀请 征集 招聘 招募
grow        新增 增加(?!值) 扩大 提高 提升 拉动 带动 撬动 增(?![速幅量资加值])
shrink      减少 减轻 降低 下降 压减 削减 缩减 取消 淘汰 退出 关闭 下架 清理 拦截
give        投入 投放 安排 统筹安排 招标发行 预拨 拨付 下达 采购 发放 筹集 发行 募集 提供 供应(?!链|商) 赋予 救助 帮助 扶助 资助 保障(?!性|房) 支撑 解决 服务(?!业|器|贸易|消费|商|型) 惠及 护航 开放
gather      集聚 聚集 汇聚 汇集 吸引 吸纳 迎来 接待 接入 落地 落户 入驻 储备 存储 收购 订购
run         运营(?!商) 监测 监测着 加开 开行 发送 出口 进口 远销 上架 上线 开发 用好 盘活 展示 展出 采取 治理 整治 查处 处置
grow plants 绿化 种植 播种 生产(?!总|力|线|性|率|能|者|基|企|经|要|资|设|方)
have        拥有 具有 得到 获得 取得 覆盖 涵盖 涉及 包括 含(?!量) 占(?!地面|比|优) 有(?![效色机线限序]) 为(?!老) 达(?!标) 是(?!非) 超(?![级算高大低长]) 建(?!设|筑|材)
"""


def _pattern() -> str:
    verbs = [verb for line in _VERBS.strip().split("\n") for verb in line[12:].split()]
    longest_first = sorted(verbs, key=lambda verb: len(verb.partition("(")[0]), reverse=True)
    return f"(?:{'|'.join(longest_first)})"


#: Any of the verbs, as a pattern to be built into others.
ACTION: Final = _pattern()

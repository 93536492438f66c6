"""When two metrics are the same figure: one spelling for both, and how alike they are otherwise."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from ..metrics import Catalogue, Metric, catalogue

#: Spellings of words in metrics: the first stands for the others, longest first. Whole metrics and their names are
#: rows of `metrics.toml`; a line here is for what many metrics are made of.
SYNONYMS: Final = """
规模以上|规上
技改|技术改造
数转|数字化转型 数字化改造
大模型|人工智能大模型 AI大模型 国产大模型
备案|通过备案 完成备案
人工智能|AI 人工智能领域
示范场景|示范应用场景 典型应用场景 典型场景 标杆应用场景 标杆场景
普及率|应用普及率 技术应用普及率
占比|比重 比例
占|相当于
率|比率
天数率|天数占比
上云率|上云占比
国家级|国家层面
一般性支出|一般性财政支出
用户|个人用户
装机|发电装机容量 装机容量 发电装机
营业收入|营收
运营里程|营业里程 通车里程
国内生产总值能耗|生产总值能耗 国内生产总值能源消耗
国内生产总值水耗|国内生产总值用水量
"""

#: Words without content of their own. 新增 is none of them: 新增算力占比 is not 算力占比.
EMPTY: Final = (
    *("总规模", "总数量", "总数", "总量", "总额", "总计", "合计", "累计", "共计", "数量", "人数", "平均值", "年平均", "年均", "平均"),
    *("全国", "我国", "全省", "全市", "全区", "全县", "本市", "本省", "我省", "我市", "全社会", "各地"),
    *("已经", "目前", "基本", "全部", "相关", "领域", "新一代", "开展", "推动", "推进", "建成", "打造", "培育"),
    *("建设", "布局", "实现", "落地", "完成", "拥有", "在用", "制修订", "新制定", "制定", "全年", "上半年", "前三季度"),
)  # fmt: skip
#: The same where the words around them decide: 总产量 but not 生产总值, 规模 but not 规模以上.
EMPTY_HERE: Final = (
    *("规模(?!以上)", "总(?![部理统局值]|工会)", "预期目标$", "数$", "已(?![知故])", "及?以上$", "(?<=级)及?以上"),
    *("(?<=[一-鿿])等(?=[一-鿿]{2})(?!级|学|教)", "(?<=[一-鿿]{2})[和与](?=[一-鿿]{2})"),
)  # fmt: skip

#: Taken from the left end of an increment's metric: the kind says it already.
INCREMENT: Final = ("新增", "新建", "新改建", "新培育", "新认定", "新设立", "新设", "新开工", "净增", "再")

#: Words that make another figure of the same noun: a part of it, or another side.
QUALIFIERS: Final = (
    *("智能", "通用", "超级", "超算", "智算", "新增", "新建", "大型", "枢纽", "绿色", "在建", "试点", "示范", "核心"),
    *("备案", "登记", "行业", "垂类", "垂直", "基础", "先进级", "卓越级", "领航级", "小巨人", "关键", "重点", "先导"),
    *("国家", "省级", "市级", "县级", "城镇", "农村", "户籍", "调查", "城乡", "中央", "地方", "全球", "中小", "小微"),
    *("制造业", "服务业", "工业", "农业", "民营", "私营", "外资", "国有", "规模以上", "专精特新", "高技术", "装备"),
    *("增加值", "营业收入", "利润", "产值", "产量", "销量", "投资", "出口", "进口", "专利", "人才", "企业", "场景"),
    *("5GA", "6G", "千兆", "万兆", "风电", "光伏", "太阳能", "水电", "核电", "新能源", "可再生", "公共", "私人"),
    *("每万人", "每千人", "人均", "单位", "用户", "基站", "终端", "智能体", "高速", "公路", "铁路", "赤字", "项目"),
)  # fmt: skip

#: Amounts that add up over a period and begin anew with the next, though stated as a level.
SUMS: Final = (
    *("产量", "产值", "成交额", "销售额", "零售额", "交易额", "收入", "投资", "支出", "进出口", "出口", "进口", "利润"),
    *("发电量", "用电量", "吞吐量", "客流", "客运量", "货运量", "业务量", "生产总值", "增加值", "国债", "债券", "赤字"),
    *("预算", "转移支付", "专列", "班列", "贷款", "补助", "人次", "税"),
    *("改造", "搬迁", "淘汰", "退出", "压减", "开工", "脱贫", "落户", "发行", "下达", "培训", "就业", "产能"),
)  # fmt: skip
#: Shares that are measured over a period; the others stand at a day.
RATES: Final = ("失业率", "赤字率", "消费价格", "增速", "增长率")

#: Metrics that name nothing by themselves: what is left where a sentence tells elsewhere what it counts.
NAMELESS: Final = frozenset(
    [
        "同期",
        "活动",
        "项目",
        "企业",
        "机构",
        "单位",
        "高校",
        "省份",
        "国家",
        "地区",
        "城市",
        "县域",
        "国债",
        "资金",
        "投资",
        "总投资",
        "规模",
        "产业规模",
        "成果",
        "产品",
        "作品",
        "人才",
        "专家",
        "代表",
        "服务",
        "平台",
        "基地",
        "园区",
        "人员",
        "群众",
        "学生",
        "场景",
        "应用场景",
        "用户",
        "技术",
        "标准",
        "文件",
        "合作文件",
        "材料",
        "设备",
        "车辆",
        "面积",
        "里程",
        "总里程",
        "时间",
        "收入",
        "利润",
        "增速",
        "占比",
        "比重",
        "增长",
        "公司",
        "品牌",
        "岗位",
        "就业岗位",
        "订单",
        "案例",
        "课程",
        "数量",
        "总量",
    ]
)


#: How alike two metrics can be at most when they are not the same.
SAME: Final = 1.0
SAID_BESIDE: Final = 0.85
ONE_SAYS_MORE: Final = 0.7
OTHER_WORDS: Final = 0.6
NARROWER: Final = 0.4

#: What stands beside a figure of computing power never tells of which kind it is: 算力280EFLOPS，其中智能算力90.
_COMPUTE: Final = "算力"
#: Names shorter than this are anybody's.
_SHORTEST: Final = 3
#: What is left of a name that was cut in the wrong place; a body is no figure.
_CUT_OFF = re.compile(r"^[为比占把将被由]|(?:第|基本|(?<![总干乐])部|部委|(?<![布格])局|国务院|日前|今天)$")
#: Marks in which copies of one name differ.
_MARKS = re.compile(r"[^\w&]|_")
#: 以大数据为代表的数字经济核心产业规模: what it is best known for is no part of its name.
_KNOWN_FOR = re.compile(r"^以[^，。；]{2,30}?为(?:代表|主体?|核心|重点|龙头|引领|支撑|主导)的")
#: `智能算力在算力总规模中的比重`: the part names its whole, so that the whole need not be said.
_OF_ITS_KIND = re.compile(
    r"^(?P<part>[^占]{2,16}?)(?:在|占)(?P<whole>.{2,8}?)(?:总规模|总量|总额)?中?的?(?:占比|比重|比例)$"
)
#: 集成电路、生物医药、人工智能三大先导产业: what is counted needs no naming one by one.
_NAMED = re.compile(r"^[^、]{2,12}(?:、[^、]{2,12})+?(?=[两二三四五六七八九十]大[^、]{2})")
_PLACE_END = re.compile(r"(?:特别行政区|(?:壮族|回族|维吾尔)?自治区|省|市)$")


def _longest_first(words: tuple[str, ...] | set[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


_WORDS: Final = {
    other: name
    for name, others in (line.split("|") for line in SYNONYMS.strip().splitlines())
    for other in others.split()
}
#: Counted at one fair or forum, and anew at the next.
_EVENT = re.compile(r"(?:论坛|活动|展览|展会|发布会|赛事|比赛|演出|展商|展品|采购商|展位|展区|嘉宾|观众)$")
_EMPTY = re.compile(f"{_longest_first(EMPTY)}|{'|'.join(EMPTY_HERE)}")
_INCREMENT = re.compile(rf"^(?:{_longest_first(INCREMENT)})|新增")


class _Names:
    """The names of one catalogue, ready to be replaced."""

    def __init__(self, known: Catalogue) -> None:
        metrics = known.metrics.values()
        spellings = {other: metric.zh for metric in metrics for other in metric.spellings}
        self._canonical: Final = _WORDS | {_MARKS.sub("", other): name for other, name in spellings.items()}
        # Canonical names are found too, so that a spelling inside a longer name is left alone.
        names = {*self._canonical, *self._canonical.values()}
        self._pattern: Final = re.compile(_longest_first({re.escape(name) for name in names}))
        self._whole: Final = {
            increment: {
                self.levelled(other, increment=increment): (self.levelled(metric.zh, increment=increment), metric)
                for metric in metrics
                for other in reversed(metric.names)
            }
            for increment in (False, True)
        }

    def levelled(self, metric: str, region: str = "", *, increment: bool = False) -> str:
        """Return a metric with its marks, spellings, empty words and its own region's name levelled."""
        words = _MARKS.sub("", _NAMED.sub("", _KNOWN_FOR.sub("", metric)))
        words = _of_its_kind(_without_place(words, region)).replace("的", "")
        for _ in range(2):  # taking out an empty word can bring a spelling to light
            words = self._pattern.sub(lambda found: self._canonical.get(found.group(), found.group()), words)
            words = _EMPTY.sub("", words) or words
        if increment:
            words = _INCREMENT.sub("", words) or words
        return words or metric

    def named(self, plain: str, *, increment: bool) -> tuple[str, Metric] | None:
        """Return the one name of a levelled metric and the metric; None if no row has it."""
        return self._whole[increment].get(plain)


@lru_cache(maxsize=4)
def _names(known: Catalogue) -> _Names:
    return _Names(known)


@lru_cache(maxsize=20_000)
def _plain(known: Catalogue, metric: str, region: str, increment: bool) -> tuple[str, Metric | None]:  # noqa: FBT001 -- a key of the cache
    names = _names(known)
    words = names.levelled(metric, region, increment=increment)
    return names.named(words, increment=increment) or (words, None)


def plain_metric(metric: str, region: str = "", *, increment: bool = False) -> str:
    """
    Return a metric in one spelling: marks, names, empty words and its own region's name levelled.

    Of an increment 新增 and the like go too. What consists of empty words only comes back as it is.
    """
    return _plain(catalogue(), metric, region, increment)[0]


def known_metric(metric: str, region: str = "", *, increment: bool = False) -> Metric | None:
    """Return the row of `metrics.toml` that has the metric's name; None if none has."""
    return _plain(catalogue(), metric, region, increment)[1]


def is_nameless(metric: str, quote: str = "") -> bool:
    """
    Tell whether a metric says too little to find it elsewhere: 活动, 同期, 为比利时建造的第.

    So does one thing of an enumeration before one number: 4250亿元中央预算内投资、国债等资金.
    """
    words = _MARKS.sub("", metric)
    if catalogue().find(metric) is None and (is_short(metric) or words in NAMELESS):
        return True
    if _CUT_OFF.search(words) or _EVENT.search(words):
        return True
    return bool(re.search(re.escape(metric) + r"、[^，。；]{1,40}等", quote))


def is_short(metric: str) -> bool:
    """Tell whether a metric is so short that anybody may mean something else by it, though it names something: 桥梁."""
    words = _MARKS.sub("", metric)
    return len(words) < _SHORTEST and words not in NAMELESS


def is_narrowed(metric: str, quote: str, wanted: str) -> bool:
    """Tell whether words before a metric narrow it beyond what is wanted: 高速公路服务区累计建成充电桩."""
    before = quote.partition(metric)[0]
    return any(word in before and word not in wanted for word in QUALIFIERS)


def metric_key(plain: str) -> str:
    """Return a plain metric's identity: its characters in any order, 备案大模型 being 大模型备案."""
    return "".join(sorted(plain))


def bigrams(plain: str) -> tuple[str, ...]:
    """Return the pairs of neighbouring characters, sorted, each once; of one character itself."""
    return tuple(sorted({plain[at : at + 2] for at in range(len(plain) - 1)})) or (plain,)


def similarity(ours: str, theirs: str, beside: str = "") -> float:
    """
    Return how surely two plain metrics are one figure, 0–1.

    A word more makes a part of the whole at best, another word in its place another figure. Fuzzy
    measures alone take 城镇登记失业率 for 城镇调查失业率 (0.83) and 智能算力 for 算力 (token set: 1.0).
    `beside` are the plain words around `theirs`: what only `ours` names may stand there
    (`生成式人工智能服务备案`, `439款生成式人工智能服务完成备案`).
    """
    if metric_key(ours) == metric_key(theirs):
        return SAME
    from rapidfuzz.distance import Indel  # noqa: PLC0415 -- 40 ms that a check without news need not spend

    likeness = Indel.normalized_similarity(ours, theirs)
    more, other = _differences(ours, theirs)
    if more and other:
        return OTHER_WORDS * likeness
    if more and _COMPUTE not in ours and all(piece in beside for piece in more):
        return SAID_BESIDE
    if any((word in ours) is not (word in theirs) for word in QUALIFIERS):
        return NARROWER * likeness
    return ONE_SAYS_MORE * likeness


def extends(ours: str, theirs: str) -> bool:
    """Tell whether one plain metric is the other with a word before or after it that makes no known part of it."""
    short, long = sorted((ours, theirs), key=len)
    at_edge = long.startswith(short) or long.endswith(short)
    return len(short) > _SHORTEST and at_edge and not any((word in ours) is not (word in theirs) for word in QUALIFIERS)


def _differences(ours: str, theirs: str) -> tuple[list[str], list[str]]:
    """Return the pieces that only one of two metrics has."""
    from rapidfuzz.distance import Indel  # noqa: PLC0415 -- see above

    steps = Indel.opcodes(ours, theirs)
    more = [ours[step.src_start : step.src_end] for step in steps if step.tag == "delete"]
    return more, [theirs[step.dest_start : step.dest_end] for step in steps if step.tag == "insert"]


def _without_place(words: str, region: str) -> str:
    short = _PLACE_END.sub("", region)
    for name in (region, short):
        if name and words.startswith(name):
            return words.removeprefix(name).removeprefix("地区")
    return words


def _of_its_kind(words: str) -> str:
    found = _OF_ITS_KIND.match(words)
    if found and found["part"].endswith(found["whole"].removesuffix("总")):
        return f"{found['part']}占比"
    return words

"""Units of Chinese policy text: their spellings, dimensions and exact factors to one unit each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from .numbers import plain

#: dimension | unit (canonical first) or unit=factor to the canonical one.
_TABLE = """
ratio|% ％=1 百分比=1 ‰=0.1 成=10
points|个百分点 百分点=1 个基点=0.01 基点=0.01 bp=0.01
multiple|倍
CNY|元 元人民币=1 块钱=1 人民币=1
USD|美元
HKD|港元 港币=1
EUR|欧元
JPY|日元
GBP|英镑
TWD|新台币 台币=1
KRW|韩元
CHF|瑞士法郎
AUD|澳元
CAD|加元 加拿大元=1
RUB|卢布
SGD|新加坡元 新元=1
compute|PFLOPS PFlops=1 Pflops=1 P=1 EFLOPS=1000 EFlops=1000 Eflops=1000 百亿亿次=1000 百亿亿次浮点运算=1000 千万亿次=1 千万亿次浮点运算=1 TFLOPS=0.001 TFlops=0.001
accelerators|张卡 卡=1
racks|标准机架 标准架=1 机架=1 个标准机架=1 个机架=1 架标准机架=1
storage|TB GB=0.001 PB=1000 EB=1000000 ZB=1000000000
bandwidth|Gbps Mbps=0.001 Tbps=1000 Gbit/s=1
latency|毫秒 ms=1 微秒=0.001
frequency|赫兹 Hz=1 兆赫=1000000 MHz=1000000 吉赫=1000000000 GHz=1000000000
energy|千瓦时 度电=1 度=1 kWh=1 兆瓦时=1000 MWh=1000 吉瓦时=1000000 GWh=1000000 太瓦时=1000000000
power|千瓦 kW=1 兆瓦=1000 MW=1000 吉瓦=1000000 GW=1000000 瓦=0.001
coal|吨标准煤 吨标煤=1
carbon|吨二氧化碳当量 吨二氧化碳=1
mass|吨 公斤=0.001 千克=0.001 斤=0.0005 克=0.000001
oil|桶
area|平方米 ㎡=1 平方公里=1000000 平方千米=1000000 公顷=10000
land|亩
length|公里 千米=1 米=0.001 海里=1.852 毫米=0.000001 厘米=0.00001 微米=0.000000001 纳米=0.000000000001
volume|立方米 方=1 升=0.001 立方=1 标方=1
temperature|摄氏度 ℃=1
people|人 名=1 位=1 位数=1
visits|人次
household|户
users|用户
vehicles_times|辆次 车次=1
flights|架次
rank|位次 名次=1
times|次 轮=1 届=1 场次=1 班次=1 件次=1 例次=1
containers|标准箱 TEU=1 个标准箱=1
core_hours|核时 核小时=1
tokens|Tokens Token=1 tokens=1 token=1 词元=1
parameters|参数
age|岁 周岁=1
years|年
months|个月
days|天 日=1 个工作日=1 工作日=1 周=7
hours|小时 个小时=1
minutes|分钟
seconds|秒 秒钟=1
points_score|分
words|字 万字=10000
count|个 块=1 家=1 项=1 件=1 套=1 座=1 条=1 处=1 所=1 台=1 辆=1 架=1 艘=1 种=1 类=1 款=1 篇=1 场=1 批=1 期=1 例=1 部=1 份=1 支=1 栋=1 幢=1 颗=1 枚=1 只=1 张=1 间=1 站=1 列=1 株=1 头=1 对=1 组=1 片=1 道=1 口=1 门=1 笔=1 宗=1 根=1 盏=1 眼=1 台套=1 台（套）=1 个（套）=1 家次=1 户次=1 课时=1 学时=1 床=1 张床位=1 床位=1 端口=1 个端口=1 毫克=1 本=1 册=1 万件=10000 团队=1 束=1 羽=1 匹=1 顶=1 副=1 节=1 段=1 棵=1 起=1 村=1 县=1 乡=1 镇=1 城=1 省=1 市=1 国=1 校=1 企=1 店=1 字节=1 比特=1
"""
#: Names of units per something: 元/千瓦时, 吨标准煤/万元, 件/万人.
_PER = r"/(?:万元|亿元|万人|千人|人|千瓦时|平方米|平方公里|吨|年|天|日|小时|户|秒|公里|百公里|亩)"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as a text writes it, and what it measures."""

    #: The text's own word: stored and shown.
    name: str
    #: Amounts are comparable only within a dimension.
    dimension: str
    #: Multiply by this to get the dimension's canonical unit.
    factor: Decimal
    canonical: str


def _rows() -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for row in _TABLE.strip().splitlines():
        dimension, words = row.split("|")
        canonical, *aliases = words.split()
        for word in (f"{canonical}=1", *aliases):
            name, factor = word.split("=")
            units.setdefault(name, Unit(name, dimension, Decimal(factor), canonical))
    return units


UNITS = _rows()
#: Longest first; `(?!…)` keeps words that only begin like a unit: 人工, 家庭, 日均, 项目, 条件, 位于.
_NOT_UNIT = (
    ("P", r"(?![A-Za-z])"), ("人", r"(?!工|民|均|才|员|类|机|形|口[^。，；]{0,2}(?:增|老|质))"), ("家", r"(?!庭|电|居|具|政)"),
    ("年", r"(?!均|度|产|收|内|底|末|初|前|来|间|以|至|代|中|—)"), ("日", r"(?!均|前|内|本|元|常)"), ("分", r"(?!之|钟|别|行|布|级|批|类|步|散|公|支|期|队|层|享|析|工)"),
    ("成", r"(?!立|为|果|本|熟|长|功|员|效|都|交|就|品|套|绩|型|人|群|片|年|组|分)"), ("位", r"(?!于|居|列|数|置)"), ("次", r"(?!数|要|年|日|性|生)"),
    ("部", r"(?!门|委|署|分|队|级|件|省)"), ("站", r"(?!点|位|式|在)"), ("天", r"(?!然|津|津市|地|气|猫|空|龙|问)"), ("米", r"(?!粉|面)"), ("度", r"(?![一-鿿])"), ("方", r"(?!面|案|式|向|便|位|法|针|可|能)"),
    ("对", r"(?!接|于|外|口|照|应|比|标|象|准|冲|话|全|企|相|重|符|其|新|中)"), ("组", r"(?!织|成|建|合)"), ("口", r"(?!径|岸|述|号)"), ("门", r"(?!户|槛|类)"), ("段", r"(?!位)"),
    ("期", r"(?!间|待|限|末|望|货|盼)"), ("场", r"(?!景|所|地|馆|次)"), ("类", r"(?!似|型|别)"), ("件", r"(?!次)"), ("条", r"(?!件|例|款)"), ("种", r"(?!植|子|业|养|类繁|质)"), ("台", r"(?!湾|风|州|阶)"),
    ("头", r"(?!部|条|号|雁)"), ("起", r"(?!草|步|来|到|点|施|重|执|实)"), ("国", r"(?!家|内|际|有|务|民|产|资|企|债|道|标|土)"), ("省", r"(?!级|内|份|属|市|区|会)"), ("市", r"(?!场|级|民|值|区|县|辖|直)"),
    ("县", r"(?!级|域|城|区)"), ("城", r"(?!市|乡|镇|区|际)"), ("村", r"(?!民|级|集|庄|镇)"), ("乡", r"(?!村|镇|亲|土)"), ("镇", r"(?!街|级)"), ("校", r"(?!园|企|长)"), ("企", r"(?!业)"), ("店", r"(?!铺)"),
    ("本", r"(?!次|届|地|市|省|科|土|质|年|月|区|轮|级)"), ("节", r"(?!能|约|水|省|点|气)"), ("支", r"(?!持|撑|付|出|柱|部|行|援)"), ("片", r"(?!区)"), ("处", r"(?!理|于|置|罚|以|在|长)"), ("所", r"(?!有|以|在|需|属|得|示|占|涉)"),
    ("批", r"(?!发|准|复|量|次|评)"), ("列", r"(?!为|入|车|举)"), ("级", r""), ("轮", r"(?!动|船|换|廓|胎|值)"), ("卡", r"(?!车|点|口|脖|通)"), ("元", r"(?!宇|素|件|旦|器|年|代|首)"), ("用户", r""), ("名", r"(?!录|单|称|义|为|优|列|牌|副|胜|次|额)"),
    ("户", r"(?!均|籍|外|用|型|口|次)"), ("克", r"(?!服|隆)"), ("周", r"(?!边|期|年|转|岁|末|口)"), ("股", r""), ("只", r"(?!有|需|要|能|是|减|增|限)"), ("张", r"(?!家|卡)"), ("间", r"(?!接|断|隔)"), ("根", r"(?!据|本|治)"), ("束", r"(?!缚)"),
    ("副", r"(?!省|部|市|主|局|处|总|中)"), ("顶", r"(?!层|级|尖)"), ("例", r"(?!如|外|行|会)"), ("份", r"(?!额)"), ("款", r"(?!项|待|式)"), ("参数", r""), ("道", r"(?!路|德)"), ("字", r"(?!节|化)"),
)  # fmt: skip
_GUARDS = dict(_NOT_UNIT)
_WORDS = "|".join(
    re.escape(name) + _GUARDS.get(name, "") for name in sorted(UNITS, key=lambda name: (-len(name), name))
)


@cache
def _unit() -> re.Pattern[str]:
    """Return what a unit right after a number looks like; compiled when first asked for, since it takes 8 ms."""
    # Spaces only before Latin units.
    return re.compile(rf" ?(?:个(?=[PETpet]?FL|标准机架|机架|[EPZT]B))?(?P<unit>{_WORDS})(?P<per>{_PER})?")


def find_unit(text: str, at: int) -> tuple[Unit, int] | None:
    """Return the unit that starts at a position and where it ends; None if there is none."""
    found = _unit().match(text, at)
    if found is None:
        return None
    unit = UNITS[found["unit"]]
    if found["per"]:
        name = found["unit"] + found["per"]
        unit = Unit(name, f"{unit.dimension}{found['per']}", unit.factor, f"{unit.canonical}{found['per']}")
    return unit, found.end()


def to_canonical(value: Decimal, unit: Unit) -> Decimal:
    """Return the value in the dimension's canonical unit."""
    return plain(value * unit.factor)

"""Where the noun phrase that names a metric begins and ends."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from .rule import ACTION, Rule, WordTable, one_of, read_tables


class Edge(StrEnum):
    """What a word beside a noun phrase shows."""

    PREDICATE = "something is told of what was counted"
    STOP = "the noun phrase ends"
    NO_NOUN = "no noun phrase begins"


class EdgeRule(StrEnum):
    """Ids of the rules of this file."""

    IN = "edge.in"
    ADVERB = "edge.adverb"
    WHEN = "edge.when"
    BECAME = "edge.became"
    REACHES = "edge.reaches"
    SHARE = "edge.share"
    IS = "edge.is"
    AND = "edge.and"
    FROM = "edge.from"
    AT_LEAST = "edge.at_least"
    CAN = "edge.can"
    MARK = "edge.mark"
    DEED = "edge.deed"
    GATHER = "edge.gather"
    AND_SOME = "edge.and_some"
    TOWARDS = "edge.towards"
    AFTER_NOUN = "edge.after_noun"
    PLACES_DO = "edge.places_do"
    OF_EFFECT = "edge.of_effect"
    FUNDS = "edge.funds"
    USES = "edge.uses"
    AMONG = "edge.among"
    SUPPORTS = "edge.supports"
    CHANGES = "edge.changes"
    OF_CHANGE = "edge.of_change"


# fmt: off
#: What became of the things counted is told from such words on.
_PREDICATES: Final = (
    Rule(
        id=EdgeRule.IN, verdict=Edge.PREDICATE, pattern="在", after=("[用线研建校岗册职]",),
        like=("家企业在全国",), unlike=("个在建项目",),
        zh="“在”之后说的是地点", en="在 begins where they are",
    ),
    Rule(
        id=EdgeRule.ADVERB, verdict=Edge.PREDICATE, pattern="现?已|将|均(?!衡)|也|还|正|曾|(?<![虚模比草])拟(?![人合真态])|都(?!市)",
        like=("家企业已建成", "项标准现已形成", "家企业拟参展", "家企业都建成"), unlike=("座虚拟电厂", "个都市圈"),
        zh="副词之后说的是情况", en="an adverb such as 已 or 均 begins what is told of them",
    ),
    Rule(
        id=EdgeRule.WHEN, verdict=Edge.PREDICATE, pattern="不久前|日前|近日|[今昨]天|当年(?![的度])",
        like=("家企业日前建成", "个当年开工"), unlike=("家企业前期投入",),
        zh="时间词之后说的是发生的事", en="a time such as 日前 begins what happened to them",
    ),
    Rule(
        id=EdgeRule.BECAME, verdict=Edge.PREDICATE,
        pattern="成为|完成|成功(?!案例|经验|率)|实现|处于|进入|纳入|深耕|用于|取消|接入|落户|入驻|上市(?!公司|企业|后备|辅导)|投产|开工|落地|揭牌|签约|获评|参[与加]|来自|获",
        like=("款产品完成备案", "家企业落户园区", "人参加活动"), unlike=("款产品",),
        zh="动词之后说的是结果", en="a verb such as 完成 or 落户 begins what became of them",
    ),
    Rule(
        id=EdgeRule.REACHES, verdict=Edge.PREDICATE, pattern="(?<!欠发)达(?!标|到[^，。；0-9]{2,14}的[一-鿿])|超(?![级高算大低长])",
        like=("家企业达到", "家企业超过"), unlike=("个达标企业", "座超级工厂"),
        zh="“达、超”之后是另一个数", en="达 or 超 begins another amount",
    ),
    Rule(
        id=EdgeRule.SHARE, verdict=Edge.PREDICATE, pattern="占", after=("比", "地面"),
        like=("家企业占全国",), unlike=("企业占比",),
        zh="“占”之后是比例", en="占 begins a share",
    ),
    Rule(
        id=EdgeRule.IS, verdict=Edge.PREDICATE, pattern="为(?![民主老])|是|以下|左右",
        like=("家企业为全国", "家企业是全国"), unlike=("个为民项目",),
        zh="“为、是”之后说的是性质", en="为 or 是 begins what they are",
    ),
    Rule(
        id=EdgeRule.AND, verdict=Edge.PREDICATE, pattern="并", after=("[网购联轨]",),
        like=("家企业并提供",), unlike=("个并购项目",),
        zh="“并”之后是另一件事", en="并 begins another deed",
    ),
    Rule(
        id=EdgeRule.FROM, verdict=Edge.PREDICATE, pattern="从", after=("业",),
        like=("家企业从全国",), unlike=("名从业者",),
        zh="“从”之后说的是来源", en="从 begins where they come from",
    ),
    Rule(
        id=EdgeRule.AT_LEAST, verdict=Edge.PREDICATE, pattern="以上", before=("规模", "及", "级", "亿元", "万元"),
        like=("50家以上",), unlike=("家规模以上企业", "个亿元以上项目", "个市控及以上断面"),
        zh="“以上”是数的界限", en="以上 bounds the number",
    ),
    Rule(
        id=EdgeRule.CAN, verdict=Edge.PREDICATE,
        pattern="可(?![再持信控靠视穿复推感及]|用[的、和性])|(?<![智功性产节职效动核可潜赋新氢储热机万技失])能(?![源力量耗效])",
        like=("家企业可享受", "家企业能满足"), unlike=("种可再生能源", "种能源"),
        zh="“可、能”之后说的是作用", en="可 or 能 begins what they may do",
    ),
)
#: Where the noun phrase after a number ends.
STOPS: Final = WordTable(
    *_PREDICATES,
    Rule(
        id=EdgeRule.MARK, verdict=Edge.STOP, pattern=r"[，。；：！？、\n\t]|（(?![区市县]、|[^（）]{1,6}）[一-鿿])|(?<!（[区市县]、[区市县])）|——",
        like=("企业，", "企业（含"), unlike=("企业",),
        zh="标点结束名词", en="a mark ends the noun phrase",
    ),
    Rule(
        id=EdgeRule.AND_SOME, verdict=Edge.STOP, pattern="[和与及](?=一批|若干|一系列)",
        like=("家领军企业和一批中小企业",), unlike=("家企业和机构",),
        zh="“和一批”之后是没有个数的另一类", en="和一批 begins others that are not counted",
    ),
    Rule(
        id=EdgeRule.DEED, verdict=Edge.STOP,
        pattern="(?<=[一-鿿]{2})(?:入选|入列|入围|获评|获批|列入|上榜|挂牌(?!企业|公司)|圆满|名列|当选|引才|正式)|(?<!植)被(?![子动])|(?<=项目)前期|参[赛展]|启用|组成|共建|荣获|入围|受益|进行|上线|投入|得到|赴华|访华|来华|来访|就业|开机|开展|陆续|相继|先后|全部|共同|同步|顺利|汇聚|用来|达标",
        like=("个平台启用", "个平台陆续建成", "户企业入选"), unlike=("个平台", "种植被"),
        zh="动词或副词结束名词", en="a verb or an adverb ends the noun phrase",
    ),
    Rule(
        id=EdgeRule.GATHER, verdict=Edge.STOP, pattern="集聚|集中", after=("[区地]",),
        like=("家企业集聚成群",), unlike=("个产业集聚区",),
        zh="“集聚”作动词，结束名词", en="集聚 as a verb ends the noun phrase",
    ),
    Rule(
        id=EdgeRule.TOWARDS, verdict=Edge.STOP, pattern="[做按]|(?<!相)对(?![象接标话])|(?<![方面导流定双横纵取趋])向",
        like=("家企业对外",), unlike=("家企业", "个方向", "场对接活动", "个相对薄弱村"),
        zh="介词结束名词", en="a preposition such as 对 ends the noun phrase",
    ),
    Rule(
        id=EdgeRule.AFTER_NOUN, verdict=Edge.STOP,
        pattern="(?<=[一-鿿]{3})覆盖|(?<=[一-鿿]{2})(?:加快|加紧|扎实|系统推进|开启|提供(?!商)|规模化应用"
        "|增长|下降|提升(?!工程|行动|项目|计划|试点)|提高|突破|同比|迎来|使用|赋能(?=[一-鿿]{0,2}$)|往来|前来|整齐|牢牢|继续|建成(?!区)|通车|予以)",
        like=("企业加快转型", "产量增长"), unlike=("提升行动", "服务提供商"),
        zh="名词之后的动词结束名词", en="a verb after the noun ends it",
    ),
    Rule(
        id=EdgeRule.PLACES_DO, verdict=Edge.STOP, pattern="(?<=企业|地方|城市|地区|省份|园区|医院|学校|高校|单位|机构)(?:建设|开展)(?!者|局)",
        like=("个地方建设先导区",), unlike=("个重点建设项目",),
        zh="地方或企业之后的“建设”是动词", en="建设 after places or firms is what they do",
    ),
    Rule(
        id=EdgeRule.OF_EFFECT, verdict=Edge.STOP, pattern="的(?=支撑|支持|推动|带动)",
        like=("个项目的支撑",), unlike=("个项目的投资",),
        zh="“的支撑”说的是作用", en="的 before 支撑 or 带动 begins what they bring about",
    ),
    Rule(
        id=EdgeRule.FUNDS, verdict=Edge.STOP, pattern="(?<=[一-鿿]{4})(?:支持|投向)(?!的|政策|体系|力度|计划)",
        like=("特别国债支持",), unlike=("细分产业支持政策",),
        zh="“支持、投向”作动词，结束名词", en="支持 or 投向 as a verb ends the noun phrase",
    ),
    Rule(
        id=EdgeRule.USES, verdict=Edge.STOP, pattern="用", before=("[应使利专通共实公作费采信可首]",), after=("[户电水地能品车工途于]",),
        like=("个平台用数据",), unlike=("个用户", "个应用"),
        zh="“用”作动词，结束名词", en="用 as a verb ends the noun phrase",
    ),
)
#: What follows a number and is no noun phrase.
NO_NOUNS: Final = WordTable(
    Rule(
        id=EdgeRule.AMONG, verdict=Edge.NO_NOUN, pattern="中", after=("[小国央试心医学药型等华低高文外欧]",),
        like=("中，",), unlike=("中小企业",),
        zh="“中”说的是范围", en="中 makes it a group that is looked at",
    ),
    Rule(
        id=EdgeRule.SUPPORTS, verdict=Edge.NO_NOUN, pattern="支持|推动|助力|促进|加快|全部|陆续|相继|先后|共同|同步|顺利", after=("政策", "资金"),
        like=("支持产业发展",), unlike=("支持政策",),
        zh="数后的动词说的是用途", en="a verb after the number tells what it is for",
    ),
    Rule(
        id=EdgeRule.CHANGES, verdict=Edge.NO_NOUN, pattern="大关|同比|环比|[，。；、：！？到时期]|增长|增速|提高|提升",
        like=("大关", "同比增长"), unlike=("企业",),
        zh="数后是变化，不是名词", en="a change follows the number, no noun",
    ),
    Rule(
        id=EdgeRule.OF_CHANGE, verdict=Edge.NO_NOUN, pattern="的(?=增长|年增长|速度|增速|目标|提振|预期|水平|新?(?:阶段|台阶|关口))",
        like=("的增长",), unlike=("的企业",),
        zh="“的增长”回指前面的指标", en="的增长 points back to the metric before",
    ),
)
# fmt: on
STARTS_VERB: Final = re.compile("|".join(rule.source for rule in (*_PREDICATES, *NO_NOUNS)))
_LISTS: Final = read_tables("noun_phrases")
#: Cut off the left end of a phrase, again and again: 其中, 目前, 力争.
OPENING: Final = re.compile(f"^(?:{one_of(_LISTS['opening'])}|(?:全面|重点|基本)(?={ACTION}|[完推深覆]))")
#: Cut off the right end of the phrase before a number: 达到, 增长, 分别.
CLOSING: Final = re.compile(f"{one_of(_LISTS['closing'])}$")
#: Dates at the end of a phrase: 今年底.
CLOSING_DATE: Final = re.compile(f"{one_of(_LISTS['closing_date'])}$")
#: Where the subject that opens a clause ends: `重点实验室方阵` before 加快.
AFTER_SUBJECT: Final = re.compile(one_of(_LISTS["after_subject"]))
#: A head at the end of a list that belongs to every item of it: 风电、太阳能发电量.
SHARED_HEAD: Final = re.compile(f"{one_of(_LISTS['shared_head'])}$")
HEADS_OF_SUBJECT: Final = frozenset(_LISTS["head_of_subject"])
HEADS_OF_TOTALS: Final = frozenset(_LISTS["head_of_total"])
EMPTY_HEADS: Final = frozenset(_LISTS["empty_head"])

"""
What a measure's name says: its kind by its end, its themes by its words, whether it is a draft.

Kinds and themes are rows of `measure_kinds.toml`; what marks a draft are rules.
"""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import Final

from ...domain import Stage
from ...text.lexicon import Lexicon, Row, read_vocabulary
from .measure_rules import ISSUE, MAKE, NOT_AFTER, SOON, MeasureRule, MentionRule, NameUse
from .rule import Rule, SideTable, WordTable


class KindRow(Row, frozen=True):
    """A kind with the ends of its names."""

    kind: str
    ends: tuple[str, ...]
    only: str = ""
    like: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()
    loose: bool = False


class ThemeRow(Row, frozen=True):
    """A theme with the words that show it."""

    theme: str
    words: tuple[str, ...]


class KindTable(Row, frozen=True):
    """The whole file."""

    kinds: tuple[KindRow, ...]
    no_kind: tuple[str, ...]
    themes: tuple[ThemeRow, ...]


class DraftRule(StrEnum):
    """Ids of the rules of the marks that a draft carries in its name."""

    CONSULTATION = "draft.consultation"
    BILL = "draft.bill"


class NoticeRule(StrEnum):
    """Ids of the rules by which a notice's title says what the notice does."""

    LETTER = "notice.letter"
    CONSULTS = "notice.consults"
    REPEALS = "notice.repeals"
    REVISES = "notice.revises"


class NoticeUse(StrEnum):
    """What a letter or a posting is for."""

    PASSES_ON = "it passes a document on"


CONSULTED: Final = WordTable(
    Rule(
        id=DraftRule.CONSULTATION,
        verdict=Stage.CONSULTATION,
        pattern="（[^（）]{0,12}(?:征求意见稿|公开征求意见|意见征集稿|报批稿|送审稿|公示稿|讨论稿)[^（）]{0,6}）|(?:公开)?征求意见稿$",
        like=("算力管理办法（征求意见稿）", "算力安全要求（报批稿）"),
        unlike=("关于征求意见的通知", "算力管理办法（试行）"),
        zh="名称注明“征求意见稿”",
        en="the name says that comments are asked for",
    )
)
BILLS: Final = WordTable(
    Rule(
        id=DraftRule.BILL,
        verdict=Stage.DRAFTING,
        pattern="（[^（）]{0,8}草案[^（）]{0,8}）|草案$",
        like=("数据法（草案）", "数据法（修订草案二审稿）"),
        unlike=("草案说明", "数据法（修订）"),
        zh="名称注明“草案”",
        en="the name says that it is a draft before a legislature",
    )
)
TABLE: Final = read_vocabulary(Path(__file__).with_name("measure_kinds.toml"), KindTable)
#: Each end with its row, longest first.
_ENDS = sorted(((end, row) for row in TABLE.kinds for end in row.ends), key=lambda pair: -len(pair[0]))
_ONLY = {row: re.compile(row.only) for row in TABLE.kinds}
#: The kind of a draft whose name ends in no other: 数据领域名词（征求意见稿）.
DRAFT_KIND: Final = "文件"
#: A name's last part when it says edition, period or state: （试行）, （2025—2027年）, 2.0版, （第一批）.
_TAIL = re.compile(r"(?:（[^（）]{1,40}）|[0-9](?:\.[0-9])?版|[a-zA-Z.0-9]{1,6}|(?:20[0-9][0-9]年)?第[0-9]{1,5}号)$")
_THEME_OF = {word: row.theme for row in TABLE.themes for word in row.words}
_THEME_WORDS = Lexicon(_THEME_OF)


def kind_of(name: str) -> str:
    """Return the kind that a name ends in, edition and period aside; empty when it shows none."""
    row = _row_of(name)
    return row.kind if row else ""


def is_loose(name: str) -> bool:
    """Tell whether a name ends in no kind, or as headlines do as often as documents."""
    row = _row_of(name)
    return row is None or row.loose


def _row_of(name: str) -> KindRow | None:
    """Return the kind of the whole name, else of its part before a dash: 实践指南——内容标识方法."""
    head, dash, _ = name.partition("——")
    return _row_at_end(name) or (_row_at_end(head) if dash else None)


def _row_at_end(name: str) -> KindRow | None:
    bare = name
    while (shorter := _TAIL.sub("", bare)) != bare:
        bare = shorter
    if bare.endswith(TABLE.no_kind):
        return None
    fitting = (row for end, row in _ENDS if bare.endswith(end) and _ONLY[row].search(bare))
    return next(fitting, None)


def themes_of(name: str, sentence: str = "") -> tuple[str, ...]:
    """Return the themes that a measure's name shows, else those of its sentence; order of the table."""
    shown = _themes(name) or _themes(sentence)
    return tuple(row.theme for row in TABLE.themes if row.theme in shown)


def _themes(words: str) -> set[str]:
    return {_THEME_OF[word.name] for word in _THEME_WORDS.find_all(words)}


def without_draft(name: str) -> str:
    """Return the name without `（征求意见稿）` or `（草案）`."""
    return BILLS.pattern.sub("", CONSULTED.pattern.sub("", name))


def is_consulted(name: str) -> bool:
    """Tell whether the name itself says that comments are asked for."""
    return CONSULTED.pattern.search(name) is not None


def is_bill(name: str) -> bool:
    """Tell whether the name itself says that it is a draft before a legislature."""
    return BILLS.pattern.search(name) is not None


_ABOUT_TO_ISSUE: Final = rf"{SOON}[^，。；：]{{0,10}}?{MAKE}"
#: Verbs that issue a document named without 《》, or are about to.
ISSUES_PLAIN: Final = WordTable(
    Rule(
        id=MeasureRule.PLAIN_DRAFTED,
        verdict=Stage.DRAFTING,
        pattern=_ABOUT_TO_ISSUE,
        like=("上海市将制定算力实施方案", "正在起草实施方案"),
        unlike=("上海市印发算力实施方案",),
        zh="有关部门将制定未加书名号的文件",
        en="a known body is about to issue a document named without 《》",
    ),
    Rule(
        id=MeasureRule.PLAIN_ISSUED,
        verdict=Stage.ISSUED,
        pattern=f"(?:{ISSUE})了?",
        like=("上海市印发算力实施方案", "发布了实施方案"),
        unlike=("上海市落实实施方案",),
        zh="有关部门印发未加书名号的文件",
        en="a known body issues a document named without 《》",
    ),
)
#: Verbs that start an action, a project or a trial.
LAUNCHES: Final = WordTable(
    Rule(
        id=MeasureRule.PROGRAMME_LAUNCHED,
        verdict=Stage.LAUNCHED,
        pattern=(
            r"(?:(?:全面|正式|部署|组织|大力|深入|联合|集中){0,2}(?:启动|实施|开展|发起)(?:实施)?|部署)(?:了|为期[^，。；]{2,8}的)?"
        ),
        like=("工信部正式启动算力强基行动", "部署专项行动"),
        unlike=("工信部强调专项行动",),
        zh="有关部门启动某项行动、工程或试点",
        en="a known body starts an action, a project or a trial",
    )
)
#: Words before such a verb by which nothing is started yet.
NOT_YET_LAUNCHED: Final = SideTable(
    Rule(
        id=MeasureRule.PROGRAMME_PLANNED,
        verdict=Stage.DRAFTING,
        left=r"(?:将|拟|即将|计划|准备)[^，。；：]{0,10}$",
        like=("工信部将|启动|算力强基行动",),
        unlike=("工信部|启动|算力强基行动",),
        zh="有关部门将启动某项行动",
        en="a known body is about to start an action",
    ),
    Rule(
        id=MentionRule.WISHED,
        verdict=NameUse.ONLY_NAMED,
        left=r"(?:要|应|需|推动|加快|持续|继续|推进|支持|鼓励|关于|通过|坚持|不断|可|能|者|的)[^，。；：]{0,6}$",
        like=("各地要深入|实施|算力强基行动", "支持企业|开展|专项行动"),
        unlike=("工信部|启动|算力强基行动",),
        zh="只是要求或希望启动",
        en="it is only asked for or wished",
    ),
)
#: A meeting that starts an action is named after it.
MEETINGS: Final = WordTable(
    Rule(
        id=MeasureRule.PROGRAMME_MEETING,
        verdict=Stage.LAUNCHED,
        pattern=r"(?:召开|举行)(?:了)?(?:全国)?",
        like=("工信部召开算力强基行动启动会",),
        unlike=("工信部会议",),
        zh="召开行动的部署会或启动会",
        en="a meeting is held that starts the action",
    )
)
#: An action in quotes that is started: “数据要素×”行动正式启动.
STARTED: Final = WordTable(
    Rule(
        id=MeasureRule.PROGRAMME_STARTED,
        verdict=Stage.LAUNCHED,
        pattern=(
            r"(?P<name>“[^“”]{2,20}”[^，。；：“”]{0,8}?(?:专项行动|行动|工程|试点|计划)|(?<=[，：\n])[^，。；：“”《》\n]{4,30}?(?:行动|试点|普查|督查|整治|补水))"
            rf"(?:[今昨]天|[今昨]日|近日|日前|（[^（）]{{1,12}}）|[0-9]{{1,2}}[月日]|在[^，。；]{{2,10}}|正式|全面){{0,4}}启动{NOT_AFTER}"
        ),
        like=("“数据要素×”行动今天在上海正式启动", "记者从某部获悉，2026年算力普查全面启动"),
        unlike=("“数据要素×”行动启动以来", "数据行动启动"),
        zh="名称在前的行动启动",
        en="an action whose name stands before the verb is started",
    )
)
#: A letter (函) passes a document on or asks for comments.
LETTERS: Final = WordTable(
    Rule(
        id=NoticeRule.LETTER,
        verdict=NoticeUse.PASSES_ON,
        pattern="关于(?:(?:公开)?(?:征求|征集|听取).{2,200}(?:意见|建议)|(?:印发|转发|发布|组织|开展|做好|申报|推荐).{2,200})的函$|关于《[^《》]{2,80}(?<!名单)》的公示$",
        like=("关于印发《算力方案》的函", "关于组织申报算力项目的函", "关于《算力目录》的公示"),
        unlike=("关于算力建设情况的函", "关于《入选企业名单》的公示"),
        zh="印发文件、部署工作或征求意见的函、公示",
        en="a letter or a posting that passes a document on, starts work or asks for comments",
    )
)
#: What a notice does besides issuing, by the words after 关于; 征求意见 anywhere in them, the others at their start.
CONSULTS: Final = WordTable(
    Rule(
        id=NoticeRule.CONSULTS,
        verdict=Stage.CONSULTATION,
        pattern="(?:征求|征集|听取).{0,80}意见|征求意见|》的公示$",
        like=("公开征求《算力办法》意见的公告", "《算力办法》征求意见", "《算力目录》的公示"),
        unlike=("印发《算力办法》的通知",),
        zh="通知本身征求意见",
        en="the notice asks for comments",
    )
)
CHANGES: Final = WordTable(
    Rule(
        id=NoticeRule.REPEALS,
        verdict=Stage.REPEALED,
        pattern="(?:公布|宣布)?(?:废止|失效|停止执行)",
        like=("废止《算力办法》的决定",),
        unlike=("印发《算力办法》的通知",),
        zh="通知本身废止文件",
        en="the notice repeals a document",
    ),
    Rule(
        id=NoticeRule.REVISES,
        verdict=Stage.REVISED,
        pattern="(?:印发|发布|公布)?(?:新?修[改订正])",
        like=("修订《算力办法》的决定", "公布修订后的《算力办法》"),
        unlike=("印发《算力办法》的通知",),
        zh="通知本身修订文件",
        en="the notice revises a document",
    ),
)

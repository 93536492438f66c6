"""Stated amounts and deadlines: what makes them comparable, and how they are put into words."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Final

from ..domain import Amount, Comparator, Flow, MetricKind, Period, Precision, Progress, Target
from ..metrics import Nature
from ..text.units import NOUNS, find_unit, to_canonical
from .metric_names import INCREMENT, RATES, SUMS, known_metric, plain_metric

#: Unit of amounts whose text gives none, by kind; counts of unnamed things are pieces.
_BY_KIND: Final = {
    MetricKind.SHARE: "ratio",
    MetricKind.COVERAGE: "ratio",
    MetricKind.CHANGE_PCT: "ratio",
    MetricKind.CHANGE_PP: "points",
    MetricKind.MULTIPLE: "multiple",
    MetricKind.RANK: "rank",
    MetricKind.COUNT: "count",
    MetricKind.INCREMENT: "count",
    MetricKind.QUALITATIVE: "words",
    MetricKind.LEVEL: "number",
}
#: Verbs before a number that make it an increment: of adding (新型 and 新能源 are none), of doing away.
_ANEW = re.compile(
    r"(?:(?:再|新)(?:培育|制定|遴选|打造|建设|改造|组建|支持|评定|认定|推出|开工|建|增)|"
    r"淘汰|退出|压减|关停|改造|脱贫|发行|下达|发放|拨付|救助)[^，。；、]{0,10}$"
)
#: The same before the first of a list that it governs: 新增总部126家、研发中心25家.
_ANEW_LIST = re.compile(
    r"(?:再|新)(?:培育|制定|遴选|打造|建设|改造|组建|支持|评定|认定|推出|开工|建|增)[^，。；、\d]{2,16}\d[^，。；]*、[^，。；、\d]{2,16}$"
)
#: The same after it: 52座调蓄池开工建设, 1000家企业完成改造.
_ANEW_AFTER = re.compile(
    r"^[^，。；、]{0,16}(?:开工建设|(?:新建|改造|整治|搬迁|脱贫)(?:任务)?(?:全部|全面|基本)?完成|(?:完成|实现)(?:改造|整治|搬迁|脱贫))"
)
#: Words right before a number that make it a total, whatever was added before: 新增162座、累计达到832座.
_TOTAL = re.compile(r"(?:累计|总数|总量|共有|合计|共计)[^，。；、\d]{0,6}$")
#: Where it says nothing of adding itself, the total is of what was named before: 新增公园162座、累计达到832座.
_TOTAL_ALONE = re.compile(r"[，。；、](?:累计|总数|总量)(?:分别)?已?(?:达到?|有|为|超过?|突破)$")
_NUMBER = re.compile(r"\d|[一二三四五六七八九十百千两]+[个家项款座]")
_CHANGES: Final = frozenset({MetricKind.CHANGE_PCT, MetricKind.CHANGE_PP, MetricKind.MULTIPLE})
_UPPER: Final = frozenset({Comparator.AT_MOST, Comparator.BELOW})


def stated(finding: Target | Progress) -> Amount:
    """Return a finding's amount; 再培育100家 as the increment, 累计达到100家 as the total that its words make it."""
    amount = finding.amount
    if amount.kind not in {MetricKind.COUNT, MetricKind.LEVEL, MetricKind.INCREMENT}:
        return amount
    before, after = _around(amount, finding.quote.text)
    if amount.kind is MetricKind.INCREMENT:
        return replace(amount, kind=MetricKind.COUNT) if _TOTAL_ALONE.search(before) else amount
    anew = _ANEW.search(before) or _ANEW_LIST.search(before)
    if (anew and not _TOTAL.search(before)) or _ANEW_AFTER.search(after):
        return replace(amount, kind=MetricKind.INCREMENT)
    return amount


def _around(amount: Amount, quote: str) -> tuple[str, str]:
    """Return the words before and after the amount's number in its quote; of a number written otherwise, the first."""
    for scale, word in ((Decimal(1), ""), *_SCALES):
        for value in amount.values[:1]:
            digits = f"{(abs(value) / scale).normalize():f}{word}"
            found = re.search(rf"(?<![\d.]){re.escape(digits)}", quote)
            if found:
                return quote[: found.start()], quote[found.end() :]
    return _NUMBER.split(quote, maxsplit=1)[0], ""


@lru_cache(maxsize=20_000)
def dimension(amount: Amount) -> str:
    """Return what the number measures; amounts are comparable only within one dimension."""
    if amount.kind is MetricKind.RANK:
        return "rank"
    if amount.unit:
        found = find_unit(amount.unit, 0)
        return found[0].dimension if found and found[1] == len(amount.unit) else f"raw:{amount.unit}"
    if amount.kind in {MetricKind.COUNT, MetricKind.LEVEL, MetricKind.INCREMENT}:
        noun = amount.metric.removesuffix("数量").removesuffix("数")
        named = [name for word, name in NOUNS.items() if noun.endswith(word)]
        return named[-1] if named else _BY_KIND[amount.kind]
    return _BY_KIND[amount.kind]


def flow(amount: Amount) -> Flow:
    """Return how the amount counts; 新增100家 never matches 达到100家."""
    if amount.kind in _CHANGES:
        return Flow.CHANGE
    if amount.kind is MetricKind.INCREMENT:
        return Flow.INCREMENT
    # 新建数据中心PUE, a number without unit, counts nothing new.
    counted = amount.kind is MetricKind.COUNT or (amount.kind is MetricKind.LEVEL and amount.unit)
    return Flow.INCREMENT if counted and amount.metric.startswith(INCREMENT) else Flow.STOCK


@lru_cache(maxsize=20_000)
def adds_up(amount: Amount) -> bool:
    """Tell whether the amount belongs to a period and begins anew with the next: increments, growth, output."""
    if flow(amount) is not Flow.STOCK or amount.per is not None:
        return True
    known = known_metric(amount.metric)
    if known and known.kind is Nature.FLOW and dimension(amount) in known.dimension:
        return True
    words = RATES if dimension(amount) == "ratio" else SUMS
    return any(word in amount.metric for word in words)


def plain(amount: Amount, region: str | None) -> str:
    """Return the amount's metric in its one spelling."""
    return plain_metric(amount.metric, region or "", increment=flow(amount) is Flow.INCREMENT)


@lru_cache(maxsize=20_000)
def canonical(amount: Amount) -> tuple[Decimal, ...]:
    """Return the numbers in the dimension's own unit: 0.1 EFLOPS is 100 PFLOPS."""
    found = find_unit(amount.unit, 0) if amount.unit else None
    if found is None or found[1] != len(amount.unit or ""):
        return tuple(value.normalize() for value in amount.values)
    return tuple(to_canonical(value, found[0]).normalize() for value in amount.values)


def is_ceiling(amount: Amount) -> bool:
    """Tell whether the number bounds from above: 不超过, 降至."""
    return amount.comparator in _UPPER


def same_figure(amount: Amount, other: Amount) -> bool:
    """Tell whether two amounts state one number: 超过70%, 70%以上 and 达到70% do."""
    return (
        canonical(amount) == canonical(other)
        and dimension(amount) == dimension(other)
        and is_ceiling(amount) == is_ceiling(other)
        and amount.per == other.per
    )


#: Where the text's own words are not to be had (a table, a list, an edit), numbers are written so.
_SCALES: Final = ((Decimal(10) ** 12, "万亿"), (Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))
#: Numbers with more digits are left as they are: 1.2345678亿 is no easier to read.
_DIGITS: Final = 5


def figure_words(amount: Amount, quote: str = "") -> str:
    """
    Return an amount as its quote writes it: `>= 2.7亿元`, `>= 50%以上`; empty without a number.

    Amounts are kept multiplied out (270000000元), which nobody finds in the source.
    """
    if not amount.values:
        return ""
    return f"{amount.comparator} {_as_stated(amount, quote) or _written(amount)}"


def _as_stated(amount: Amount, quote: str) -> str:
    """Return the quote's words for the amount; empty where they are not found."""
    from ..text.normalise import clean  # noqa: PLC0415 -- a check without news reads no text
    from ..text.quantities import find_quantities  # noqa: PLC0415 -- the same

    words = clean(quote)
    said = tuple(abs(value) for value in amount.values)
    for found in find_quantities(words.text, 0, len(words.text)):
        unit = found.unit.name if found.unit else None
        if tuple(abs(value) for value in found.values) == said and unit == amount.unit:
            return words.quote(found.start, found.end).strip()
    return ""


def _written(amount: Amount) -> str:
    return "–".join(number_words(value) for value in amount.values) + (amount.unit or "")


def number_words(value: Decimal) -> str:
    """Return a number in 万 and 亿, if that makes it short."""
    for scale, word in _SCALES:
        short = f"{(value / scale).normalize():f}"
        if abs(value) >= scale and len(short.lstrip("-").replace(".", "")) <= _DIGITS:
            return f"{short}{word}"
    return f"{value.normalize():f}"


#: What each date rule of the reader does, by the first part of a period's rule.
RULES: Final = {
    "D1": "a year: its last day",
    "D2": "a day or the end of a month",
    "D3": "before a year: its last day",
    "D4": "a part of a year, counted from the year of publication",
    "D6": "a half, a quarter or months of a year",
    "D8": "a five-year plan: the last day of its years",
    "D9": "a date of the century",
    "D10": "a span of time, counted from the day of publication",
    "D11": "a range: its last day",
    "D16": "the day of publication",
    "table": "the year at the head of the table's column",
    "none": "no date is named: the day of publication",
    "person": "given by a person",
    "import": "given in an imported list",
}
#: Where the words stand if not beside the figure, and what else was done to the days.
PLACES: Final = {
    "sentence": "in the same sentence",
    "paragraph": "in the same paragraph",
    "list_head": "at the head of the list",
    "section": "in the heading",
    "title": "in the title",
    "report": "by the part of the report",
    "published": "by the day of publication",
    "running": "not over yet: up to the day of publication",
}
_QUARTER_MONTHS: Final = 3
_HALF_ENDS: Final = 6


def deadline_words(deadline: Period) -> str:
    """Return the deadline as exactly as the text has it: `by 2025-06-30`, `by the end of 2027`."""
    end = deadline.end
    half = "middle" if end.month == _HALF_ENDS else "end"
    words = {
        Precision.DAY: end.isoformat(),
        Precision.MONTH: f"the end of {end:%Y-%m}",
        Precision.QUARTER: f"the end of quarter {(end.month - 1) // _QUARTER_MONTHS + 1} of {end.year}",
        Precision.HALF: f"the {half} of {end.year}",
        Precision.YEAR: f"the end of {end.year}",
        Precision.PLAN: f"the end of the plan period, {end.year}",
        Precision.CENTURY: f"{end.year}",
        Precision.DURATION: f"about {end.isoformat()}",
    }
    return f"by {words[deadline.precision]}"


def how_dated(deadline: Period) -> str:
    """Return how the day was worked out: the words, the rule, and from where they were inherited."""
    rule, *places = deadline.rule.split("+")
    said = RULES.get(rule.partition(".")[0], f"by the rule {rule} of an earlier version")
    words = [
        f"“{deadline.text}”" if deadline.text else "",
        said,
        *(PLACES.get(each_word, each_word) for each_word in places),
    ]
    return ", ".join(word for word in words if word) + f" → {deadline.end.isoformat()}"

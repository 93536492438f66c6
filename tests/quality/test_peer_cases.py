"""
Number and date cases of other projects' test suites, as far as policy texts are shaped like them.

A case is taken by its kind and its wording, never by its id. Their conventions
are converted: half-open years end on 31 December, 以上 includes the number.
"""

import ast
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from monitor.text.dates import Anchor, DateMention, find_dates
from monitor.text.normalise import clean
from monitor.text.quantities import Quantity, find_quantities
from monitor.text.units import parse_number
from places import CORPUS

pytestmark = pytest.mark.corpus

Case = dict[str, Any]
#: (taken, right): None where the case is not taken.
Verdict = bool | None

#: Wanted: at least so many of the core cases taken, and so many of those right.
NUMBERS_TAKEN, NUMBERS_RIGHT = 0.60, 0.95
TIMES_TAKEN, TIMES_RIGHT = 0.35, 0.90

NUMERAL = re.compile(r"[\d.,零〇○一二两三四五六七八九壹贰叁肆伍陆柒捌玖十百千万亿拾佰仟点]+")
#: Vulgar fractions over 100 %, signs, exponents, discounts, letters for thousands, colloquial tails.
UNLIKE_POLICY = re.compile(
    r"折|[kKwW]|又|兆|[eE][+-]|负|^[—-]|半成|[几]|[^一-鿿]M\b|x|圆|整|角|[$￥]|十 ?成|成 ?六|[\d一]，\d"
)
#: Clock times, weekdays, festivals, lunar days, two-digit years, vague spans: no deadline is told so.
NOT_A_DEADLINE = re.compile(
    r"[点时分秒周]|星期|礼拜|小时|上午|下午|早|晚|凌晨|天|旬|春|夏|秋|冬|节|暑|农历|阴历|腊|闰|初|刻|世纪|年代|今日|:|民国"
    r"|(?<!\d)\d{2}年(?!内)|(?<![〇零○一二三四五六七八九])[零〇九一二三五][一二三四五六七八九〇零]年(?!内)|年后(?!半)|年半|年[以之]?前(?!\d|[一二两三四五六七八九十]+个?[月季])"
    r"|(?<![上下后])半个?年|半月|[上下后近][一二两三四\d]?个?[月年](?!半)|[上本]个?季度|个季度后|第\w{1,2}个月|前[一二两三]年|第\w年|这[一个]?[年月]|這一年|[几多]|大年|伊始|首月"
    r"|起|至今|现在|或?之后|或?以后|及?以前|[近过未].{1,3}年|今明|截止|在\d{3}年|\d{4} 看|月十[一二三四五六七八九]?(?!\d|日|号|月|年|到|至|[一-鿿])|年\w月十五|每[月日年]|1357|2019年2月29|千年"
)
CALENDAR = re.compile(r"年|月|季度|半年|日")


def core(*kinds: str) -> list[Case]:
    rows = map(json.loads, (CORPUS / "peer_cases.jsonl").read_text(encoding="utf-8").splitlines())
    return [row for row in rows if row["core"] and row["kind"] in kinds]


def amounts(text: str) -> list[Quantity]:
    dates = tuple((mention.start, mention.end) for mention in find_dates(text))
    return list(find_quantities(text, 0, len(text), dates))


def wanted_number(case: Case) -> Decimal | None:
    expected = case["expected"]
    if isinstance(expected, int | float):
        return Decimal(str(expected))
    if isinstance(expected, str):
        told = re.fullmatch(r"NumeralValue (\d[\d.]*)", expected)
        return Decimal(told[1]) if told else None
    whole = len(expected) == 1 and expected[0].get("end", -1) - expected[0].get("start", 0) >= len(case["input"]) - 1
    return Decimal(expected[0]["resolution"]["value"]) if whole else None


def number(case: Case) -> Verdict:
    text = clean(case["input"]).text
    value = wanted_number(case)
    if value is None or UNLIKE_POLICY.search(text):
        return None
    if NUMERAL.fullmatch(text):
        return parse_number(text) == value
    found = amounts(text)
    if re.fullmatch(r".{1,9}[余多][万亿]?", text):
        return [quantity.values for quantity in found] == [(value,)]
    if re.fullmatch(r"[^分]{1,4}分之[^分]{1,4}", text) and 0 < value <= 1:
        return [quantity.values for quantity in found] == [(round(value * 100, 2),)]
    return None


def percent(case: Case) -> Verdict:
    text = clean(case["input"]).text
    if len(case["expected"]) != 1 or UNLIKE_POLICY.search(text) or re.search(r"[百千万]万分之|百分位", text):
        return None
    value = Decimal(case["expected"][0]["resolution"]["value"].rstrip("%"))
    found = amounts(text)
    return len(found) == 1 and found[0].values[-1] == value


def range_of(case: Case) -> Verdict:
    text = clean(case["input"]).text
    expected = case["expected"]
    if len(expected) != 1 or UNLIKE_POLICY.search(text) or re.search(r"比|与|和|同时|或者?更|并|第|排名|/", text):
        return None
    low, high = re.sub(r"[\[\]()]", "", expected[0]["resolution"]["value"]).split(",")
    found = amounts(text)
    if low and high and low != high:
        if not re.search(r"\d[—~-]|到|至(?!少)", text):
            return None
        return [quantity.values for quantity in found] == [(Decimal(low), Decimal(high))]
    closed = expected[0]["resolution"]["value"][0] == "[" or expected[0]["resolution"]["value"][-1] == "]"
    closed = closed or bool(re.search(r"以上|以下|之下", text))
    bound = "=" if low == high else (">" if low else "<") + ("=" if closed else "")
    return [(quantity.comparator, quantity.values) for quantity in found] == [(bound, (Decimal(low or high),))]


def money(case: Case) -> Verdict:
    text = clean(case["input"]).text
    if UNLIKE_POLICY.search(text) or re.search(r"元[一二三四五六七八九]?[欧美]元|含）-|^人民币\d|^港币\d|\d，\d", text):
        return None
    wanted = list(wanted_amounts(case))
    found = [quantity.values for quantity in amounts(text) if quantity.unit is None or quantity.unit.name != "位"]
    return len(found) == len(wanted) and all(map(nearly_equal, found, wanted))


def nearly_equal(found: tuple[Decimal, ...], wanted: tuple[Decimal, ...]) -> bool:
    """Equal to the cent: some of their values are rounded to it."""
    return len(found) == len(wanted) and all(
        abs(one - other) < Decimal("0.01") for one, other in zip(found, wanted, strict=True)
    )


def wanted_amounts(case: Case) -> Iterator[tuple[Decimal, ...]]:
    expected = case["expected"]
    if isinstance(expected, str):
        numbers = re.findall(r"\d+(?:\.\d+)?", expected)
        yield tuple(Decimal(value) for value in numbers)
    elif isinstance(expected, dict):
        values = expected["num"] if isinstance(expected["num"], list) else [expected["num"]]
        if re.search(r"[多余]", case["input"]):
            values = values[:1]
        # Several tens of 亿 end below a hundred: 99.99…, not 100.
        vague = "数" in case["input"]
        yield tuple(Decimal(value) - (1 if vague and at else 0) for at, value in enumerate(values))
    else:
        for part in expected:
            yield (Decimal(part["resolution"]["value"]),)


NUMBERS: dict[str, Callable[[Case], Verdict]] = {
    "number": number,
    "percent": percent,
    "number_range": range_of,
    "money": money,
    "currency": money,
}


def wanted_ends(case: Case) -> set[date] | None:
    """The last days that their answer allows; None where it has no single interval."""
    expected = case["expected"]
    if isinstance(expected, str):
        return from_duckling(expected)
    if isinstance(expected, dict):
        last = expected["time"][-1] if isinstance(expected["time"], list) else ""
        return {date.fromisoformat(last[:10])} if re.match(r"\d{4}-", str(last)) else None
    if len(expected) != 1 or expected[0]["type"] not in {"date", "daterange"}:
        return None
    value = expected[0]["value"]
    kinds = value.get("values") or [value["FutureResolution"], value["PastResolution"]]
    ends = set()
    for kind in kinds:
        day = kind.get("end") or kind.get("endDate") or kind.get("value") or kind.get("date")
        if not day or not re.fullmatch(r"\d{4}-\d\d-\d\d", day):
            return None
        # Their ranges end before the day they name, except from one day to another; a range of months
        # or years ends with the month or year that begins there.
        open_end = "start" in kind or "startDate" in kind
        both_days = re.search(r"日.*[到至—~-].*日", case["input"]) is not None
        ends.add(date.fromisoformat(day) - timedelta(days=1 if open_end and not both_days else 0))
        if re.search(r"年.{0,3}[到至—~与和-].*年|\d{4} ?[-–].*年", case["input"]):
            ends.add(date(int(day[:4]), 12, 31))
        elif re.search(r"月.{0,3}[到至—~与和-].*月", case["input"]):
            ends.add(date(int(day[:4]) + int(day[5:7]) // 12, int(day[5:7]) % 12 + 1, 1) - timedelta(days=1))
    return ends


def from_duckling(expected: str) -> set[date] | None:
    told = re.fullmatch(r"datetime(?:Interval)? (\(.*\)) (Day|Month|Year|Quarter)", expected)
    if told is None:
        return None
    parts = ast.literal_eval(told[1])
    if isinstance(parts[0], tuple):
        year, month, day = parts[1][:3]
        return {date(year, month or 1, day or 1) - timedelta(days=1)}
    year, month, day = parts[:3]
    if told[2] == "Day":
        return {date(year, month, day)}
    months = {"Month": month, "Year": 12, "Quarter": month + 2}[told[2]]
    return {date(year + months // 12, months % 12 + 1, 1) - timedelta(days=1)}


def reference_of(case: Case) -> date | None:
    """The day that relative expressions count from; `dict:{"year": 2021}` names parts of one."""
    told = str(case["reference"])
    if told[:4].isdigit():
        return date.fromisoformat(told[:10])
    if not told.startswith("dict:"):
        return None
    parts = json.loads(told.removeprefix("dict:"))
    return date(parts["year"], parts.get("month", 6), parts.get("day", 15)) if "year" in parts else None


def time(case: Case) -> Verdict:
    text = clean(case["input"]).text
    if NOT_A_DEADLINE.search(text) or not CALENDAR.search(text) or reference_of(case) is None:
        return None
    wanted = wanted_ends(case)
    if wanted is None:
        return None
    found: list[DateMention] = list(find_dates(text))
    if len(found) != 1:
        return False
    published = reference_of(case)
    assert published is not None
    ends = {
        interval.end
        for forward in (True, False)
        if (interval := found[0].resolve(Anchor(published, forward=forward))) is not None
    }
    return bool(ends & wanted)


def tally(rules: dict[str, Callable[[Case], Verdict]]) -> tuple[int, Counter[str], Counter[str], list[str]]:
    cases = core(*rules)
    taken: Counter[str] = Counter()
    right: Counter[str] = Counter()
    wrong = []
    for case in cases:
        verdict = rules[case["kind"]](case)
        taken[case["kind"]] += verdict is not None
        right[case["kind"]] += verdict is True
        if verdict is False:
            wrong.append(f"{case['kind']}: {case['input']}")
    return len(cases), taken, right, wrong


@pytest.mark.parametrize(
    ("rules", "least_taken", "least_right"),
    [(NUMBERS, NUMBERS_TAKEN, NUMBERS_RIGHT), ({"time": time}, TIMES_TAKEN, TIMES_RIGHT)],
    ids=["numbers", "times"],
)
def test_cases_shaped_like_policy_are_right(
    rules: dict[str, Callable[[Case], Verdict]], least_taken: float, least_right: float
) -> None:
    cases, taken, right, wrong = tally(rules)
    for kind in rules:
        print(f"{kind}: {taken[kind]} taken, {right[kind]} right")  # noqa: T201 - the counts are asked for

    assert taken.total() >= least_taken * cases, f"only {taken.total()} of {cases} taken"
    assert right.total() >= least_right * taken.total(), wrong

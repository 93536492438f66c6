"""An amount on its way to a claim: what stands around it, what kind it is, and the rule that refuses it, if any."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from msgspec import Struct

from ...domain import MetricKind, Strength
from ...text.quantities import Quantity
from ...text.sentences import Span
from ...text.units import Trait
from ..document import Document, Sentence
from ..vocabulary import Rule
from ..vocabulary.modes import STRENGTHS
from ..vocabulary.refusal_decisions import (
    COMES_ABOUT,
    COUNTED_NOUN,
    CREATED,
    DECISIONS,
    EXPECTED,
    HOPED_BY,
    INDEX,
    MAKING,
    OF_SENTENCE,
    RANKING,
    REACHED_CLASS,
    TIME,
    DecisionRule,
)
from ..vocabulary.refusals import BASELINE, REFUSALS, Refusal
from ..vocabulary.slots import CHANGE_AFTER, COVERS, DROP, FALL, MONTHLY, NEW, RATE, RISE, TO_LEVEL, YEARLY
from ..vocabulary.tenses import Tense
from .governing import GoverningDate, SentenceDates
from .tense import Basis, Mood, SentenceCues, TenseDecision


class Clause(Struct, frozen=True, gc=False):
    """A clause with the amounts in it, and the clauses before it in its sentence."""

    span: Span
    quantities: tuple[Quantity, ...]
    earlier: tuple[Span, ...]


class Context(Struct, frozen=True, gc=False):
    """What a clause is read against."""

    document: Document
    #: The document's clean text.
    text: str
    sentence: Sentence
    dates: SentenceDates
    mood: Mood
    #: Where the sentence's amounts start.
    amounts: tuple[int, ...]
    cues: SentenceCues
    #: The claim read last in the sentences before of the same paragraph.
    previous: Claim | None = None


class DatedTense(Struct, frozen=True, gc=False):
    """What governs an amount, and whether that makes it an aim or a result."""

    governing: GoverningDate | None
    decision: TenseDecision
    #: What the governing period says by itself.
    period: Rule[Tense] | None = None


class AmountRun(Struct, frozen=True, gc=False):
    """An amount among those that stand side by side with it: the second of `6.5%、5.3%`."""

    quantities: tuple[Quantity, ...]
    #: Which of them is read, from 0.
    number: int

    @property
    def quantity(self) -> Quantity:
        """The amount that is read."""
        return self.quantities[self.number]


class Claim(Struct, frozen=True, gc=False):
    """An amount as read, with its metric; offsets count in the clean text."""

    start: int
    end: int
    quantity: Quantity
    metric: str
    kind: MetricKind
    values: tuple[Decimal, ...]
    per: str | None
    tense: Tense
    decision: TenseDecision
    governing: GoverningDate | None
    sentence: Sentence
    #: False where the metric was taken from an earlier clause.
    named: bool

    @property
    def basis(self) -> Basis:
        """Which evidence decided the tense."""
        return self.decision.basis


class RefusedQuantity(Struct, frozen=True, gc=False):
    """An amount that is not taken, and the rule that refuses it; offsets count in the clean text."""

    quantity: Quantity
    rule: Rule[Refusal]


@dataclass(frozen=True, slots=True)
class SentenceFigures:
    """What the amounts of a sentence come to."""

    sentence: Sentence
    dates: SentenceDates
    mood: Mood
    claims: tuple[Claim, ...] = ()
    refused: tuple[RefusedQuantity, ...] = ()


_BY_SHAPE = {"rank": MetricKind.RANK, "coverage": MetricKind.COVERAGE}
_BY_DIMENSION = {"multiple": MetricKind.MULTIPLE, "points": MetricKind.CHANGE_PP}
_CHANGES = frozenset({MetricKind.CHANGE_PCT, MetricKind.CHANGE_PP})
#: 提高到 stands right before the number.
_NEAR = 8


def kind_of(quantity: Quantity, left: str, right: str) -> MetricKind:
    """Return the kind; `left` reaches up to the number itself, bounds included."""
    unit = quantity.unit
    dimension = unit.dimension if unit else ""
    plain = _BY_SHAPE.get(quantity.shape) or _BY_DIMENSION.get(dimension)
    if plain is not None:
        return plain
    if dimension == "ratio":
        if COVERS.stands_in(left):
            return MetricKind.COVERAGE
        return MetricKind.CHANGE_PCT if _is_change(left, right) else MetricKind.SHARE
    if (NEW.stands_in(left) or _change(left)) and not _reaches_level(left):
        return MetricKind.INCREMENT
    whole = all(value == value.to_integral_value() for value in quantity.values)
    counts = Trait.COUNTED in unit.traits if unit else whole
    return MetricKind.COUNT if counts else MetricKind.LEVEL


def values_of(quantity: Quantity, kind: MetricKind, left: str) -> tuple[Decimal, ...]:
    """Return the values as recorded: decreases negative, `增长1倍` as twice."""
    if kind is MetricKind.MULTIPLE and quantity.shape != "multiple":
        rises = _change(left) is RISE
        return tuple(value + 1 for value in quantity.values) if rises else quantity.values
    if kind in _CHANGES and (_change(left) is FALL or DROP.stands_in(left)):
        return tuple(-value for value in quantity.values)
    return quantity.values


def _change(left: str) -> Rule[MetricKind] | None:
    """Return whether a verb of rising or one of falling stands before the number."""
    return next((rule for rule in (RISE, FALL) if rule.stands_in(left)), None)


def _is_change(left: str, right: str) -> bool:
    if _reaches_level(left):
        return False
    return bool(_change(left) or RATE.stands_in(left) or CHANGE_AFTER.stands_in(right))


def _reaches_level(left: str) -> bool:
    return TO_LEVEL.stands_in(left[-_NEAR:])


def per_of(left: str) -> str | None:
    """Return `year` or `month` for an amount that recurs."""
    for rule in (YEARLY, MONTHLY):
        if rule.stands_in(left):
            return rule.verdict.value
    return None


def strength_of(clause_left: str, sentence_left: str, clause_right: str = "") -> Strength:
    """Return what the last modal says in the clause, else in the sentence, else after the number."""
    for words in (clause_left, sentence_left, clause_right):
        last = max((found.start() for found in STRENGTHS.pattern.finditer(words)), default=-1)
        rule = STRENGTHS.at(words, last, len(words)) if last >= 0 else None
        if rule is not None:
            return rule.verdict
    return Strength.STATED


RefusalReason = Rule[Refusal]

_YEARS = range(1900, 2100)
#: From so many on, things made are counted in any unit: 形成百项成果.
_MANY = 100
#: Up to so many, Han digits behind a noun are as often a phrase in what is told as done.
_TEN = 10
#: Behind a noun these say which, not how many: 大道二期.
_NUMBERED = frozenset({"期", "批", "次", "届"})
#: Documents are called by so many of them: 营商环境10条.
_ITEM = "条"
_MONEY = frozenset({"CNY", "USD"})
#: Behind an amount in brackets, or behind the bracket that says it in other money: 5亿元（8000万美元）以上.
_AND_ABOVE = re.compile(r"(?:（[^（）]{1,16}）|）)及?以上")
#: A noun right after an amount: 煤电机组, not a comma.
_NOUN = re.compile(r"的?[一-鿿]{2}")


class Surroundings(Struct, frozen=True, gc=False):
    """The words of an amount's clause on both sides, and those of its sentence around the clause."""

    left: str
    right: str
    #: The sentence before the clause.
    earlier: str
    #: The words right after the clause.
    later: str = ""


def refused_by_unit(quantity: Quantity, around: Surroundings, written: str) -> RefusalReason | None:
    """Return why its unit alone, or having none, makes an amount no record; `written`: the amount as it stands."""
    rule = _unit_rule(quantity, around, written)
    return DECISIONS[rule] if rule else None


def refused_by_words(
    quantity: Quantity, around: Surroundings, written: str, *, aim: bool, expected: bool
) -> RefusalReason | None:
    """
    Return why an amount that its unit does not rule out is no record; None if it may be one.

    `aim`: whether an aim governs the clause; `expected`: whether 预计 makes a forecast here (in news, of no
    ended period).
    """
    shape = _shape_rule(quantity, around, written, aim=aim)
    if shape is not None:
        return DECISIONS[shape]
    before = around.earlier + around.left
    words = REFUSALS.first(around.left, around.right)
    if words is not None and words.verdict is Refusal.ATTRIBUTE and CREATED.stands_between(around.left, around.right):
        words = None
    size = sizes_each(quantity, written, around.right, aim=aim)
    return (
        words
        or OF_SENTENCE.first(before, around.right + around.later)
        or (DECISIONS[DecisionRule.SIZE_OF_EACH] if size else None)
        or (EXPECTED if expected and _is_forecast(before) else None)
        or (COMES_ABOUT if aim and COMES_ABOUT.stands_between(around.left, "") else None)
    )


def _is_forecast(before: str) -> bool:
    return EXPECTED.stands_between(before, "") and not HOPED_BY.stands_in(before)


def is_baseline(left: str, right: str) -> bool:
    """Tell whether an amount is where a change began: 由14.1%降至13.5%."""
    return BASELINE.stands_between(left, right)


def _unit_rule(quantity: Quantity, around: Surroundings, written: str) -> DecisionRule | None:
    unit = quantity.unit
    if unit is None:
        scaled = "万" in written or "亿" in written or "位数" in written
        known = quantity.shape == "rank" or scaled or INDEX.stands_in(around.left)
        return None if known else DecisionRule.NO_UNIT
    if Trait.TIME in unit.traits and not TIME.stands_in(around.left):
        return DecisionRule.SPAN_OF_TIME
    if unit.dimension == "count" and (parts := _parts_rule(unit.name, around)):
        return parts
    if Trait.SIZE in unit.traits and (size := _size_rule(around, written)):
        return size
    if Trait.AFTER_YEAR in unit.traits and quantity.values[0] in _YEARS:
        return DecisionRule.YEAR
    length = Trait.EXTENT in unit.traits
    of_place = length and DECISIONS[DecisionRule.LENGTH_OF_PLACE].stands_between("", around.right)
    return DecisionRule.LENGTH_OF_PLACE if of_place else None


def _size_rule(around: Surroundings, written: str) -> DecisionRule | None:
    """Return the rule by which a capacity only tells which works are meant."""
    if written.endswith("以下") and _NOUN.match(around.right):
        return DecisionRule.SIZE_CLASS_BELOW
    named = DECISIONS[DecisionRule.NAMED_WORK].stands_between("", around.right)
    return DecisionRule.NAMED_WORK if named else None


def _parts_rule(unit: str, around: Surroundings) -> DecisionRule | None:
    """Return the rule by which an amount counts the parts of a document: 22项举措, 营商环境10条."""
    rules = (DecisionRule.PARTS, DecisionRule.ITEMS) if unit == _ITEM else (DecisionRule.PARTS,)
    return next((rule for rule in rules if DECISIONS[rule].stands_between(around.left, around.right)), None)


def sizes_each(quantity: Quantity, written: str, right: str, *, aim: bool = True) -> bool:
    """Tell whether an amount is the size of each thing counted (10亿元以上项目9个) or, as no aim, of a work (10万吨项目投产)."""
    unit = quantity.unit
    if unit is None:
        return False
    bounded = unit.dimension in _MONEY and (written.endswith("以上") or _AND_ABOVE.match(right))
    sized = bounded or (not aim and Trait.SIZE in unit.traits)
    return bool(sized) and DECISIONS[DecisionRule.SIZE_OF_EACH].stands_between("", right)


def _shape_rule(quantity: Quantity, around: Surroundings, written: str, *, aim: bool) -> DecisionRule | None:
    reached = quantity.bound_start < quantity.start and REACHED_CLASS.stands_between(around.left, around.right)
    if quantity.shape == "class" and not reached:
        return DecisionRule.SIZE_CLASS
    if quantity.small_han and not _is_meant(quantity, around, aim=aim):
        return DecisionRule.SMALL_HAN_NUMBER
    if quantity.is_vague and len(quantity.values) > 1 and not aim and written[0] in "数几":
        return DecisionRule.VAGUE
    if quantity.shape == "coverage" and DECISIONS[DecisionRule.WHOLE_AS_MODIFIER].stands_between("", around.right):
        return DecisionRule.WHOLE_AS_MODIFIER
    placed = RANKING.stands_in(around.left) and not around.right.startswith("者")
    unranked = quantity.shape == "rank" and not placed
    return DecisionRule.ORDINAL if unranked else None


def _is_meant(quantity: Quantity, around: Surroundings, *, aim: bool) -> bool:
    """
    A small Han number (三个) is part of a name or phrase unless its unit is real or it counts what is aimed at.

    A result counts in Han digits behind its noun, from eleven on: 建成工作站七十五家.
    """
    assert quantity.unit is not None
    if Trait.REAL in quantity.unit.traits:
        return True
    numbered = quantity.unit.name in _NUMBERED
    after_noun = not numbered and COUNTED_NOUN.stands_between(around.left, around.right)
    many = quantity.values[0] > _TEN
    if not aim:
        return after_noun and many
    after_noun = after_noun and (many or Trait.COUNTED in quantity.unit.traits)
    bounded = quantity.comparator != "="
    return bounded or after_noun or quantity.unit.name == "家" or _is_made(quantity, around)


def _is_made(quantity: Quantity, around: Surroundings) -> bool:
    """Tell whether so few are to be made: 建设三个中心, not 三个方面 or 三个平台."""
    assert quantity.unit is not None
    many = quantity.values[0] >= _MANY
    return (many or Trait.MADE in quantity.unit.traits) and MAKING.stands_in(around.left)

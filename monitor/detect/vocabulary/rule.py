"""
The rule record: everything that detection decides by words is a `Rule`, and every rule stands in one table.

A rule is one of three kinds:

- *words*: `pattern` is looked for in running text, without the words in `before` or `after` beside it;
- *sides*: `left` is searched in the words up to something (an amount, a name) and `right` is matched after it;
- *code*: it has none of these; a function decides by more than words and names the rule as its reason.

Examples of sides put what the words stand around between bars: `处以|50万元|`. An example of a code rule is a
whole text, its title in the first of several lines; what the rule decides about stands between bars.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Final, Generic, TypeVar

from ...text.lexicon import read_vocabulary

Senses = dict[str, tuple[str, ...]]


def read_tables(name: str) -> dict[str, tuple[str, ...]]:
    """Return the words of each table of `name.toml`, in the order of the file; they may be patterns."""
    tables = read_vocabulary(Path(__file__).with_name(f"{name}.toml"), dict[str, Senses])
    return {table: tuple(word for words in senses.values() for word in words) for table, senses in tables.items()}


def one_of(words: Iterable[str]) -> str:
    """Return a pattern of words that are tried in their order."""
    return f"(?:{'|'.join(words)})"


def longest_first(words: Iterable[str]) -> str:
    """Return a pattern of words that tries a longer word before one that begins it."""
    return one_of(sorted(words, key=lambda word: len(word.partition("(")[0]), reverse=True))


#: Any verb of doing, as a pattern to be built into others.
_VERBS: Final = read_tables("verbs")
ACTION: Final = longest_first(_VERBS["verb"])
#: Any verb of doing, being awarded or being entered, which may open the phrase that names what is counted.
OPENING_VERB: Final = longest_first((*_VERBS["verb"], *_VERBS["award"]))


Verdict_co = TypeVar("Verdict_co", bound=StrEnum, covariant=True)


@dataclass(frozen=True, kw_only=True)
class Rule(Generic[Verdict_co]):
    """What holds where certain words stand, with examples and a reason that an analyst follows."""

    #: A member of the enum beside the rule's table; stored with findings and shown to people.
    id: StrEnum
    #: What holds where the words fit.
    verdict: Verdict_co
    #: Texts in which the rule fits.
    like: tuple[str, ...]
    #: Texts that look alike and in which it does not fit.
    unlike: tuple[str, ...]
    #: The reason in Chinese and in English, each a short sentence without a full stop.
    zh: str
    en: str
    pattern: str = ""
    #: Patterns that must not stand right before `pattern` and right after it; each of `before` has a fixed width.
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    left: str = ""
    right: str = ""

    @property
    def source(self) -> str:
        """The pattern of a words rule with what must not stand beside it."""
        not_before = "".join(f"(?<!{words})" for words in self.before)
        not_after = f"(?!{'|'.join(self.after)})" if self.after else ""
        return f"{not_before}(?:{self.pattern}){not_after}"

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled `source`."""
        return re.compile(self.source)

    @cached_property
    def sides(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """The compiled `left` and `right`."""
        return re.compile(self.left), re.compile(self.right)

    @property
    def is_code(self) -> bool:
        """Whether a function decides."""
        return not (self.pattern or self.left or self.right)

    def stands_in(self, text: str) -> bool:
        """Tell whether a words rule fits anywhere in a text."""
        return self.regex.search(text) is not None

    def stands_between(self, left: str, right: str) -> bool:
        """Tell whether both sides of a sides rule fit."""
        before, after = self.sides
        return after.match(right) is not None and before.search(left) is not None


class WordTable(Generic[Verdict_co]):
    """A table of words rules; of several that fit at one place the first counts."""

    def __init__(self, *rules: Rule[Verdict_co]) -> None:
        self.rules = rules

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds any of the rules."""
        return re.compile("|".join(rule.source for rule in self.rules))

    def __iter__(self) -> Iterator[Rule[Verdict_co]]:
        return iter(self.rules)

    def at(self, text: str, position: int, end: int) -> Rule[Verdict_co] | None:
        """Return the rule that fits right at a place of the text."""
        return next((rule for rule in self.rules if rule.regex.match(text, position, end)), None)

    def first(self, text: str, start: int = 0, end: int | None = None) -> Rule[Verdict_co] | None:
        """Return the rule that fits first from left to right."""
        stop = len(text) if end is None else end
        found = self.pattern.search(text, start, stop)
        return self.at(text, found.start(), stop) if found else None


class SideTable(Generic[Verdict_co]):
    """A table of sides rules; the first that fits counts."""

    def __init__(self, *rules: Rule[Verdict_co]) -> None:
        self.rules = rules
        self._with_right = tuple(rule for rule in rules if rule.right)
        # Most places show no words of any rule: two searches tell so.
        self.any_left = re.compile("|".join(rule.left for rule in rules if not rule.right) or "(?!)")
        self.any_right = re.compile("|".join(rule.right for rule in self._with_right) or "(?!)")

    def __iter__(self) -> Iterator[Rule[Verdict_co]]:
        return iter(self.rules)

    def first(self, left: str, right: str) -> Rule[Verdict_co] | None:
        """Return the first rule that both sides fit."""
        if self.any_left.search(left):
            rules = self.rules
        elif self.any_right.match(right):
            rules = self._with_right
        else:
            return None
        return next((rule for rule in rules if rule.stands_between(left, right)), None)


class CodeTable(Generic[Verdict_co]):
    """A table of code rules, found by their ids."""

    def __init__(self, *rules: Rule[Verdict_co]) -> None:
        self.rules = rules
        self._by_id = {rule.id: rule for rule in rules}

    def __iter__(self) -> Iterator[Rule[Verdict_co]]:
        return iter(self.rules)

    def __getitem__(self, rule_id: StrEnum) -> Rule[Verdict_co]:
        return self._by_id[rule_id]


Table = WordTable[StrEnum] | SideTable[StrEnum] | CodeTable[StrEnum]

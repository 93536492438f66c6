"""Every pattern of the rooms that read text: walked through, or made to count what it is given."""

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from re import Match, Pattern
from types import ModuleType
from typing import Any

import pytest

import monitor.detect
import monitor.text
from monitor.detect.vocabulary import CodeTable, Rule, SideTable, WordTable
from monitor.text.lexicon import Lexicon

#: Compares its patterns with those of its matches; it is given some hundred characters at most.
NOT_COUNTED = {"monitor.text.lexicon"}


def modules() -> Iterator[ModuleType]:
    for package in (monitor.text, monitor.detect):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            yield importlib.import_module(module.name)


def named() -> Iterator[tuple[str, Pattern[str]]]:
    """Yield each pattern with the name it is reached by."""
    for module in modules():
        for name, value in vars(module).items():
            for pattern in _inside(value):
                yield f"{module.__name__}.{name}", pattern


def _inside(value: object) -> Iterator[Pattern[str]]:
    if isinstance(value, Pattern):
        yield value
    elif isinstance(value, Lexicon):
        yield value._firsts
    elif isinstance(value, WordTable):
        yield value.pattern
        yield from _inside(value.rules)
    elif isinstance(value, SideTable):
        yield value.any_left
        yield value.any_right
        yield from _inside(value.rules)
    elif isinstance(value, CodeTable):
        yield from _inside(value.rules)
    elif isinstance(value, Rule):
        yield value.regex
        yield from value.sides
    elif isinstance(value, tuple | list | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _inside(item)


class Steps:
    """Counts the characters that patterns may look through, and the times they are asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        self._made: dict[int, Any] = {}
        lexicons: list[Lexicon] = []
        for module in modules():
            if module.__name__ in NOT_COUNTED:
                continue
            for name, value in list(vars(module).items()):
                if isinstance(value, Lexicon):
                    lexicons.append(value)
                elif next(_inside(value), None) is not None:
                    monkeypatch.setattr(module, name, self._counted(value))
        for lexicon in set(lexicons):
            monkeypatch.setattr(lexicon, "_firsts", self._counted(lexicon._firsts))

    def _counted(self, value: Any) -> Any:
        # What is one thing under two names stays one: rules ask `form is HAPPENS`.
        if id(value) not in self._made:
            self._made[id(value)] = self._made_of(value)
        return self._made[id(value)]

    def _made_of(self, value: Any) -> Any:
        if isinstance(value, Pattern):
            return CountedPattern(value, self)
        if isinstance(value, Rule):
            return self._counted_rule(value)
        if isinstance(value, WordTable | SideTable | CodeTable):
            return self._counted_table(value)
        if isinstance(value, tuple | list):
            items = [self._counted(item) for item in value]
            return type(value)(*items) if hasattr(value, "_fields") else type(value)(items)
        if isinstance(value, dict):
            return {key: self._counted(item) for key, item in value.items()}
        return value

    def _counted_table(self, table: WordTable[Any] | SideTable[Any] | CodeTable[Any]) -> Any:
        counted = type(table)(*map(self._counted, table))
        if isinstance(counted, WordTable) and isinstance(table, WordTable):
            counted.pattern = self._counted(table.pattern)
        elif isinstance(counted, SideTable) and isinstance(table, SideTable):
            counted.any_left = self._counted(table.any_left)
            counted.any_right = self._counted(table.any_right)
        return counted

    def _counted_rule(self, rule: Rule[Any]) -> Rule[Any]:
        counted = replace(rule)
        # Computed once and kept in the instance: put there, they are used from there.
        vars(counted)["regex"] = self._counted(rule.regex)
        vars(counted)["sides"] = tuple(self._counted(pattern) for pattern in rule.sides)
        return counted


class CountedPattern:
    """A pattern that counts; it finds what the pattern finds."""

    def __init__(self, pattern: Pattern[str], steps: Steps) -> None:
        self._pattern = pattern
        self._steps = steps

    def search(self, text: str, start: int = 0, end: int | None = None) -> Match[str] | None:
        stop = len(text) if end is None else end
        found = self._pattern.search(text, start, stop)
        # A search ends where it finds.
        self._look_through(text, start, found.end() if found else stop)
        return found

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Match[str]]:
        stop = self._look_through(text, start, end)
        return self._pattern.finditer(text, start, stop)

    def findall(self, text: str) -> list[Any]:
        self._look_through(text, 0, None)
        return self._pattern.findall(text)

    def split(self, text: str) -> list[str | Any]:
        self._look_through(text, 0, None)
        return self._pattern.split(text)

    def sub(self, new: str | Callable[[Match[str]], str], text: str, count: int = 0) -> str:
        self._look_through(text, 0, None)
        return self._pattern.sub(new, text, count)

    # These try one place, and no pattern is longer than its own bounds.

    def match(self, *given: Any) -> Match[str] | None:
        self._steps.count += 1
        return self._pattern.match(*given)

    def fullmatch(self, *given: Any) -> Match[str] | None:
        self._steps.count += 1
        return self._pattern.fullmatch(*given)

    def _look_through(self, text: str, start: int, end: int | None) -> int:
        stop = len(text) if end is None else min(end, len(text))
        self._steps.count += 1 + max(0, stop - start)
        return stop


def inline_calls(source: str) -> list[str]:
    """Return the calls that give a pattern in place, where no test would see it."""
    return re.findall(r"\bre\.(?:search|match|fullmatch|sub|split|findall|finditer)\(", source)

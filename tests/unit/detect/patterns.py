"""Every pattern of the rooms that read text: walked through, or made to count what it is given."""

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from re import Match, Pattern
from types import ModuleType
from typing import Any

import pytest

import monitor.detect
import monitor.text
from monitor.detect.lexicon import Lexicon

#: They read patterns of ours when the package is loaded, never a text.
READ_NO_TEXT = {"monitor.text.openings"}
#: Compares its patterns with those of its matches; it is given some hundred characters at most.
NOT_COUNTED = {"monitor.text.document_numbers"}


def modules() -> Iterator[ModuleType]:
    for package in (monitor.text, monitor.detect):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            if module.name not in READ_NO_TEXT:
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
        yield value._pattern
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
            monkeypatch.setattr(lexicon, "_pattern", self._counted(lexicon._pattern))

    def _counted(self, value: Any) -> Any:
        # What is one thing under two names stays one: rules ask `form is HAPPENS`.
        if id(value) not in self._made:
            self._made[id(value)] = self._made_of(value)
        return self._made[id(value)]

    def _made_of(self, value: Any) -> Any:
        if isinstance(value, Pattern):
            return CountedPattern(value, self)
        if isinstance(value, tuple | list):
            items = [self._counted(item) for item in value]
            return type(value)(*items) if hasattr(value, "_fields") else type(value)(items)
        if isinstance(value, dict):
            return {key: self._counted(item) for key, item in value.items()}
        return value


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

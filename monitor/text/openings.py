"""Which characters the matches of a pattern can begin with, so that all other places of a text are passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LOOK_BEHIND = re.compile(r"\(\?<[=!](?:[^()\[\]]|\[[^]]*\])*\)")
_GROUP = re.compile(r"\((?:\?:|\?P<\w+>|(?!\?))")
#: What an alternative begins with: the digit class, a class, or a plain character.
_BEGINNING = re.compile(r"(?P<digit>\\d)|\[(?P<signs>[^]^][^]]*)\]|(?P<sign>[^\\()\[\].^$|?*+{}])")
#: A class that holds more than is written out.
_RANGE = re.compile(r"\\|.-.")
_REPEATED = re.compile(r"[*+{]|\?[?+]")
_OPTIONAL = re.compile(r"[?*]|\{0")


def quickly(pattern: str) -> str:
    """
    Return a group that finds the same, and sooner: it is tried only where one of its first characters stands.

    Best where an alternative begins with a plain character, for `re` looks for those at the speed
    of C. Where the first characters are not plain to see (`.`, a class of what is not meant), it is
    tried everywhere.
    """
    signs = first_signs(pattern)
    if signs is None:
        return f"(?:{pattern})"
    led, others = _parted(pattern)
    quick = [
        sign + (rests[0] if len(rests) == 1 else f"(?:{'|'.join(rests)})") for sign, rests in led.items()
    ]
    if not others:
        return f"(?:{'|'.join(quick)})"
    slow = f"(?={_class_of(others)})(?:{'|'.join(others)})"
    return f"(?={_class(signs)})(?:{'|'.join((slow, *quick))})" if quick else slow


def places_of(pattern: str) -> str:
    """
    Return a pattern that finds where the matches of another begin; it covers their first character alone.

    `re` looks for a class of first characters much faster than for the pattern.

    Raises:
        ValueError: the first characters are not plain to see.

    """
    signs = first_signs(pattern)
    if signs is None:
        raise ValueError(f"what matches of {pattern} begin with is not plain to see")
    first = _class(signs)
    return f"{first}(?<=(?={pattern}){first})"


def first_signs(pattern: str) -> frozenset[str] | None:
    """Return the items of a class that holds every first character of a match; None where it is not plain to see."""
    found: set[str] = set()
    for alternative in _alternatives(pattern):
        signs = _of_alternative(alternative)
        if signs is None:
            return None
        found |= signs
    return frozenset(found)


def _of_alternative(alternative: str) -> frozenset[str] | None:
    behind = _LOOK_BEHIND.match(alternative)
    if behind:
        return _of_alternative(alternative[behind.end() :])
    group = _GROUP.match(alternative)
    if group:
        end = _group_end(alternative)
        signs = first_signs(alternative[group.end() : end - 1])
    else:
        beginning = _BEGINNING.match(alternative)
        if beginning is None:
            return None
        end = beginning.end()
        signs = frozenset({beginning["digit"] or beginning["signs"] or re.escape(beginning["sign"])})
    optional = _OPTIONAL.match(alternative, end)
    if signs is None or not optional:
        return signs
    after = _of_alternative(alternative[end:].lstrip("?*0123456789,{}"))
    return None if after is None else signs | after


def _parted(pattern: str) -> tuple[dict[str, list[str]], list[str]]:
    """
    Return what may follow each plain character that an alternative begins with, and the other alternatives.

    What may begin as one of those does is with them, so that of two that fit the first still counts.
    """
    alternatives = [(one, _led_alternative(one)) for one in _alternatives(pattern)]
    unled = re.compile(_class_of([one for one, led in alternatives if led is None]))
    found: dict[str, list[str]] = {}
    others: list[str] = []
    for one, led in alternatives:
        if led is None:
            others.append(one)
            continue
        for sign, rest in led:
            if unled.match(sign[-1]):
                others.append(sign + rest)
            else:
                found.setdefault(sign, []).append(rest)
    return found, others


def _class_of(alternatives: list[str]) -> str:
    """Return the class of what alternatives that all show it can begin with; of none, what matches nothing."""
    signs = first_signs("|".join(alternatives)) if alternatives else None
    return _class(signs) if signs else "(?!)"


def _class(signs: frozenset[str]) -> str:
    return f"[{''.join(sorted(signs))}]"


def _led(pattern: str) -> list[tuple[str, str]] | None:
    """Return alternatives that find the same, parted after the plain character that each begins with; else None."""
    found: list[tuple[str, str]] = []
    for alternative in _alternatives(pattern):
        led = _led_alternative(alternative)
        if led is None:
            return None
        found += led
    return found


def _led_alternative(alternative: str) -> list[tuple[str, str]] | None:
    """Write `(?<!即)[将要](?!近)` as `将(?<!即将)(?!近)` and `要(?<!即要)(?!近)`."""
    behind = _LOOK_BEHIND.match(alternative)
    if behind:
        led = _led_alternative(alternative[behind.end() :])
        looking, words = behind.group()[:4], behind.group()[4:-1]
        return led and [(sign, f"{looking}(?:{words}){sign}){rest}") for sign, rest in led]
    if alternative.startswith("(?:"):
        end = _group_end(alternative)
        led, rest = _led(alternative[3 : end - 1]), alternative[end:]
    else:
        beginning = _BEGINNING.match(alternative)
        signs = (beginning["signs"] or beginning["sign"]) if beginning else None
        if beginning is None or signs is None or _RANGE.search(signs := signs.replace("0-9", "0123456789")):
            return None
        led, rest = [(re.escape(sign), "") for sign in signs], alternative[beginning.end() :]
    if led is None or _REPEATED.match(rest):
        return None
    if not rest.startswith("?"):
        return [(sign, first + rest) for sign, first in led]
    without = _led_alternative(rest[1:])
    return without and [*((sign, first + rest[1:]) for sign, first in led), *without]


def _alternatives(pattern: str) -> Iterator[str]:
    """Yield the parts of a pattern between the bars that stand outside brackets."""
    start = 0
    for at, depth in _outside_classes(pattern):
        if pattern[at] == "|" and depth == 0:
            yield pattern[start:at]
            start = at + 1
    yield pattern[start:]


def _group_end(pattern: str) -> int:
    """Return where the group ends that the pattern begins with."""
    return next(at for at, depth in _outside_classes(pattern) if depth == 0) + 1


def _outside_classes(pattern: str) -> Iterator[tuple[int, int]]:
    """Yield each place that no class `[…]` holds, with the number of groups open after it."""
    depth = at = 0
    while at < len(pattern):
        sign = pattern[at]
        depth += (sign == "(") - (sign == ")")
        yield at, depth
        at = pattern.index("]", at + 2) + 1 if sign == "[" else at + (2 if sign == "\\" else 1)

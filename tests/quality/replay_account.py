"""
What a replay of the real texts links and merges, for judging: `python tests/quality/replay_account.py FOLDER`.

Prints the account by month, then how much of it is judged, then all that is not, with its words, and
the verdicts that nothing needs any more. Verdicts stand in `labels/replay_links.jsonl` and
`labels/replay_merges.jsonl`, by fingerprints and texts' ids; a test fails while one is missing.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from monitor.domain import Statement
from monitor.store import Store
from quality.replay_texts import passages, whole_texts

LABELS = Path(__file__).parent / "labels"
PREFIX = "http://replay.invalid/"
FAR = 1_000_000
#: Statuses do not matter here.
TODAY = date(2026, 1, 1)


@dataclass(frozen=True)
class Link:
    """A figure with the target it was linked to."""

    progress: Statement
    target: Statement

    @property
    def key(self) -> tuple[str, ...]:
        return (self.progress.fingerprint, self.target.fingerprint)


@dataclass(frozen=True)
class Merge:
    """A statement of a measure with the measure's first one."""

    first: Statement
    statement: Statement
    #: Which one, of several measures that two texts have in common.
    number: int = 0

    @property
    def key(self) -> tuple[str, ...]:
        """By places: fingerprints hold a name, and names are read better by and by."""
        return (text_id(self.first), text_id(self.statement), *([str(self.number)] if self.number else []))


def text_id(statement: Statement) -> str:
    return statement.url.removeprefix(PREFIX)


def replayed(folder: Path) -> tuple[dict[str, Any], Path]:
    """Run the replay as a user would; return the account and the database that holds the rest."""
    rows = folder / "texts.jsonl"
    rows.write_text(
        "\n".join(json.dumps(one, ensure_ascii=False) for one in (*whole_texts(), *passages())), encoding="utf-8"
    )
    database = folder / "replay.db"
    database.unlink(missing_ok=True)
    command = (sys.executable, "-m", "monitor", "replay", "--json", "--jsonl")
    done = subprocess.run(
        [*command, str(rows), "--database", f"sqlite:///{database}"],
        check=True,
        capture_output=True,
        text=True,
        cwd=folder,
    )
    return json.loads(done.stdout), database


def links(store: Store) -> list[Link]:
    """Return every figure with its target."""
    found = []
    for row in store.tracked.records("target", today=TODAY, limit=FAR):
        tracked = store.tracked.dossier(row)
        found += [Link(one, tracked.statements[0]) for one in tracked.observed]
    return sorted(found, key=lambda one: one.key)


def merges(store: Store) -> list[Merge]:
    """Return every statement of a measure, but its first, with the first; a text's own repetitions are none."""
    found = []
    shared: Counter[tuple[str, str]] = Counter()
    for row in sorted(store.tracked.records("measure", today=TODAY, limit=FAR), key=lambda one: one.name):
        first, *others = store.tracked.dossier(row).statements
        for text, one in {text_id(one): one for one in others if text_id(one) != text_id(first)}.items():
            pair = (text_id(first), text)
            found.append(Merge(first, one, shared[pair]))
            shared[pair] += 1
    return sorted(found, key=lambda one: one.key)


def judged(name: str) -> dict[tuple[str, ...], bool]:
    """Return verdicts: whether a link or merge is right."""
    lines = (LABELS / f"replay_{name}.jsonl").read_text(encoding="utf-8").splitlines()
    fields = ("progress", "target") if name == "links" else ("first", "statement", "number")
    rows = [json.loads(line) for line in lines]
    return {tuple(str(row[field]) for field in fields if field in row): row["verdict"] == "right" for row in rows}


def lines(account: dict[str, Any], found: dict[str, list[Link] | list[Merge]]) -> Iterator[str]:
    """Yield the account, how much of it is judged, what is not, and which verdicts are left over."""
    yield json.dumps(account["totals"], indent=1)
    yield from by_month(account["months"])
    for name, several in found.items():
        verdicts = judged(name)
        known = [one for one in several if one.key in verdicts]
        right = sum(verdicts[one.key] for one in known)
        yield f"\n{name}: {len(several)} found, {len(known)} judged, {right} of them right"
        for one in several:
            if one.key not in verdicts:
                yield from unjudged(one)
        for key in sorted(verdicts.keys() - {one.key for one in several}):
            yield f"no longer made: {' '.join(key)}"


def by_month(months: dict[str, dict[str, int]]) -> Iterator[str]:
    """Yield what came in each month, and in all of them."""
    columns = list(dict.fromkeys(what for counts in months.values() for what in counts))
    yield "  ".join(("month  ", *columns))
    whole = Counter[str]()
    for month in sorted(months):
        whole.update(months[month])
        yield "  ".join((month, *(f"{months[month].get(what, 0):{len(what)}}" for what in columns)))
    yield "  ".join(("all    ", *(f"{whole[what]:{len(what)}}" for what in columns)))


def unjudged(one: Link | Merge) -> Iterator[str]:
    """Yield what a person needs to judge."""
    if isinstance(one, Link):
        yield " ".join(("link", *one.key, "from", text_id(one.progress), "stated in", text_id(one.target)))
    else:
        yield " ".join(("merge", *one.key))
    pair = (one.target, one.progress) if isinstance(one, Link) else (one.first, one.statement)
    for statement in pair:
        yield f"   {statement.published} {statement.title}\n   {statement.finding}"


def followed(folder: Path) -> tuple[dict[str, Any], dict[str, list[Link] | list[Merge]]]:
    """Replay the texts; return the account, and what was linked and merged."""
    account, database = replayed(folder)
    with Store.open(f"sqlite:///{database}") as store:
        return account, {"links": links(store), "merges": merges(store)}


if __name__ == "__main__":
    sys.stdout.write("\n".join(lines(*followed(Path(sys.argv[1])))) + "\n")

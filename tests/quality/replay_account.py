"""
What a replay of the real texts links and merges, for judging: `python tests/quality/replay_account.py FOLDER`.

Prints the account by month, then how much of it is judged, then all that is not, with its words.
Verdicts stand in `labels/replay_links.jsonl` and `labels/replay_merges.jsonl`, by fingerprints and texts' ids.
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
    def key(self) -> tuple[str, str]:
        return (self.progress.fingerprint, self.target.fingerprint)


@dataclass(frozen=True)
class Merge:
    """A statement of a measure with the measure's first one."""

    first: Statement
    statement: Statement

    @property
    def key(self) -> tuple[str, str]:
        """By places: fingerprints hold a name, and names are read better by and by."""
        return (text_id(self.first), text_id(self.statement))


def text_id(statement: Statement) -> str:
    return statement.url.removeprefix(PREFIX)


def replayed(folder: Path) -> tuple[dict[str, Any], Path]:
    """Run the replay as a user would; return the account and the database that holds the rest."""
    rows = folder / "texts.jsonl"
    rows.write_text(
        "\n".join(json.dumps(one, ensure_ascii=False) for one in (*whole_texts(), *passages())),
        encoding="utf-8",
    )
    database = folder / "replay.db"
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
    for row in store.lives("target", today=TODAY, limit=FAR):
        life = store.whole_life(row)
        found += [Link(one, life.statements[0]) for one in life.observed]
    return sorted(found, key=lambda one: one.key)


def merges(store: Store) -> list[Merge]:
    """Return every statement of a measure, but its first, with the first; a text's own repetitions are none."""
    found = {}
    for row in store.lives("measure", today=TODAY, limit=FAR):
        first, *others = store.whole_life(row).statements
        for one in others:
            merge = Merge(first, one)
            if merge.key[0] != merge.key[1]:
                found[merge.key] = merge
    return [found[key] for key in sorted(found)]


def judged(name: str) -> dict[tuple[str, str], bool]:
    """Return verdicts: whether a link or merge is right."""
    lines = (LABELS / f"replay_{name}.jsonl").read_text(encoding="utf-8").splitlines()
    fields = ("progress", "target") if name == "links" else ("first", "statement")
    rows = [json.loads(line) for line in lines]
    return {(row[fields[0]], row[fields[1]]): row["verdict"] == "right" for row in rows}


def lines(account: dict[str, Any], found: dict[str, list[Link] | list[Merge]]) -> Iterator[str]:
    """Yield the account, how much of it is judged, and what is not."""
    yield json.dumps(account["totals"], indent=1)
    months = [Counter(month) for month in account["months"].values()]
    yield str(dict(sum(months, Counter())))
    for name, several in found.items():
        verdicts = judged(name)
        known = [one for one in several if one.key in verdicts]
        right = sum(verdicts[one.key] for one in known)
        yield f"\n{name}: {len(several)} found, {len(known)} judged, {right} of them right"
        for one in several:
            if one.key not in verdicts:
                yield from unjudged(one)


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

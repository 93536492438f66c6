"""Targets from a list that a person kept: recorded like an article each, listed, never announced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ..domain import (
    Alert,
    AlertKind,
    Article,
    Block,
    Change,
    ChangeKind,
    Posting,
    Reading,
    Target,
    Validators,
    day_in_china,
)
from ..store import Following, Store
from ..track import fingerprint
from .following import Followed, Rules, follow_article
from .statements import statements_of

#: Source of what was imported, among the ids of sources.
IMPORTED = "import"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedTarget:
    """One row of a list."""

    target: Target
    published: date | None
    title: str
    #: Where the list says that the target stands.
    url: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    #: Targets that no list and no source had stated so before.
    new: int
    known: int
    #: Rows whose deadline has passed.
    expired: int
    #: The one alert of the import.
    alert: Alert


def import_targets(
    store: Store, name: str, rows: Sequence[ImportedTarget], rules: Rules, now: datetime
) -> Imported:
    """Record the rows of a list named `name`; importing it again changes nothing."""
    marks = {fingerprint(row.target) for row in rows}
    new = len(marks) - len(store.known(marks))
    for row in rows:
        import_one(store, name, row, rules, now)
    today = day_in_china(now)
    expired = sum(bool(row.target.deadline and row.target.deadline.end < today) for row in rows)
    known = len(rows) - new
    return Imported(new, known, expired, import_alert(name, (new, known, expired), now))


def import_one(store: Store, name: str, row: ImportedTarget, rules: Rules, now: datetime) -> None:
    """Record one row."""
    mark = fingerprint(row.target)
    article = Article(
        url=f"import:{name}#{mark[:16]}",
        title=row.title or name,
        blocks=(Block(row.target.quote.text),),
        published=row.published,
        issuer=row.target.issuer,
        source=row.url or None,
    )
    change = Change(row.target, mark, ChangeKind.NEW)
    statements = statements_of(article, [change], None, now)

    def follow(following: Following) -> Sequence[Posting]:
        follow_article(Followed(following, rules, now), article.url, statements)
        return ()

    store.record(
        IMPORTED,
        article,
        [change],
        (),
        now,
        reading=Reading((row.target,)),
        validators=Validators(),
        follow=follow,
    )


def import_alert(name: str, counts: tuple[int, int, int], now: datetime) -> Alert:
    """Return the one alert of an import: rows new, known and expired."""
    new, known, expired = counts
    return Alert(
        key=f"import:{name}:{now.isoformat()}",
        kind=AlertKind.BASELINE,
        created_at=now,
        source_id=IMPORTED,
        source_name=name,
        message=(
            f"导入 {new} 个目标 targets imported, {known} 个已有 known already, "
            f"{expired} 个已过期限 past their deadline"
        ),
    )

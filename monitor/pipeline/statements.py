"""What an article states, with where and when it states it: what lives are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from ..domain import Article, Change, Finding, Measure, Progress, Statement, Target, day_in_china
from ..store import Keyed
from ..track import OWN_PAGE, candidate_keys, measure_keys, plan_names, target_keys

#: A document's name in its marks, as a passage or a title gives it.
_PLAN = re.compile(r"《([^《》\n]{2,80})》")
NATIONAL = "全国"


def statements_of(
    article: Article, changes: Sequence[Change], issuer: str | None, now: datetime
) -> tuple[Statement, ...]:
    """Return the article's findings as statements; `issuer` is the body whose site it is, None for the press."""
    own = (change.finding for change in changes if isinstance(change.finding, Measure))
    carried = [measure.name for measure in own if measure.quote.rule == OWN_PAGE]
    return tuple(
        Statement(
            fingerprint=change.fingerprint,
            finding=change.finding,
            url=article.url,
            published=article.published or day_in_china(now),
            seen_at=now,
            title=article.title,
            page_issuer=article.issuer or issuer,
            kind=article.kind,
            wider=wider(change.finding.region),
            plans=tuple(dict.fromkeys((*carried, *plans(article, change)))),
        )
        for change in changes
    )


def wider(region: str | None) -> tuple[str, ...]:
    """Return the regions that contain a region, nearest first; none for a site or the whole country."""
    from ..detect.regions import province_of  # noqa: PLC0415 -- rules are loaded late, see `reading`

    if region is None or region == NATIONAL:
        return ()
    province = province_of(region)
    return (province, NATIONAL) if province and province != region else (NATIONAL,)


def plans(article: Article, change: Change) -> tuple[str, ...]:
    """Return the names of documents that the title and the paragraph of a finding give."""
    quote, text = change.finding.quote, article.text
    paragraph = (
        text[text.rfind("\n", 0, quote.start) + 1 : quote.start] + text[quote.start :].partition("\n")[0]
    )
    return tuple(dict.fromkeys(_PLAN.findall(f"{article.title}\n{paragraph}")))


def keyed(statement: Statement) -> Keyed:
    """Return a statement with the keys under which others look for it; a target's also under its plans."""
    filed = tuple(plan_key(name) for name in plan_names(statement.plans))
    return Keyed(statement, keys_of(statement) + (filed if isinstance(statement.finding, Target) else ()))


def plan_key(name: str) -> str:
    """Return the key under which targets are found that a plan set."""
    return f"plan:{name}"


def of_kind(statements: Iterable[Statement], kind: type[Finding]) -> list[Statement]:
    """Return the statements of one kind of finding."""
    return [one for one in statements if isinstance(one.finding, kind)]


def keys_of(statement: Statement) -> tuple[str, ...]:
    """Return the keys that a statement shares with those it may be one with, or belong to."""
    match statement.finding:
        case Measure() as measure:
            return tuple(f"measure:{key}" for key in measure_keys(measure))
        case Progress() as progress:
            # A target set later is found from its own region: only there can it be the figure's.
            return progress_keys(candidate_keys(progress))
        case target:
            return tuple(f"target:{key}" for key in target_keys(target))


def progress_keys(keys: Sequence[str]) -> tuple[str, ...]:
    """Return the keys under which progress is found that may belong to a target with these keys."""
    return tuple(f"progress:{key}" for key in keys)

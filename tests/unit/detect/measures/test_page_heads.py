"""Heads of pages of every kind: which measures each reports, at which stage and by whom."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from monitor.detect.measures import find_measures
from unit.detect.articles import document

HEADS = tomllib.loads(Path(__file__).with_name("page_heads.toml").read_text(encoding="utf-8"))
DAY = date(2026, 3, 16)


def cases() -> list[Any]:
    return [pytest.param(head, id=head["title"]) for group in HEADS["group"] for head in group["heads"]]


def test_every_kind_of_page_is_there_in_number() -> None:
    sizes = [len(group["heads"]) for group in HEADS["group"]]
    assert sum(sizes) >= 120
    assert min(sizes) >= 10


@pytest.mark.parametrize("head", cases())
def test_a_page_reports_the_measures_of_its_head(head: dict[str, Any]) -> None:
    page = document(head["text"], title=head["title"], issuer=head.get("issuer"), published=DAY)
    found = find_measures(page)
    told = sorted(f"{measure.name}|{measure.stage}|{'、'.join(measure.issuers)}" for measure in found)
    assert told == sorted(head.get("measures", []))

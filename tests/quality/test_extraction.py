"""How well targets and progress are read: the labelled passages, and the article that all began with."""

import importlib.util
import json
import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from monitor.detect import read
from monitor.detect.explain import read_row
from monitor.domain import Article, Block, MetricKind, Progress, Reading, Target
from places import SHARED
from quality import passages

pytestmark = pytest.mark.corpus

GOLD = SHARED / "corpus" / "gold" / "targets_progress.jsonl"
SEED = SHARED / "seed"
ROW_FIELDS = ("id", "text", "title", "published", "issuer")

#: F1 that must be kept on the shared and on our own labelled passages: what was reached, on ours less
#: 0.01. Asked for on the shared ones: 0.92, 0.88, 0.82, 0.85, 0.5; on ours at most 0.05 lower.
REACHED_F1 = {
    "detection.all": (0.987, 0.96),
    "core.all": (0.976, 0.93),
    "record.all": (0.962, 0.912),
    "core.target": (0.971, 0.939),
    "detection.qualitative": (0.971, 0.964),
}
#: What is reached on the sets that were labelled before any rule was run on them, now that they are
#: studied: detection, core and record, all less 0.01. Their first scores stand in the README.
REACHED_AFTER_STUDY = {
    passages.FRESH: (0.967, 0.967, 0.932),
    passages.LAST: (0.961, 0.946, 0.916),
    passages.PAGES: (0.948, 0.948, 0.948),
    passages.LATER: (0.94, 0.901, 0.841),
}
#: Share of aligned records whose slot is right.
REACHED_SLOTS = {
    "values": (1.0, 0.99),
    "unit": (1.0, 0.99),
    "comparator": (1.0, 0.977),
    "date": (0.989, 0.975),
    "metric": (0.981, 0.971),
}
#: Wanted: 3 in the 434 sentences of shared passages without a target.
MOST_FALSE_TARGETS_PER_1000 = 0.0
#: Wanted: at most so much between what a confidence says and how often it is right, in five bins.
MOST_CALIBRATION_ERROR = 0.1
BINS = 5
CORE = ("values", "unit", "comparator", "date")

Rows = list[dict[str, Any]]


@cache
def score_tool() -> ModuleType:
    """The shared scorer as a module, for its way of pairing records."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "tools" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def found_in(gold: Rows) -> Rows:
    return [read_row({field: row.get(field) for field in ROW_FIELDS}, ()) for row in gold]


def shared_rows() -> Rows:
    return [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]


def scored(gold: Rows, folder: Path) -> dict[str, Any]:
    files = folder / "gold.jsonl", folder / "predicted.jsonl"
    for file, rows in zip(files, (gold, found_in(gold)), strict=True):
        file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    tool = [sys.executable, str(SHARED / "tools" / "score.py"), *map(str, files), "--json"]
    return json.loads(subprocess.run(tool, check=True, capture_output=True, text=True).stdout)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return scored(shared_rows(), tmp_path_factory.mktemp("shared"))


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return scored(passages.rows(), tmp_path_factory.mktemp("ours"))


@pytest.mark.parametrize("score", REACHED_F1)
def test_f1_on_the_labelled_passages_does_not_fall(shared: dict[str, Any], ours: dict[str, Any], score: str) -> None:
    assert shared[score]["f1"] >= REACHED_F1[score][0]
    assert ours[score]["f1"] >= REACHED_F1[score][1]


@pytest.mark.parametrize("name", REACHED_AFTER_STUDY)
def test_f1_on_sets_that_were_once_unseen_does_not_fall(name: str, tmp_path: Path) -> None:
    scores = scored(passages.rows(name), tmp_path)
    reached = tuple(scores[level]["f1"] for level in ("detection.all", "core.all", "record.all"))

    assert all(now >= kept for now, kept in zip(reached, REACHED_AFTER_STUDY[name], strict=True)), reached


@pytest.mark.parametrize("slot", REACHED_SLOTS)
def test_slots_of_found_records_stay_right(shared: dict[str, Any], ours: dict[str, Any], slot: str) -> None:
    assert shared["slots"][slot] >= REACHED_SLOTS[slot][0]
    assert ours["slots"][slot] >= REACHED_SLOTS[slot][1]


@pytest.mark.parametrize("passages_of", ["shared", "ours"])
def test_passages_without_a_target_yield_none(passages_of: str, request: pytest.FixtureRequest) -> None:
    scores = request.getfixturevalue(passages_of)

    assert scores["noise.false_targets_per_1000_sentences"] <= MOST_FALSE_TARGETS_PER_1000


def judged(gold: dict[str, Any], found: Rows) -> list[tuple[float, bool]]:
    """Each finding's confidence, and whether type, number, unit and date are right."""
    verdicts = []
    for numeric in (True, False):
        wanted = [record for record in gold["records"] if bool(record["values"]) is numeric]
        given = [one for one in found if one["type"] != "measure" and bool(one["values"]) is numeric]
        right = {
            number: not numeric or all(slots[slot] for slot in CORE)
            for _, number, slots in score_tool().align(wanted, given, gold["text"])
        }
        verdicts += [(one["confidence"], right.get(number, False)) for number, one in enumerate(given)]
    return verdicts


def test_a_confidence_says_how_often_a_finding_is_right() -> None:
    gold = passages.rows()
    verdicts = [
        verdict for row, found in zip(gold, found_in(gold), strict=True) for verdict in judged(row, found["findings"])
    ]
    gaps = []
    for number in range(BINS):
        inside = [verdict for verdict in verdicts if min(BINS - 1, int(verdict[0] * BINS)) == number]
        gaps.append(abs(sum(confidence - right for confidence, right in inside)))

    assert sum(gaps) / len(verdicts) <= MOST_CALIBRATION_ERROR


@cache
def seed() -> tuple[dict[str, Any], Article, Reading]:
    facts = json.loads((SEED / "facts.json").read_text(encoding="utf-8"))
    lines = Path(SEED / facts["seed"]).read_text(encoding="utf-8").splitlines()
    article = Article(
        url="https://news.example/seed",
        title="",
        blocks=tuple(Block(line) for line in lines if line.strip()),
        published=date.fromisoformat(facts["published"]),
    )
    return facts, article, read(article, (), today=date(2025, 4, 2))


def numbers(finding: Target | Progress) -> tuple[Any, ...]:
    amount = finding.amount
    period = finding.deadline if isinstance(finding, Target) else finding.as_of
    day = period.end.isoformat() if period else None
    return amount.comparator.value, [str(value) for value in amount.values], amount.unit, day


def wanted(fact: dict[str, Any], day: str) -> tuple[Any, ...]:
    return fact["comparator"], fact["values"], fact["unit"], fact[day]


def test_the_damaged_seed_yields_its_seven_numeric_targets_and_no_other() -> None:
    facts, _, reading = seed()
    targets = [f for f in reading.findings if isinstance(f, Target) and f.amount.values]

    assert [numbers(target) for target in targets] == [wanted(f, "deadline") for f in facts["targets"]]
    assert [t.region for t in targets] == [f["region"] for f in facts["targets"]]
    assert [t.issuer for t in targets] == [f["issuer"] for f in facts["targets"]]


def test_the_seeds_metrics_carry_the_wanted_words() -> None:
    facts, _, reading = seed()
    targets = [f for f in reading.findings if isinstance(f, Target) and f.amount.values]

    for target, fact in zip(targets, facts["targets"], strict=True):
        assert target.amount.metric in fact["metric"] or fact["metric"] in target.amount.metric


def test_the_seeds_growth_figures_are_progress() -> None:
    facts, _, reading = seed()
    found = [f for f in reading.findings if isinstance(f, Progress)]

    assert [numbers(progress) for progress in found] == [wanted(f, "as_of") for f in facts["progress"]]
    assert [f.amount.metric for f in found] == [fact["metric"] for fact in facts["progress"]]


def test_the_seeds_aim_without_a_number_is_read() -> None:
    facts, _, reading = seed()
    aims = {
        (f.amount.metric, f.deadline.end.isoformat() if f.deadline else None, f.region)
        for f in reading.findings
        if isinstance(f, Target) and f.amount.kind is MetricKind.QUALITATIVE
    }

    assert {(f["metric"], f["deadline"], f["region"]) for f in facts["qualitative_targets"]} <= aims


def test_only_the_seeds_sentences_with_lost_bytes_are_quarantined() -> None:
    _, article, reading = seed()

    assert reading.quarantined
    assert all("?" in passage.text for passage in reading.quarantined)
    assert all(article.text[p.start : p.end] == p.text for p in reading.quarantined)
    kept = list(article.text)
    for passage in reading.quarantined:
        kept[passage.start : passage.end] = " " * len(passage.text)
    assert "?" not in "".join(kept)


def test_quotes_of_the_seed_are_cut_from_the_text_as_published() -> None:
    _, article, reading = seed()

    for finding in reading.findings:
        quote = finding.quote
        assert article.text[quote.start : quote.end] == quote.text

"""Pages that change: people are told exactly that, and where it ends depends on no order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import world as worlds
from databases import sqlite_database
from following import MINISTRY, PRESS, Desk, article, kinds, noon
from monitor.domain import Alert, Status
from monitor.pipeline import ReadArticle, Recorder, follow_again, record_article
from monitor.store import Store
from monitor.track import gather_targets

CITY = "上海市人民政府"
SET = date(2025, 3, 1)
TODAY = date(2025, 6, 1)
COMPUTE = "到2026年底，上海市智能算力规模突破100EFLOPS。"
MORE = "到2026年底，上海市智能算力规模突破120EFLOPS。"
LATER = "到2027年底，上海市智能算力规模突破120EFLOPS。"
SCENES = "到2027年底，上海市培育100个人工智能示范应用场景。"


@pytest.fixture
def desk(address: str) -> Iterator[Desk]:
    with Store.open(address) as store:
        yield Desk(store)


def read(desk: Desk, day: int, *lines: str, number: int = 1) -> tuple[Alert, ...]:
    """Read the page as it stands some days after it was set."""
    return desk.read(article(number, SET, *lines, issuer=CITY), on=SET + timedelta(days=day))


def details(alerts: tuple[Alert, ...]) -> list[str]:
    return sorted(words for alert in alerts for words, _ in alert.details)


def targets(desk: Desk):
    return desk.store.tracked.records("target", today=TODAY)


def test_an_edited_figure_and_day_are_revisions_of_one_target_and_back_again(desk):
    assert kinds(read(desk, 0, COMPUTE, SCENES)) == ["new_target", "new_target"]
    (first,) = (row for row in targets(desk) if row.name == "智能算力规模")
    edited = read(desk, 1, MORE, SCENES)
    assert kinds(edited) == ["target_revised"]
    assert details(edited) == ["数值：> 100EFLOPS → > 120EFLOPS", "网页已修改"]
    moved = read(desk, 2, LATER, SCENES)
    assert details(moved) == ["期限：2026-12-31 → 2027-12-31", "网页已修改"]
    back = read(desk, 3, COMPUTE, SCENES)
    assert kinds(back) == ["target_revised", "target_revised"]
    assert kinds(read(desk, 4, MORE, SCENES)) == ["target_revised"]
    assert len({alert.key for alert in desk.told}) == len(desk.told)
    assert len(targets(desk)) == 2
    (found,) = desk.store.tracked.find("target", first.key, TODAY)
    dossier = desk.store.tracked.dossier(found)
    assert [audit.aspect for audit in dossier.audits if audit.why == "page edited"] == [
        "value",
        "deadline",
        "value",
        "deadline",
        "value",
    ]
    (statement,) = dossier.statements
    assert len(statement.past) == 4
    assert read(desk, 5, MORE, SCENES) == ()


def test_a_target_that_its_page_drops_is_withdrawn_told_so_and_open_again_when_it_comes_back(desk):
    read(desk, 0, COMPUTE, SCENES)
    (alert,) = read(desk, 1, SCENES)
    assert alert.kind == "target_withdrawn"
    assert alert.details == (("原文：> 100EFLOPS → –", "page: > 100EFLOPS → –"), ("网页已修改", "page edited"))
    assert {row.name: row.status for row in targets(desk)}["智能算力规模"] is Status.WITHDRAWN
    assert read(desk, 2, SCENES) == ()
    assert desk.remind_daily(date(2026, 6, 1), date(2027, 3, 1)) == []
    (again,) = read(desk, 3, COMPUTE, SCENES)
    assert (again.kind, again.details[1][1]) == ("target_revised", "stated again")
    assert {row.status for row in targets(desk)} == {Status.OPEN}


def test_a_target_that_another_page_states_outlives_the_edit(desk):
    read(desk, 0, COMPUTE)
    assert desk.read(article(2, date(2025, 3, 2), COMPUTE), PRESS) == ()
    assert read(desk, 2, SCENES) != ()
    row = next(row for row in targets(desk) if row.name == "智能算力规模")
    assert (row.status, row.article_url) == (Status.OPEN, "http://127.0.0.1/2.html")
    assert "target_withdrawn" not in kinds(desk.told)


def test_a_press_page_read_after_the_edit_quotes_the_old_figure_of_the_same_target(desk):
    read(desk, 0, COMPUTE)
    read(desk, 1, MORE)
    assert desk.read(article(2, date(2025, 3, 5), COMPUTE), PRESS) == ()
    (row,) = targets(desk)
    assert row.commitment.amount.values == (120,)


def test_a_damaged_passage_drops_nothing(desk):
    read(desk, 0, COMPUTE, SCENES)
    assert read(desk, 1, "到2026年底，上海市智能算力规模突��100EFLOPS。", SCENES) == ()
    assert {row.status for row in targets(desk)} == {Status.OPEN}


def test_a_figure_in_other_words_is_neither_told_nor_missed_by_the_alerts_audit(desk):
    read(desk, 0, COMPUTE)
    assert read(desk, 1, COMPUTE.replace("算力规模", "算力总规模")) == ()
    assert desk.store.untold.findings(noon(SET + timedelta(days=1))) == ()
    (row,) = targets(desk)
    assert row.finding.amount.metric == "智能算力总规模"


def test_a_reading_that_comes_after_a_newer_one_is_history(desk):
    read(desk, 2, MORE)
    assert read(desk, 1, COMPUTE) == ()
    assert [one.article.text for one in desk.store.editions.of("http://127.0.0.1/1.html")] == [COMPUTE, MORE]
    (row,) = targets(desk)
    assert row.commitment.amount.values == (120,)
    assert desk.store.articles.at("http://127.0.0.1/1.html").text == MORE


def test_following_again_by_the_present_rules_leaves_edited_pages_as_they_are(desk):
    read(desk, 0, COMPUTE, SCENES)
    read(desk, 1, MORE)
    read(desk, 2, LATER)
    before = [desk.store.tracked.dossier(row) for row in targets(desk)]
    follow_again(desk.store, ["http://127.0.0.1/1.html"], desk.rules, noon(TODAY))
    assert [desk.store.tracked.dossier(row) for row in targets(desk)] == before
    assert {row.status for row in targets(desk)} == {Status.OPEN, Status.WITHDRAWN}


# Whatever the order


#: Readings: page, source, lines. Those of one page come in the order in which it was read, others anyhow.
READINGS = (
    (1, MINISTRY, (COMPUTE, SCENES)),
    (1, MINISTRY, (MORE, SCENES)),
    (1, MINISTRY, (COMPUTE,)),
    (2, PRESS, (COMPUTE,)),
    (2, PRESS, (SCENES,)),
    (3, MINISTRY, ("到2026年底，上海市智能算力规模突破110EFLOPS。",)),
)


def end_of(store: Store, order: Sequence[int]) -> object:
    """Read pages in an order, all on one day; return where everything stands."""
    desk = Desk(store)
    seen: Counter[int] = Counter()
    for number in order:
        page = [reading for reading in READINGS if reading[0] == number][seen[number]]
        seen[number] += 1
        came = article(number, SET + timedelta(days=number), *page[2], issuer=CITY if page[1] is MINISTRY else None)
        recorder = Recorder(store=store, topics=(worlds.TOPIC,), routes=(), rules=desk.rules)
        when = noon(TODAY) + timedelta(hours=READINGS.index(page))
        record_article(recorder, ReadArticle(source=page[1], article=came), when)
    records = [store.tracked.dossier(row) for row in targets(desk)]
    return sorted(
        (
            dossier.record.key,
            dossier.record.status,
            repr(replace(dossier.record.commitment, plans=())),
            repr(gather_targets(dossier.statements)),
        )
        for dossier in records
    )


PAGES = [number for number, _, _ in READINGS]


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(PAGES))
def test_the_order_in_which_pages_are_read_changes_nothing(tmp_path_factory, order):
    folder = tmp_path_factory.mktemp("order")
    ends = []
    for number, readings in enumerate((PAGES, order)):
        with Store.open(sqlite_database(folder, f"{number}.db")) as store:
            ends.append(end_of(store, readings))
    assert ends[0] == ends[1]


# Two days of a site


OUTPUT = "到2029年，人工智能核心产业规模达到2000亿元。"


class EditedSite:
    """A site with an article of two pages, listed and edited as a test says."""

    def __init__(self, world: worlds.World) -> None:
        self.world = world
        self.path = world.site.publish(2, "示例市人工智能行动计划", worlds.TARGET)
        self.further = self.path.replace(".html", "_1.html")
        first = world.site.pages[self.path]
        world.site.pages[self.further] = first.replace(worlds.TARGET, f"{OUTPUT}</p><p>{SCENES}")
        name = self.path.rpartition("/")[2].removesuffix(".html")
        world.site.pages[self.path] = first.replace("</body>", f"<a href='{name}_1.html'>下一页</a></body>")
        self.told = 0

    def edit(self, path: str, old: str, new: str) -> None:
        assert old in self.world.site.pages[path]
        self.world.site.pages[path] = self.world.site.pages[path].replace(old, new)

    def show(self, title: str, day: str) -> None:
        """Show the article on the listing with a title and a day."""
        row = f"<li><a href='{self.path}' title='{title}'>…</a><span>{day}</span></li>"
        self.world.site.pages["/zcfb/"] = f"<ul class='u-list'>{row}</ul>"

    def news(self, hours: float) -> list[tuple[str, tuple[str, ...]]]:
        """Check some hours later; return the kinds of the alerts that this made, each with its details."""
        self.world.clock.forward(hours=hours)
        self.world.check()
        alerts = self.world.store.alerts.waiting("terminal")[self.told :]
        self.told += len(alerts)
        return [(str(alert.kind), tuple(words for _, words in alert.details)) for alert in alerts]


def test_two_days_of_edits_are_told_as_what_they_are(address):
    with worlds.world(address) as world:
        world.site.publish(1, "示例市推动人工智能发展", worlds.FILLER)
        world.first_reading()
        site = EditedSite(world)
        site.told = len(world.store.alerts.waiting("terminal"))
        assert sorted(kind for kind, _ in site.news(0)) == ["new_measure", *["new_target"] * 3]
        site.edit(site.path, "100EFLOPS", "120EFLOPS")
        assert site.news(3) == []
        site.show("示例市人工智能行动计划（更新）", "2025-04-01")
        assert site.news(1) == [("target_revised", ("value: > 100EFLOPS → > 120EFLOPS", "page edited"))]
        site.edit(site.further, "到2029年", "到2030年")
        site.show("示例市人工智能行动计划（更新）", "2025-04-02")
        assert site.news(3) == [("target_revised", ("deadline: 2029-12-31 → 2030-12-31", "page edited"))]
        site.edit(site.further, SCENES, worlds.FILLER)
        assert site.news(25) == [("target_withdrawn", ("page: = 100个 → –", "page edited"))]
        assert site.news(3) == []
        site.edit(site.path, "120EFLOPS", "100EFLOPS")
        site.show("示例市人工智能行动计划", "2025-04-03")
        assert site.news(1) == [("target_revised", ("value: > 120EFLOPS → > 100EFLOPS", "page edited"))]
        assert site.news(12) == []

"""Hostile lengths: what no index of PostgreSQL holds is cut or refused, and harms nothing else."""

from __future__ import annotations

import random
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from following import Desk, article
from monitor.store import Store, TrackedFilter
from monitor.store.table_base import index_text

TODAY = date(2025, 6, 1)


def long_words(length: int, seed: int = 1) -> str:
    """Return Chinese text that PostgreSQL cannot compress into an index row."""
    chosen = random.Random(seed)
    return "".join(chr(chosen.randrange(0x4E00, 0x9FA5)) for _ in range(length))


@given(text=st.text(max_size=300))
def test_text_for_an_index_is_short_and_cut_only_once(text):
    for words in (text, text * 10):
        short = index_text(words)
        assert len(short.encode(errors="replace")) <= 600
        assert index_text(short) == short
        assert short == words or len(words.encode(errors="replace")) > 600


def test_long_texts_with_the_same_beginning_stay_apart():
    beginning = long_words(500)
    assert index_text(beginning + "甲") != index_text(beginning + "乙")


def test_an_article_whose_issuer_is_a_whole_page_is_recorded_followed_and_found(store: Store):
    desk = Desk(store)
    issuer = long_words(6000)
    desk.read(article(1, date(2025, 1, 5), "到2025年底，人工智能企业数量达到500家。", issuer=issuer))
    desk.read(article(2, date(2025, 1, 6), "到2025年底，智能算力规模达到300EFLOPS。", issuer="示例部"))
    listed = store.tracked.records("target", TrackedFilter(), today=TODAY)
    assert {record.name for record in listed} == {"人工智能企业数量", "智能算力规模"}
    assert [record.name for record in store.tracked.records("target", TrackedFilter(issuer="示例部"), today=TODAY)]


def test_targets_with_a_long_metric_are_followed_and_join_their_reports(store: Store):
    desk = Desk(store)
    name = f"“{long_words(3000)}”企业数量"
    desk.read(article(1, date(2025, 1, 5), f"到2025年底，{name}达到500家。"))
    desk.read(article(2, date(2025, 1, 6), f"到2025年底，{name}达到500家。"))
    desk.read(article(3, date(2025, 5, 6), f"截至2025年4月底，{name}达到400家。"))
    assert len(store.tracked.records("target", today=TODAY)) <= 1


def test_measures_with_a_long_name_are_followed(store: Store):
    desk = Desk(store)
    name = f"{long_words(3000)}人工智能行动方案"
    desk.read(article(1, date(2025, 1, 5), f"上海市人民政府印发《{name}》。", title=f"印发《{name}》"))
    store.tracked.records("measure", today=TODAY)


def test_an_impossible_number_ends_with_its_own_article(store: Store):
    desk = Desk(store)
    line = "到2025年底，人工智能企业数量达到999999999999999999亿家。"
    desk.read(article(1, date(2025, 1, 5), line))
    desk.read(article(2, date(2025, 1, 6), "到2025年底，智能算力规模达到300EFLOPS。"))
    desk.read(article(3, date(2025, 5, 6), "截至2025年4月底，人工智能企业数量达到400家。"))
    assert len(store.tracked.records("target", today=TODAY)) == 2
    (report,) = store.tracked.progress()
    assert report.statement.finding.amount.values == (400,)

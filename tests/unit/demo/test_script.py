"""The script: what stands on which site after which step."""

from datetime import date, timedelta

import pytest

from monitor.demo.script import (
    FIRST_ID,
    DemoArticle,
    Script,
    ScriptEdit,
    ScriptEntry,
    ScriptStep,
    Site,
    articles_on,
    describe,
    hanzi_date,
    is_broken,
    load,
)

TODAY = date(2026, 11, 9)
SITE = Site(
    key="fg", name="云岭省发展和改革委员会 通知", issuer="云岭省发展和改革委员会", family="trs_static", column="/tz/"
)
OTHER = Site(key="gx", name="云岭省工业和信息化厅 文件", issuer="云岭省工业和信息化厅", family="gkmlpt", column="/gx/")
STEPS = (ScriptStep(), ScriptStep(breaks=("fg",)), ScriptStep(), ScriptStep(mends=("fg",)))


def entry(key: str, step: int = 0, **more: object) -> ScriptEntry:
    words = {"title": f"关于印发《{key}方案》的通知", "body": "到$next_year年建成10个。", **more}
    return ScriptEntry(key=key, site="fg", step=step, **words)  # type: ignore[arg-type]  # words of a test


def script(*entries: ScriptEntry) -> Script:
    return Script((SITE, OTHER), entries, STEPS)


def on_site(play: Script, *days: date) -> tuple[DemoArticle, ...]:
    return articles_on(play, "fg", days)


def test_an_article_appears_at_its_step_and_bears_the_day_of_the_step() -> None:
    play = script(entry("甲"), entry("乙", step=1))
    assert [article.entry for article in on_site(play, TODAY)] == ["甲"]
    later = TODAY + timedelta(days=2)
    assert [(a.entry, a.published) for a in on_site(play, TODAY, later)] == [("乙", later), ("甲", TODAY)]


def test_articles_of_the_baseline_are_as_old_as_the_script_says() -> None:
    (article,) = on_site(script(entry("甲", days_before=30)), TODAY)
    assert article.published == TODAY - timedelta(days=30)


def test_of_one_day_the_later_entry_comes_first() -> None:
    articles = on_site(script(entry("甲"), entry("乙")), TODAY)
    assert [(article.entry, article.id) for article in articles] == [("乙", FIRST_ID + 1), ("甲", FIRST_ID)]


def test_another_site_has_articles_of_its_own() -> None:
    assert articles_on(script(entry("甲")), "gx", (TODAY,)) == ()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("$year", "2026"),
        ("$next_year", "2027"),
        ("$year_2", "2028"),
        ("$made", "2026年11月8日"),
        ("$day", "11月9日"),
        ("$last_month", "2026年10月"),
    ],
)
def test_placeholders_are_filled_for_the_day_of_publication(written: str, read: str) -> None:
    play = script(entry("甲", title=f"{written}通知", body=f"自{written}起", document_number=f"云发〔{written}〕1号"))
    (article,) = on_site(play, TODAY)
    assert (article.title, article.body, article.document_number) == (
        f"{read}通知",
        f"自{read}起",
        f"云发〔{read}〕1号",
    )


def test_the_month_before_january_is_december_of_the_year_before() -> None:
    (article,) = on_site(script(entry("甲", body="$last_month")), date(2027, 1, 31))
    assert article.body == "2026年12月"


def test_an_edit_changes_the_text_from_its_step_on_and_nothing_else() -> None:
    play = script(entry("甲", edits=(ScriptEdit(1, "10个", "20个"),)))
    (before,) = on_site(play, TODAY)
    (after,) = on_site(play, TODAY, TODAY + timedelta(days=1))
    assert (before.body, after.body) == ("到2027年建成10个。", "到2027年建成20个。")
    assert (after.id, after.title, after.published, after.hex) == (
        before.id,
        before.title,
        before.published,
        before.hex,
    )


def test_the_id_in_addresses_is_stable_and_differs_between_articles() -> None:
    one, other = on_site(script(entry("甲"), entry("乙")), TODAY)
    assert one.hex != other.hex
    assert len(one.hex) == len(other.hex) == 32


def test_a_listing_stays_broken_until_it_is_mended() -> None:
    play = script()
    assert [is_broken(play, "fg", step) for step in range(5)] == [False, False, True, True, False]
    assert not any(is_broken(play, "gx", step) for step in range(5))


def test_a_step_is_told_by_site_with_the_document_that_a_notice_is_about() -> None:
    play = script(entry("甲", step=1, note="三个目标"), entry("乙", edits=(ScriptEdit(1, "10", "20"),)))
    assert describe(play, 1) == (
        "云岭省发展和改革委员会 通知: 《甲方案》 (三个目标)",
        "云岭省发展和改革委员会 通知: 《乙方案》 is edited in place",
    )


def test_a_title_without_a_document_is_told_whole() -> None:
    assert describe(script(entry("甲", step=1, title="全省算力规模突破目标", note="进展")), 1) == (
        "云岭省发展和改革委员会 通知: 全省算力规模突破目标 (进展)",
    )


def test_broken_and_mended_listings_are_told() -> None:
    assert describe(script(), 2) == (
        "云岭省发展和改革委员会 通知: a new layout; its listing shows no article any more",
    )
    assert describe(script(), 4) == ("云岭省发展和改革委员会 通知: the listing works again",)


def test_the_name_of_a_column_is_the_part_after_the_issuer() -> None:
    assert SITE.column_name == "通知"


def test_days_are_written_as_official_documents_write_them() -> None:
    assert hanzi_date(TODAY) == "2026年11月9日"


def test_the_bundled_script_is_coherent() -> None:
    play = load()
    keys = [site.key for site in play.sites]
    assert len(set(keys)) == len(keys)
    assert {entry.site for entry in play.entries} <= set(keys)
    assert max(entry.step for entry in play.entries) <= len(play.steps)
    assert {key for step in play.steps for key in (*step.breaks, *step.mends)} <= set(keys)
    for entry_ in play.entries:
        for edit in entry_.edits:
            assert edit.old in entry_.body
            assert entry_.step < edit.step <= len(play.steps)

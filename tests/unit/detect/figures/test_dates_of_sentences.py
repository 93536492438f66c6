"""Which dates of a sentence may govern an amount, which lead, and what a sentence inherits."""

import pytest

from monitor.detect.figures.governing import DateSource, SentenceDates, dated_sentences, governing
from monitor.detect.vocabulary.modes import Genre
from unit.detect.articles import document


def dates_of(text: str, genre: Genre = Genre.NEWS, title: str = "") -> list[tuple[str, SentenceDates]]:
    page = document(text, title=title)
    return [(page.words(sentence), dates) for sentence, dates in dated_sentences(page, genre)]


def usable(text: str) -> list[str]:
    return [mention.words for _, dates in dates_of(text) for mention in dates.mentions]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("到2027年，平台达到50个。", ["2027年"]),
        ("今年，平台达到50个。", ["今年"]),
        # A date that something is compared with governs nothing.
        ("平台比2020年增加50个。", []),
        ("平台较去年增加50个。", []),
        ("在2020年的基础上增加50个。", []),
        ("与2020年相比增加50个。", []),
        ("平台由2020年的20个增加到50个。", []),
        ("去年同期，平台达到50个。", []),
        # What an amount grew to is dated by that year.
        ("平台增长到2024年的50个。", ["2024年"]),
        # A plan's name is no period.
        ("根据“十五五”规划，平台达到50个。", []),
        ("“十五五”期间，平台达到50个。", ["“十五五”期间"]),
        # Where something was is no comparison.
        ("在2024年，平台达到50个。", ["2024年"]),
        ("（2024年）平台达到50个。", []),
    ],
)
def test_a_date_governs_unless_it_is_compared_with_or_names_a_plan(text: str, words: list[str]) -> None:
    assert usable(text) == words


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("到2027年，平台达到50个。", True),
        ("力争到2027年平台达到50个。", True),
        ("方案提出，到2027年平台达到50个。", True),
        ("贵州今年新建平台50个。", True),
        ("一是到2027年平台达到50个。", True),
        ("平台到2027年达到50个。", False),
        ("全部建设任务于2027年完成，平台50个。", False),
    ],
)
def test_a_date_leads_if_only_a_place_or_a_modal_stands_before_it(text: str, leads: bool) -> None:  # noqa: FBT001 - what the rows say
    [(_, dates)] = dates_of(text)

    assert bool(dates.leading) is leads


def test_sentences_without_amount_and_date_are_left_out() -> None:
    text = "加强组织领导。平台达到50个。做好宣传。到2027年完成。继续推进。"

    assert [words for words, _ in dates_of(text)] == ["平台达到50个。", "到2027年完成。", "继续推进。"]


def test_a_sentence_inherits_from_its_paragraph_and_not_from_the_next_line() -> None:
    same_line = dates_of("到2027年加快建设。平台达到50个。")
    next_line = dates_of("到2027年加快建设。\n平台达到50个。")

    assert [date.source for date in same_line[1][1].inherited] == [DateSource.PARAGRAPH]
    assert next_line[1][1].inherited == ()


def test_the_nearest_place_above_comes_first() -> None:
    text = "一、到2030年的目标\n到2027年的任务如下：\n（一）平台达到50个。"
    dates = dates_of(text, Genre.PLAN, "某市行动方案（2025—2035年）")[-1][1]

    assert [date.source for date in dates.inherited] == [DateSource.LIST_HEAD, DateSource.SECTION, DateSource.TITLE]


def test_a_title_gives_its_period_in_plans_alone() -> None:
    title = "某市行动方案（2025—2027年）"
    in_a_plan, in_news = (dates_of("平台达到50个。", genre, title)[0][1] for genre in (Genre.PLAN, Genre.NEWS))

    assert [date.source for date in in_a_plan.inherited] == [DateSource.TITLE]
    assert in_news.inherited == ()


def test_a_date_of_another_statement_does_not_reach_on() -> None:
    page = document("企业2026年达到60家，平台达到50个，今年底完成。")
    [(sentence, dates)] = dated_sentences(page, Genre.NEWS)
    clauses = page.clauses(sentence)
    amounts = (page.text.index("60"), page.text.index("50"))

    own = governing(dates, clauses[0], amounts[0], amounts)
    after = governing(dates, clauses[1], amounts[1], amounts)
    assert own is not None
    assert (own.mention.words, own.source) == ("2026年", DateSource.CLAUSE)
    assert after is None


def test_a_deadline_holds_for_the_rest_of_its_sentence() -> None:
    page = document("企业2026年底前达到60家，平台达到50个。")
    [(sentence, dates)] = dated_sentences(page, Genre.NEWS)
    amounts = (page.text.index("60"), page.text.index("50"))

    found = governing(dates, page.clauses(sentence)[1], amounts[1], amounts)
    assert found is not None
    assert (found.mention.words, found.source) == ("2026年底前", DateSource.SENTENCE)


def test_digits_of_dates_are_no_amounts() -> None:
    [(_, dates)] = dates_of("到2027年，平台比2020年增加50个。")

    assert len(dates.taken) == 2
    assert len(dates.mentions) == 1


def test_a_year_named_before_dates_what_points_back_to_it() -> None:
    page = document("2023年开局良好，次年平台达到50个。")
    [(sentence, dates)] = dated_sentences(page, Genre.NEWS)
    found = governing(dates, page.clauses(sentence)[1], page.text.index("50"))

    assert found is not None
    assert (found.mention.words, found.last_year) == ("次年", 2023)

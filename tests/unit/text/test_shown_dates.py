from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.text.periods import find_date

DAY = date(2026, 7, 31)


@pytest.mark.parametrize(
    "shown",
    [
        "2026-07-31",
        "2026/07/31",
        "2026/7/31",
        "2026.7.31",
        "2026.07.31.",
        "[2026-07-31]",
        "（2026-07-31）",
        "【2026年7月31日】",
        "2026年7月31日",
        "2026年07月31日 19:36",
        "2026 年 7 月 31 日",
        "2026\u00a0-\u00a007\u00a0-\u00a031",
        "2026\u3000年7月31日",
        "２０２６－０７－３１",
        "2026-07-31 19:36",
        "2026-07-31 19:36:02",
        "2026-07-31-19:36:02",
        "2026-07-31T19:36:02+08:00",
        "  \n\t 2026-07-31\n\n 08:00  ",
        "发布时间：2026-07-31 来源：办公厅",
        "2026-07-31 08:00:002026-08-02 09:00:00",
        "2026-07-312026-08-02",
        "2026/7/312026/8/2",
        "20260731",
        "20260731093000",
        "202607310930",
        "二〇二六年七月三十一日",
        "二○二六年七月三十一日",
        "二零二六年七月三十一日",
        "2018525 改 2026-07-31",
        "2026-13-01 2026-07-31",
        "2026年7月31号",
    ],
)
def test_a_shown_date_is_found(shown: str) -> None:
    assert find_date(shown) == DAY


@pytest.mark.parametrize(
    "shown",
    [
        "",
        "2018525",
        "2018-525",
        "2018-05/25",
        "2026-07",
        "07-31",
        "2026年7月",
        "12026-07-31",
        "2026-07-311",
        "2026-13-01",
        "2026-02-30",
        "0026-07-31",
        "1912-01-01",
        "2199-01-01",
        "20261301",
        "1785456000000",
        "二〇二六年一三月一日",
        "二〇二六年十十月一日",
        "二〇二六年一月一二日",
        "二十六年七月三十一日",
    ],
)
def test_what_is_no_whole_date_is_not_guessed(shown: str) -> None:
    assert find_date(shown) is None


@pytest.mark.parametrize(
    ("written", "day"), [("十日", 10), ("二十日", 20), ("十九日", 19), ("九日", 9), ("三十日", 30)]
)
def test_han_days_are_counted(written: str, day: int) -> None:
    assert find_date(f"二〇二四年十二月{written}") == date(2024, 12, day)


def test_two_dates_run_together_without_leading_zeros_yield_the_first() -> None:
    assert find_date("2026-7-12026-7-2") == date(2026, 7, 1)


@given(
    st.dates(date(1949, 1, 1), date(2100, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d", "[%Y-%m-%d]"]),
    st.text("列表 标题\n\t\u00a0：，", max_size=12),
)
def test_every_day_in_every_form_is_found_among_other_words(day: date, form: str, around: str) -> None:
    assert find_date(around + day.strftime(form) + around) == day


@given(st.text() | st.text("0123456789-/.年月日〇一二三十 "))
def test_no_text_raises_or_yields_a_day_out_of_range(text: str) -> None:
    found = find_date(text)
    assert found is None or 1949 <= found.year <= 2100

"""Days of publication as text and in records; those near links are tested with the listings."""

from datetime import date

import pytest

from monitor.parse.publication_dates import is_date_only, record_date, shown_date

DAY = date(2026, 7, 31)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-07-31", DAY),
        ("[2026-07-31]", DAY),
        ("（2026年7月31日）", DAY),
        ("发布时间：2026/7/31 08:30", DAY),
        ("1785427200", DAY),  # 2026-07-31 00:00 in Beijing, 16:00 of the day before in UTC
        ("1785427199", date(2026, 7, 30)),
        ("1785427200000", DAY),
        ("20260731", DAY),
        ("2026-13-31", None),
        ("7月31日", None),
        ("", None),
        ("x" * 5000 + "2026-07-31", None),
    ],
)
def test_a_text_shows_a_day_or_none(text: str, day: date | None) -> None:
    assert shown_date(text) == day


@pytest.mark.parametrize(
    ("text", "formats", "day"),
    [
        ("31/07/2026", ("%d/%m/%Y",), DAY),
        ("[Jul 31, 2026]", ("%d/%m/%Y", "%b %d, %Y"), DAY),
        ("31.07.2026", ("%d/%m/%Y",), None),
        ("2026-07-31", ("%d/%m/%Y",), DAY),
        ("2026-07-31", ("%Y-%d-%m",), DAY),
    ],
)
def test_formats_of_the_layout_add_forms_that_do_not_start_with_the_year(
    text: str, formats: tuple[str, ...], day: date | None
) -> None:
    assert shown_date(text, formats) == day


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2026-07-31 10:00:00", DAY),
        (1785427200, DAY),
        (1785427200000, DAY),
        (1785427200.5, DAY),
        (20260731, DAY),
        (True, None),
        (None, None),
        ([], None),
        (0, None),
        (-1, None),
        (float("inf"), None),
        (float("nan"), None),
        (1e300, None),
        (10**4000, None),
    ],
)
def test_a_value_of_a_record_is_a_day_or_none(value: object, day: date | None) -> None:
    assert record_date(value) == day


@pytest.mark.parametrize("piece", ["2026-07-31", " [07-31] ", "2026年7月", "31", "（2026.7.31）"])
def test_a_piece_can_be_nothing_but_a_date(piece: str) -> None:
    assert is_date_only(piece)


@pytest.mark.parametrize("piece", ["7月31日发布", "关于2026", "  ", "", "1" * 41])
def test_other_pieces_are_more_than_a_date(piece: str) -> None:
    assert not is_date_only(piece)

"""Rows of a table by column: what spans rows or columns stands in each of them, an amount once."""

from hypothesis import given
from hypothesis import strategies as st

from monitor.parse.grid import MAX_SPAN, SpannedCell, grid_row

WORDS = st.sampled_from(["指标", "5G基站", "2027年", "60", "≥80%", ""])
CELLS = st.lists(
    st.builds(SpannedCell, WORDS, rows=st.integers(1, 3), columns=st.integers(1, 3)), min_size=1, max_size=5
)


def grid(*rows: list[SpannedCell]) -> list[list[str]]:
    above: dict[int, SpannedCell] = {}
    found = []
    for cells in rows:
        row, above = grid_row(cells, above)
        found.append(row)
    return found


def test_words_stand_in_every_row_and_column_that_they_span() -> None:
    head = [SpannedCell("指标", rows=2), SpannedCell("目标值", columns=2)]
    assert grid(head, [SpannedCell("2027年"), SpannedCell("2030年")]) == [
        ["指标", "目标值", "目标值"],
        ["指标", "2027年", "2030年"],
    ]


def test_an_amount_stands_once() -> None:
    assert grid([SpannedCell("产值"), SpannedCell("60亿元", rows=2)], [SpannedCell("税收")]) == [
        ["产值", "60亿元"],
        ["税收", ""],
    ]


def test_a_cell_that_is_a_whole_row_stands_once() -> None:
    assert grid([SpannedCell("一、产业", columns=4)]) == [["一、产业"]]


@given(st.lists(CELLS, min_size=1, max_size=6))
def test_no_word_is_lost_and_no_row_has_a_hole(rows: list[list[SpannedCell]]) -> None:
    for cells, row in zip(rows, grid(*rows), strict=True):
        assert [cell.text for cell in cells if cell.text not in row] == []
        assert len(cells) <= len(row) <= 5 * MAX_SPAN

"""A hand-kept list: what its cells mean, what is wrong with them, what no text will match."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.cli.import_list import (
    COLUMNS,
    READERS,
    build_target,
    check_columns,
    comparator,
    doubts,
    faults,
    name_cells,
    published,
    read_list,
    region,
    split_rows,
    split_scale,
    tidy,
    value,
)
from monitor.domain import Comparator, MetricKind
from monitor.errors import InputError


def row(**cells):
    """Return the cells of a row that can be imported, changed by keyword."""
    return dict.fromkeys(COLUMNS, "") | {"metric": "智能算力规模", "value": "100"} | cells


def listed(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "list.csv"
    path.write_bytes(text.encode(encoding))
    return read_list(path)


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("", ()),
        ("70", (70,)),
        ("-3", (-3,)),
        ("+3", (3,)),
        ("1,200", (1200,)),
        ("1 200", (1200,)),
        ("2.7亿", (270_000_000,)),
        ("1.5万亿", (1_500_000_000_000,)),
        ("3-5", (3, 5)),
        ("5~3", (3, 5)),
        ("3至5", (3, 5)),
        ("3—5", (3, 5)),
    ],
)
def test_a_value_is_a_number_a_range_or_nothing(written, numbers):
    assert value(written) == tuple(Decimal(number) for number in numbers)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (">=5", "go into the column comparator"),
        ("约5", "go into the column comparator"),
        ("5 或 6", "give one number"),
        ("2.7E+08", "write the number in full"),
        ("1" + "0" * 18, "no figure is as large"),
    ],
)
def test_another_value_is_refused_with_how_to_write_it(written, words):
    with pytest.raises(ValueError, match=words):
        value(written)


@given(st.decimals(-(10**9), 10**9, places=2))
def test_any_number_is_read_as_it_is_written(number):
    assert value(f"{number:f}") == (number,)


@given(st.text(max_size=12))
def test_no_cell_ends_in_anything_but_a_value_or_a_fault(text):
    cells = row(value=text, unit=text, comparator=text, deadline=text, published=text, kind=text, per=text)
    for fault in faults(tidy(cells)):
        assert fault.partition(" ")[0] in READERS


@pytest.mark.parametrize(
    ("unit", "scale", "rest"),
    [("亿元", 100_000_000, "元"), ("万", 10_000, None), ("万家", 10_000, "家"), ("个", 1, "个"), ("", 1, None)],
)
def test_the_scale_of_a_unit_is_split_from_it(unit, scale, rest):
    assert split_scale(unit) == (Decimal(scale), rest)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("", Comparator.AT_LEAST),
        (">=", Comparator.AT_LEAST),
        ("≥", Comparator.AT_LEAST),
        ("=>", Comparator.AT_LEAST),
        ("≤", Comparator.AT_MOST),
        ("≈", Comparator.ABOUT),
    ],
)
def test_comparators_are_read_as_people_type_them(written, meant):
    assert comparator(written) is meant


def test_the_day_of_publication_is_one_day():
    assert published("2025-03-01") == date(2025, 3, 1)
    assert published("2025/3/1") == date(2025, 3, 1)
    assert published("") is None
    with pytest.raises(ValueError, match="write the day"):
        published("2025")


@pytest.mark.parametrize(
    ("written", "full"), [("上海", "上海市"), ("上海市", "上海市"), ("全国", "全国"), ("亚特兰蒂斯", None)]
)
def test_a_place_gets_its_full_name(written, full):
    assert region(written) == full


def test_full_width_signs_and_percent_are_tidied_but_names_stay():
    tidied = tidy(row(metric="电能利用效率（PUE）", value="７０％", unit=""))
    assert (tidied["value"], tidied["unit"]) == ("70", "%")
    assert tidied["metric"] == "电能利用效率（PUE）"
    assert tidy(row(value="70%", unit="%"))["unit"] == "%"
    assert tidy(row(value="70%", unit="个"))["value"] == "70%"


def test_every_fault_of_a_row_is_named_with_its_column():
    wrong = faults(row(metric="", value="viel", kind="sort", deadline="bald"))
    assert [fault.partition(" ")[0] for fault in wrong] == ["metric", "value", "kind", "deadline"]
    assert "it cannot be empty" in wrong[0]
    assert "choose one of " in wrong[2]
    assert faults(row()) == ()


def test_what_no_text_will_match_is_a_doubt_and_no_fault():
    noted = doubts(row(region="亚特兰蒂斯", unit="只独角兽"))
    assert "no place of that name is known" in noted[0]
    assert "no unit that is read in texts" in noted[1]
    assert doubts(row(region="上海市", unit="亿元")) == ()


def test_a_row_becomes_a_target():
    made = build_target(row(value="2", unit="亿元", deadline="2027", region="上海", published="2025-03-01"))
    assert made.target.amount.values == (Decimal(200_000_000),)
    assert made.target.amount.unit == "元"
    assert made.target.amount.kind is MetricKind.LEVEL
    assert made.target.deadline.end == date(2027, 12, 31)
    assert (made.target.region, made.published) == ("上海市", date(2025, 3, 1))
    assert made.target.quote.text == "2027 上海 智能算力规模 2亿元"
    assert made.target.quote.in_scope


def test_a_quote_of_the_list_stands_as_it_is_written():
    made = build_target(row(quote="到2027年突破100EFLOPS", unit="EFLOPS"))
    assert made.target.quote.text == "到2027年突破100EFLOPS"


@pytest.mark.parametrize(("unit", "kind"), [("%", MetricKind.SHARE), ("个", MetricKind.LEVEL)])
def test_percent_means_a_share_unless_the_list_says_otherwise(unit, kind):
    assert build_target(row(unit=unit)).target.amount.kind is kind
    assert build_target(row(unit=unit, kind="increment")).target.amount.kind is MetricKind.INCREMENT


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_lists_are_read_with_any_separator_and_encoding_of_spreadsheets(tmp_path, delimiter, encoding):
    rows = [["metric", "value", "unit"], ["算力规模", "100", "EFLOPS"], ["企业数量", "500", "家"]]
    read = listed(tmp_path, "\n".join(delimiter.join(cells) for cells in rows), encoding)
    assert [made.target.amount.metric for made in read.rows] == ["算力规模", "企业数量"]


def test_rows_know_the_line_they_begin_on(tmp_path):
    text = 'metric,value,quote\n\n算力,1,"两\n行"\n\n企业,2,一行\n'
    assert [line for line, _row in split_rows(tmp_path, text)] == [3, 6]


def test_a_row_with_more_cells_than_columns_is_refused():
    assert "more cells than columns: '二'" in name_cells(["metric", "value"], ["算力", "1", "二"])
    assert name_cells(["metric", "value"], ["算力", "1", " "])["value"] == "1"


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["metric"], "missing: value"),
        (["metric", "value", "vlaue"], "unknown: vlaue"),
        (["metric", "value", "value"], "twice: value"),
    ],
)
def test_columns_that_would_lose_cells_are_refused(tmp_path, names, words):
    with pytest.raises(InputError, match=words):
        check_columns(tmp_path / "list.csv", names)


def test_all_problems_of_a_list_are_told_with_their_lines(tmp_path):
    with pytest.raises(InputError) as caught:
        listed(tmp_path, "metric,value\n算力,viel\n,5\n企业,5,6\n")
    told = str(caught.value)
    assert "3 problem(s), nothing was imported" in told
    assert [word for word in ("line 2: value", "line 3: metric", "line 4: more cells") if word in told] == [
        "line 2: value",
        "line 3: metric",
        "line 4: more cells",
    ]


def test_a_list_without_rows_and_an_open_quotation_mark_are_refused(tmp_path):
    with pytest.raises(InputError, match="has no rows"):
        listed(tmp_path, "metric,value\n")
    with pytest.raises(InputError, match="is a quotation mark missing"):
        listed(tmp_path, 'metric,value\n"算力,5\n')

import re

import pytest

from monitor.detect import cues, metric_words, place_words, qualitative_words
from monitor.detect.cues import AIM, REPORTED, RESULT, WEAK_RESULT
from monitor.detect.qualitative_words import FORMS, Form
from monitor.detect.refusal_table import REFUSALS, Refusal, reason_of
from monitor.detect.wording import Cue, any_of

TABLES = {
    name: table
    for module in (cues, metric_words, place_words, qualitative_words)
    for name, table in vars(module).items()
    if name.endswith("_CUES")
}
ROWS = [pytest.param(cue, id=f"{name}:{cue.like}") for name in TABLES for cue in TABLES[name]]


@pytest.mark.parametrize("cue", ROWS)
def test_each_cue_is_found_in_its_example_and_not_in_its_exception(cue: Cue) -> None:
    alone = any_of([cue])

    assert alone.search(cue.like)
    assert bool(cue.before or cue.after) <= bool(cue.unlike)
    assert not (cue.unlike and alone.search(cue.unlike))


@pytest.mark.parametrize("name", TABLES)
def test_no_cue_of_a_table_is_written_twice(name: str) -> None:
    words = [cue.word for cue in TABLES[name]]

    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("pattern", "told", "not_told"),
    [
        (AIM, "公司计划生产50台", "按照三年行动计划生产50台"),
        (AIM, "将建成50个平台", "将近50个平台"),
        (AIM, "将建成50个平台", "将50家企业列入名单"),
        (AIM, "要建成50个平台", "主要平台50个"),
        (AIM, "拟建设50个平台", "虚拟平台50个"),
        (RESULT, "近年来增长5%", "未来3年来华留学生50人"),
        (RESULT, "已建成50个", "不已"),
        (RESULT, "已在国债中安排50亿元", "将安排50亿元"),
        (RESULT, "去年新增50家", "比去年增加50家"),
        (WEAK_RESULT, "比上年增长5%", "比重达5%"),
        (REPORTED, "截至6月底", "到6月底"),
    ],
    ids=str,
)
def test_a_word_counts_only_where_it_means_it(pattern: re.Pattern[str], told: str, not_told: str) -> None:
    assert pattern.search(told)
    assert not pattern.search(not_told)


def sides(example: str) -> tuple[str, str]:
    left, _, right = example.split("|")
    return left, right


@pytest.mark.parametrize("row", REFUSALS, ids=lambda row: f"{row.reason}:{row.like}")
def test_each_refusal_fits_its_example_and_not_its_neighbour(row: Refusal) -> None:
    assert reason_of(*sides(row.like)) == row.reason
    assert reason_of(*sides(row.unlike)) != row.reason


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_each_form_of_aim_finds_what_its_example_is_about(form: Form) -> None:
    before, what, after = form.like.split("|")
    found = form.pattern.search(before + what + after)

    assert found
    assert found["what"] == what

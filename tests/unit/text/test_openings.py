import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.detect import cues, metric_words, qualitative_words
from monitor.detect.wording import any_of
from monitor.text.openings import first_signs, places_of, quickly


@pytest.mark.parametrize(
    ("pattern", "signs"),
    [
        ("要|将", {"要", "将"}),
        ("(?<![主重])要|(?<=[一二]年)(?<!末)将", {"要", "将"}),
        ("(?:[两三]|新)个", {"两三", "新"}),
        (r"\d年|(?P<part>底|末)", {r"\d", "底", "末"}),
        ("(一|二)年|(?:三)", {"一", "二", "三"}),
        ("的?目标", {"的", "目"}),
        ("(?:正式|全面){0,2}(?:启动|实施)", {"正", "全", "启", "实"}),
        ("[|(]一|二(?:三|四)", {"|(", "二"}),
        (r"二\||三", {"二", "三"}),
        ("-一", {r"\-"}),
    ],
)
def test_each_alternative_gives_the_characters_that_it_can_begin_with(pattern: str, signs: set[str]) -> None:
    assert first_signs(pattern) == signs


@pytest.mark.parametrize(
    "pattern", [".一", "[^一]二", "^一", "(?=一)", "一|(?:.|二)三", "一?", r"\s一", "(.一)"]
)
def test_what_is_not_plain_to_see_stays_as_it_is(pattern: str) -> None:
    assert first_signs(pattern) is None
    assert quickly(pattern) == f"(?:{pattern})"


TABLES = [
    table
    for module in (cues, metric_words, qualitative_words)
    for name, table in vars(module).items()
    if name.endswith("_CUES")
]
PIECES = st.sampled_from(
    [
        *{example for table in TABLES for cue in table for example in (cue.like, cue.unlike) if example},
        *"要将拟已了在的，。5年",
    ]
)


@given(st.lists(PIECES, max_size=8).map("".join))
def test_a_pattern_finds_the_same_sooner(text: str) -> None:
    for table in TABLES:
        slow = re.compile("|".join(cue.source() for cue in table))
        found = [match.span() for match in any_of(table).finditer(text)]
        assert found == [match.span() for match in slow.finditer(text)]


@pytest.mark.parametrize(
    ("pattern", "quick"),
    [
        ("(?<!即)将|力争", "(?:将(?<!(?:即)将)|力争)"),
        ("(?<![主重])[要应](?!近)", "(?:要(?<!(?:[主重])要)(?!近)|应(?<!(?:[主重])应)(?!近))"),
        ("(?:正式|全面)启动", "(?:正式启动|全面启动)"),
        ("(?:正式)?启动|将", "(?:正式启动|启动|将)"),
        ("力争|将|力求", "(?:力(?:争|求)|将)"),
        ("2季|[1-3]年|将|3月", "(?=[1-323将])(?:(?=[1-323])(?:2季|[1-3]年|3月)|将)"),
        ("[一-三]年", "(?=[一-三])(?:[一-三]年)"),
        ("(?:正式){0,2}启动|将", "(?=[启将正])(?:(?=[启正])(?:(?:正式){0,2}启动)|将)"),
        (r"\d年|将", r"(?=[\d将])(?:(?=[\d])(?:\d年)|将)"),
        ("[一-三]年|将", "(?=[一-三将])(?:(?=[一-三])(?:[一-三]年)|将)"),
        ("要{2}|将", "(?=[将要])(?:(?=[要])(?:要{2})|将)"),
        ("(底|末)|将", "(?=[将底末])(?:(?=[底末])(?:(底|末))|将)"),
        ("(?P<end>底|末)|将", "(?=[将底末])(?:(?=[底末])(?:(?P<end>底|末))|将)"),
    ],
)
def test_places_where_nothing_begins_are_passed_over(pattern: str, quick: str) -> None:
    assert quickly(pattern) == quick


@given(st.text("年今天现在5，", max_size=20))
def test_places_are_where_matches_begin(text: str) -> None:
    places = re.compile(places_of("年|今天|现[在已]|[0-9]年"))
    alone = re.compile("年|今天|现[在已]|[0-9](?=年)")
    assert [place.start() for place in places.finditer(text)] == [
        found.start() for found in alone.finditer(text)
    ]


@pytest.mark.parametrize("pattern", [".年", "年|[^月]日", "^年"])
def test_places_are_told_only_where_the_first_characters_are_plain_to_see(pattern: str) -> None:
    with pytest.raises(ValueError, match="not plain to see"):
        places_of(pattern)
